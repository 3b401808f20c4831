import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { problemAnswer } from '../rest/problem-answer.ts';
import { hostRefusal, type Listening } from './host-rules.ts';

export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** What serves a port for the time being. */
export interface Serving {
  readonly handler: HttpHandler;
  /** Is told when a request begins; gives what is to be called at its end. */
  begin(): () => void;
}

/** One request that came to its end, without anything that a caller gave but the path. */
export interface RequestEntry {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Null: the caller went before there was an answer. */
  readonly status: number | null;
  readonly durationMs: number;
}

export interface ListenerOptions extends Listening {
  readonly port: number;
  readonly serving: Serving;
  onRequest(entry: RequestEntry): void;
}

export interface Listener {
  readonly address: string;
  readonly port: number;
  /** Requests from now on are served by this; those under way stay where they are. */
  serve(serving: Serving): void;
  /** Takes no new requests, lets those under way end, and closes; what still runs after `withinMs` is cut off. */
  stop(withinMs: number): Promise<void>;
}

const PATH_SHOWN_MAX = 300;
// Longer than proxies keep a connection that nothing comes over (a minute), so that it is they who close it, and no request
// of theirs meets a connection that we are just closing.
const KEEP_ALIVE_MS = 72_000;

/** Listens on a port. Throws what node:net throws when the port cannot be had (`EADDRINUSE`, `EACCES`). */
export async function openListener({ serving, onRequest, ...listening }: ListenerOptions): Promise<Listener> {
  const state = { serving, isStopping: false };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    const startedAt = performance.now();
    const end = state.serving.begin();
    response.once('close', () => {
      end();
      onRequest(entryOf(request, response, performance.now() - startedAt));
      // What is kept open for a next request has none to wait for.
      if (state.isStopping) setImmediate(() => server.closeIdleConnections());
    });
    if (!isRefused(request, response, listening, state.isStopping)) state.serving.handler(request, response);
  });
  await listen(server, listening.port, listening.address);
  return {
    address: listening.address,
    port: listening.port,
    serve(next) {
      state.serving = next;
    },
    async stop(withinMs) {
      state.isStopping = true;
      await close(server, withinMs);
    },
  };
}

function isRefused(
  request: IncomingMessage,
  response: ServerResponse,
  listening: Listening,
  isStopping: boolean,
): boolean {
  const refusal = isStopping
    ? { status: 503, code: 'stopping', detail: 'This is being stopped', headers: { connection: 'close' } }
    : hostRefusal(request.headers.host, request.headers.origin, listening);
  if (refusal === null) return false;
  const { status, headers, body } = problemAnswer(refusal);
  response.writeHead(status, { ...headers, 'content-length': String(body.length) });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}

function entryOf(
  { method = '', url = '' }: IncomingMessage,
  response: ServerResponse,
  durationMs: number,
): RequestEntry {
  const path = (url.split('?')[0] ?? '').slice(0, PATH_SHOWN_MAX);
  return { method, path, durationMs, status: response.headersSent ? response.statusCode : null };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server, withinMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), withinMs);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
  });
}
