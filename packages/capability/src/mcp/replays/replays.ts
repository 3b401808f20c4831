import type { JsonObject } from '../../capability.ts';
import type { Outcome } from '../../running/runtime.ts';
import { canonicalText, keyOf } from './canonical.ts';
import { judge } from './judge.ts';
import { createMemory, type Entry } from './memory.ts';

/** What is to be done, as a caller said it. */
export interface Content {
  /** Which API it concerns: the same words said to another one are something else. */
  readonly scope: readonly string[];
  readonly tool: string;
  readonly arguments: JsonObject;
  /** An idempotency key that the caller gave. */
  readonly ownKey: string | null;
  /** Is it one request? Of several, the ones before a refusal may have been carried out. */
  readonly isOneRequest: boolean;
}

/** How a call ended, and under which key. */
export interface Carried {
  readonly outcome: Outcome;
  readonly key: string;
  /** Did we make the key? */
  readonly derived: boolean;
  /** In milliseconds since 1970: the same call after this is a new one. */
  readonly windowEndsAt: number;
  /** Is this the result of a call before it, or of one that was under way? */
  readonly replayed: boolean;
  /** Was it made again because nobody knew what became of the one before? */
  readonly afterUnknown: boolean;
}

/** Lets a call that writes be made as often as one likes, and be carried out once. */
export interface Replays {
  /**
   * Makes a call, or gives the result of the same call before.
   * @param send makes the call under the key it is given
   */
  carryOut(content: Content, send: (key: string) => Promise<Outcome>): Promise<Carried>;
}

export interface ReplaysOptions {
  /** In milliseconds since 1970. */
  now(): number;
  readonly windowMs?: number;
  readonly entriesMax?: number;
  /** Of the results that are kept. */
  readonly bytesMax?: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ENTRIES_MAX = 10_000;
const BYTES_MAX = 64 * 1024 * 1024;
/**
 * Remembers in this process what was called. A key is derived from the content and the fixed window (of UTC) in which it
 * was first called, so that a process that has forgotten derives the same key within that window.
 */
export function createReplays(options: ReplaysOptions): Replays {
  const { now, windowMs = DAY_MS, entriesMax = ENTRIES_MAX, bytesMax = BYTES_MAX } = options;
  const memory = createMemory({ windowMs, entriesMax, bytesMax });

  function entryFor(name: string, content: Content, canonical: string, at: number): Entry {
    const known = memory.find(name, at);
    if (known) return known;
    const window = String(Math.floor(at / windowMs));
    const key = content.ownKey ?? keyOf('sarf', ...content.scope, content.tool, canonical, window);
    const entry: Entry = { key, since: at, lastAt: at, pending: null, result: null, inDoubt: false };
    memory.add(name, entry);
    return entry;
  }

  async function make(name: string, entry: Entry, isOneRequest: boolean, send: () => Promise<Outcome>) {
    const wasInDoubt = entry.inDoubt;
    // Until something else is known, also when `send` throws.
    entry.inDoubt = true;
    try {
      const outcome = await send();
      const verdict = judge(outcome, isOneRequest);
      // A refusal says what became of this call, not of the one before.
      entry.inDoubt = verdict === 'unknown' || (verdict === 'nothing-done' && wasInDoubt);
      if (verdict === 'done' && wasInDoubt) entry.since = now();
      if (verdict === 'done') memory.keep(name, entry, outcome);
      return outcome;
    } finally {
      entry.pending = null;
    }
  }

  return {
    async carryOut(content, send) {
      const at = now();
      const canonical = canonicalText(content.arguments);
      const name = keyOf(...content.scope, content.tool, canonical, content.ownKey ?? '');
      const entry = entryFor(name, content, canonical, at);
      entry.lastAt = at;
      const before = entry.result ?? entry.pending;
      const afterUnknown = before === null && entry.inDoubt;
      // Its end comes later than this line, even where `send` throws at once.
      if (before === null) entry.pending = make(name, entry, content.isOneRequest, async () => await send(entry.key));
      const outcome = await (before ?? entry.pending);
      if (outcome === null) throw new Error('A call has neither a result nor an end.');
      return {
        outcome,
        key: entry.key,
        derived: content.ownKey === null,
        windowEndsAt: entry.since + windowMs,
        replayed: before !== null || isReplay(outcome),
        afterUnknown,
      };
    },
  };
}

/** Did the API itself say that it had carried this out before? */
const isReplay = (outcome: Outcome): boolean =>
  outcome.kind === 'answer' && outcome.headers['idempotent-replayed']?.toLowerCase() === 'true';
