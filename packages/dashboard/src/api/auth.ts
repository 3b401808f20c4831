import { isRefusal, ownRefusal, Refused } from './refused.ts';
import { send } from './send.ts';

/**
 * Calls one of the addresses under /auth/, where people sign in and prove who they are. What they answer is no part of
 * the contract, so it is read with care. Throws Refused with the sentence that came.
 */
export async function callAuth(path: string, body?: unknown, method: 'POST' | 'DELETE' = 'POST'): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? {} : { method, headers, body: JSON.stringify(body) };
  const response = await send(new Request(`/auth/${path}`, init));
  const said: unknown = await response.json().catch(() => null);
  if (response.ok) return said;
  if (isRefusal(said)) throw new Refused(said);
  throw new Refused(ownRefusal('BAD_ANSWER', sentenceOf(said) ?? `It was refused with HTTP ${response.status}.`, 'no'));
}

function sentenceOf(said: unknown): string | undefined {
  const is = typeof said === 'object' && said !== null && 'message' in said && typeof said.message === 'string';
  return is ? String(said.message) : undefined;
}

/** Does an answer say yes to this? */
export const says = (answer: unknown, name: string): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  Object.entries(answer).some(([key, value]) => key === name && value === true);
