import { type Case, check, comesBack, entry, payment, payout } from '../../test/match-cases.ts';
import type { Expected } from './match-terms.ts';

const years = { bookedOn: '2027-12-31' };

check('who is a candidate', [
  {
    title: 'the same account, direction and currency only',
    entries: [entry('e', 100n, { references: ['SARF00000001'] })],
    expected: [
      payment('account', 100n, { endToEndId: 'SARF00000001', accountId: 'other' }),
      payment('currency', 100n, { endToEndId: 'SARF00000001', currency: 'USD' }),
      payout('direction', 100n, { endToEndId: 'SARF00000001' }),
    ],
  },
  {
    title: 'a payment is never a debit',
    entries: [entry('e', 100n, { references: ['SARF00000001'], direction: 'debit' })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001', direction: 'debit' })],
  },
  {
    title: 'what is done already',
    entries: [entry('e', 0n, { references: ['SARF00000001'] }), entry('f', 90n, { references: ['SARF00000002'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' }), payment('y', 0n, { endToEndId: 'SARF00000002' })],
  },
  {
    title: 'a return is matched by its mark and reference',
    entries: [
      entry('e', 100n, { isReturn: true, texts: ['RETURN OF REF8812 ACCOUNT CLOSED'], bookedOn: '2026-05-09' }),
    ],
    expected: [comesBack('r', 100n, { reference: 'REF8812' })],
    automatic: ['e > r 100 (2)'],
  },
  {
    title: 'a return is over after sixty days, but an id never is',
    entries: [
      entry('e', 100n, { isReturn: true, texts: ['RETURN OF REF8812'], bookedOn: '2026-05-10' }),
      entry('f', 100n, { references: ['SARF00000002'], bookedOn: '2026-12-10' }),
    ],
    expected: [comesBack('r', 100n, { reference: 'REF8812' }), comesBack('s', 100n, { endToEndId: 'SARF00000002' })],
    automatic: ['f > s 100 (1)'],
    suggestions: ['e > r 100 (2)'],
  },
  {
    title: 'a credit without that mark is a return only by the end-to-end id',
    entries: [
      entry('e', 100n, { texts: ['REF8812'] }),
      entry('f', 200n, { references: ['BANK77'] }),
      entry('g', 300n, { references: ['SARF00000003'] }),
      entry('h', 400n, { texts: ['OUR SARF00000004 YOURS'] }),
    ],
    expected: [
      comesBack('q', 100n, { reference: 'REF8812' }),
      comesBack('r', 200n, { bankReference: 'BANK77' }),
      comesBack('s', 300n, { endToEndId: 'SARF00000003' }),
      comesBack('t', 400n, { endToEndId: 'SARF00000004' }),
    ],
    automatic: ['g > s 300 (1)', 'h > t 400 (2)'],
  },
  {
    title: 'money that comes back is no payment',
    entries: [entry('e', 100n, { isReturn: true, references: ['SARF00000001'], texts: ['REF8812'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001', reference: 'REF8812' })],
  },
]);

check('step 1: an id', [
  {
    title: 'the end-to-end id, at any date',
    entries: [entry('e', 100n, { references: ['NOTPROVIDED', 'sarf-0000 0001'], ...years })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' })],
    automatic: ['e > x 100 (1)'],
  },
  {
    title: 'the reference of the bank, of a payout',
    entries: [entry('e', 100n, { references: ['FT2606912345'], direction: 'debit' })],
    expected: [payout('x', 100n, { bankReference: 'FT2606912345' })],
    automatic: ['e > x 100 (1)'],
  },
  {
    title: 'what banks write for "none" is no id',
    entries: [entry('e', 100n, { references: ['NOTPROVIDED', 'NONREF', ''], texts: ['-'] })],
    expected: [
      payment('x', 100n, { endToEndId: 'NOTPROVIDED', bankReference: '', reference: 'NONREF', ...later('20') }),
    ],
  },
  {
    title: 'an id is stronger than the reference of another',
    entries: [entry('e', 100n, { references: ['SARF00000001'], texts: ['REF8812'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' }), payment('y', 100n, { reference: 'REF8812' })],
    automatic: ['e > x 100 (1)'],
  },
  {
    title: 'ids of two: it is not clear whose the entry is',
    entries: [entry('e', 100n, { references: ['SARF00000001', 'SARF00000002'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' }), payment('y', 100n, { endToEndId: 'SARF00000002' })],
    suggestions: ['e > x 100 (1)', 'e > y 100 (1)'],
  },
  {
    title: 'the id of one with another amount, and the reference of another with this amount',
    entries: [entry('e', 100n, { references: ['SARF00000001'], texts: ['REF8812'] })],
    expected: [payment('x', 150n, { endToEndId: 'SARF00000001' }), payment('y', 100n, { reference: 'REF8812' })],
    suggestions: ['e > y 100 (2)', 'e > x 100 (6)'],
  },
  {
    title: 'each of a batch by its own id, the last by what is left',
    entries: ['1', '2', '3'].map((n) =>
      entry(`e${n}`, 100n, { references: ['BATCH9', ...(n === '3' ? [] : [`SARF0000000${n}`])], direction: 'debit' }),
    ),
    expected: ['1', '2', '3'].map((n) =>
      payout(`x${4 - Number(n)}`, 100n, { bankReference: 'BATCH9', endToEndId: `SARF0000000${4 - Number(n)}` }),
    ),
    automatic: ['e1 > x1 100 (1)', 'e2 > x2 100 (1)', 'e3 > x3 100 (1)'],
  },
]);

function later(day: string): Partial<Expected> {
  return { expectedOn: `2026-04-${day}` };
}

const inText = (text: string | string[], reference = 'REF8812'): Pick<Case, 'entries' | 'expected'> => ({
  entries: [entry('e', 100n, { texts: [text].flat() })],
  expected: [payment('x', 100n, { reference })],
});
const found = ['e > x 100 (2)'];

check('step 2: a reference in a text', [
  { title: 'as a word', ...inText('RENT ref8812 MARCH'), automatic: found },
  { title: 'with signs and blanks inside', ...inText('RENT R-E-F 88 12'), automatic: found },
  { title: 'across the end of a line', ...inText('RENT FOR MARCH REF\n8812'), automatic: found },
  { title: 'across two texts', ...inText(['RENT FOR MARCH REF8', '812 AND MORE']), automatic: found },
  { title: 'with letters before and after it', ...inText('RENTREF8812MARCH'), automatic: found },
  { title: 'in Arabic digits and letters', ...inText('إيجار رقم٨٨١٢', 'رقم8812'), automatic: found },
  { title: 'with signs in the reference', ...inText('RENT REF8812', 'ref/88-12'), automatic: found },
  {
    title: 'in a reference of the bank',
    entries: [entry('e', 100n, { references: ['XX/REF8812'] })],
    expected: [payment('x', 100n, { reference: 'REF8812' })],
    automatic: found,
  },
  {
    title: 'not across two references of the bank',
    entries: [entry('e', 100n, { references: ['XXREF8', '812'], counterparty: { name: 'A B', iban: null } })],
    expected: [payment('x', 100n, { reference: 'REF8812', counterparty: { name: 'C D', iban: null } })],
  },
  { title: 'inside a longer number it may be another', ...inText('RENT REF88123'), suggestions: found },
  {
    title: 'also where the number goes on before it',
    ...inText('RENT 1234567', '34567 '),
    suggestions: ['e > x 100 (5)'],
  },
  {
    title: 'the end-to-end id, where the bank has no field for it',
    entries: [entry('e', 100n, { texts: ['FT SARF00000001'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' })],
    automatic: found,
  },
  {
    title: 'two of which one is inside the other: it is not clear which is meant',
    entries: [entry('e', 100n, { texts: ['PAYREF8812A'] })],
    expected: [payment('x', 100n, { reference: 'REF8812A' }), payment('y', 100n, { reference: 'REF8812' })],
    suggestions: ['e > x 100 (2)', 'e > y 100 (2)'],
  },
  {
    title: 'five days before and ten after',
    entries: ['04', '05', '20', '21'].map((day) =>
      entry(`e${day}`, 100n, { texts: [`REF88${day}`], bookedOn: `2026-03-${day}` }),
    ),
    expected: ['04', '05', '20', '21'].map((day) => payment(`x${day}`, 100n, { reference: `REF88${day}` })),
    automatic: ['e05 > x05 100 (2)', 'e20 > x20 100 (2)'],
    suggestions: ['e04 > x04 100 (2)', 'e21 > x21 100 (2)'],
  },
  {
    title: 'the same reference every month: the window tells them apart',
    entries: [
      entry('e1', 100n, { texts: ['TENANT77'], bookedOn: '2026-01-03' }),
      entry('e3', 100n, { texts: ['TENANT77'], bookedOn: '2026-03-03' }),
    ],
    expected: ['01', '02', '03'].map((month) =>
      payment(`x${month}`, 100n, { reference: 'TENANT77', expectedOn: `2026-${month}-01` }),
    ),
    automatic: ['e1 > x01 100 (2)', 'e3 > x03 100 (2)'],
  },
  {
    title: 'the same reference, but another amount: the amount tells them apart',
    entries: [entry('e', 100n, { texts: ['TENANT77'] })],
    expected: [payment('x', 100n, { reference: 'TENANT77' }), payment('y', 50n, { reference: 'TENANT77' })],
    automatic: found,
  },
]);

const named = (name: string) => ({ counterparty: { name, iban: null } });
const short = (text: string, reference: string): Pick<Case, 'entries' | 'expected'> => ({
  entries: [entry('e', 100n, { texts: [text], ...named('A B') })],
  expected: [payment('x', 100n, { reference, ...named('C D') })],
});

check('step 2: references of fewer than six characters', [
  { title: 'a word of the text', ...short('INVOICE A-17.', 'A17'), automatic: found },
  { title: 'a word between signs', ...short('/INV/A17/', 'A17'), automatic: found },
  { title: 'the whole text', ...short('A / 17', 'A17'), automatic: found },
  { title: 'not inside a word', ...short('INVOICE A170', 'A17') },
  { title: 'not across words', ...short('INVOICE A 17 OF MARCH', 'A17') },
]);

const batch = [payout('x', 60n, { bankReference: 'BATCH9' }), payout('y', 40n, { bankReference: 'BATCH9' })];

check('step 3: one entry for several', [
  {
    title: 'references of several in its texts',
    entries: [entry('e', 100n, { texts: ['INVOICES REF8812, REF8813'] })],
    expected: [payment('x', 60n, { reference: 'REF8812' }), payment('y', 40n, { reference: 'REF8813' })],
    automatic: ['e > x 60 (3)', 'e > y 40 (3)'],
  },
  {
    title: 'a batch of payouts',
    entries: [entry('e', 100n, { references: ['BATCH9'], direction: 'debit' })],
    expected: batch,
    automatic: ['e > x 60 (3)', 'e > y 40 (3)'],
  },
  {
    title: 'by the ids alone, whatever the text says besides',
    entries: [entry('e', 100n, { references: ['SARF00000001', 'SARF00000002'], texts: ['AND REF8814'] })],
    expected: [
      payment('x', 60n, { endToEndId: 'SARF00000001' }),
      payment('y', 40n, { endToEndId: 'SARF00000002' }),
      payment('z', 70n, { reference: 'REF8814' }),
    ],
    automatic: ['e > x 60 (3)', 'e > y 40 (3)'],
  },
  {
    title: 'the same reference on two that together make the amount',
    entries: [entry('e', 100n, { texts: ['TENANT77'] })],
    expected: [payment('x', 50n, { reference: 'TENANT77' }), payment('y', 50n, { reference: 'TENANT77' })],
    automatic: ['e > x 50 (3)', 'e > y 50 (3)'],
  },
  {
    title: 'not if the sum is another',
    entries: [entry('e', 101n, { references: ['BATCH9'], direction: 'debit' })],
    expected: batch,
    suggestions: ['e > x 60 (6)', 'e > y 40 (6)'],
  },
  {
    title: 'not if two entries are for the same',
    entries: ['1', '2'].map((id) => entry(`e${id}`, 100n, { references: ['BATCH9'], direction: 'debit' })),
    expected: batch,
    suggestions: ['e1 > x 60 (6)', 'e1 > y 40 (6)', 'e2 > x 60 (6)', 'e2 > y 40 (6)'],
  },
  {
    title: 'not if others are for exactly one of them, and it is not clear which',
    entries: [
      entry('e', 100n, { references: ['BATCH9'], direction: 'debit' }),
      entry('f', 60n, { references: ['SARF00000001'], direction: 'debit' }),
      entry('g', 60n, { references: ['SARF00000001'], direction: 'debit' }),
    ],
    expected: batch.map((one) => (one.id === 'x' ? { ...one, endToEndId: 'SARF00000001' } : one)),
    suggestions: ['e > x 60 (6)', 'e > y 40 (6)', 'f > x 60 (1)', 'g > x 60 (1)'],
  },
  {
    title: 'not out of the window',
    entries: [entry('e', 100n, { texts: ['REF8812 REF8813'], ...years })],
    expected: [payment('x', 60n, { reference: 'REF8812' }), payment('y', 40n, { reference: 'REF8813' })],
    suggestions: ['e > x 60 (6)', 'e > y 40 (6)'],
  },
]);

check('step 6: the amount differs', [
  {
    title: 'less than expected',
    entries: [entry('e', 95n, { references: ['SARF00000001'], ...years })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' })],
    automatic: ['e > x 95 (6)'],
  },
  {
    title: 'more than expected',
    entries: [entry('e', 105n, { texts: ['REF8812'] })],
    expected: [payment('x', 100n, { reference: 'REF8812' })],
    automatic: ['e > x 100 (6)'],
  },
  {
    title: 'several that together make it',
    entries: [entry('e', 60n, { references: ['SARF00000001'] }), entry('f', 40n, { texts: ['SARF00000001'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' })],
    automatic: ['e > x 60 (6)', 'f > x 40 (6)'],
  },
  {
    title: 'several that do not yet make it',
    entries: [entry('e', 30n, { references: ['SARF00000001'] }), entry('f', 30n, { references: ['SARF00000001'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' })],
    automatic: ['e > x 30 (6)', 'f > x 30 (6)'],
  },
  {
    title: 'several that are above it together: which is too much?',
    entries: [entry('e', 60n, { references: ['SARF00000001'] }), entry('f', 70n, { references: ['SARF00000001'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' })],
    suggestions: ['e > x 60 (6)', 'f > x 70 (6)'],
  },
  {
    title: 'one that is exact, and another',
    entries: [entry('e', 60n, { references: ['SARF00000001'] }), entry('f', 100n, { references: ['SARF00000001'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' })],
    automatic: ['f > x 100 (1)'],
  },
  {
    title: 'not if another is of exactly the amount, and may be for it',
    entries: [
      entry('e', 60n, { references: ['SARF00000001'] }),
      entry('f', 100n, { references: ['SARF00000001', 'SARF00000002'] }),
    ],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' }), payment('y', 100n, { endToEndId: 'SARF00000002' })],
    suggestions: ['e > x 60 (6)', 'f > x 100 (1)', 'f > y 100 (1)'],
  },
  {
    title: 'payouts and returns are for a person',
    entries: [
      entry('e', 95n, { references: ['SARF00000001'], direction: 'debit' }),
      entry('f', 105n, { references: ['SARF00000002'], direction: 'debit' }),
      entry('g', 95n, { references: ['SARF00000003'], isReturn: true }),
    ],
    expected: [
      payout('x', 100n, { endToEndId: 'SARF00000001' }),
      payout('y', 100n, { endToEndId: 'SARF00000002' }),
      comesBack('z', 100n, { endToEndId: 'SARF00000003' }),
    ],
    suggestions: ['e > x 95 (6)', 'f > y 100 (6)', 'g > z 95 (6)'],
  },
  {
    title: 'a short reference, a mere word, one with letters around it, or that of a bank is not enough',
    entries: [
      entry('e', 95n, { texts: ['A17'] }),
      entry('f', 95n, { texts: ['DEPOSIT'] }),
      entry('g', 95n, { texts: ['RENTREF8812MARCH'] }),
      entry('h', 95n, { references: ['FT2606912345'] }),
    ],
    expected: [
      payment('w', 101n, { reference: 'A17' }),
      payment('x', 102n, { reference: 'DEPOSIT' }),
      payment('y', 103n, { reference: 'REF8812' }),
      payment('z', 104n, { bankReference: 'FT2606912345' }),
    ],
    suggestions: ['e > w 95 (6)', 'f > x 95 (6)', 'g > y 95 (6)', 'h > z 95 (6)'],
  },
  {
    title: 'not if it is for several',
    entries: [entry('e', 95n, { texts: ['REF8812 REF8813'] })],
    expected: [payment('x', 60n, { reference: 'REF8812' }), payment('y', 40n, { reference: 'REF8813' })],
    suggestions: ['e > x 60 (6)', 'e > y 40 (6)'],
  },
  {
    title: 'the end-to-end id says which of a batch',
    entries: [entry('e', 95n, { references: ['BATCH9', 'SARF00000001'] })],
    expected: [
      payment('x', 100n, { endToEndId: 'SARF00000001', bankReference: 'BATCH9' }),
      payment('y', 120n, { endToEndId: 'SARF00000002', bankReference: 'BATCH9' }),
    ],
    automatic: ['e > x 95 (6)'],
  },
]);
