import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CamtEntry, camtFile, inPieces } from '../../test/camt-file.ts';
import { readWhole, type WholeStatement } from '../../test/read-statement.ts';
import { readCamt053 } from './read-camt053.ts';
import type { EntryPart, StatementEntry } from './statement.ts';

const OUR_IBAN = 'AE070331234567890123456';
const THEIR_IBAN = 'AE210351234567890123456';

const statementsOf = (text: string): Promise<WholeStatement[]> => readWhole(readCamt053(inPieces(Buffer.from(text))));

/** The one statement that has this inside its Stmt. */
async function statementOf(inside: string): Promise<WholeStatement> {
  const [statement, ...others] = await statementsOf(
    `<Document><BkToCstmrStmt><GrpHdr/><Stmt>${inside}</Stmt></BkToCstmrStmt></Document>`,
  );
  assert(statement !== undefined && others.length === 0);
  return statement;
}

const account = `<Id>S1</Id><Acct><Id><IBAN>${OUR_IBAN}</IBAN></Id><Ccy>AED</Ccy></Acct>`;
const booked =
  '<Amt Ccy="AED">10.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt>';

/** The one entry that has this inside its Ntry. */
async function entryOf(inside: string): Promise<StatementEntry> {
  const { entries } = await statementOf(`${account}<Ntry>${inside}</Ntry>`);
  const [entry] = entries;
  assert(entry !== undefined && entries.length === 1);
  return entry;
}

const partsOf = async (details: string, before = booked): Promise<readonly EntryPart[]> =>
  (await entryOf(`${before}<NtryDtls>${details}</NtryDtls>`)).parts;

async function partOf(details: string, before = booked): Promise<EntryPart> {
  const [part, ...others] = await partsOf(`<TxDtls>${details}</TxDtls>`, before);
  assert(part !== undefined && others.length === 0);
  return part;
}

const noPart: EntryPart = {
  amountMinor: 1050n,
  endToEndId: null,
  instructionId: null,
  uetr: null,
  messageId: null,
  batchId: null,
  remittance: null,
  counterparty: null,
  returnReason: null,
};

const payment: CamtEntry = {
  amount: '100.10',
  currency: 'AED',
  direction: 'CRDT',
  bookedOn: '2026-01-05',
  valueOn: '2026-01-06',
  reversal: false,
  bankReference: 'BANK-7',
  entryReference: '1',
  code: ['PMNT', 'RCDT', 'DMCT'],
  info: 'Incoming transfer',
  details: [
    {
      amount: '100.10',
      endToEndId: 'E2E-1',
      instructionId: 'INS-1',
      messageId: 'MSG-9',
      batchId: 'BLOCK-1',
      debtor: { name: 'Amina & Sons', iban: THEIR_IBAN },
      creditor: { name: 'Our Company', iban: OUR_IBAN },
      lines: ['Invoice 12', 'thank you'],
      creditorReference: 'RF18539007547034',
    },
  ],
};

describe('a file of each version', () => {
  for (const version of ['02', '04', '08'] as const) {
    test(`camt.053.001.${version}`, async () => {
      const [statement, ...others] = await statementsOf(
        camtFile({
          version,
          statements: [
            {
              id: 'STMT-1',
              sequence: '42',
              from: '2026-01-05',
              to: '2026-01-05',
              iban: OUR_IBAN,
              currency: 'AED',
              balances: [
                { code: 'OPBD', amount: '-50.00', on: '2026-01-04' },
                { code: 'CLBD', amount: '50.10', on: '2026-01-05' },
              ],
              summary: { credits: 1, creditSum: '100.10', debits: 0, debitSum: '0' },
              entries: [payment],
            },
          ],
        }),
      );
      assert(statement !== undefined && others.length === 0);
      const head = {
        accountIban: OUR_IBAN,
        accountOther: null,
        currency: 'AED',
        statementId: 'STMT-1',
        sequence: '42',
        from: '2026-01-05',
        to: '2026-01-05',
        createdAt: '2026-01-06T03:00:00+04:00',
        copy: false,
        openingMinor: -5000n,
        openingOn: '2026-01-04',
        closingMinor: 5010n,
        closingOn: '2026-01-05',
      };
      const part: EntryPart = {
        amountMinor: 10010n,
        endToEndId: 'E2E-1',
        instructionId: 'INS-1',
        uetr: null,
        messageId: 'MSG-9',
        batchId: 'BLOCK-1',
        remittance: 'Invoice 12 thank you RF18539007547034',
        counterparty: { name: 'Amina & Sons', iban: THEIR_IBAN },
        returnReason: null,
      };
      const entry: StatementEntry = {
        direction: 'credit',
        amountMinor: 10010n,
        currency: 'AED',
        bookedOn: '2026-01-05',
        valueOn: '2026-01-06',
        reversal: false,
        bankReference: 'BANK-7',
        entryReference: '1',
        bankCode: 'PMNT/RCDT/DMCT',
        info: 'Incoming transfer',
        parts: [part],
      };
      const end = { kind: 'end', head, warnings: [], entries: 1, creditMinor: 10010n, debitMinor: 0n };
      assert.deepEqual(statement, { head, entries: [entry], end });
    });
  }
});

