import type { QueryClient } from '@tanstack/react-query';
import type { ObjectType } from '../api/keys.ts';
import { isRefusal } from '../api/refused.ts';
import { doorkeeper } from '../api/send.ts';
import { nowMs } from '../clock.ts';
import { createStore } from '../state/store.ts';
import { readMessages } from './read-stream.ts';
import { isNews, refresh, takeEvent } from './take-event.ts';

/** Is what is shown kept up to date? */
export const line = createStore<'connecting' | 'open' | 'lost'>('connecting');

// The server says something every 15 s.
const SILENCE_MAX_MS = 40_000;
// A browser has six connections to a server; pages that nobody looks at give theirs back.
const HIDDEN_MAX_MS = 60_000;
// After this time everything is read anew instead of told.
const CATCH_UP_MAX_MS = 600_000;
const PAUSE_MAX_MS = 10_000;
const GATHER_MS = 400;

/** Follows what happens and keeps what was read up to date. Comes back by itself, and goes on where it was. */
export function follow(client: QueryClient): () => void {
  const stopping = new AbortController();
  void run(client, stopping.signal);
  return () => stopping.abort();
}

async function run(client: QueryClient, stopping: AbortSignal): Promise<void> {
  const told = gather(client);
  let lastId: string | undefined;
  let seenAt = nowMs();
  let failed = 0;
  while (!stopping.aborted) {
    await shown(stopping);
    if (nowMs() - seenAt > CATCH_UP_MAX_MS) lastId = undefined;
    const ended = await readOnce(lastId, stopping, {
      opened() {
        failed = 0;
        line.set('open');
        // What happened before the stream began is in no event of it.
        if (lastId === undefined)
          void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      },
      said(id, data) {
        seenAt = nowMs();
        lastId = id ?? lastId;
        const event = parse(data);
        if (isNews(event)) told(takeEvent(client, event));
      },
    });
    if (ended === 'forbidden') return line.set('open');
    if (ended === 'forgotten') lastId = undefined;
    if (ended !== 'lost') continue;
    failed += 1;
    if (!stopping.aborted) line.set('lost');
    await pause(Math.min(PAUSE_MAX_MS, 500 * 2 ** failed) * (0.5 + Math.random() / 2), stopping);
  }
}

interface Ears {
  opened(): void;
  said(id: string | undefined, data: string): void;
}

/** One connection, to its end. `over`: it ended in order, or nobody looks any more. */
async function readOnce(
  lastId: string | undefined,
  stopping: AbortSignal,
  ears: Ears,
): Promise<'over' | 'lost' | 'forgotten' | 'forbidden'> {
  const closing = new AbortController();
  const watch = watchSilence(closing);
  const endWatch = onceHidden(() => closing.abort('hidden'));
  try {
    const headers = new Headers(lastId === undefined ? [] : [['last-event-id', lastId]]);
    const signal = AbortSignal.any([closing.signal, stopping]);
    const response = await fetch('/events/v1/stream', { headers, signal, cache: 'no-store' });
    if (!response.ok || response.body === null) return await reasonOf(response);
    ears.opened();
    for await (const message of readMessages(chunksOf(response.body))) {
      watch.heard();
      if (message) ears.said(message.id, message.data);
    }
    return 'over';
  } catch {
    return stopping.aborted || closing.signal.reason === 'hidden' ? 'over' : 'lost';
  } finally {
    watch.end();
    endWatch();
  }
}

/** Not all browsers can walk a stream by themselves. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

async function reasonOf(response: Response): Promise<'lost' | 'forgotten' | 'forbidden'> {
  const said: unknown = await response.json().catch(() => undefined);
  const status = isRefusal(said) ? said.status : undefined;
  // Who was disabled has a session still, and is refused everything.
  if (response.status === 401 || status === 'CLIENT_STOPPED') doorkeeper.get().signedOut();
  if (response.status === 401 || response.status === 403) return 'forbidden';
  return status === 'UNKNOWN_EVENT' ? 'forgotten' : 'lost';
}

/** Ends a connection on which nothing was heard for too long. */
function watchSilence(closing: AbortController): { heard(): void; end(): void } {
  let timer = setTimeout(() => closing.abort('silent'), SILENCE_MAX_MS);
  return {
    heard() {
      clearTimeout(timer);
      timer = setTimeout(() => closing.abort('silent'), SILENCE_MAX_MS);
    },
    end: () => clearTimeout(timer),
  };
}

/** Calls when the page has been out of sight for a while. Gives what ends the watch. */
function onceHidden(hidden: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(hidden, HIDDEN_MAX_MS);
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

/** Waits until somebody looks at the page. */
function shown(stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (document.hidden && !stopping.aborted) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    stopping.addEventListener('abort', look, { once: true });
    look();
  });
}

/** Waits, but not longer than until the machine says that it is online again. */
function pause(ms: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      clearTimeout(timer);
      removeEventListener('online', wake);
      resolve();
    };
    const timer = setTimeout(wake, ms);
    addEventListener('online', wake);
    stopping.addEventListener('abort', wake, { once: true });
  });
}

/** Many events in a short time make one refresh. */
function gather(client: QueryClient): (types: ReadonlySet<ObjectType>) => void {
  let waiting = new Set<ObjectType>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (types) => {
    for (const type of types) waiting.add(type);
    if (timer !== undefined) return;
    timer = setTimeout(() => {
      timer = undefined;
      const due = waiting;
      waiting = new Set();
      refresh(client, due);
    }, GATHER_MS);
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
