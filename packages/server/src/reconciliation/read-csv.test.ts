import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { inPieces } from '../../test/camt-file.ts';
import { readWhole, refusalOf, type WholeStatement } from '../../test/read-statement.ts';
import { Refusal } from '../foundation/refuse.ts';
import type { ColumnMap } from './csv-columns.ts';
import type { TableAccount } from './csv-statement.ts';
import { readCsvStatement } from './read-csv.ts';
import type { StatementEntry } from './statement.ts';

const OUR_IBAN = 'AE070331234567890123456';
const account: TableAccount = { iban: OUR_IBAN, currency: 'AED' };
const nobody: TableAccount = { iban: null, currency: null };

async function statementOf(text: string, map?: ColumnMap, of = account, sizes = [9]): Promise<WholeStatement> {
  const [statement, ...others] = await readWhole(readCsvStatement(inPieces(Buffer.from(text), sizes), map, of));
  assert(statement !== undefined && others.length === 0);
  return statement;
}

async function entryOf(text: string, map?: ColumnMap, of = account): Promise<StatementEntry> {
  const { entries } = await statementOf(text, map, of);
  const [entry] = entries;
  assert(entry !== undefined && entries.length === 1, `${entries.length} entries`);
  return entry;
}

const refused = (text: string, map?: ColumnMap, of = account) =>
  refusalOf(readCsvStatement(inPieces(Buffer.from(text), [11]), map, of));

const simple = { columns: { booked_on: 'Date', amount: 'Amount' } } as const;

test('a table with our own headers', async () => {
  const { head, entries, end } = await statementOf(
    'booked_on,amount,direction,currency,account,value_on,reference,end_to_end_id,remittance,counterparty_name,counterparty_iban,balance\r\n' +
      '2026-01-05,100.10,C,AED,ae07 0331 2345 6789 0123 456,2026-01-06,BANK-1,E2E-1,"Invoice ""12"",\nthanks",Amina & Sons,AE21 0351 2345 6789 0123 456,150.10\r\n' +
      '2026-01-06,0.10,debit,AED,AE070331234567890123456,,NONREF,,,,,150.00\r\n',
    undefined,
    nobody,
  );
  assert.deepEqual(entries[0], {
    direction: 'credit',
    amountMinor: 10010n,
    currency: 'AED',
    bookedOn: '2026-01-05',
    valueOn: '2026-01-06',
    reversal: false,
    bankReference: 'BANK-1',
    entryReference: null,
    bankCode: null,
    info: null,
    parts: [
      {
        amountMinor: 10010n,
        endToEndId: 'E2E-1',
        instructionId: null,
        uetr: null,
        messageId: null,
        batchId: null,
        remittance: 'Invoice "12", thanks',
        counterparty: { name: 'Amina & Sons', iban: 'AE210351234567890123456' },
        returnReason: null,
      },
    ],
  });
  assert.deepEqual([entries[1]?.direction, entries[1]?.amountMinor, entries[1]?.bankReference], ['debit', 10n, null]);
  assert.deepEqual([entries.length, head.accountIban, head.currency], [2, OUR_IBAN, 'AED']);
  assert.deepEqual([end.head.from, end.head.to], ['2026-01-05', '2026-01-06']);
  assert.deepEqual([end.head.openingMinor, end.head.closingMinor, end.warnings], [5000n, 15000n, []]);
});

