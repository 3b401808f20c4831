import type { JsonObject } from '../../capability.ts';
import type { Outcome } from '../../running/runtime.ts';
import { canonicalText, keyOf } from './canonical.ts';
import { judge } from './judge.ts';

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

interface Entry {
  readonly key: string;
  /** When it was first called, or when it was done where that took several calls. */
  since: number;
  lastAt: number;
  /** The call that is under way. */
  pending: Promise<Outcome> | null;
  /** The result of a call that was done. */
  result: Outcome | null;
  /** Was there a call of which nobody knows what became? */
  inDoubt: boolean;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ENTRIES_MAX = 10_000;
const BYTES_MAX = 64 * 1024 * 1024;
// A window stays open while the same call keeps coming with shorter breaks than this part of it: a loop that
// runs across the end of its window is not a second wish.
const QUIET_PART = 1 / 24;

/**
 * Remembers in this process what was called. A key is derived from the content and the fixed window (of UTC) in which it
 * was first called, so that a process that has forgotten derives the same key within that window.
 */
export function createReplays(options: ReplaysOptions): Replays {
  const { now, windowMs = DAY_MS, entriesMax = ENTRIES_MAX, bytesMax = BYTES_MAX } = options;
  const entries = new Map<string, Entry>();
  let bytes = 0;

  const isOver = (entry: Entry, at: number): boolean =>
    entry.pending === null &&
    // Under another key, a call of which nobody knows what became could be carried out a second time.
    !entry.inDoubt &&
    at - entry.since >= windowMs &&
    at - entry.lastAt >= windowMs * QUIET_PART;

  function forget(name: string, entry: Entry): void {
    entries.delete(name);
    bytes -= sizeOf(entry.result);
  }

  function entryFor(content: Content, at: number): Entry {
    const canonical = canonicalText(content.arguments);
    const name = keyOf(...content.scope, content.tool, canonical, content.ownKey ?? '');
    const known = entries.get(name);
    if (known && !isOver(known, at)) return known;
    if (known) forget(name, known);
    const window = String(Math.floor(at / windowMs));
    const key = content.ownKey ?? keyOf('sarf', ...content.scope, content.tool, canonical, window);
    const entry: Entry = { key, since: at, lastAt: at, pending: null, result: null, inDoubt: false };
    entries.set(name, entry);
    makeRoom(entry);
    return entry;
  }

  /** The oldest go first; what is under way stays, for others may wait for it. */
  function makeRoom(newest: Entry): void {
    if (entries.size <= entriesMax && bytes <= bytesMax) return;
    for (const [name, entry] of entries) {
      if (entry !== newest && entry.pending === null) forget(name, entry);
      if (entries.size <= entriesMax && bytes <= bytesMax) return;
    }
  }

  async function make(entry: Entry, isOneRequest: boolean, send: () => Promise<Outcome>): Promise<Outcome> {
    const wasInDoubt = entry.inDoubt;
    // Until something else is known, also when `send` throws.
    entry.inDoubt = true;
    try {
      const outcome = await send();
      const verdict = judge(outcome, isOneRequest);
      // A refusal says what became of this call, not of the one before.
      entry.inDoubt = verdict === 'unknown' || (verdict === 'nothing-done' && wasInDoubt);
      if (verdict === 'done') {
        if (wasInDoubt) entry.since = now();
        entry.result = outcome;
        bytes += sizeOf(outcome);
      }
      return outcome;
    } finally {
      entry.pending = null;
      makeRoom(entry);
    }
  }

  return {
    async carryOut(content, send) {
      const at = now();
      const entry = entryFor(content, at);
      entry.lastAt = at;
      const shared = entry.result ?? entry.pending;
      const afterUnknown = shared === null && entry.inDoubt;
      // Its end comes later than this line, even where `send` throws at once.
      const own = shared === null ? make(entry, content.isOneRequest, async () => await send(entry.key)) : null;
      if (own) entry.pending = own;
      const outcome = await (own ?? shared);
      if (outcome === null) throw new Error('A call has neither a result nor an end.');
      return {
        outcome,
        key: entry.key,
        derived: content.ownKey === null,
        windowEndsAt: entry.since + windowMs,
        replayed: own === null || isReplay(outcome),
        afterUnknown,
      };
    },
  };
}

/** Did the API itself say that it had carried this out before? */
const isReplay = (outcome: Outcome): boolean =>
  outcome.kind === 'answer' && outcome.headers['idempotent-replayed']?.toLowerCase() === 'true';

// What an entry needs beside the body, roughly.
const ENTRY_BYTES = 512;
const sizeOf = (result: Outcome | null): number =>
  result === null ? 0 : ENTRY_BYTES + (result.kind === 'answer' ? result.body.byteLength : 0);
