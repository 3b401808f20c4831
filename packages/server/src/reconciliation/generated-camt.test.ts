import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type CamtDetails,
  type CamtEntry,
  type CamtFile,
  type CamtParty,
  type CamtStatement,
  camtFile,
  inPieces,
} from '../../test/camt-file.ts';
import { readWhole, type WholeStatement } from '../../test/read-statement.ts';
import { amountToText } from '../foundation/money.ts';
import { readCamt053 } from './read-camt053.ts';
import type { EntryPart, StatementEntry } from './statement.ts';

// Files are made from random statements, and have to come out as what they were made from.

const OUR_IBAN = 'AE070331234567890123456';

const currency = fc.constantFrom('AED', 'KWD', 'JPY', 'SAR');
const direction = fc.constantFrom('CRDT' as const, 'DBIT' as const);
const minor = fc.bigInt({ min: 0n, max: 10n ** 12n });
const day = fc
  .date({ min: new Date('1999-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const reference = fc.stringMatching(/^[A-Z0-9]{1,16}$/).filter((text) => text !== 'NONE' && text !== 'NONREF');
/** Text that needs no cleaning, in several scripts, with characters that XML has to write in another way. */
const word = fc.string({
  unit: fc.constantFrom(...'aZ09&<>"\'éß]', 'ع', 'م', '漢', '😀'),
  minLength: 1,
  maxLength: 12,
});
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const iban = fc.stringMatching(/^SA\d{22}$/);
const party: fc.Arbitrary<CamtParty> = fc.record({ name: text, iban }, { requiredKeys: ['name'] });

const details = fc.record<CamtDetails, 'endToEndId'>(
  {
    endToEndId: reference,
    instructionId: reference,
    messageId: reference,
    batchId: reference,
    debtor: party,
    creditor: party,
    lines: fc.array(text, { maxLength: 3 }),
    creditorReference: reference,
    returnReason: fc.constantFrom('AC04', 'AM09', 'MS03'),
  },
  { requiredKeys: ['endToEndId'] },
);

/** An entry, and the amounts of its details, which sum up to its own. */
interface Model {
  readonly entry: CamtEntry;
  readonly minor: bigint;
  readonly shares: readonly bigint[];
}

const model: fc.Arbitrary<Model> = fc
  .record({
    currency,
    shares: fc.array(minor, { maxLength: 4 }),
    alone: minor,
    details: fc.array(details, { minLength: 4, maxLength: 4 }),
    rest: fc.record<CamtEntry>(
      {
        amount: fc.constant(''),
        currency: fc.constant(''),
        direction,
        bookedOn: day,
        valueOn: day,
        reversal: fc.boolean(),
        status: fc.constantFrom('BOOK', null, 'PDNG'),
        bankReference: reference,
        entryReference: reference,
        code: fc.constantFrom(['PMNT', 'RCDT', 'DMCT'] as const, 'NTRF'),
        batch: fc.record({ batchId: reference, messageId: reference }, { requiredKeys: [] }),
        info: text,
      },
      { requiredKeys: ['amount', 'currency', 'direction', 'bookedOn'] },
    ),
  })
  .map(({ currency: code, shares, alone, details: told, rest }) => {
    const sum = shares.length === 0 ? alone : shares.reduce((total, share) => total + share, 0n);
    const amountOf = (share: bigint): string => amountToText(share, code);
    const inside = shares.map((share, at) => ({ ...told[at], amount: amountOf(share) }));
    return { entry: { ...rest, amount: amountOf(sum), currency: code, details: inside }, minor: sum, shares };
  });

const statement = fc.record({
  id: reference,
  entries: fc.array(model, { maxLength: 6 }),
  account: fc.boolean(),
  opening: minor,
});

const style: fc.Arbitrary<CamtFile['style']> = fc.record({
  prefix: fc.constantFrom('', 'ns2', 'camt-1'),
  indented: fc.boolean(),
  comments: fc.boolean(),
  cdata: fc.boolean(),
  times: fc.boolean(),
});

const file = fc.record({
  version: fc.constantFrom('02' as const, '04' as const, '08' as const),
  style,
  statements: fc.array(statement, { minLength: 1, maxLength: 3 }),
  sizes: fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 }),
});

const isBooked = ({ entry }: Model): boolean => entry.status !== 'PDNG';

function expectedPart(told: CamtDetails | undefined, share: bigint, { entry }: Model): EntryPart {
  const [mine, other] = entry.direction === 'CRDT' ? [told?.debtor, told?.creditor] : [told?.creditor, told?.debtor];
  const comesBack = entry.reversal === true || told?.returnReason !== undefined;
  const side = mine === undefined && comesBack && other?.iban !== undefined ? other : mine;
  const lines = [...(told?.lines ?? []), ...(told?.creditorReference === undefined ? [] : [told.creditorReference])];
  return {
    amountMinor: share,
    endToEndId: told?.endToEndId ?? null,
    instructionId: told?.instructionId ?? null,
    uetr: null,
    messageId: told?.messageId ?? entry.batch?.messageId ?? null,
    batchId: told?.batchId ?? entry.batch?.batchId ?? null,
    remittance: lines.length === 0 ? null : lines.join(' '),
    counterparty: side === undefined ? null : { name: side.name ?? null, iban: side.iban ?? null },
    returnReason: told?.returnReason ?? null,
  };
}

function expectedEntry(one: Model): StatementEntry {
  const { entry, shares } = one;
  const { code = 'NTRF' } = entry;
  return {
    direction: entry.direction === 'CRDT' ? 'credit' : 'debit',
    amountMinor: one.minor,
    currency: entry.currency,
    bookedOn: entry.bookedOn,
    valueOn: entry.valueOn ?? null,
    reversal: entry.reversal ?? false,
    bankReference: entry.bankReference ?? null,
    entryReference: entry.entryReference ?? null,
    bankCode: typeof code === 'string' ? code : code.join('/'),
    info: entry.info ?? null,
    parts:
      shares.length === 0
        ? [expectedPart(undefined, one.minor, one)]
        : shares.map((share, at) => expectedPart(entry.details?.[at], share, one)),
  };
}

const sumOf = (models: readonly Model[], of: string): bigint =>
  models.filter((one) => isBooked(one) && one.entry.direction === of).reduce((sum, one) => sum + one.minor, 0n);

/** What a bank writes for statements whose entries are all in one currency, with balances that fit. */
function written({
  id,
  entries,
  account,
  opening,
}: {
  id: string;
  entries: Model[];
  account: boolean;
  opening: bigint;
}): {
  models: Model[];
  statement: CamtStatement;
} {
  const code = entries[0]?.entry.currency ?? 'AED';
  const models = entries.filter(({ entry }) => entry.currency === code);
  const closing = opening + sumOf(models, 'CRDT') - sumOf(models, 'DBIT');
  const booked = models.filter(isBooked);
  const credits = booked.filter(({ entry }) => entry.direction === 'CRDT').length;
  return {
    models,
    statement: {
      id,
      ...(account ? { iban: OUR_IBAN } : { other: '001122' }),
      currency: code,
      balances: [
        { code: 'OPBD', amount: amountToText(opening, code), on: '2026-01-04' },
        { code: 'CLBD', amount: amountToText(closing, code), on: '2026-01-05' },
      ],
      summary: {
        credits,
        creditSum: amountToText(sumOf(models, 'CRDT'), code),
        debits: booked.length - credits,
        debitSum: amountToText(sumOf(models, 'DBIT'), code),
      },
      entries: models.map(({ entry }) => entry),
    },
  };
}

test('what a bank writes is what is read, however it writes it and however it arrives', async () => {
  const property = fc.asyncProperty(file, async ({ version, style: how, statements, sizes }) => {
    const made = statements.map(written);
    const bytes = Buffer.from(
      camtFile({ version, ...(how && { style: how }), statements: made.map((one) => one.statement) }),
    );
    const read: WholeStatement[] = await readWhole(readCamt053(inPieces(bytes, sizes)));
    assert.equal(read.length, made.length);
    for (const [at, { models, statement: wrote }] of made.entries()) {
      const got = read[at];
      assert(got !== undefined);
      assert.deepEqual(got.entries, models.filter(isBooked).map(expectedEntry));
      assert.deepEqual([got.head.statementId, got.head.currency], [wrote.id, wrote.currency]);
      assert.deepEqual([got.head.accountIban, got.head.accountOther], [wrote.iban ?? null, wrote.other ?? null]);
      assert.deepEqual([got.end.creditMinor, got.end.debitMinor], [sumOf(models, 'CRDT'), sumOf(models, 'DBIT')]);
      // All balances and counts fit, so the only thing to be told is what is not booked.
      const pending = models.length - models.filter(isBooked).length;
      assert.equal(got.end.warnings.length, pending === 0 ? 0 : 1, got.end.warnings.join());
      assert.deepEqual(got.end.head, got.head);
    }
  });
  await fc.assert(property, { numRuns: 300 });
});

test('a long statement comes some hundreds at a time', async () => {
  const entry: CamtEntry = { amount: '1.00', currency: 'AED', direction: 'CRDT', bookedOn: '2026-01-05' };
  const entries = Array.from({ length: 3000 }, (_, at) => ({ ...entry, bankReference: `R${at}` }));
  const bytes = Buffer.from(
    camtFile({ version: '08', statements: [{ id: 'S', iban: OUR_IBAN, currency: 'AED', entries }] }),
  );
  let asked = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of inPieces(bytes, [10_000])) {
      asked += piece.length;
      yield piece;
    }
  };
  const seen: string[] = [];
  for await (const part of readCamt053(counted())) {
    if (part.kind !== 'entries') continue;
    seen.push(...part.entries.map(({ bankReference }) => bankReference ?? ''));
    // Entries are handed on long before the file ends.
    assert(asked < (seen.length / 3000) * bytes.length + 200_000, `${asked} bytes for ${seen.length} entries`);
  }
  assert.deepEqual(
    seen,
    entries.map(({ bankReference }) => bankReference),
  );
});