describe('a table of a bank', () => {
  test('with lines before it, its own headers, and columns for credit and debit', async () => {
    const map: ColumnMap = {
      columns: { booked_on: 'Transaction Date', credit: 'Money in', debit: 'Money out', remittance: 'narrative' },
      dateFormat: 'DD/MM/YYYY',
      thousands: ',',
    };
    const text =
      '\ufeffAccount statement\n"Company ""A"" LLC"\n\nTransaction Date; Money  in ;MONEY OUT;Narrative;Other\n' +
      '5/1/2026 13:45;1,234.50;;Pay 5" pipe;x\n06/01/2026;0.00;2.00;;\n;;;;\n07/01/2026;;-3;"a;b"\n';
    const { entries } = await statementOf(text, map);
    assert.deepEqual(
      entries.map(({ bookedOn, direction, amountMinor, parts }) => [
        bookedOn,
        direction,
        amountMinor,
        parts[0]?.remittance,
      ]),
      [
        ['2026-01-05', 'credit', 123450n, 'Pay 5" pipe'],
        ['2026-01-06', 'debit', 200n, null],
        ['2026-01-07', 'debit', 300n, 'a;b'],
      ],
    );
  });

  for (const [name, delimiter] of [
    ['commas', ','],
    ['semicolons', ';'],
    ['tabs', '\t'],
  ] as const) {
    for (const end of ['\n', '\r\n', '\r']) {
      test(`with ${name} and ${JSON.stringify(end)}`, async () => {
        const rows = [
          ['Date', 'Amount'],
          ['2026-01-05', '-1.5'],
          ['2026-01-06', '"2"'],
        ];
        const text = rows.map((row) => row.join(delimiter)).join(end);
        for (const map of [simple, { ...simple, delimiter }]) {
          const { entries } = await statementOf(text, map, account, [1]);
          assert.deepEqual(
            entries.map(({ direction, amountMinor }) => [direction, amountMinor]),
            [
              ['debit', 150n],
              ['credit', 200n],
            ],
          );
        }
      });
    }
  }

  test('in another encoding', async () => {
    const bytes = Buffer.from('Date;Amount;Text\n2026-01-05;1;\xcf\xdd\xda\xc9', 'latin1');
    const columns = { ...simple.columns, remittance: 'Text' };
    const parts = readCsvStatement(inPieces(bytes), { columns, encoding: 'windows-1256' }, account);
    assert.equal((await readWhole(parts))[0]?.entries[0]?.parts[0]?.remittance, 'دفعة');
    const marked = Buffer.from('\ufeffDate\tAmount\n2026-01-05\t1', 'utf16le');
    assert.equal((await readWhole(readCsvStatement(inPieces(marked), simple, account)))[0]?.entries.length, 1);
  });

  test('without entries', async () => {
    const { head, entries, end } = await statementOf('Date,Amount', simple);
    assert.deepEqual([head.accountIban, head.currency, entries.length], [OUR_IBAN, 'AED', 0]);
    assert.deepEqual([end.head.from, end.warnings], [null, []]);
  });
});

describe('days', () => {
  const cases: readonly (readonly [ColumnMap['dateFormat'], string, string | null])[] = [
    ['YYYY-MM-DD', '2026-01-05', '2026-01-05'],
    ['YYYY-MM-DD', '2026-01-05T10:00:00Z', '2026-01-05'],
    ['YYYY-MM-DD', '2024-02-29', '2024-02-29'],
    ['YYYY-MM-DD', '2026-02-29', null],
    ['YYYY-MM-DD', '2026-1-5', null],
    ['YYYY-MM-DD', '2026-01-055', null],
    ['YYYY-MM-DD', '05/01/2026', null],
    ['YYYY-MM-DD', '', null],
    ['DD/MM/YYYY', '05/01/2026', '2026-01-05'],
    ['DD/MM/YYYY', '13/01/2026', '2026-01-13'],
    ['DD/MM/YYYY', '01/13/2026', null],
    ['DD/MM/YYYY', '05/01/26', null],
    ['MM/DD/YYYY', '05/01/2026', '2026-05-01'],
    ['MM/DD/YYYY', '1/31/2026 09:15 AM', '2026-01-31'],
    ['DD.MM.YYYY', '5.1.2026', '2026-01-05'],
    ['DD.MM.YYYY', '5/1/2026', null],
    ['DDMMMYYYY', '05JAN2026', '2026-01-05'],
    ['DDMMMYYYY', '5-Dec-2026', '2026-12-05'],
    ['DDMMMYYYY', '29 feb 2024', '2024-02-29'],
    ['DDMMMYYYY', '05XYZ2026', null],
  ];
  for (const [dateFormat, cell, expected] of cases) {
    test(`${dateFormat}: "${cell}"`, async () => {
      const map: ColumnMap = { ...simple, ...(dateFormat && { dateFormat }) };
      const text = `Date;Amount\n${cell};1`;
      if (expected !== null) return assert.equal((await entryOf(text, map)).bookedOn, expected);
      const { message, metadata } = await refused(text, map);
      assert.match(message, /^Line 2, column "Date": ".*" is not a day written as /);
      assert.deepEqual(metadata, { line: 2, column: 'Date' });
    });
  }
});

