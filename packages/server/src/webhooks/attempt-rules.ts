import { after } from '../foundation/clock.ts';
import { assert } from '../foundation/refuse.ts';
import type { Dialect } from './bodies.ts';
import type { Sent } from './send.ts';

const RETRY_AFTER_MAX_MS = 6 * 3_600_000;
/** How far a pause may be from what the table says, to each side, so that many failures do not come back at once. */
const JITTER = 0.1;

const FAILURES_UNTIL_PAUSE = 5;
const FIRST_PAUSE_MS = 30_000;
const PAUSE_MAX_MS = 15 * 60_000;

export interface AttemptMade {
  readonly dialect: Dialect;
  readonly sent: Pick<Sent, 'httpCode' | 'error' | 'retryAfter'>;
  /** How many were made before this one. */
  readonly attempts: number;
  readonly firstAttemptAt: Date;
  readonly now: Date;
  /** The pauses after failed attempts; the last one is repeated. */
  readonly retrySeconds: readonly number[];
  /** No attempt is due later than this after the first one. */
  readonly giveUpSeconds: number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export type Judgement =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'retry'; readonly dueAt: Date; readonly error: string }
  | { readonly kind: 'failed'; readonly error: string }
  /** The receiver says that it will never take anything again. */
  | { readonly kind: 'gone'; readonly error: string };

/**
 * What follows from an attempt. The last attempt is made when the time to give up comes, even where a pause or the
 * receiver's `Retry-After` would go beyond it: it is the last chance.
 */
export function judgeAttempt(attempt: AttemptMade): Judgement {
  const { sent, attempts, firstAttemptAt, now, retrySeconds, giveUpSeconds, random } = attempt;
  const error = errorOf(attempt);
  if (error === undefined) return { kind: 'delivered' };
  if (sent.httpCode === 410) return { kind: 'gone', error };
  const giveUpAt = after(firstAttemptAt, giveUpSeconds * 1000);
  if (now >= giveUpAt) return { kind: 'failed', error };

  const pauseSeconds = retrySeconds[Math.min(attempts, retrySeconds.length - 1)];
  assert(pauseSeconds !== undefined, 'an endpoint has pauses between attempts');
  const pauseMs = pauseSeconds * 1000 * (1 - JITTER + 2 * JITTER * random());
  const askedMs = Math.min(retryAfterMs(sent.retryAfter, now), RETRY_AFTER_MAX_MS);
  const dueAt = after(now, Math.max(1, Math.round(Math.max(pauseMs, askedMs))));
  return { kind: 'retry', dueAt: dueAt < giveUpAt ? dueAt : giveUpAt, error };
}

/** What was wrong with an attempt, in a sentence. */
function errorOf({ dialect, sent: { httpCode, error } }: Pick<AttemptMade, 'dialect' | 'sent'>): string | undefined {
  if (error !== null) return error;
  if (httpCode === null) return 'There was no answer.';
  if (httpCode === 200) return undefined;
  if (httpCode >= 300 && httpCode < 400) return `It answered with HTTP ${httpCode}; redirects are not followed.`;
  if (httpCode < 200 || httpCode > 299) return `It answered with HTTP ${httpCode}.`;
  return dialect === 'sarf' ? undefined : `It answered with HTTP ${httpCode}; in this dialect only 200 is a success.`;
}

/** How long a receiver asks to be left alone: seconds or a date. 0 when it does not, or not in a way that is known. */
function retryAfterMs(text: string | null, now: Date): number {
  if (text === null) return 0;
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? 0 : at - now.getTime();
}

/**
 * Until when nothing is sent to an endpoint that keeps failing; null while it may be sent to.
 * @param failures how many attempts in a row have failed
 */
export function pauseOf(failures: number, now: Date): Date | null {
  if (failures < FAILURES_UNTIL_PAUSE) return null;
  return after(now, Math.min(2 ** (failures - FAILURES_UNTIL_PAUSE) * FIRST_PAUSE_MS, PAUSE_MAX_MS));
}
