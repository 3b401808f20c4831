import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type CamtEntry, camtFile } from '../../test/camt-file.ts';
import {
  account,
  booked,
  entryOf,
  noPart,
  ourIban,
  statementOf,
  statementsOf,
  theirIban,
} from '../../test/camt-inside.ts';
import type { EntryPart, StatementEntry } from './statement.ts';

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
      debtor: { name: 'Amina & Sons', iban: theirIban },
      creditor: { name: 'Our Company', iban: ourIban },
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
              iban: ourIban,
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
        accountIban: ourIban,
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
        counterparty: { name: 'Amina & Sons', iban: theirIban },
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
          { id: 'B', iban: ourIban, currency: 'AED', entries: [payment, payment] },
          { id: 'C', iban: theirIban, currency: 'AED', entries: [] },
        ],
      }),
    );
    assert.deepEqual(
      statements.map(({ head, end }) => [head.statementId, head.accountIban, head.accountOther, end.creditMinor]),
      [
        ['A', null, '0012345', 100100n],
        ['B', ourIban, null, 20020n],
        ['C', theirIban, null, 0n],
      ],
    );
    assert.deepEqual(
      statements.map(({ head }) => head.copy),
      [true, false, false],
    );
  });

  test('an IBAN where other numbers go, with blanks', async () => {
    const { head } = await statementOf('<Acct><Id><Othr><Id>ae07 0331 2345 6789 0123 456</Id></Othr></Id></Acct>');
    assert.deepEqual([head.accountIban, head.accountOther], [ourIban, null]);
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
