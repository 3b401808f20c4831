import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import type { Notebook, Shown } from './notebook.ts';
import { type Told, toldOf } from './told.ts';

const PAGE = 100;
const FOLLOW_MS = 100;

/** Who reads the events on and on, as a client does that goes by `after`. */
export interface Follower {
  /** Reads up to the end and stops; gives all that was read, from the beginning. */
  finish(): Promise<readonly Told[]>;
}

/** Begins to read the events, and goes on after the last one it has, while more of them are being written. */
export function followFeed(api: Api, notebook: Notebook, signal: AbortSignal): Follower {
  const read: Told[] = [];
  let isOver = false;
  const run = (async () => {
    for (let which = 0; ; which += 1) {
      // In this order: what was there when it was over is read.
      const isLast = isOver;
      const page = await readPage(api, read.at(-1)?.id, which, notebook);
      read.push(...page);
      if (page.length === 0 && isLast) return read;
      if (page.length < PAGE && !isLast) await sleep(FOLLOW_MS, undefined, { signal });
    }
  })();
  // What broke is told to whoever waits for the end.
  run.catch(() => {});
  return {
    finish() {
      isOver = true;
      return run;
    },
  };
}

/** Reads all events, from the first to the last. */
export async function readFeed(api: Api, notebook: Notebook): Promise<Told[]> {
  const all: Told[] = [];
  for (;;) {
    const page = await readPage(api, all.at(-1)?.id, 0, notebook);
    all.push(...page);
    if (page.length === 0) return all;
  }
}

async function readPage(api: Api, after: string | undefined, which: number, notebook: Notebook): Promise<Told[]> {
  const path = `/events/v1?page_size=${PAGE}${after === undefined ? '' : `&after=${after}`}`;
  const { status, body } = await api.insist('GET', path, undefined, which);
  if (status !== 200) notebook.violation(`GET ${path} was answered with ${status} ${JSON.stringify(body)}`);
  const content: readonly Shown[] = Array.isArray(body.content) ? body.content : [];
  return content.map(toldOf);
}