describe('what else a file may be', () => {
  test('several statements of several accounts', async () => {
    const statements = await statementsOf(
      camtFile({
        version: '04',
        statements: [
          { id: 'A', other: '0012345', currency: 'KWD', copy: true, entries: [{ ...payment, currency: 'KWD' }] },
          { id: 'B', iban: OUR_IBAN, currency: 'AED', entries: [payment, payment] },
          { id: 'C', iban: THEIR_IBAN, currency: 'AED', entries: [] },
        ],
      }),
    );
    assert.deepEqual(
      statements.map(({ head, end }) => [head.statementId, head.accountIban, head.accountOther, end.creditMinor]),
      [
        ['A', null, '0012345', 100100n],
        ['B', OUR_IBAN, null, 20020n],
        ['C', THEIR_IBAN, null, 0n],
      ],
    );
    assert.deepEqual(
      statements.map(({ head }) => head.copy),
      [true, false, false],
    );
  });

  test('an IBAN where other numbers go, with blanks', async () => {
    const { head } = await statementOf('<Acct><Id><Othr><Id>ae07 0331 2345 6789 0123 456</Id></Othr></Id></Acct>');
    assert.deepEqual([head.accountIban, head.accountOther], [OUR_IBAN, null]);
  });

  test('the message lies in an envelope, has prefixes, and begins with empty lines', async () => {
    const inside = `<a:Stmt><a:Id>X</a:Id><a:Ntry>${booked.replaceAll(/<(\/?)/g, '<$1a:')}</a:Ntry></a:Stmt>`;
    const message = `<a:Document xmlns:a="urn:x"><a:BkToCstmrStmt>${inside}</a:BkToCstmrStmt></a:Document>`;
    const text = `\n \r\n<?xml version="1.0"?>\n<Envelope><Stmt><Ntry/></Stmt><Body>${message}</Body></Envelope>`;
    const [statement, ...others] = await statementsOf(text);
    assert.equal(statement?.head.statementId, 'X');
    assert.equal(statement.entries[0]?.amountMinor, 1050n);
    assert.equal(others.length, 0);
  });

  test('the currency is that of the account, of a balance, or of an entry', async () => {
    const balance = '<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="SAR">1</Amt></Bal>';
    assert.equal((await statementOf(`<Acct><Ccy>kwd</Ccy></Acct>${balance}`)).head.currency, 'KWD');
    assert.equal((await statementOf(balance)).head.currency, 'SAR');
    assert.equal((await statementOf(`<Ntry>${booked}</Ntry>`)).head.currency, 'AED');
    assert.equal((await statementOf('')).head.currency, null);
    const plain = booked.replace(' Ccy="AED"', '');
    assert.equal((await statementOf(`${account}<Ntry>${plain}</Ntry>`)).entries[0]?.currency, 'AED');
  });

  test('the opening balance is the closing one before it where there is no other', async () => {
    const balance = (code: string, amount: string): string =>
      `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="AED">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd></Bal>`;
    const both = await statementOf(`${account}${balance('PRCD', '1')}${balance('OPBD', '2')}${balance('OPBD', '3')}`);
    assert.equal(both.head.openingMinor, -200n);
    assert.equal(
      (await statementOf(`${account}${balance('CLAV', '5')}${balance('PRCD', '1')}`)).head.openingMinor,
      -100n,
    );
  });
});

