import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { check, entry, payment, payout } from '../../test/match-cases.ts';
import { matchEntries } from './match-rules.ts';
import { defaultMatchPolicy, type Expected, type OpenEntry, pairKey } from './match-terms.ts';

const years = { bookedOn: '2027-12-31' };

const sameEntry = (id: string): OpenEntry => entry(`e${id}`, 100n, { texts: ['TENANT77'] });
const samePayment = (id: string): Expected => payment(`x${id}`, 100n, { reference: 'TENANT77' });

check('what is ambiguous', [
  {
    title: 'one entry, two payments alike',
    entries: [sameEntry('1')],
    expected: [samePayment('2'), samePayment('1')],
    suggestions: ['e1 > x1 100 (2)', 'e1 > x2 100 (2)'],
  },
  {
    title: 'two entries alike, one payment',
    entries: [sameEntry('2'), sameEntry('1')],
    expected: [samePayment('1')],
    suggestions: ['e1 > x1 100 (2)', 'e2 > x1 100 (2)'],
  },
  {
    title: 'as many on both sides go in the order of date and id',
    entries: [entry('e0', 100n, { texts: ['TENANT77'], bookedOn: '2026-03-12' }), sameEntry('2'), sameEntry('1')],
    expected: [
      payment('x0', 100n, { reference: 'TENANT77', expectedOn: '2026-03-11' }),
      samePayment('2'),
      samePayment('1'),
    ],
    automatic: ['e1 > x1 100 (2)', 'e2 > x2 100 (2)', 'e0 > x0 100 (2)'],
  },
  {
    title: 'at most five for an entry, the nearest first',
    entries: [sameEntry('1')],
    expected: ['01', '09', '11', '12', '13', '14', '15'].map((day) =>
      payment(`x${day}`, 100n, { reference: 'TENANT77', expectedOn: `2026-03-${day}` }),
    ),
    suggestions: ['09', '11', '12', '13', '14'].map((day) => `e1 > x${day} 100 (2)`),
  },
  {
    title: 'who is left when others are matched',
    entries: [
      entry('e1', 100n, { texts: ['TENANT77'] }),
      entry('e2', 100n, { texts: ['TENANT77'], references: ['SARF00000002'] }),
    ],
    expected: [samePayment('1'), payment('x2', 100n, { reference: 'TENANT77', endToEndId: 'SARF00000002' })],
    automatic: ['e1 > x1 100 (2)', 'e2 > x2 100 (1)'],
  },
]);

const iban = 'AE070331234567890123456';
const from = (name: string | null, account: string | null = null) => ({ counterparty: { name, iban: account } });

check('step 4: the IBAN', [
  {
    title: 'is suggested',
    entries: [entry('e', 100n, from(null, 'AE07 0331 2345 6789 0123 456'))],
    expected: [payment('x', 100n, from(null, iban))],
    suggestions: ['e > x 100 (4)'],
  },
  {
    title: 'matches by itself where the policy says so',
    entries: [entry('e', 100n, from(null, iban))],
    expected: [payment('x', 100n, from(null, iban))],
    policy: { automaticByIban: true },
    automatic: ['e > x 100 (4)'],
  },
  {
    title: 'but never by itself with another amount, out of the window, or with two',
    entries: [
      entry('e', 95n, from(null, iban)),
      entry('f', 70n, { ...from(null, iban), ...years }),
      entry('g', 50n, from(null, iban)),
    ],
    expected: [
      payment('x', 100n, from(null, iban)),
      payment('y', 70n, from(null, iban)),
      payment('z1', 50n, from(null, iban)),
      payment('z2', 50n, from(null, iban)),
    ],
    policy: { automaticByIban: true },
    suggestions: ['g > z1 50 (4)', 'g > z2 50 (4)'],
  },
  {
    title: 'nor against a reference',
    entries: [entry('e', 100n, { ...from(null, iban), texts: ['RENTREF8812'] })],
    expected: [payment('x', 100n, from(null, iban)), payment('y', 50n, { reference: 'REF8812' })],
    policy: { automaticByIban: true },
    suggestions: ['e > x 100 (4)', 'e > y 50 (6)'],
  },
  {
    title: 'but it decides between two with the same reference',
    entries: [entry('e', 100n, { ...from(null, iban), texts: ['TENANT77'] })],
    expected: [samePayment('1'), payment('x2', 100n, { reference: 'TENANT77', ...from(null, iban) })],
    policy: { automaticByIban: true },
    automatic: ['e > x2 100 (4)'],
  },
]);

