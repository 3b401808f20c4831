import { appendFileSync, createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Shown } from './notebook.ts';
import { type Told, toldOf } from './told.ts';

/** What a receiver writes down, one line each. */
export type Line =
  /** A delivery, as it came, before it is answered with a success. */
  | { readonly kind: 'got'; readonly body: string }
  /** A delivery that got no success for an answer, and how that was. */
  | { readonly kind: 'failed'; readonly how: string }
  /** Something that must not be. */
  | { readonly kind: 'violation'; readonly what: string };

/** Adds a line to the file of a receiver, and returns when the system has it: a kill loses nothing of it then. */
export function note(path: string, line: Line): void {
  // The line break comes first, so that a line which a kill cut short spoils no other.
  appendFileSync(path, `\n${JSON.stringify(line)}`);
}

/** All that a receiver has written down, over all its lives. */
export interface Inbox {
  /** Every delivery, repeated ones too, in the order in which they were taken. */
  readonly got: readonly Told[];
  /** Of each object the newest event, as a receiver keeps it that goes by the sequence: its state. */
  readonly state: ReadonlyMap<string, Newest>;
  /** How many deliveries it failed, by how. */
  readonly failed: ReadonlyMap<string, number>;
  readonly violations: readonly string[];
}

interface Newest {
  readonly objectType: string;
  readonly sequence: number;
  /** The object as the event told it. */
  readonly payload: Shown;
}

export async function readInbox(path: string): Promise<Inbox> {
  const got: Told[] = [];
  const state = new Map<string, Newest>();
  const failed = new Map<string, number>();
  const violations: string[] = [];
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const line = lineOf(text);
    if (line?.kind === 'failed') failed.set(line.how, (failed.get(line.how) ?? 0) + 1);
    if (line?.kind === 'violation') violations.push(line.what);
    if (line?.kind !== 'got') continue;
    const event: Shown = JSON.parse(line.body);
    const told = toldOf(event);
    const { objectId, objectType, sequence } = told;
    got.push(told);
    if (sequence > (state.get(objectId)?.sequence ?? 0)) {
      state.set(objectId, { objectType, sequence, payload: { ...Object(event.payload) } });
    }
  }
  return { got, state, failed, violations };
}

/** Undefined: an empty line, or one that was cut short by a kill, before its delivery was answered. */
function lineOf(text: string): Line | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
