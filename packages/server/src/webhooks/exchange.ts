import type { ClientRequest, IncomingMessage } from 'node:http';
import { errorCode } from '../foundation/database.ts';
import { ADDRESS_REFUSED } from './addresses.ts';

/** What was answered, or what went wrong, or both when the answer broke off. */
export interface Reply {
  readonly httpCode: number | null;
  /** Why there is no complete answer, in a sentence; null when there is one, whatever it says. */
  readonly error: string | null;
  /** The first characters of the answer's body. */
  readonly answer: string | null;
  /** The header `retry-after` of an answer that is not a success. */
  readonly retryAfter: string | null;
}

const READ_MAX_BYTES = 4096;
const ANSWER_MAX = 1024;

/**
 * Sends a body and reads the answer, at most 4 KB of it.
 * @param open begins the request
 * @param done is called once. `isStale`: a connection kept from before turned out to be closed, before any answer
 * @returns what gives up, for the reason in a sentence
 */
export function exchange(
  open: () => ClientRequest,
  body: string,
  done: (reply: Reply, isStale: boolean) => void,
): (reason: string) => void {
  let response: IncomingMessage | undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  let isDone = false;
  const finish = (error: string | null, isStale = false): void => {
    if (isDone) return;
    isDone = true;
    done(replyOf(response, chunks, error), isStale);
  };
  try {
    const request = open();
    const fail = (error: unknown): void => {
      const isReset = ['ECONNRESET', 'EPIPE'].includes(errorCode(error));
      finish(sentenceOf(error, response !== undefined), isReset && request.reusedSocket && !response);
    };
    request.on('response', (incoming) => {
      response = incoming;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size < READ_MAX_BYTES) return;
        // Enough is known. What more there is may have no end.
        finish(null);
        request.destroy();
      });
      incoming.on('end', () => finish(null));
      incoming.on('error', fail);
    });
    request.on('error', fail);
    // Not every end of a connection is told as an error: an answer that switches protocols is not.
    request.on('close', () => fail(undefined));
    request.end(body);
    return (reason) => {
      finish(reason);
      request.destroy();
    };
  } catch (error) {
    // Node refuses to begin such a request. It is an attempt like any other, so that there is an end to them.
    finish(sentenceOf(error, false));
    return () => {};
  }
}

function replyOf(response: IncomingMessage | undefined, chunks: readonly Buffer[], error: string | null): Reply {
  const httpCode = response?.statusCode ?? null;
  const isSuccess = httpCode !== null && httpCode < 300 && error === null;
  return {
    httpCode,
    error,
    answer: chunks.length === 0 ? null : beginningOf(Buffer.concat(chunks)),
    // To look at one header makes Node sort all of them, and for most answers that is for nothing.
    retryAfter: isSuccess ? null : (response?.headers['retry-after'] ?? null),
  };
}

/** What a person may look at without harm: no control characters, and none that change how others are shown. */
function beginningOf(bytes: Buffer): string {
  const text = bytes.toString('utf8', 0, READ_MAX_BYTES);
  return text
    .slice(0, ANSWER_MAX)
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ');
}

const sentences: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection broke before there was an answer.',
  EPIPE: 'The connection broke before there was an answer.',
  ENOTFOUND: 'The name of the host is not known.',
  EAI_AGAIN: 'The name of the host could not be looked up.',
  ETIMEDOUT: 'The host could not be reached.',
  EHOSTUNREACH: 'The host could not be reached.',
  ENETUNREACH: 'The host could not be reached.',
};

function sentenceOf(error: unknown, isAnswering: boolean): string {
  if (isAnswering) return 'The connection broke in the middle of the answer.';
  const code = errorCode(error);
  if (code === ADDRESS_REFUSED && error instanceof Error) return error.message;
  if (code === '') return 'The connection ended without an answer.';
  const sentence = sentences[code];
  if (sentence !== undefined) return sentence;
  if (code.startsWith('HPE_')) return `The answer was not HTTP (${code}).`;
  if (/CERT|TLS|SSL|EPROTO|SIGNATURE|ISSUER/.test(code)) return `No secure connection could be made (${code}).`;
  return `The connection failed (${code}).`;
}
