import { pause, systemTime } from './clock.ts';
import { isRefusal, NoAnswer } from './result.ts';

/** A request that can be sent again. */
export interface Sendable {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | ArrayBuffer | undefined;
  /** Does sending it twice do no more than sending it once? */
  readonly repeatable: boolean;
}

export interface Patience {
  /** How often a request is sent again, at most. */
  readonly retries: number;
  /** How long one try may take, in milliseconds. */
  readonly timeoutMs: number;
  /** How long the pause before a try may be, in milliseconds. Should the server ask for more, its refusal is given. */
  readonly pauseMaxMs: number;
}

const FIRST_PAUSE_MS = 200;

/** One try. Throws when no whole answer comes in time. */
export async function sendOnce(request: Sendable, timeoutMs: number): Promise<Response> {
  const { url, method, headers, body } = request;
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(url, { method, headers, body, signal, redirect: 'error' });
  // Read to the end here, where a connection that breaks half-way is still a try that failed.
  const text = await response.text();
  const { status, statusText } = response;
  return new Response(text === '' ? null : text, { status, statusText, headers: plainHeaders(response.headers) });
}

/**
 * Sends a request until there is an answer worth giving, with pauses that grow and differ from client to client. It is
 * sent again when nothing was done (429, 503) and, if it is repeatable, also when nobody knows what was done. Throws
 * NoAnswer when no answer came.
 * @param attempt sends it once
 */
export async function sendPatiently(
  attempt: () => Promise<Response>,
  repeatable: boolean,
  { retries, pauseMaxMs }: Patience,
): Promise<Response> {
  for (let tried = 0; ; tried += 1) {
    const outcome = await attempt().catch((error: unknown) => new NoAnswer(error));
    const isLast = tried >= retries || !(await maySendAgain(outcome, repeatable));
    const waitMs = isLast ? 0 : pauseBefore(tried, outcome);
    if (isLast || waitMs > pauseMaxMs) {
      if (outcome instanceof NoAnswer) throw outcome;
      return outcome;
    }
    await pause(waitMs);
  }
}

async function maySendAgain(outcome: Response | NoAnswer, repeatable: boolean): Promise<boolean> {
  if (outcome instanceof NoAnswer) return repeatable;
  if (outcome.status === 429) return true;
  if (![502, 503, 504].includes(outcome.status)) return false;
  // Only Sarf itself can say that nothing was done; what stands between cannot know.
  const said: unknown = await outcome
    .clone()
    .json()
    .catch(() => undefined);
  return repeatable || (isRefusal(said) && said.status !== 'OUTCOME_UNKNOWN');
}

function pauseBefore(tried: number, outcome: Response | NoAnswer): number {
  const asked = outcome instanceof NoAnswer ? 0 : retryAfterMs(outcome.headers.get('retry-after'), systemTime());
  const own = FIRST_PAUSE_MS * 2 ** tried;
  return asked > 0 ? asked + Math.random() * own : own * (0.5 + Math.random());
}

/** What the header Retry-After asks for, in milliseconds: it says seconds or a time. 0 where it says nothing. */
export function retryAfterMs(header: string | null, now: Date): number {
  if (header === null) return 0;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const time = Date.parse(header);
  return Number.isNaN(time) ? 0 : Math.max(0, time - now.getTime());
}

// The text is neither compressed nor cut any more.
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) plain.delete(name);
  return plain;
}
