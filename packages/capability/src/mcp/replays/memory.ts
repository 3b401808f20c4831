import type { Outcome } from '../../running/runtime.ts';

/** What is remembered of calls with one content. */
export interface Entry {
  /** The idempotency key under which they are made. */
  readonly key: string;
  /** When the window began: with the first call, or with the one that did it where the ones before were in doubt. */
  since: number;
  lastAt: number;
  /** The call that is under way. */
  pending: Promise<Outcome> | null;
  /** The result of the call that did it. */
  result: Outcome | null;
  /** Was there a call of which nobody knows what became? */
  inDoubt: boolean;
}

export interface Memory {
  /** The entry of a content whose window is open; undefined otherwise. */
  find(name: string, at: number): Entry | undefined;
  add(name: string, entry: Entry): void;
  /** Notes the result of a call that was done. */
  keep(name: string, entry: Entry, result: Outcome): void;
}

export interface MemoryLimits {
  readonly windowMs: number;
  readonly entriesMax: number;
  /** Of the results that are kept. */
  readonly bytesMax: number;
}

// A window stays open while the same call keeps coming with breaks shorter than this part of it: a loop that
// runs across the end of its window is not a second wish.
const QUIET_PART = 1 / 24;

/** A memory that stays within its limits: the oldest go first, except for what is under way. */
export function createMemory({ windowMs, entriesMax, bytesMax }: MemoryLimits): Memory {
  const entries = new Map<string, Entry>();
  let bytes = 0;

  const isOver = (entry: Entry, at: number): boolean =>
    entry.pending === null &&
    // Under another key, a call of which nobody knows what became could be carried out a second time.
    !entry.inDoubt &&
    at - entry.since >= windowMs &&
    at - entry.lastAt >= windowMs * QUIET_PART;

  function forget(name: string, entry: Entry): void {
    if (entries.delete(name)) bytes -= sizeOf(entry.result);
  }

  function makeRoom(newest: Entry): void {
    if (entries.size <= entriesMax && bytes <= bytesMax) return;
    for (const [name, entry] of entries) {
      if (entry !== newest && entry.pending === null) forget(name, entry);
      if (entries.size <= entriesMax && bytes <= bytesMax) return;
    }
  }

  return {
    find(name, at) {
      const entry = entries.get(name);
      if (entry && isOver(entry, at)) forget(name, entry);
      return entries.get(name);
    },
    add(name, entry) {
      entries.set(name, entry);
      makeRoom(entry);
    },
    keep(name, entry, result) {
      entry.result = result;
      if (entries.get(name) === entry) bytes += sizeOf(result);
      makeRoom(entry);
    },
  };
}

// What an entry needs beside the body, roughly.
const ENTRY_BYTES = 512;
const sizeOf = (result: Outcome | null): number =>
  result === null ? 0 : ENTRY_BYTES + (result.kind === 'answer' ? result.body.byteLength : 0);
