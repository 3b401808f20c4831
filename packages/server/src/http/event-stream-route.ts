import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { eventStream } from '@sarf/contract';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Sessions } from '../auth/sessions.ts';
import type { Deps } from '../deps.ts';
import { type FeedEvent, feedCompleteTo, positionOf, readFeedBetween } from '../events/feed.ts';
import { eventText } from '../events/present.ts';
import { type FeedWatch, watchFeed } from '../events/watch-feed.ts';
import { Refusal } from '../foundation/refuse.ts';

const PAGE = 200;
// A line that says nothing keeps proxies from closing a quiet stream.
const HEARTBEAT_MS = 15_000;
// Then the client comes back with a fresh token, and goes on where it was.
const STREAM_MAX_MS = 60 * 60 * 1000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * GET /events/v1/stream: the events of the application as server-sent events, as they happen. `Last-Event-ID`, or
 * `?after=`, goes on after that event; without it the stream begins with what happens next.
 * The stream of a person ends with their session.
 * @param closing ends all streams: a server waits for its answers before it closes
 */
export function addEventStreamRoute(
  app: FastifyInstance,
  deps: Deps,
  { sessions, closing }: { readonly sessions: Pick<Sessions, 'isGood'>; readonly closing: AbortSignal },
): void {
  const watch = watchFeed(deps);
  app.get(eventStream.path, { config: { operation: 'listEvents' } }, async (request, reply) => {
    const applicationId = request.caller?.applicationId;
    if (applicationId === undefined) throw new Refusal('UNAUTHORIZED');
    const from = await startOf(deps, applicationId, request);
    reply.hijack();
    const response = reply.raw;
    // The connection ends with the stream: a server that closes would wait for one that is kept.
    const own = { 'content-type': 'text/event-stream', connection: 'close' };
    response.writeHead(200, { ...headersOf(reply.getHeaders()), ...own });
    // So that the client knows at once that it is connected.
    response.write(': connected\n\n');
    const ended = new AbortController();
    response.once('close', () => ended.abort());
    const signal = AbortSignal.any([closing, ended.signal, AbortSignal.timeout(STREAM_MAX_MS)]);
    const isPerson = request.caller?.session !== null;
    const isGood = async () => !isPerson || (await sessions.isGood(request.headers.cookie));
    const beat = async (): Promise<void> => {
      if (await isGood()) response.write(':\n\n');
      else ended.abort();
    };
    const heartbeat = setInterval(() => void beat().catch(() => ended.abort()), HEARTBEAT_MS);
    try {
      await stream(deps, watch, { applicationId, from, response, signal, isGood });
    } catch (error) {
      deps.log.warn({ err: error, requestId: request.id }, 'a stream of events broke; its client will come back');
    } finally {
      clearInterval(heartbeat);
      response.end();
    }
  });
}

function headersOf(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

/** The position after which to begin. Refuses with INVALID_PARAMETERS or UNKNOWN_EVENT. */
async function startOf(deps: Deps, applicationId: string, request: FastifyRequest): Promise<bigint> {
  const header = request.headers['last-event-id'];
  const query: unknown = request.query;
  const asked = typeof query === 'object' && query !== null && 'after' in query ? query.after : undefined;
  const after = header ?? asked;
  if (after === undefined || after === '') return feedCompleteTo(deps.sql);
  if (typeof after !== 'string' || !UUID.test(after)) {
    const path = header === undefined ? 'after' : 'last-event-id';
    const message = 'It must be the id of an event.';
    const code = 'INVALID_PARAMETERS';
    throw new Refusal('INVALID_PARAMETERS', undefined, { faults: [{ path, message, code }] });
  }
  return positionOf(deps.sql, applicationId, after);
}

interface Streaming {
  readonly applicationId: string;
  readonly from: bigint;
  readonly response: ServerResponse;
  readonly signal: AbortSignal;
  /** May it still be told? */
  readonly isGood: () => Promise<boolean>;
}

async function stream(
  deps: Deps,
  watch: FeedWatch,
  { applicationId, from, response, signal, isGood }: Streaming,
): Promise<void> {
  let position = from;
  while (!signal.aborted) {
    const upTo = await feedCompleteTo(deps.sql);
    const events = await readFeedBetween(deps.sql, applicationId, { after: position, upTo, types: undefined }, PAGE);
    if (events.length > 0 && !(await isGood())) return;
    if (events.length > 0 && !response.write(events.map(textOf).join(''))) {
      // A client that does not read is waited for, and not written to.
      await once(response, 'drain', { signal }).catch(() => {});
    }
    position = events.length < PAGE ? upTo : (events.at(-1)?.position ?? upTo);
    if (events.length < PAGE) await watch.movedPast(position, signal);
  }
}

const textOf = (event: FeedEvent): string => `id: ${event.id}\nevent: ${event.type}\ndata: ${eventText(event)}\n\n`;
