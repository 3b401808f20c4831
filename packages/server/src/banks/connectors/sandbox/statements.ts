import { Type } from 'typebox';
import type { StatementMark, Statements } from '../../statements.ts';
import { get, pageUrl } from './call.ts';
import { pageOf, plain } from './wire-parts.ts';

const marks = pageOf(
  Type.Object({ sequence: Type.Union([Type.String(), Type.Integer()]), entries: Type.Integer({ minimum: 0 }) }),
);

/** Fetches statements from the sandbox bank over HTTP. */
export function fetchFromSandbox(bankUrl: string, timeoutMs: number): Statements {
  const urlOf = (iban: string) => `${bankUrl}/accounts/${encodeURIComponent(iban)}/statements`;
  return {
    list: (iban, after) => list(urlOf(iban), after, timeoutMs),
    read: (iban, sequence) => read(`${urlOf(iban)}/${encodeURIComponent(sequence)}`, timeoutMs),
  };
}

async function list(url: string, begin: string | null, timeoutMs: number): Promise<StatementMark[] | undefined> {
  const found: StatementMark[] = [];
  for (let after = begin; ; ) {
    const page = await get(pageUrl(url, after), timeoutMs);
    if (!marks.Check(page)) return undefined;
    for (const { sequence, entries } of page.content) found.push({ sequence: plain(String(sequence)), entries });
    // A bank that sends us in circles has no more to say.
    if (page.next === null || page.next === after) return found;
    after = page.next;
  }
}

async function read(url: string, timeoutMs: number): Promise<AsyncIterable<Uint8Array> | undefined> {
  const giveUp = new AbortController();
  try {
    const response = await inTime(giveUp, timeoutMs, () => fetch(url, { redirect: 'error', signal: giveUp.signal }));
    if (response.status === 200 && response.body) return partsOf(response.body, giveUp, timeoutMs);
    await response.body?.cancel();
    return undefined;
  } catch {
    return undefined;
  }
}

/** The parts of a body. The bank has so much time for each, however long the whole takes and whoever reads it. */
async function* partsOf(
  body: ReadableStream<Uint8Array>,
  giveUp: AbortController,
  timeoutMs: number,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await inTime(giveUp, timeoutMs, () => reader.read());
      if (done) return;
      yield value;
    }
  } finally {
    giveUp.abort();
  }
}

/** Waits for the bank, and gives up after some time: then the wait throws. */
async function inTime<T>(giveUp: AbortController, timeoutMs: number, wait: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => giveUp.abort(new Error('The bank did not go on in time.')), timeoutMs);
  try {
    return await wait();
  } finally {
    clearTimeout(timer);
  }
}
