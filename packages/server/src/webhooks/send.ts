import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type Clock, systemClock } from '../foundation/clock.ts';
import { type AddressPolicy, faultOfUrl } from './address-rules.ts';
import { guardedLookup, type Resolve } from './addresses.ts';
import { exchange, type Reply } from './exchange.ts';

/** What came of sending. */
export interface Sent extends Reply {
  readonly durationMs: number;
}

/** What to send where. */
export interface Post {
  readonly url: string;
  /** Beside host, user-agent and content-length. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** For everything, from looking up the name to the last byte of the answer. */
  readonly timeoutMs: number;
}

export interface Sender {
  /** Sends once. Never throws: what went wrong is in `error`. */
  send(post: Post): Promise<Sent>;
  /** Closes all connections; what is under way fails. */
  close(): void;
}

const USER_AGENT = 'Sarf-Webhooks/1';

// More than one worker has under way to one endpoint: who would wait for a socket would lose time from its timeout.
const SOCKETS_MAX = 128;
// Shorter than the 5 s after which many servers close a connection, so that few are found closed.
const IDLE_MS = 4_000;
const TARGETS_MAX = 1_000;

/** Where to connect to for a URL, or why nothing is sent there. */
type Target = { readonly request: Call; readonly host: string; close(): void } | { readonly fault: string };
type UnderWay = Set<(reason: string) => void>;
type Call = (headers: readonly string[], fresh: boolean) => ReturnType<typeof httpRequest>;

/**
 * Opens what sends to endpoints. Connections are kept for the next delivery, to each URL its own, so that an endpoint
 * which keeps them all waiting does so to no other. Redirects are not followed.
 */
export function openSender(
  policy: AddressPolicy,
  { clock = systemClock, resolve }: { readonly clock?: Clock; readonly resolve?: Resolve } = {},
): Sender {
  const targets = openTargets(policy, resolve);
  const underWay: UnderWay = new Set();
  return {
    async send({ url, headers, body, timeoutMs }) {
      const startedMs = clock.elapsedMs();
      const target = targets.find(url);
      const reply =
        'fault' in target
          ? { httpCode: null, error: target.fault, answer: null, retryAfter: null }
          : await sendWithin(timeoutMs, target.request, headersOf(target.host, headers, body), body, underWay);
      return { ...reply, durationMs: Math.round(clock.elapsedMs() - startedMs) };
    },
    close() {
      for (const giveUp of underWay) giveUp('Sarf was stopped before there was an answer.');
      targets.close();
    },
  };
}

/** As a flat list, which goes out as it stands; from an object Node would first make one header after the other. */
function headersOf(host: string, headers: Readonly<Record<string, string>>, body: string): string[] {
  const flat = ['host', host, 'user-agent', USER_AGENT, 'content-length', String(Buffer.byteLength(body))];
  for (const [name, value] of Object.entries(headers)) flat.push(name, value);
  return flat;
}

function sendWithin(
  timeoutMs: number,
  request: Call,
  headers: readonly string[],
  body: string,
  underWay: UnderWay,
): Promise<Reply> {
  return new Promise((resolve) => {
    const giveUp = (reason: string): void => stop(reason);
    const timer = setTimeout(giveUp, timeoutMs, `There was no complete answer within ${timeoutMs / 1000} s.`);
    const finish = (reply: Reply): void => {
      clearTimeout(timer);
      underWay.delete(giveUp);
      resolve(reply);
    };
    const begin = (fresh: boolean) =>
      exchange(
        () => request(headers, fresh),
        body,
        (reply, isStale) => {
          // The receiver closed the connection while it was idle. That says nothing about the receiver, so it is sent
          // again at once, over a new one.
          if (isStale && !fresh) stop = begin(true);
          else finish(reply);
        },
      );
    underWay.add(giveUp);
    let stop = begin(false);
  });
}

function openTargets(policy: AddressPolicy, resolve: Resolve | undefined) {
  const lookup = guardedLookup(policy, resolve);
  // The one used last is the last.
  const known = new Map<string, Target>();

  const open = (text: string): Target => {
    // Once more, although it was checked when saved: the policy may be another since. And a host that is written as an
    // address is never looked up.
    const fault = faultOfUrl(text, policy);
    if (fault !== undefined) return { fault };
    const url = new URL(text);
    const isTls = url.protocol === 'https:';
    const pool = { keepAlive: true, maxSockets: SOCKETS_MAX, maxFreeSockets: SOCKETS_MAX, timeout: IDLE_MS };
    const agent = isTls ? new HttpsAgent(pool) : new HttpAgent(pool);
    const options: RequestOptions = {
      method: 'POST',
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname + url.search,
      lookup,
    };
    const send = isTls ? httpsRequest : httpRequest;
    return {
      host: url.host,
      request: (headers, fresh) => send({ ...options, headers, agent: fresh ? false : agent }),
      close: () => agent.destroy(),
    };
  };

  return {
    find(url: string): Target {
      const target = known.get(url) ?? open(url);
      known.delete(url);
      known.set(url, target);
      const [oldest] = known.keys();
      // Its connections close by themselves when they have been idle for long enough.
      if (known.size > TARGETS_MAX && oldest !== undefined) known.delete(oldest);
      return target;
    },
    close(): void {
      for (const target of known.values()) if (!('fault' in target)) target.close();
      known.clear();
    },
  };
}