describe('amounts', () => {
  type Marks = Pick<ColumnMap, 'decimal' | 'thousands'>;
  const german: Marks = { decimal: ',', thousands: '.' };
  const cases: readonly (readonly [string, Marks, bigint | null])[] = [
    ['1234.50', {}, 123450n],
    ['+1', {}, 100n],
    ['-1', {}, -100n],
    ['- 1.00', {}, -100n],
    ['1.00-', {}, -100n],
    ['(1.00)', {}, -100n],
    ['\u22121', {}, -100n],
    ['0', {}, 0n],
    ['.5', {}, 50n],
    ['1.500', {}, 150n],
    ['1.505', {}, null],
    ['1,50', {}, null],
    ['1,234.50', {}, null],
    ['', {}, null],
    ['-', {}, null],
    ['()', {}, null],
    ['--1', {}, null],
    ['-1-', {}, null],
    ['(-1)', {}, null],
    ['1e3', {}, null],
    ['AED 5', {}, null],
    ['1,234.50', { thousands: ',' }, 123450n],
    ['12,34,567.89', { thousands: ',' }, 123456789n],
    ['1,23', { thousands: ',' }, null],
    ['1,2345', { thousands: ',' }, null],
    [',123', { thousands: ',' }, null],
    ['1 234.50', { thousands: ' ' }, 123450n],
    ['1\u00a0234.50', { thousands: ' ' }, 123450n],
    ["1'234.50", { thousands: "'" }, 123450n],
    ['1.234,50', german, 123450n],
    ['1.234', german, 123400n],
    ['1234,5', german, 123450n],
    ['1,234.50', german, null],
    ['99999999999999999.99', {}, null],
  ];
  for (const [cell, marks, expected] of cases) {
    test(`"${cell}" with ${JSON.stringify(marks)}`, async () => {
      const text = `Date;Amount\n2026-01-05;${cell}`;
      const map: ColumnMap = { ...simple, ...marks };
      if (expected === null) {
        const { message, metadata } = await refused(text, map);
        assert.match(message, /^Line 2, column "Amount": ".*" is not an amount of AED\.$/);
        assert.deepEqual(metadata, { line: 2, column: 'Amount' });
        return;
      }
      const { direction, amountMinor } = await entryOf(text, map);
      assert.deepEqual(
        [direction, amountMinor],
        [expected < 0n ? 'debit' : 'credit', expected < 0n ? -expected : expected],
      );
    });
  }

  const directed: readonly (readonly [string, string, string])[] = [
    ['C', '1', 'credit'],
    ['cr', '1', 'credit'],
    ['CRDT', '1', 'credit'],
    ['Credit', '1', 'credit'],
    ['D', '1', 'debit'],
    ['DR', '-1', 'debit'],
    ['DBIT', '1', 'debit'],
    ['debit', '1', 'debit'],
    ['C', '-1', 'refused: Amount'],
    ['', '1', 'refused: Kind'],
    ['X', '1', 'refused: Kind'],
  ];
  for (const [word, amount, expected] of directed) {
    test(`the direction of "${word}" ${amount}`, async () => {
      const map: ColumnMap = { columns: { ...simple.columns, direction: 'Kind' } };
      const text = `Date;Kind;Amount\n2026-01-05;${word};${amount}`;
      if (expected.startsWith('refused')) {
        assert.deepEqual((await refused(text, map)).metadata, { line: 2, column: expected.slice(9) });
      } else {
        const entry = await entryOf(text, map);
        assert.deepEqual([entry.direction, entry.amountMinor], [expected, 100n]);
      }
    });
  }

  const split: readonly (readonly [string, string, string])[] = [
    ['1', '', 'credit 100'],
    ['1', '0.00', 'credit 100'],
    ['', '1', 'debit 100'],
    ['0', '-1', 'debit 100'],
    ['0', '', 'credit 0'],
    ['', '0', 'debit 0'],
    ['', '', 'refused: In'],
    ['1', '1', 'refused: Out'],
    ['-1', '', 'refused: In'],
    ['x', '', 'refused: In'],
  ];
  for (const [credit, debit, expected] of split) {
    test(`credit "${credit}" and debit "${debit}"`, async () => {
      const map: ColumnMap = { columns: { booked_on: 'Date', credit: 'In', debit: 'Out' } };
      const text = `Date;In;Out;\n2026-01-05;${credit};${debit};`;
      if (expected.startsWith('refused')) {
        assert.deepEqual((await refused(text, map)).metadata, { line: 2, column: expected.slice(9) });
      } else {
        const entry = await entryOf(text, map);
        assert.equal(`${entry.direction} ${entry.amountMinor}`, expected);
      }
    });
  }
});

