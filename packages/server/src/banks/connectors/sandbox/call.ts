import { errorCode } from '../../../foundation/database.ts';

/** What came of a call: the parsed body, or why there is none. */
export type Reply =
  | { readonly kind: 'answer'; readonly body: unknown }
  /** The bank says that it cannot do what the call asks for, and did nothing of it. */
  | { readonly kind: 'refused'; readonly code: string | null; readonly message: string }
  /** The call certainly never reached the bank. */
  | { readonly kind: 'not_sent'; readonly message: string }
  | { readonly kind: 'no_answer'; readonly message: string };

// Only what fails before a byte is sent proves that nothing was sent. A connection that breaks later proves nothing.
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Which answers to a call can be relied on, by their HTTP status. */
interface Understood {
  readonly success: number;
  /** With these the bank says that it did nothing of it. */
  readonly refusals: ReadonlySet<number>;
}

// What the bank answers before it looks at any instruction.
const ORDERS: Understood = { success: 200, refusals: new Set([400, 413, 415, 422]) };
/** 409: the bank has something else under the same id. Nothing is paid by asking for a page, so that is a refusal. */
export const PAGES: Understood = { success: 201, refusals: new Set([...ORDERS.refusals, 409]) };

async function readRefusal(response: Response): Promise<Reply> {
  const text = await response.text();
  const message = `The bank refused the call with HTTP ${response.status}: ${text.slice(0, 300)}`;
  return { kind: 'refused', code: codeIn(text), message };
}

/** The word for it in a refusal of the bank. */
function codeIn(text: string): string | null {
  const body = parse(text);
  if (typeof body !== 'object' || body === null || !('status' in body)) return null;
  return typeof body.status === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(body.status) ? body.status : null;
}

/** Reads JSON; undefined when it is none. */
export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Posts JSON to the bank. Never throws. */
export async function post(
  url: string,
  body: unknown,
  timeoutMs: number,
  { success, refusals } = ORDERS,
): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === success) return { kind: 'answer', body: await response.json() };
    if (refusals.has(response.status)) return await readRefusal(response);
    await response.body?.cancel();
    return { kind: 'no_answer', message: `The bank answered with HTTP ${response.status}.` };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const codes = cause instanceof AggregateError ? cause.errors.map(errorCode) : [errorCode(cause)];
    if (codes.every((code) => NEVER_CONNECTED.has(code))) {
      return { kind: 'not_sent', message: 'The bank could not be reached; nothing was sent.' };
    }
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return {
      kind: 'no_answer',
      message: timedOut ? 'The bank did not answer in time.' : 'The connection broke before the bank answered.',
    };
  }
}

/** The JSON at an address, or undefined when there is no good answer. Never throws. */
export async function get(url: string, timeoutMs: number): Promise<unknown> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 200) return await response.json();
    await response.body?.cancel();
    return undefined;
  } catch {
    return undefined;
  }
}

/** The address of a page: what follows `after`, as much as the bank gives at once. */
export const pageUrl = (url: string, after: string | null): string =>
  `${url}?limit=1000${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;
