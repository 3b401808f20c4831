import type { Expected, OpenEntry, ProposedMatch } from '../../packages/server/src/reconciliation/match-terms.ts';

/** What a company's account may see: who pays says it in different ways, and some of it stays open. */
export interface MatchWorld {
  readonly entries: readonly OpenEntry[];
  readonly payments: readonly Expected[];
}

export interface Found {
  readonly automatic: readonly ProposedMatch[];
  readonly suggestions: readonly ProposedMatch[];
}

type Way = 'text' | 'id' | 'part' | 'iban' | 'nothing';

// Of every twenty: sixteen with the reference in a text, and one of each other way.
const waysOfTwenty: readonly Way[] = [
  ...Array.from({ length: 16 }, (): Way => 'text'),
  'id',
  'part',
  'iban',
  'nothing',
];
const wayOf = (at: number): Way => waysOfTwenty[at % waysOfTwenty.length] ?? 'text';

const SHORT_BY = 500n;
// In which payments are expected; some entries are booked a day or two later.
const DAYS = 26;
const dayAt = (at: number): string => `2026-01-${String(at + 1).padStart(2, '0')}`;
// A prime: with it as the step, a list is gone through once, whatever its length, and nothing is in order.
const STEP = 7_368_787;

/** As many entries as open payments, in no order. */
export function makeMatchWorld(count: number): MatchWorld {
  const entries: OpenEntry[] = [];
  const payments: Expected[] = [];
  for (let n = 0; n < count; n += 1) {
    payments.push(paymentAt((n * STEP) % count));
    entries.push(entryAt((n * STEP + 17) % count));
  }
  return { entries, payments };
}

const entryId = (at: number): string => whole('00000000-0000-4000-8000-', String(at).padStart(12, '0'));
const paymentId = (at: number): string => whole('00000000-0000-4000-9000-', String(at).padStart(12, '0'));
const referenceOf = (at: number): string => whole('INV-2026-', String(at).padStart(7, '0'));
const endToEndIdOf = (at: number): string => whole('SF', at.toString(36).toUpperCase().padStart(12, '0'));
const amountOf = (at: number): bigint => BigInt(10_000 + ((at * 7919) % 90_001));
// Ten payments of each payer.
const payerOf = (at: number): number => Math.floor(at / 10);
const ibanOf = (at: number): string => whole('AE07033', String(payerOf(at)).padStart(16, '0'));

function paymentAt(at: number): Expected {
  return {
    id: paymentId(at),
    kind: 'payment',
    accountId: 'main',
    direction: 'credit',
    currency: 'AED',
    openMinor: amountOf(at),
    expectedOn: dayAt(at % DAYS),
    endToEndId: endToEndIdOf(at),
    bankReference: null,
    reference: referenceOf(at),
    counterparty: { name: whole('Trading House ', payerOf(at), ' LLC'), iban: ibanOf(at) },
  };
}

function entryAt(at: number): OpenEntry {
  const way = wayOf(at);
  const payer = whole('TRADING HOUSE ', payerOf(at), ' L.L.C');
  const isNamed = way === 'text' || way === 'part';
  const reference = referenceOf(at);
  return {
    id: entryId(at),
    accountId: 'main',
    direction: 'credit',
    currency: 'AED',
    openMinor: way === 'part' ? amountOf(at) - SHORT_BY : way === 'nothing' ? 10_000_000n + BigInt(at) : amountOf(at),
    bookedOn: dayAt((at % DAYS) + (at % 3)),
    isReturn: false,
    references: [way === 'id' ? endToEndIdOf(at) : 'NOTPROVIDED', whole('FT26', String(at).padStart(10, '0'))],
    texts: isNamed
      ? // Every third is cut in two, as the lines of a statement are.
        [
          whole('INWARD TRANSFER B/O ', payer, ' PAYMENT FOR GOODS /ROC/', reference.slice(0, at % 3 === 0 ? 11 : 16)),
          whole(reference.slice(at % 3 === 0 ? 11 : 16), ' WITH THANKS AND REGARDS'),
        ]
      : [whole('INWARD TRANSFER B/O ', payer, ' PAYMENT FOR GOODS AS AGREED')],
    counterparty:
      way === 'nothing' ? { name: whole('SOMEBODY ELSE ', at), iban: null } : { name: payer, iban: ibanOf(at) },
  };
}

/** A text in one piece, as one from a database is: where texts are put together, the pieces are kept, and take memory. */
function whole(...pieces: readonly (string | number)[]): string {
  return pieces.join('');
}

/** Is everything matched that should be, for its amount, and nothing else? */
export function judgeMatches({ entries }: MatchWorld, { automatic, suggestions }: Found): string[] {
  const shown = ({ entryId: entry, expectedId, amountMinor, step }: ProposedMatch): string =>
    `${entry} ${expectedId} ${amountMinor} (${step})`;
  const due = { automatic: new Set<string>(), suggested: new Set<string>() };
  for (let at = 0; at < entries.length; at += 1) {
    const way = wayOf(at);
    const pair = `${entryId(at)} ${paymentId(at)}`;
    if (way === 'iban') due.suggested.add(`${pair} ${amountOf(at)} (4)`);
    if (way === 'id') due.automatic.add(`${pair} ${amountOf(at)} (1)`);
    if (way === 'text') due.automatic.add(`${pair} ${amountOf(at)} (2)`);
    if (way === 'part') due.automatic.add(`${pair} ${amountOf(at) - SHORT_BY} (6)`);
  }
  return [
    ...differences('matched', due.automatic, automatic.map(shown)),
    ...differences('suggested', due.suggested, suggestions.map(shown)),
  ];
}

function differences(what: string, due: ReadonlySet<string>, found: readonly string[]): string[] {
  const wrong = found.filter((one) => !due.has(one));
  const right = new Set(found).size - wrong.length;
  const faults: string[] = [];
  if (wrong.length > 0) faults.push(`${wrong.length} ${what} that should not be, as ${wrong[0]}`);
  if (right < due.size) faults.push(`${due.size - right} not ${what} that should be`);
  if (new Set(found).size < found.length) faults.push(`some ${what} twice`);
  return faults;
}

/**
 * What one would write first: the payments by reference, and of each entry every word looked up; where the amount is the
 * same, they belong together. Gives how many it finds.
 */
export function joinByReference({ entries, payments }: MatchWorld): number {
  const byReference = new Map<string, Expected>();
  for (const payment of payments) {
    for (const name of [payment.reference, payment.endToEndId]) if (name !== null) byReference.set(name, payment);
  }
  const matched = new Map<string, string>();
  for (const entry of entries) {
    for (const word of [...entry.references, ...entry.texts.flatMap((text) => text.split(/[\s/,.]+/))]) {
      const payment = byReference.get(word);
      if (payment !== undefined && payment.openMinor === entry.openMinor) matched.set(entry.id, payment.id);
    }
  }
  return matched.size;
}
