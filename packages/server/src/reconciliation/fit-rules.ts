import { amountToText } from '../foundation/money.ts';
import type { EntryRow } from './entries-store.ts';
import type { MatchKind } from './match.ts';

/** A match that is wanted. Without an amount it is for as much as both sides have open. */
export interface Wanted {
  readonly entryId: string;
  readonly side: 'payment' | 'payout';
  readonly objectId: string;
  readonly amountMinor: bigint | null;
  readonly step: number | null;
  readonly score: number | null;
  readonly reasons: readonly string[];
}

/** What an entry may prove: a payment, or a payout in either direction. */
export interface Provable {
  readonly id: string;
  readonly payoutAccountId: string;
  readonly currency: string;
  readonly state: string;
  readonly amountMinor: bigint;
  /** What is proven of it: that it came in, or went out. */
  readonly matchedMinor: bigint;
  /** Of a payout: what is proven to have come back. */
  readonly returnedMinor: bigint;
}

/** Both sides of the matches that are wanted, as they are under lock. */
export interface Sides {
  readonly entries: ReadonlyMap<string, EntryRow>;
  readonly payments: ReadonlyMap<string, Provable>;
  readonly payouts: ReadonlyMap<string, Provable>;
}

/** A match that can be made. */
export interface Fit {
  readonly ok: true;
  readonly kind: MatchKind;
  readonly entry: EntryRow;
  readonly object: Provable;
  readonly amountMinor: bigint;
  /** It completes the proof of something that the bank has not spoken of in that way. */
  readonly toTell: boolean;
}

export interface Unfit {
  readonly ok: false;
  readonly code: 'UNKNOWN_ENTRY' | 'UNKNOWN_PAYMENT' | 'MATCH_NOT_POSSIBLE';
  readonly message: string;
}

/** Decides on wanted matches one after another: each takes its amount off both sides. */
export function decideMatches(wanted: readonly Wanted[], sides: Sides): (Fit | Unfit)[] {
  const used = new Map<string, bigint>();
  return wanted.map((one) => {
    const entry = sides.entries.get(one.entryId);
    if (!entry) return unfit('UNKNOWN_ENTRY', `There is no statement entry ${one.entryId}.`);
    const object = (one.side === 'payment' ? sides.payments : sides.payouts).get(one.objectId);
    if (!object) return unfit('UNKNOWN_PAYMENT', `There is no ${one.side} ${one.objectId}.`);
    return decide(one, entry, object, used);
  });
}

function decide(wanted: Wanted, entry: EntryRow, object: Provable, used: Map<string, bigint>): Fit | Unfit {
  const kind = kindOf(wanted.side, entry);
  const fault = faultOf(wanted.side, entry, object);
  if (kind === undefined || fault !== undefined)
    return unfit('MATCH_NOT_POSSIBLE', fault ?? 'A debit brings no payment.');
  const objectKey = `${kind} ${object.id}`;
  const entryOpen = entry.amountMinor - entry.matchedMinor - (used.get(entry.id) ?? 0n);
  const provenBefore = (kind === 'return' ? object.returnedMinor : object.matchedMinor) + (used.get(objectKey) ?? 0n);
  const objectOpen = object.amountMinor - provenBefore;
  const amountMinor = wanted.amountMinor ?? (entryOpen < objectOpen ? entryOpen : objectOpen);
  const tooMuch = tooMuchOf(wanted.side, { amountMinor, entryOpen, objectOpen, currency: entry.currency });
  if (tooMuch !== undefined) return unfit('MATCH_NOT_POSSIBLE', tooMuch);
  used.set(entry.id, (used.get(entry.id) ?? 0n) + amountMinor);
  used.set(objectKey, (used.get(objectKey) ?? 0n) + amountMinor);
  const toTell = provenBefore + amountMinor === object.amountMinor && !isSaid(kind, object.state);
  return { ok: true, kind, entry, object, amountMinor, toTell };
}

function kindOf(side: Wanted['side'], { direction }: EntryRow): MatchKind | undefined {
  if (side === 'payment') return direction === 'credit' ? 'payment' : undefined;
  return direction === 'credit' ? 'return' : 'payout';
}

function faultOf(side: Wanted['side'], entry: EntryRow, object: Provable): string | undefined {
  if (entry.payoutAccountId !== object.payoutAccountId) return `The entry is on another account than the ${side}.`;
  if (entry.currency !== object.currency) {
    return `The entry is in ${entry.currency}, and the ${side} in ${object.currency}.`;
  }
  return undefined;
}

interface Amounts {
  readonly amountMinor: bigint;
  readonly entryOpen: bigint;
  readonly objectOpen: bigint;
  readonly currency: string;
}

function tooMuchOf(
  side: Wanted['side'],
  { amountMinor, entryOpen, objectOpen, currency }: Amounts,
): string | undefined {
  const told = (minor: bigint): string => `${amountToText(minor, currency)} ${currency}`;
  if (entryOpen <= 0n) return 'All of the entry is matched.';
  if (objectOpen <= 0n) return `All of the ${side} is matched.`;
  if (amountMinor > entryOpen) return `${told(amountMinor)} is more than the ${told(entryOpen)} open of the entry.`;
  if (amountMinor > objectOpen) return `${told(amountMinor)} is more than the ${told(objectOpen)} open of the ${side}.`;
  return undefined;
}

/** Did the bank say the same already? */
function isSaid(kind: MatchKind, state: string): boolean {
  return state === 'returned' || (state === 'completed' && kind !== 'return');
}

const unfit = (code: Unfit['code'], message: string): Unfit => ({ ok: false, code, message });
