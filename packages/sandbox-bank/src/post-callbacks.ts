import type { QueuedNotice, Topic } from './callback-queue.ts';
import { signatureHeaders } from './sign.ts';

/** Whom to tell of status changes, and the secret that signs what is told. */
export interface CallbackTarget {
  url: string;
  secret: string;
}

/** How long the client may take to answer. */
export const callbackTimeoutMs = 5_000;

/**
 * Sends notices in one signed request; true when the client took them (any 2xx). No answer, for whatever reason,
 * is a failed try like any other. `unixSeconds` is real time, for the signature.
 */
export async function postNotices(
  target: CallbackTarget,
  notices: readonly QueuedNotice[],
  unixSeconds: number,
  stopping: AbortSignal,
): Promise<boolean> {
  const listOf = (topic: Topic) =>
    notices
      .filter((notice) => notice.topic === topic)
      .map(({ content }) => content)
      .join();
  const body = `{"notifications":[${listOf('notification')}],"consents":[${listOf('consent')}]}`;
  const headers = { 'content-type': 'application/json', ...signatureHeaders(target.secret, unixSeconds, body) };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(callbackTimeoutMs)]);
  try {
    const response = await fetch(target.url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