describe('an entry', () => {
  test('with the least there may be', async () => {
    assert.deepEqual(await entryOf(booked), {
      direction: 'credit',
      amountMinor: 1050n,
      currency: 'AED',
      bookedOn: '2026-01-05',
      valueOn: null,
      reversal: false,
      bankReference: null,
      entryReference: null,
      bankCode: null,
      info: null,
      parts: [noPart],
    });
  });

  const statuses: readonly (readonly [string, boolean])[] = [
    ['', true],
    ['<Sts>BOOK</Sts>', true],
    ['<Sts> \n BOOK </Sts>', true],
    ['<Sts>\n <Cd> BOOK </Cd>\n</Sts>', true],
    ['<Sts></Sts>', true],
    ['<Sts>PDNG</Sts>', false],
    ['<Sts><Cd>INFO</Cd></Sts>', false],
    ['<Sts><Prtry>WAITING</Prtry></Sts>', false],
  ];
  for (const [status, isBooked] of statuses) {
    test(`with the status ${JSON.stringify(status)} is ${isBooked ? '' : 'not '}booked`, async () => {
      const { entries, end } = await statementOf(`${account}<Ntry>${booked.replace('<Sts>BOOK</Sts>', status)}</Ntry>`);
      assert.equal(entries.length, isBooked ? 1 : 0);
      assert.equal(end.creditMinor, isBooked ? 1050n : 0n);
      assert.equal(end.warnings.length, isBooked ? 0 : 1);
    });
  }

  test('that is not booked need not be complete; they are counted by status', async () => {
    const pending = '<Ntry><Amt Ccy="XXX">1.999</Amt><Sts>PDNG</Sts></Ntry>';
    const { end } = await statementOf(`${account}${pending}${pending}<Ntry><Sts><Cd>FUTR</Cd></Sts></Ntry>`);
    assert.deepEqual(end.warnings, ['3 entries are not booked and were left out (PDNG 2, FUTR 1).']);
  });

  test('that reverses another keeps its own direction', async () => {
    const entry = await entryOf(`${booked.replace('CRDT', 'DBIT')}<RvslInd> true </RvslInd>`);
    assert.deepEqual([entry.direction, entry.amountMinor, entry.reversal], ['debit', 1050n, true]);
  });

  const days: readonly (readonly [string, string])[] = [
    ['<BookgDt><Dt>2026-01-05</Dt></BookgDt>', '2026-01-05'],
    ['<BookgDt><Dt> 2026-01-05Z </Dt></BookgDt>', '2026-01-05'],
    ['<BookgDt><Dt>2026-01-05+14:00</Dt></BookgDt>', '2026-01-05'],
    ['<BookgDt><DtTm>2026-01-05T00:30:00+04:00</DtTm></BookgDt>', '2026-01-05'],
    ['<BookgDt><DtTm>2026-01-05T23:30:00.123-11:00</DtTm></BookgDt>', '2026-01-05'],
    ['<ValDt><Dt>2026-01-07</Dt></ValDt>', '2026-01-07'],
  ];
  for (const [dates, expected] of days) {
    test(`is booked on the bank's own day: ${dates}`, async () => {
      const entry = await entryOf(`<Amt Ccy="AED">5</Amt><CdtDbtInd>DBIT</CdtDbtInd>${dates}`);
      assert.equal(entry.bookedOn, expected);
    });
  }

  test('loses a value date that no calendar has', async () => {
    const { entries, end } = await statementOf(`${account}<Ntry>${booked}<ValDt><Dt>2026-02-30</Dt></ValDt></Ntry>`);
    assert.equal(entries[0]?.valueOn, null);
    assert.deepEqual(end.warnings, ['The value date of 1 entry is no day of the calendar and was left out.']);
  });

  const amounts: readonly (readonly [string, string, bigint])[] = [
    ['AED', '10.000', 1000n],
    ['AED', ' +10.5 ', 1050n],
    ['AED', '.5', 50n],
    ['AED', '5.', 500n],
    ['AED', '0', 0n],
    ['AED', '00012.30', 1230n],
    ['KWD', '1.234', 1234n],
    ['KWD', '1.23400', 1234n],
    ['JPY', '1234.00', 1234n],
    ['aed', '1', 100n],
    ['AED', '9999999999999999.99', 999_999_999_999_999_999n],
  ];
  for (const [currency, text, minor] of amounts) {
    test(`of "${text}" ${currency} is ${minor}`, async () => {
      const entry = await entryOf(booked.replace('Ccy="AED">10.50<', `Ccy="${currency}">${text}<`));
      assert.equal(entry.amountMinor, minor);
    });
  }

  test('has the reference of its only payment where it has none itself', async () => {
    const inside =
      '<NtryDtls><TxDtls><Refs><AcctSvcrRef>R1</AcctSvcrRef></Refs><AddtlTxInf>Fee</AddtlTxInf></TxDtls></NtryDtls>';
    const entry = await entryOf(booked + inside);
    assert.deepEqual([entry.bankReference, entry.info], ['R1', 'Fee']);
    const other = await entryOf(`${booked}<AcctSvcrRef>R0</AcctSvcrRef>${inside}<AddtlNtryInf>Total</AddtlNtryInf>`);
    assert.deepEqual([other.bankReference, other.info], ['R0', 'Total']);
  });

  test('has no reference where the bank only fills the field', async () => {
    for (const word of ['NOTPROVIDED', 'NonRef', 'NOT PROVIDED', '-', ' ']) {
      const entry = await entryOf(`${booked}<AcctSvcrRef>${word}</AcctSvcrRef>`);
      assert.equal(entry.bankReference, null, word);
    }
  });

  test('has the code of its kind in the standard, or else in the words of the bank', async () => {
    const domain = '<Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>RRTN</SubFmlyCd></Fmly></Domn>';
    const own = '<Prtry><Cd>NTRF+166</Cd><Issr>DK</Issr></Prtry>';
    const codeOf = async (code: string) => (await entryOf(`${booked}<BkTxCd>${code}</BkTxCd>`)).bankCode;
    assert.equal(await codeOf(domain + own), 'PMNT/ICDT/RRTN');
    assert.equal(await codeOf(own), 'NTRF+166');
    assert.equal(await codeOf('<Domn><Cd>PMNT</Cd></Domn>'), 'PMNT');
  });
});