describe('balances', () => {
  const map: ColumnMap = { columns: { ...simple.columns, balance: 'Balance' } };
  const rows = ['2026-01-05;10;110', '2026-01-06;-30;80', '2026-01-06;5;85'];
  const endOf = async (lines: readonly string[]) =>
    (await statementOf(`Date;Amount;Balance\n${lines.join('\n')}`, map)).end;

  test('tell opening and closing, whichever way round the rows are', async () => {
    for (const lines of [rows, rows.toReversed()]) {
      const { head, warnings } = await endOf(lines);
      assert.deepEqual([head.openingMinor, head.closingMinor, warnings], [10000n, 8500n, []]);
    }
    assert.deepEqual((await endOf(rows.slice(0, 1))).head.openingMinor, 10000n);
  });

  test('that do not follow from each other are told, with the line', async () => {
    const { head, warnings } = await endOf([...rows, '2026-01-07;1;90']);
    assert.deepEqual([head.openingMinor, head.closingMinor], [null, null]);
    assert.deepEqual(warnings, ['The balance of the row in line 5 does not follow from the row before it.']);
  });

  test('of some rows only are not looked at', async () => {
    const { head, warnings } = await endOf([...rows, '2026-01-07;1;']);
    assert.equal(head.openingMinor, null);
    assert.deepEqual(warnings, ['Not every row has a balance, so they were not looked at.']);
  });
});

describe('accounts and currencies', () => {
  const map: ColumnMap = { columns: { ...simple.columns, account: 'Account', currency: 'Currency' } };
  const table = (...rows: readonly string[]): string => `Date;Amount;Account;Currency\n${rows.join('\n')}`;
  const row = (name: string, currency = 'AED'): string => `2026-01-05;1;${name};${currency}`;

  test('are those of the rows, or of the caller', async () => {
    assert.equal((await statementOf(table(row('12 34', 'kwd')), map, nobody)).head.accountOther, '1234');
    assert.equal((await entryOf(table(row('1234', 'kwd')), map, nobody)).currency, 'KWD');
    const { head } = await statementOf(table(row('', '')), map);
    assert.deepEqual([head.accountIban, head.currency], [OUR_IBAN, 'AED']);
    assert.equal(
      (await statementOf(table(row(''), row(OUR_IBAN), row('')), map, { iban: null, currency: null })).entries.length,
      3,
    );
  });

  test('have to agree', async () => {
    assert.match(
      (await refused(table(row('1234'), row('1235')), map, nobody)).message,
      /^Line 3 is of the account "1235"/,
    );
    assert.match((await refused(table(row('1234')), map)).message, /^Line 2 is of the account "1234"/);
    assert.match((await refused(table(row('1', '')), map, nobody)).message, /^Line 2 names no currency/);
    assert.deepEqual((await refused(table(row('1', 'XAU')), map, nobody)).metadata, { line: 2, column: 'Currency' });
  });

  test('another currency is in no sum', async () => {
    const { end } = await statementOf(table(row(''), row('', 'USD')), map);
    assert.deepEqual([end.entries, end.creditMinor, end.warnings.length], [2, 100n, 1]);
  });
});

