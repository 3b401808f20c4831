import { Agent, type Dispatcher } from 'undici';
import { Fault } from './fault.ts';

export interface WireLimits {
  readonly connectTimeoutMs: number;
  /** From the first attempt to connect to the last byte of the answer. */
  readonly totalTimeoutMs: number;
  readonly answerBytesMax: number;
}

/** A request as it goes on the wire. */
export interface WireRequest {
  readonly origin: string;
  /** With the query. */
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Dispatcher.DispatchOptions['body'];
  readonly signal: AbortSignal | null;
  /** What is done, for messages: `GET /a of orders`. Holds no query and no secret. */
  readonly label: string;
}

/** An answer as it came off the wire; every header, so not for the caller yet. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

export interface Wire {
  /** Sends once, follows nothing, repeats nothing. Throws Fault. */
  send(request: WireRequest): Promise<WireAnswer>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

// As many as one origin may have open; what comes on top waits, within its own time.
const CONNECTIONS_MAX = 128;

/** Connections to the consumed APIs, kept alive per origin. */
export function createWire(limits: WireLimits): Wire {
  const agent = new Agent({
    connections: CONNECTIONS_MAX,
    connect: { timeout: limits.connectTimeoutMs },
    // The time of the whole exchange is limited, so its parts need no limits of their own.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: (request) => exchange(agent, request, limits),
    close: () => agent.close(),
  };
}

/** Does a request with this method change something? */
export const writes = (method: string): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(method);

/** One request under way. */
interface Exchange {
  readonly request: WireRequest;
  readonly limits: WireLimits;
  /** Null until something may have left. */
  controller: Dispatcher.DispatchController | null;
  /** Why we have ended it ourselves. */
  stopped: Fault | null;
  resolve(answer: WireAnswer): void;
  reject(fault: Fault): void;
}

function exchange(agent: Agent, request: WireRequest, limits: WireLimits): Promise<WireAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<WireAnswer>();
  const one: Exchange = { request, limits, controller: null, stopped: null, resolve, reject };
  const timer = setTimeout(() => {
    stop(one, tooSlow(request, limits.totalTimeoutMs, mayHaveActed(one)));
  }, limits.totalTimeoutMs);
  const leave = () => {
    stop(one, new Fault(502, 'caller-gone', `The caller left during ${request.label}.`, mayHaveActed(one)));
  };
  if (request.signal?.aborted === true) leave();
  else {
    request.signal?.addEventListener('abort', leave, { once: true });
    dispatch(agent, request, handlerOf(one), reject);
  }
  return promise.finally(() => {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', leave);
  });
}

function stop(one: Exchange, fault: Fault): void {
  if (one.stopped !== null) return;
  one.stopped = fault;
  one.reject(fault);
  one.controller?.abort(fault);
}

const mayHaveActed = ({ controller, request }: Exchange): boolean => controller !== null && writes(request.method);

function handlerOf(one: Exchange): Dispatcher.DispatchHandler {
  const { request, limits } = one;
  const chunks: Buffer[] = [];
  let size = 0;
  let head: Pick<WireAnswer, 'status' | 'headers'> = { status: 0, headers: {} };
  return {
    onRequestStart(started) {
      // From here on something may leave; before it, nothing has.
      if (one.stopped === null) one.controller = started;
      else started.abort(one.stopped);
    },
    onResponseStart(_controller, status, headers) {
      head = { status, headers };
      const announced = request.method === 'HEAD' ? 0 : Number(headers['content-length'] ?? 0);
      if (announced > limits.answerBytesMax) stop(one, tooLarge(request, mayHaveActed(one)));
    },
    onResponseData(_controller, chunk) {
      size += chunk.length;
      if (size > limits.answerBytesMax) stop(one, tooLarge(request, mayHaveActed(one)));
      else chunks.push(chunk);
    },
    onResponseEnd() {
      one.resolve({ ...head, body: Buffer.concat(chunks) });
    },
    onResponseError(_controller, error) {
      one.reject(one.stopped ?? faultOf(error, request, one.controller !== null, limits));
    },
  };
}

function dispatch(agent: Agent, request: WireRequest, handler: Dispatcher.DispatchHandler, reject: (e: Fault) => void) {
  const { origin, path, method, headers, body } = request;
  try {
    agent.dispatch({ origin, path, method, headers, body }, handler);
  } catch (error) {
    reject(unusable(request, error));
  }
}

function faultOf(error: unknown, request: WireRequest, started: boolean, limits: WireLimits): Fault {
  const code = codeOf(error);
  if (code === 'UND_ERR_INVALID_ARG') return unusable(request, error);
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return tooSlow(request, limits.connectTimeoutMs, false);
  if (!started) {
    return new Fault(502, 'upstream-unreachable', `${request.label}: the API cannot be reached (${code}).`);
  }
  const message = `${request.label}: the connection broke before the whole answer was there (${code}).`;
  return new Fault(502, 'upstream-disconnected', message, writes(request.method));
}

// The error's own text is kept out: it may quote a header.
const unusable = (request: WireRequest, error: unknown): Fault =>
  new Fault(500, 'unusable-request', `${request.label}: the request cannot be sent (${codeOf(error)}).`);

const tooSlow = (request: WireRequest, limitMs: number, outcomeUnknown: boolean): Fault =>
  new Fault(504, 'upstream-timeout', `${request.label}: no answer within ${limitMs} ms.`, outcomeUnknown);

/** The answer is larger than allowed: 502 `upstream-too-large`. */
export const tooLarge = (request: Pick<WireRequest, 'label'>, outcomeUnknown: boolean): Fault =>
  new Fault(502, 'upstream-too-large', `${request.label}: the answer is too large.`, outcomeUnknown);

/** The code of a system's or a library's error. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown error';
