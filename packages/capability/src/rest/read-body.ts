import type { IncomingMessage } from 'node:http';
import type { Refusal } from './problem-answer.ts';

export type Body = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly refusal: Refusal };

// Somebody who still sends does not look whether an answer is there. What is too long is read on for a while and thrown
// away, so that the refusal arrives; beyond this the connection is simply closed.
const DISCARDED_TIMES_MAX = 16;

/** Reads the whole body of a request, up to `bytesMax`. Refuses with 413 what is longer, and with 400 what broke off. */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Body> {
  const discardedMax = bytesMax * DISCARDED_TIMES_MAX;
  if (Number(request.headers['content-length'] ?? 0) > discardedMax) return tooLarge(bytesMax);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // Not with `for await`: leaving such a loop early destroys the connection before the answer is on it.
    await new Promise<void>((resolve, reject) => {
      request.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length <= bytesMax) chunks.push(chunk);
        else if (length > discardedMax) resolve();
      });
      request.on('end', resolve);
      request.on('error', reject);
      request.on('close', () => reject(new Error('closed')));
    });
  } catch {
    return { ok: false, refusal: { status: 400, code: 'broken-request', detail: 'The body broke off before its end' } };
  }
  return length > bytesMax ? tooLarge(bytesMax) : { ok: true, bytes: Buffer.concat(chunks) };
}

const tooLarge = (bytesMax: number): Body => ({
  ok: false,
  refusal: {
    status: 413,
    code: 'body-too-large',
    detail: `The body is longer than ${bytesMax} bytes, which is the limit here`,
    headers: { connection: 'close' },
  },
});