describe('texts', () => {
  test('are kept in one line, without control characters, and cut', async () => {
    const entry = await entryOf(
      `${booked}<AddtlNtryInf>\n  A\u0085\tB&#10;&amp;<!-- no --><![CDATA[ <C>]]>&#x44; \n</AddtlNtryInf>`,
    );
    assert.equal(entry.info, 'A B & <C>D');
    const long = await entryOf(`${booked}<AddtlNtryInf>${'x'.repeat(299)}😀y</AddtlNtryInf>`);
    assert.equal(long.info, 'x'.repeat(299));
    assert.equal((await entryOf(`${booked}<AddtlNtryInf> \n </AddtlNtryInf>`)).info, null);
  });

  test('of remittance leave room for the reference', async () => {
    const lines = '<Ustrd>one</Ustrd><Ustrd/><Ustrd>two</Ustrd>';
    const reference = '<Strd><CdtrRefInf><Ref>RF18</Ref></CdtrRefInf></Strd>';
    assert.equal((await partOf(`<RmtInf>${lines}${reference}</RmtInf>`)).remittance, 'one two RF18');
    assert.equal((await partOf(`<RmtInf>${reference}</RmtInf>`)).remittance, 'RF18');
    const long = `<Ustrd>${'y'.repeat(140)}</Ustrd>`.repeat(5);
    const { remittance } = await partOf(`<RmtInf>${long}${reference}</RmtInf>`);
    assert.equal(remittance?.length, 300);
    assert.match(remittance, /y RF18$/);
  });
});

