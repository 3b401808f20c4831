import type { ConsentState } from '@sarf/contract';
import { after } from '../foundation/clock.ts';
import type { ConsentRow } from './consent.ts';

/** Pauses that double from the first one on, up to the longest. */
interface Pauses {
  readonly firstMs: number;
  readonly longestMs: number;
}

const MINUTE_MS = 60_000;
// Somebody waits for these: the customer for the page, the application for the bank to know of a revocation.
const invite: Pauses = { firstMs: 1000, longestMs: 5 * MINUTE_MS };
const tell: Pauses = { firstMs: 1000, longestMs: 10 * MINUTE_MS };
// These are told by callback; asking is for the case that none comes.
const decide: Pauses = { firstMs: 5000, longestMs: 5 * MINUTE_MS };
const confirm: Pauses = { firstMs: 5000, longestMs: 60 * MINUTE_MS };
const inForce: Pauses = { firstMs: 15 * MINUTE_MS, longestMs: 15 * MINUTE_MS };

type Scheduled = Pick<ConsentRow, 'state' | 'authorisationUrl' | 'toldAt' | 'confirmedAt' | 'expiresAt' | 'asks'>;

/** States that end by themselves when the time of the consent is over. */
const ending: ReadonlySet<ConsentState> = new Set(['awaiting_authorisation', 'authorised', 'suspended']);

/** Is the time of the consent over, and does its state not say so yet? */
export const isOver = ({ state, expiresAt }: Pick<ConsentRow, 'state' | 'expiresAt'>, now: Date): boolean =>
  ending.has(state) && expiresAt <= now;

/** What a worker has to do for a consent: ask for the page, ask how it stands, or tell of its revocation. */
export function errandOf(row: Omit<Scheduled, 'expiresAt' | 'asks'>): 'invite' | 'ask' | 'tell' | null {
  switch (row.state) {
    case 'awaiting_authorisation':
      return row.authorisationUrl === null ? 'invite' : 'ask';
    case 'authorised':
    case 'suspended':
      return 'ask';
    case 'revoked':
      if (row.confirmedAt !== null) return null;
      return row.toldAt === null ? 'tell' : 'ask';
    default:
      return null;
  }
}

/** When a worker looks at a consent next, after `asks` times without an answer that settles it; null: never. */
export function nextLook(row: Scheduled, now: Date): Date | null {
  const pauses = pausesOf(row);
  if (pauses === null) return null;
  const next = after(now, Math.min(pauses.firstMs * 2 ** Math.min(row.asks, 30), pauses.longestMs));
  // Its end is noticed in time, whatever the bank says.
  return ending.has(row.state) && row.expiresAt < next ? row.expiresAt : next;
}

function pausesOf(row: Scheduled): Pauses | null {
  const errand = errandOf(row);
  if (errand === 'invite') return invite;
  if (errand === 'tell') return tell;
  if (errand === null) return null;
  if (row.state === 'awaiting_authorisation') return decide;
  return row.state === 'revoked' ? confirm : inForce;
}