describe('refused', () => {
  const long = `${'x'.repeat(70_000)}`;
  const cases: readonly (readonly [string, string, ColumnMap | undefined, RegExp, unknown])[] = [
    ['an empty file', '', simple, /No line has the headers "Date", and "Amount"/, { line: 1 }],
    ['no headers', '2026-01-05;1\n', simple, /No line has the headers/, { line: 1 }],
    ['our headers are not there', 'Date;Amount\n', undefined, /No line has the headers "booked_on"/, { line: 1 }],
    ['headers too far down', `${'x\n'.repeat(60)}Date;Amount\n`, simple, /No line has the headers/, { line: 1 }],
    [
      'a column that the map names is missing',
      'Date;Amount\n',
      { columns: { ...simple.columns, balance: 'Saldo' } },
      /no column "Saldo"/,
      { line: 1, column: 'Saldo' },
    ],
    ['a column twice', 'Date;Amount;amount\n', simple, /more than one column "Amount"/, { line: 1, column: 'Amount' }],
    [
      'no amount named at all',
      'Date;In\n2026-01-05;1',
      { columns: { booked_on: 'Date', credit: 'In' } },
      /No line has/,
      { line: 1 },
    ],
    [
      'a row that is too short',
      'Date;Amount\n2026-01-05',
      simple,
      /^Line 2, column "Amount": ""/,
      { line: 2, column: 'Amount' },
    ],
    ['a row that is too long', `Date;Amount\n2026-01-05;1;${long}`, simple, /^Line 2: the row is longer/, { line: 2 }],
    ['a first line that is too long', long, simple, /^Line 1: the row is longer/, { line: 1 }],
    [
      'a quote that never ends',
      `Date;Amount\n"${'x\n'.repeat(40_000)}`,
      simple,
      /^Line 2: the row is longer/,
      { line: 2 },
    ],
    ['a quote left open at the end', 'Date;Amount\n"2026-01-05;1', simple, /^Line 2: a quote/, { line: 2 }],
    ['text after a quote', 'Date;Amount\n2026-01-05;1\n"2026-01-05"x;1', simple, /^Line 3: a quote/, { line: 3 }],
    [
      'an encoding that nobody knows',
      'Date;Amount\n',
      { ...simple, encoding: 'klingon' },
      /encoding "klingon"/,
      { line: 1 },
    ],
    [
      'a fault after a cell of several lines',
      'Date;Amount;Text\n2026-01-05;1;"a\nb\r\nc"\nx;1',
      simple,
      /^Line 5, column "Date"/,
      { line: 5, column: 'Date' },
    ],
    ['a camt file', '<?xml version="1.0"?><Document/>', simple, /No line has the headers/, { line: 1 }],
  ];
  for (const [name, text, map, expected, where] of cases) {
    test(name, async () => {
      const { message, metadata } = await refused(text, map);
      assert.match(message, expected);
      assert.deepEqual(metadata, where);
    });
  }

  test('the right line, where carriage return and line feed arrive apart', async () => {
    const rows = ['x'.repeat(1100), 'Date;Amount', ...Array.from({ length: 5 }, () => '2026-01-05;1'), 'x;1'];
    const bytes = Buffer.from(rows.join('\r\n'));
    const { metadata } = await refusalOf(readCsvStatement(inPieces(bytes, [1]), simple, account));
    assert.deepEqual(metadata, { line: 8, column: 'Date' });
  });

  test('bytes that are no text, and too many bytes', async () => {
    const read = (bytes: Uint8Array, bytesMax = 1000) =>
      readCsvStatement(inPieces(bytes), simple, account, { bytesMax });
    assert.match((await refusalOf(read(Buffer.from('Date;Amount\n\xff', 'latin1')))).message, /no text/);
    assert.match((await refusalOf(read(Buffer.from('Date;Amount\n'), 5))).message, /larger than 5 bytes/);
  });
});

describe('whatever comes', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\n', '\r', ' ', 'é', '😀'), maxLength: 8 });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  test('a cell in quotes comes out as it went in', async () => {
    const texts = fc.array(cell, { minLength: 1, maxLength: 5 });
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
    const property = fc.asyncProperty(texts, sizes, fc.constantFrom(';', ',', '\t'), async (cells, pieces, by) => {
      const rows = cells.map((text) => ['2026-01-05', quoted(text), '1'].join(by));
      const text = ['Date', 'Text', 'Amount'].join(by);
      const map: ColumnMap = { columns: { ...simple.columns, remittance: 'Text' } };
      // The beginning is read at once, to find out the encoding; what comes after it arrives in the pieces.
      const before = 'x'.repeat(1100);
      const { entries } = await statementOf([before, text, ...rows, ''].join('\r\n'), map, account, pieces);
      assert.deepEqual(
        entries.map(({ parts }) => parts[0]?.remittance),
        cells.map((one) => one.replaceAll(/\s+/g, ' ').trim() || null),
      );
    });
    await fc.assert(property, { numRuns: 300 });
  });

  test('text at random is read or refused', async () => {
    const property = fc.asyncProperty(fc.array(cell), async (cells) => {
      const bytes = Buffer.from(`Date;Amount\n${cells.join('2026-01-05;1\n')}`);
      await readWhole(readCsvStatement(inPieces(bytes, [3]), simple, account)).catch((error: unknown) => {
        if (!(error instanceof Refusal && error.code === 'UNREADABLE_STATEMENT')) throw error;
      });
    });
    await fc.assert(property, { numRuns: 500 });
  });
});