describe('the parts of an entry', () => {
  const amount = (text: string, currency = 'AED', direction = ''): string =>
    `<TxDtls><Amt Ccy="${currency}">${text}</Amt>${direction && `<CdtDbtInd>${direction}</CdtDbtInd>`}</TxDtls>`;
  const cases: readonly (readonly [string, string, readonly bigint[], boolean])[] = [
    ['one payment, told with the same amount', amount('10.50'), [1050n], false],
    ['one payment, told before charges', amount('11'), [1050n], true],
    ['one payment, told in another currency', amount('3', 'USD'), [1050n], false],
    ['two that sum up', amount('10') + amount('0.5'), [1000n, 50n], false],
    ['two that do not', amount('10') + amount('0.4'), [1000n, 40n], true],
    ['one that runs against its entry', amount('11') + amount('0.50', 'AED', 'DBIT'), [1100n, -50n], false],
    ['one without amount gets the rest', `${amount('10')}<TxDtls/>`, [1000n, 50n], false],
    ['one in another currency gets the rest', amount('10') + amount('7', 'USD'), [1000n, 50n], false],
    ['there is no rest to be got', `${amount('11')}<TxDtls/>`, [1100n, 0n], true],
    ['two without amounts', `${amount('10')}<TxDtls/><TxDtls/>`, [1000n, 0n, 0n], true],
  ];
  for (const [name, details, expected, isOdd] of cases) {
    test(name, async () => {
      const { entries, end } = await statementOf(`${account}<Ntry>${booked}<NtryDtls>${details}</NtryDtls></Ntry>`);
      assert.deepEqual(
        entries[0]?.parts.map(({ amountMinor }) => amountMinor),
        expected,
      );
      assert.equal(end.warnings.length, isOdd ? 1 : 0, end.warnings.join());
    });
  }

  test('of a version that tells amounts in another place', async () => {
    const at = (name: string, text: string, currency = 'AED'): string =>
      `<${name}><Amt Ccy="${currency}">${text}</Amt></${name}>`;
    const details = (inside: string): string => `<TxDtls><AmtDtls>${inside}</AmtDtls></TxDtls>`;
    const parts = await partsOf(
      details(at('InstdAmt', '3', 'USD') + at('TxAmt', '10')) +
        details(at('InstdAmt', '0.50') + at('TxAmt', '1', 'USD')),
    );
    assert.deepEqual(
      parts.map(({ amountMinor }) => amountMinor),
      [1000n, 50n],
    );
  });

  test('a block of which no payments are told is a part; else it names the block of each', async () => {
    const block = '<Btch><MsgId>M1</MsgId><PmtInfId>B1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>';
    assert.deepEqual(await partsOf(block), [{ ...noPart, messageId: 'M1', batchId: 'B1' }]);
    const told = `${block}${amount('10')}<TxDtls><Refs><PmtInfId>B2</PmtInfId></Refs><Amt Ccy="AED">0.50</Amt></TxDtls>`;
    assert.deepEqual(
      (await partsOf(told)).map(({ messageId, batchId }) => [messageId, batchId]),
      [
        ['M1', 'B1'],
        ['M1', 'B2'],
      ],
    );
    const blocks = ['4', '6.50'].map(
      (total) => `<Btch><PmtInfId>B${total}</PmtInfId><TtlAmt Ccy="AED">${total}</TtlAmt></Btch>`,
    );
    assert.deepEqual(
      (await partsOf(blocks.join('</NtryDtls><NtryDtls>'))).map(({ batchId, amountMinor }) => [batchId, amountMinor]),
      [
        ['B4', 400n],
        ['B6.50', 650n],
      ],
    );
  });

  test('have their references and why they came back', async () => {
    const refs = '<Refs><EndToEndId>E</EndToEndId><UETR>U</UETR><InstrId>NOTPROVIDED</InstrId></Refs>';
    const part = await partOf(`${refs}<RtrInf><Rsn><Cd> ac04 </Cd></Rsn></RtrInf>`);
    assert.deepEqual(part, { ...noPart, endToEndId: 'E', uetr: 'U', returnReason: 'AC04' });
    assert.equal((await partOf('<RtrInf><Rsn><Prtry>closed</Prtry></Rsn></RtrInf>')).returnReason, 'closed');
  });
});

