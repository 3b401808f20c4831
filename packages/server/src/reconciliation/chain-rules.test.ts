import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chainWarnings, goesOn, type Link } from './chain-rules.ts';

const link = (more: Partial<Link> = {}): Link => ({
  bankStatementId: null,
  bankSequence: null,
  currency: 'AED',
  fromText: null,
  toText: null,
  firstBookedOn: null,
  lastBookedOn: null,
  openingMinor: null,
  closingMinor: null,
  creditMinor: 0n,
  debitMinor: 0n,
  entries: 0,
  ...more,
});

const day = (on: string, number: number | null, openingMinor: bigint, closingMinor: bigint): Link =>
  link({
    bankStatementId: `S${on}/${number}`,
    bankSequence: number === null ? null : String(number),
    fromText: on,
    toText: on,
    openingMinor,
    closingMinor,
  });

const monday = day('2026-11-02', 7, 0n, 100n);
const cases: readonly { name: string; statement: Link; before: readonly Link[]; says: readonly RegExp[] }[] = [
  { name: 'the first one', statement: monday, before: [], says: [] },
  { name: 'one that follows', statement: day('2026-11-03', 8, 100n, 120n), before: [monday], says: [] },
  {
    name: 'one that opens otherwise',
    statement: day('2026-11-03', 8, 90n, 120n),
    before: [monday],
    says: [/opens with 0\.90 AED, but the statement before it closed with 1\.00 AED/],
  },
  {
    name: 'one after a missing one',
    statement: day('2026-11-04', 9, 100n, 120n),
    before: [monday],
    says: [/has number 7, this one has 9: number 8 is missing/],
  },
  {
    name: 'one after several missing ones',
    statement: day('2026-11-04', 12, 150n, 120n),
    before: [monday],
    says: [/numbers 8 to 11 are missing/, /opens with/],
  },
  {
    name: 'several of one day, by their numbers',
    statement: day('2026-11-02', 9, 120n, 130n),
    before: [day('2026-11-02', 8, 100n, 120n), monday],
    says: [],
  },
  {
    name: 'several of one day without numbers: any of them may be the one before',
    statement: day('2026-11-03', null, 120n, 130n),
    before: [day('2026-11-02', null, 0n, 100n), day('2026-11-02', null, 100n, 120n)],
    says: [],
  },
  {
    name: 'the first of a year, when the bank counts anew',
    statement: day('2027-01-04', 1, 100n, 130n),
    before: [day('2026-12-31', 250, 90n, 100n)],
    says: [],
  },
  {
    name: 'the second of a year is not taken for one of the year before',
    statement: day('2027-01-05', 3, 100n, 130n),
    before: [day('2027-01-04', 2, 90n, 100n), day('2026-01-05', 2, 1n, 2n)],
    says: [],
  },
  {
    name: 'one that comes late, for an earlier day',
    statement: day('2026-11-01', 6, 50n, 0n),
    before: [monday],
    says: [],
  },
  { name: 'the same once more', statement: monday, before: [monday], says: [] },
  {
    name: 'the same with other content',
    statement: { ...monday, entries: 3 },
    before: [monday],
    says: [/was read before with other content/],
  },
  {
    name: 'one that overlaps',
    statement: link({ fromText: '2026-11-01', toText: '2026-11-30', openingMinor: 5n, closingMinor: 6n }),
    before: [monday],
    says: [],
  },
  {
    name: 'tables without balances',
    statement: link({ firstBookedOn: '2026-11-03', lastBookedOn: '2026-11-03' }),
    before: [monday],
    says: [],
  },
  {
    name: 'numbers that are no numbers',
    statement: { ...day('2026-11-03', null, 100n, 120n), bankSequence: 'A-9' },
    before: [monday],
    says: [],
  },
];

describe('a statement that goes on where another ended', () => {
  const next = { ...day('2026-11-02', 8, 100n, 120n), creditMinor: 20n };

  test('has the next number, the balance, and adds up', () => {
    assert.equal(goesOn(next, [monday]), true);
    assert.equal(goesOn({ ...next, creditMinor: 10n }, [monday]), false);
    assert.equal(goesOn({ ...next, openingMinor: 90n, creditMinor: 30n }, [monday]), false);
    assert.equal(goesOn({ ...next, bankSequence: '9' }, [monday]), false);
    assert.equal(goesOn({ ...next, bankSequence: null }, [monday]), false);
    assert.equal(goesOn(next, []), false);
  });

  test('was not read before', () => {
    assert.equal(goesOn(next, [next, monday]), false);
    assert.equal(goesOn(next, [{ ...next, bankStatementId: 'another name' }, monday]), false);
  });
});

describe('what does not fit between statements', () => {
  for (const { name, statement, before, says } of cases) {
    test(name, () => {
      const warnings = chainWarnings(statement, before);
      assert.equal(warnings.length, says.length, warnings.join('\n'));
      for (const [index, words] of says.entries()) assert.match(warnings[index] ?? '', words);
    });
  }
});
