import { type OperationId, operations } from '@sarf/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SentFile } from '../auth/caller.ts';
import { systemClock } from '../foundation/clock.ts';
import { Refusal } from '../foundation/refuse.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Ends the connection when the body does not come in time. */
    receiving?: NodeJS.Timeout;
  }
}

/** How long a client may take to send what it sends. */
export interface Patience {
  /** For a whole body of JSON, and for one part of a file, in milliseconds. */
  readonly idleMs: number;
  /** For a whole file, in milliseconds. */
  readonly fileMs: number;
}

export const patience: Patience = { idleMs: 30_000, fileMs: 60 * 60_000 };

const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n';

/**
 * Ends connections over which a body does not come in time, so that slow clients cannot hold them for ever. A file may take
 * longer: see `patientBytes`. The time limit of the HTTP server itself is the same for all requests, hence this.
 */
export function limitReceiving(app: FastifyInstance, { idleMs }: Patience): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (hasBody(request) && !takesFile(request)) {
      request.receiving = setTimeout(() => request.raw.socket.end(TIMED_OUT, () => request.raw.destroy()), idleMs);
    }
    done();
  });
  const received = (request: FastifyRequest, done: () => void): void => {
    clearTimeout(request.receiving);
    done();
  };
  app.addHook('preValidation', (request, _reply, done) => received(request, done));
  // A body that is refused, or broken off, comes no further than here.
  app.addHook('onResponse', (request, _reply, done) => received(request, done));
  app.addHook('onRequestAbort', (request, done) => received(request, done));
}

function hasBody({ headers }: FastifyRequest): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = headers;
  return encoding !== undefined || (length !== undefined && length !== '0');
}

function takesFile({ routeOptions }: FastifyRequest): boolean {
  const id: OperationId | undefined = routeOptions.config.operation;
  return id !== undefined && 'file' in operations[id];
}

/** What a file is to be like. */
interface FileWish {
  readonly mediaTypes: readonly string[];
  readonly bytesMax: number;
}

/**
 * Lets the routes of a scope take a file as their body: it is handed on as it comes in, and never held as a whole. The
 * length that is announced is checked here, the length that comes by whoever reads it.
 */
export function takeFiles(scope: FastifyInstance, { mediaTypes, bytesMax }: FileWish, limits: Patience): void {
  scope.removeAllContentTypeParsers();
  for (const mediaType of mediaTypes) {
    scope.addContentTypeParser(mediaType, (request, payload, done) => {
      const isTooLarge = Number(request.headers['content-length'] ?? 0) > bytesMax;
      const file: SentFile = { mediaType, bytes: patientBytes(payload, limits) };
      done(isTooLarge ? new Refusal('BODY_TOO_LARGE') : null, file);
    });
  }
  // Of a file that is refused the rest is not read, so nothing else can come over this connection.
  scope.addHook('onError', (_request, reply, _error, done) => {
    reply.header('connection', 'close');
    done();
  });
}

/**
 * The parts of a file as they come in. Refuses with BODY_INCOMPLETE when the next part, or the end, does not come in time,
 * or when the sender breaks off. Whoever stops reading leaves the rest where it is, so that an answer can still be sent.
 */
export async function* patientBytes(
  bytes: AsyncIterable<Uint8Array>,
  { idleMs, fileMs }: Patience,
): AsyncGenerator<Uint8Array> {
  const parts = bytes[Symbol.asyncIterator]();
  const endMs = systemClock.elapsedMs() + fileMs;
  for (;;) {
    const part = await nextOf(parts, Math.min(idleMs, endMs - systemClock.elapsedMs()));
    if (part.done) return;
    yield part.value;
  }
}

async function nextOf(parts: AsyncIterator<Uint8Array>, withinMs: number): Promise<IteratorResult<Uint8Array>> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timeout = setTimeout(() => reject(new Error('the time is over')), withinMs);
  try {
    return await Promise.race([parts.next(), over]);
  } catch {
    // Whatever broke, the rest does not come.
    throw new Refusal('BODY_INCOMPLETE');
  } finally {
    clearTimeout(timeout);
  }
}
