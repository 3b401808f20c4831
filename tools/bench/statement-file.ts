import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { amountToText } from '../../packages/server/src/foundation/money.ts';
import { type CamtDetails, type CamtEntry, camtChunks } from '../../packages/server/test/camt-file.ts';

/** What was written, and so what has to be read. Amounts are in minor units, as texts: they go through JSON. */
export interface WrittenStatement {
  readonly entries: number;
  readonly parts: number;
  readonly creditMinor: string;
  readonly debitMinor: string;
}

const CURRENCY = 'AED';
const OPENING_MINOR = 1_000_000n;
const OUR_IBAN = 'AE070331234567890123456';
// Of twenty entries, one is a batch of three, one is a fee without details, and one is a payout that came back.
const CYCLE = 20;
const BATCH_PARTS = 3;

const isBatch = (at: number): boolean => at % CYCLE === 7;
const isCredit = (at: number): boolean => at % 4 !== 0;
const minorOf = (at: number): bigint => 100n + BigInt(at % 99_991);

/** Writes a camt.053.001.08 of one statement, an entry at a time. Its balances fit. */
export async function writeStatement(path: string, count: number): Promise<WrittenStatement> {
  const written = sumsOf(count);
  const closing = OPENING_MINOR + BigInt(written.creditMinor) - BigInt(written.debitMinor);
  const chunks = camtChunks({
    version: '08',
    style: { indented: true },
    statements: [
      {
        id: 'STMT-2026-005',
        sequence: '5',
        iban: OUR_IBAN,
        currency: CURRENCY,
        balances: [
          { code: 'OPBD', amount: amountToText(OPENING_MINOR, CURRENCY), on: '2026-01-04' },
          { code: 'CLBD', amount: amountToText(closing, CURRENCY), on: '2026-01-05' },
        ],
        entries: entriesOf(count),
      },
    ],
  });
  await pipeline(Readable.from(inBlocks(chunks)), createWriteStream(path));
  return written;
}

function sumsOf(count: number): WrittenStatement {
  let [credit, debit, parts] = [0n, 0n, 0];
  for (let at = 0; at < count; at += 1) {
    if (isCredit(at)) credit += minorOf(at);
    else debit += minorOf(at);
    parts += isBatch(at) ? BATCH_PARTS : 1;
  }
  return { entries: count, parts, creditMinor: String(credit), debitMinor: String(debit) };
}

function* entriesOf(count: number): Generator<CamtEntry> {
  for (let at = 0; at < count; at += 1) yield entryOf(at);
}

function entryOf(at: number): CamtEntry {
  const number = String(at).padStart(9, '0');
  const entry: CamtEntry = {
    amount: amountToText(minorOf(at), CURRENCY),
    currency: CURRENCY,
    direction: isCredit(at) ? 'CRDT' : 'DBIT',
    bookedOn: '2026-01-05',
    valueOn: '2026-01-05',
    bankReference: `FT26005${number}`,
    entryReference: String(at + 1),
    code: ['PMNT', isCredit(at) ? 'RCDT' : 'ICDT', 'DMCT'],
  };
  if (at % CYCLE === 3) return { ...entry, info: 'Transfer fee & tax' };
  if (isBatch(at)) return { ...entry, batch: { batchId: `BLOCK${number}`, count: BATCH_PARTS }, details: batchOf(at) };
  return { ...entry, details: [detailsOf(at, number, at % CYCLE === 11)] };
}

function batchOf(at: number): CamtDetails[] {
  const last = minorOf(at) - 2n * 10n;
  return [10n, 10n, last].map((minor, place) => ({
    ...detailsOf(at, `${at}P${place}`, false),
    amount: amountToText(minor, CURRENCY),
  }));
}

function detailsOf(at: number, number: string, isReturned: boolean): CamtDetails {
  const other = { name: `Customer & Sons ${at % 1000} LLC`, iban: `AE21035${String(at).padStart(16, '0')}` };
  const us = { name: 'Our Company', iban: OUR_IBAN };
  return {
    endToEndId: `E2E${number}`,
    uetr: `123e4567-e89b-42d3-a456-${number.padStart(12, '0')}`,
    debtor: isCredit(at) ? other : us,
    creditor: isCredit(at) ? us : other,
    lines: [`Invoice ${number} of January`],
    ...(isReturned && { returnReason: 'AC04' }),
  };
}

/** Larger pieces, which a disk takes sooner. */
function* inBlocks(chunks: Iterable<string>): Generator<string> {
  let block = '';
  for (const chunk of chunks) {
    block += chunk;
    if (block.length < 100_000) continue;
    yield block;
    block = '';
  }
  yield block;
}