check('step 5: amount and name', [
  {
    title: 'a similar name',
    entries: [entry('e', 100n, from('MR MUHAMMAD A. ALFARSI'))],
    expected: [payment('x', 100n, from('Al-Farsi, Mohammed Ahmed')), payment('y', 100n, from('Salem Omar'))],
    suggestions: ['e > x 100 (5)'],
  },
  {
    title: 'not with another amount, nor out of the window',
    entries: [entry('e', 100n, from('Salem Omar')), entry('f', 50n, { ...from('Salem Omar'), ...years })],
    expected: [payment('x', 101n, from('Salem Omar')), payment('y', 50n, from('Salem Omar'))],
  },
  {
    title: 'without names, if nothing else has this amount',
    entries: [entry('e', 100n), entry('f', 50n), entry('g', 70n), entry('h', 70n)],
    expected: [payment('x', 100n), payment('y1', 50n), payment('y2', 50n), payment('z', 70n)],
    suggestions: ['e > x 100 (5)'],
  },
  {
    title: 'what cannot be compared is suggested only where there is nothing better',
    entries: [entry('e', 100n, from('Salem Omar', iban))],
    expected: [payment('x', 100n, from(null, iban)), payment('y', 100n)],
    suggestions: ['e > x 100 (4)'],
  },
]);

check('the policy', [
  {
    title: 'what would be automatic is suggested where nothing is automatic',
    entries: [entry('e', 100n, { references: ['SARF00000001'] }), entry('f', 95n, { texts: ['REF8812'] })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001' }), payment('y', 100n, { reference: 'REF8812' })],
    policy: { automatic: false },
    suggestions: ['e > x 100 (1)', 'f > y 95 (6)'],
  },
  {
    title: 'the window is what it says',
    entries: [entry('e', 100n, { texts: ['REF8812'] })],
    expected: [payment('x', 100n, { reference: 'REF8812', expectedOn: '2026-03-09' })],
    policy: { windowDaysAfter: 0 },
    suggestions: ['e > x 100 (2)'],
  },
  {
    title: 'a refused pair is neither matched nor suggested',
    entries: [entry('e', 100n, { references: ['SARF00000001'], texts: ['TENANT77'], ...from('Salem Omar', iban) })],
    expected: [payment('x', 100n, { endToEndId: 'SARF00000001', reference: 'TENANT77', ...from('Salem Omar', iban) })],
    policy: { refusedPairs: new Set([pairKey('e', 'x')]), automaticByIban: true },
  },
  {
    title: 'a refused pair leaves the others: one of two is no longer ambiguous',
    entries: [sameEntry('1'), sameEntry('2')],
    expected: [samePayment('1')],
    policy: { refusedPairs: new Set([pairKey('e1', 'x1')]) },
    automatic: ['e2 > x1 100 (2)'],
  },
]);

describe('the reasons', () => {
  const reasonsOf = (one: OpenEntry, ...others: Expected[]): readonly (readonly string[])[] => {
    const { automatic, suggestions } = matchEntries([one], others, defaultMatchPolicy);
    return [...automatic, ...suggestions].map(({ reasons }) => reasons);
  };

  test('say what is the same and what differs', () => {
    assert.deepEqual(
      reasonsOf(entry('e', 9500n, { references: ['SARF1'] }), payment('x', 10_000n, { endToEndId: 'SARF1' })),
      [['The end-to-end id is the same.', 'The amount is 5.00 AED less than expected.']],
    );
    assert.deepEqual(
      reasonsOf(entry('e', 10_000n, { texts: ['REF8812'] }), payment('x', 9999n, { reference: 'REF8812' })),
      [['The reference is in the text of the entry.', 'The amount is 0.01 AED more than expected.']],
    );
    assert.deepEqual(
      reasonsOf(
        entry('e', 100n, { references: ['B9'], direction: 'debit' }),
        payout('x', 100n, { bankReference: 'B9' }),
      ),
      [["The bank's reference is the same.", 'The amount is the same.']],
    );
  });

  test('say why a person is needed', () => {
    assert.deepEqual(reasonsOf(sameEntry('1'), samePayment('1'), samePayment('2'))[0], [
      'The reference is in the text of the entry.',
      'The amount is the same.',
      'It is not the only one that fits.',
    ]);
    const late = entry('e', 100n, { texts: ['REF8812'], bookedOn: '2026-03-25' });
    assert.deepEqual(
      reasonsOf(late, payment('x', 100n, { reference: 'REF8812' }))[0]?.at(-1),
      'It was booked 15 days after it was expected.',
    );
  });

  test('tell of all that an entry is for', () => {
    const both = entry('e', 100n, { texts: ['REF8812 REF8813'] });
    const reasons = reasonsOf(
      both,
      payment('x', 60n, { reference: 'REF8812' }),
      payment('y', 40n, { reference: 'REF8813' }),
    );
    assert.equal(reasons.length, 2);
    for (const one of reasons)
      assert.equal(one[1], 'Together 2 open amounts with references in this entry make exactly its amount.');
  });
});

// Looking at each with each would be 400 million looks: nobody would wait for it.
test('a crowd with one reference and one amount is not looked at one by one', () => {
  const count = 20_000;
  const entries = Array.from({ length: count }, (_, at) => sameEntry(String(at)));
  const expected = Array.from({ length: count - 1 }, (_, at) => samePayment(String(at)));
  const uneven = matchEntries(entries, expected, defaultMatchPolicy);
  assert.equal(uneven.automatic.length, 0);
  assert.equal(uneven.suggestions.length, count * 5);
  const even = matchEntries(entries, [...expected, samePayment(String(count))], defaultMatchPolicy);
  assert.equal(even.automatic.length, count);
});
