import { errorCode } from '../../../foundation/database.ts';

/** What came of a call: the parsed body, or why there is none. */
export type Reply =
  | { readonly kind: 'answer'; readonly body: unknown }
  /** The bank says that it cannot do what the call asks for, and did nothing of it. */
  | { readonly kind: 'refused'; readonly message: string }
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

// What the bank answers before it looks at any instruction.
const REFUSALS = new Set([400, 413, 415, 422]);

async function readMessage(response: Response): Promise<string> {
  const text = await response.text();
  return `The bank refused the call with HTTP ${response.status}: ${text.slice(0, 300)}`;
}

/** Posts JSON to the bank. Never throws. */
export async function post(url: string, body: unknown, timeoutMs: number): Promise<Reply> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 200) return { kind: 'answer', body: await response.json() };
    if (REFUSALS.has(response.status)) return { kind: 'refused', message: await readMessage(response) };
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
