import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { camtFile, inPieces } from '../../test/camt-file.ts';
import { readWhole } from '../../test/read-statement.ts';
import { entryFingerprint, Occurrences } from './entry-keys.ts';
import { readCamt053 } from './read-camt053.ts';
import type { EntryPart, StatementEntry } from './statement.ts';

const part: EntryPart = {
  amountMinor: 100n,
  endToEndId: 'E2E',
  instructionId: null,
  uetr: null,
  messageId: null,
  batchId: null,
  remittance: 'Invoice 12, January',
  counterparty: { name: 'Amina', iban: 'AE210351234567890123456' },
  returnReason: null,
};

const entry: StatementEntry = {
  direction: 'credit',
  amountMinor: 100n,
  currency: 'AED',
  bookedOn: '2026-01-05',
  valueOn: null,
  reversal: false,
  bankReference: null,
  entryReference: null,
  bankCode: 'PMNT/RCDT/DMCT',
  info: null,
  parts: [part],
};

// Computed once and kept here: what is saved under a fingerprint must be found under it for ever.
const FIRST = 'b9d0fe2d84f36ce0128489f358022a4c3f925bd71cfd619a5d20f458f0cb41ce';
const SECOND = '5f7759d823f3b95fc4fe930a2341b5ed3d984717831ba7fe1416582d64ba28df';

const withPart = (change: Partial<EntryPart>): Partial<StatementEntry> => ({ parts: [{ ...part, ...change }] });
const fingerprint = (change: Partial<StatementEntry> = {}, account = 'A'): string =>
  entryFingerprint(account, { ...entry, ...change });

describe('the fingerprint of an entry', () => {
  test('is the same for the same, in 64 hexadecimal digits', () => {
    assert.match(fingerprint(), /^[0-9a-f]{64}$/);
    assert.equal(fingerprint(), fingerprint());
    assert.equal(fingerprint(withPart({ remittance: 'INVOICE  12 january' })), fingerprint());
  });

  test('stays what it was, because it is kept', () => {
    assert.equal(fingerprint(), FIRST);
    assert.equal(fingerprint({ bankReference: 'R' }), SECOND);
  });

  const different: readonly (readonly [string, Partial<StatementEntry>])[] = [
    ['direction', { direction: 'debit' }],
    ['amount', { amountMinor: 101n }],
    ['currency', { currency: 'SAR' }],
    ['booking date', { bookedOn: '2026-01-06' }],
    ['value date', { valueOn: '2026-01-05' }],
    ['kind', { bankCode: null }],
    ['reference of the bank', { bankReference: 'R' }],
    ['reference of the entry', { entryReference: '1' }],
    ['information', { info: 'x' }],
    ['text', withPart({ remittance: 'Invoice 13, January' })],
    ['end-to-end id', withPart({ endToEndId: 'E2F' })],
    ['an id in another place', withPart({ endToEndId: null, instructionId: 'E2E' })],
    ['name', withPart({ counterparty: { name: 'Amin', iban: 'AE210351234567890123456' } })],
    ['IBAN', withPart({ counterparty: { name: 'Amina', iban: null } })],
    ['number of parts', { parts: [part, part] }],
  ];
  for (const [name, change] of different) {
    test(`is another one with another ${name}`, () => assert.notEqual(fingerprint(change), fingerprint()));
  }

  test('is another one on another account, and does not run texts into each other', () => {
    assert.notEqual(fingerprint({}, 'B'), fingerprint());
    assert.notEqual(
      fingerprint(withPart({ endToEndId: 'A","B' })),
      fingerprint(withPart({ endToEndId: 'A', instructionId: 'B' })),
    );
    assert.notEqual(fingerprint({ bookedOn: '1' }, 'A1'), fingerprint({ bookedOn: '11' }, 'A'));
  });

  test('goes by the reference of the bank alone where there is one', () => {
    const [one, other] = [
      { ...withPart({ remittance: 'x', endToEndId: null }), bankReference: 'R' },
      { ...withPart({ remittance: 'y' }), bankReference: 'R', info: 'more', entryReference: '7' },
    ];
    assert.equal(fingerprint(one), fingerprint(other));
    assert.notEqual(fingerprint(one), fingerprint({ ...other, bankReference: 'R2' }));
  });
});

describe('occurrences', () => {
  test('number equal fingerprints from 1', () => {
    const digits = fc.stringMatching(/^[0-9a-f]{2}$/).map((text) => text.padStart(16, '0').padEnd(64, 'a'));
    const property = fc.property(fc.array(digits, { maxLength: 300 }), (fingerprints) => {
      const occurrences = new Occurrences();
      const before = new Map<string, number>();
      for (const one of fingerprints) {
        const times = (before.get(one) ?? 0) + 1;
        before.set(one, times);
        assert.equal(occurrences.next(one), times);
      }
    });
    fc.assert(property);
  });

  test('keep tens of thousands apart, the ones with the highest and lowest digits too', () => {
    const occurrences = new Occurrences();
    const all = Array.from({ length: 30_000 }, (_, at) => entryFingerprint('A', { ...entry, amountMinor: BigInt(at) }));
    for (const one of ['0'.repeat(64), 'f'.repeat(64), ...all]) assert.equal(occurrences.next(one), 1);
    for (const one of ['f'.repeat(64), '0'.repeat(64), ...all.toReversed()]) assert.equal(occurrences.next(one), 2);
  });

  test('give the same pairs for the same file again, two for two equal bookings, and the same in another version', async () => {
    const booked = {
      amount: '5.00',
      currency: 'AED',
      direction: 'CRDT',
      bookedOn: '2026-01-05',
      info: 'Cash',
    } as const;
    const entries = [booked, { ...booked, bankReference: 'R' }, booked, { ...booked, bankReference: 'R' }];
    const pairsOf = async (version: '02' | '08', prefix: string): Promise<string[]> => {
      const text = camtFile({ version, style: { prefix }, statements: [{ id: 'S', currency: 'AED', entries }] });
      const [statement] = await readWhole(readCamt053(inPieces(Buffer.from(text))));
      const occurrences = new Occurrences();
      return (statement?.entries ?? []).map((one) => {
        const key = entryFingerprint('A', one);
        return `${key} ${occurrences.next(key)}`;
      });
    };
    const pairs = await pairsOf('02', '');
    assert.equal(new Set(pairs).size, 4);
    assert.deepEqual(
      pairs.map((pair) => pair.slice(-1)),
      ['1', '1', '2', '2'],
    );
    assert.deepEqual(await pairsOf('08', 'ns'), pairs);
  });
});