describe('the counterparty', () => {
  const side = (name: string, text: string, iban: string): string =>
    `<${name}><Nm>${text}</Nm></${name}><${name}Acct><Id><IBAN>${iban}</IBAN></Id></${name}Acct>`;
  const of = async (parties: string, before = booked, after = '') =>
    (await partOf(`<RltdPties>${parties}</RltdPties>${after}`, before)).counterparty;
  const debit = booked.replace('CRDT', 'DBIT');
  const us = { name: 'Us', iban: OUR_IBAN };
  const them = { name: 'Them', iban: THEIR_IBAN };

  test('is the payer of a credit and the payee of a debit', async () => {
    assert.deepEqual(await of(side('Dbtr', 'Them', THEIR_IBAN) + side('Cdtr', 'Us', OUR_IBAN)), them);
    assert.deepEqual(await of(side('Dbtr', 'Us', OUR_IBAN) + side('Cdtr', 'Them', THEIR_IBAN), debit), them);
    assert.equal(await of(side('Cdtr', 'Us', OUR_IBAN)), null);
    assert.equal(await of(''), null);
  });

  test('of a payment that comes back is whom it went to', async () => {
    assert.deepEqual(await of(side('Dbtr', 'Us', OUR_IBAN) + side('Cdtr', 'Them', THEIR_IBAN)), them);
    const returned = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>';
    assert.deepEqual(await of(side('Cdtr', 'Them', THEIR_IBAN), booked, returned), them);
    assert.deepEqual(await of(side('Cdtr', 'Them', THEIR_IBAN), `${booked}<RvslInd>true</RvslInd>`), them);
    assert.equal(await of(side('Cdtr', 'Them', THEIR_IBAN), booked), null);
    assert.deepEqual(await of(side('Dbtr', 'Us', OUR_IBAN)), us);
  });

  test('is named in several places', async () => {
    assert.deepEqual(await of('<Dbtr><Pty><Nm>Them</Nm></Pty></Dbtr>'), { name: 'Them', iban: null });
    assert.deepEqual(await of('<UltmtDbtr><Nm>Them</Nm></UltmtDbtr>'), { name: 'Them', iban: null });
    assert.deepEqual(await of('<UltmtDbtr><Nm>Else</Nm></UltmtDbtr><Dbtr><Nm>Them</Nm></Dbtr>'), {
      name: 'Them',
      iban: null,
    });
    const other = (id: string): string => `<DbtrAcct><Id><Othr><Id>${id}</Id></Othr></Id></DbtrAcct>`;
    assert.deepEqual(await of(other('ae21 0351 2345 6789 0123 456')), { name: null, iban: THEIR_IBAN });
    assert.equal(await of(other('0012345')), null);
  });
});

describe('the warnings', () => {
  const balance = (code: string, amount: string): string =>
    `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="AED">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`;
  const entry = `<Ntry>${booked}</Ntry>`;
  const count = (name: string, number: string, sum: string): string =>
    `<${name}><NbOfNtries>${number}</NbOfNtries><Sum>${sum}</Sum></${name}>`;
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['balances that fit', balance('OPBD', '1') + balance('CLBD', '11.50') + entry, []],
    [
      'balances that do not fit',
      balance('OPBD', '1') + balance('CLBD', '9') + entry,
      [
        'The opening balance 1.00 AED and the entries make 11.50 AED, but the closing balance is 9.00 AED: the difference is 2.50 AED.',
      ],
    ],
    ['no closing balance', balance('OPBD', '1') + entry, []],
    [
      'a balance that is not money',
      balance('OPBD', '1.999') + balance('CLBD', '5') + entry,
      ['A balance of the statement could not be read and was left out.'],
    ],
    [
      'counts that fit',
      `<TxsSummry>${count('TtlNtries', '1', '10.50')}${count('TtlCdtNtries', '1', '10.50')}${count('TtlDbtNtries', '0', '0')}</TxsSummry>${entry}`,
      [],
    ],
    [
      'counts that do not fit',
      `<TxsSummry>${count('TtlNtries', '3', '')}${count('TtlCdtNtries', '2', '10.51')}${count('TtlDbtNtries', 'x', '')}</TxsSummry>${entry}`,
      [
        'The bank counts 3 entries, and there are 1.',
        'The bank counts 2 credits, and there are 1.',
        "The bank's sum of credits is 10.51 AED, and they make 10.50 AED.",
      ],
    ],
    [
      'an entry in another currency',
      entry + entry.replace('"AED"', '"USD"'),
      ['1 entry is in another currency than the account, and in no sum.'],
    ],
    [
      'a page of several',
      `<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>${entry}`,
      ['This is one page of several; the other pages are statements by themselves.'],
    ],
    ['the only page', `<StmtPgntn><PgNb>1</PgNb><LastPgInd>true</LastPgInd></StmtPgntn>${entry}`, []],
  ];
  for (const [name, inside, expected] of cases) {
    test(name, async () => assert.deepEqual((await statementOf(account + inside)).end.warnings, expected));
  }
});
