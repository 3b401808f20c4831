import { fold } from './match-fold-rules.ts';
import type { Expected, OpenEntry } from './match-terms.ts';

/** An entry while it is being matched. */
export interface EntryNode {
  readonly entry: OpenEntry;
  readonly day: number;
  /** What is open of it now. */
  left: bigint;
  ties: readonly Tie[];
  /** Its component is being, or was, solved. */
  seen: boolean;
}

/** Something expected while it is being matched. */
export interface ExpectedNode {
  readonly expected: Expected;
  readonly day: number;
  left: bigint;
  /** Only those that an entry has, too. */
  marks: readonly Mark[];
  seen: boolean;
}

/** Something that entries and expected objects have in common: an id, a reference, an IBAN. */
export interface Mark {
  readonly way: 'id' | 'text' | 'iban';
  /** Folded. */
  readonly text: string;
  /** In order of date and id; without those that only may have it (see `Tie.how`). */
  entries: EntryNode[];
  /** In order of date and id. */
  expected: readonly ExpectedNode[];
  seen: boolean;
}

/** That an entry has a mark. */
export interface Tie {
  readonly mark: Mark;
  /**
   * Whole: by itself, or as a word of a text. Glued: with letters before or after it. Part: inside a longer number, which
   * may well be another reference: only a person can say.
   */
  readonly how: 'whole' | 'glued' | 'part';
}

/** What is expected, by its ids and references, or by its IBAN, folded. */
export type Names = Map<string, ExpectedNode | Name>;

/** A name that several have, or that an entry has: most names are never seen on an entry, and are to cost little. */
interface Name {
  readonly expected: ExpectedNode[];
  id?: Mark | null;
  text?: Mark | null;
  iban?: Mark | null;
}

// What banks write where there is no reference.
const NOTHING = new Set(['', 'NOTPROVIDED', 'NOTAVAILABLE', 'NOTAPPLICABLE', 'NONREF', 'NOREF', 'NONE', 'NULL', 'NA']);

/** Adds something expected under some of its names. To be called in order of date and id. */
export function addNames(names: Names, node: ExpectedNode, texts: readonly (string | null)[]): void {
  for (const given of texts) {
    const text = given === null ? '' : fold(given);
    if (NOTHING.has(text)) continue;
    const known = names.get(text);
    if (known === undefined) names.set(text, node);
    else if ('day' in known) {
      if (known !== node) names.set(text, { expected: [known, node] });
    } else if (known.expected.at(-1) !== node) known.expected.push(node);
  }
}

/** The mark that an entry has with a name, if anybody expected has that name in this way. */
export function findMark(names: Names, way: Mark['way'], text: string): Mark | undefined {
  const known = names.get(text);
  if (known === undefined) return undefined;
  const name = 'day' in known ? { expected: [known] } : known;
  if (name !== known) names.set(text, name);
  return markOf(name, way, text) ?? undefined;
}

function markOf(name: Name, way: Mark['way'], text: string): Mark | null {
  const known = name[way];
  if (known !== undefined) return known;
  const expected = way === 'id' ? name.expected.filter((node) => hasId(node, text)) : name.expected;
  const mark = expected.length === 0 ? null : { way, text, entries: [], expected, seen: false };
  name[way] = mark;
  if (mark !== null) for (const node of expected) node.marks = [...node.marks, mark];
  return mark;
}

/** Notes that an entry has a mark. To be called in order of date and id. */
export function addEntry(mark: Mark, entry: EntryNode): void {
  // Most marks are of one entry: an array that is made with it has no room to spare.
  if (mark.entries.length === 0) mark.entries = [entry];
  else mark.entries.push(entry);
}

function hasId({ expected }: ExpectedNode, text: string): boolean {
  return [expected.endToEndId, expected.bankReference].some((id) => id !== null && fold(id) === text);
}

/**
 * So many on both sides that looking at each with each would take too long. Nobody is told apart by such a mark but by
 * the amount.
 */
export function isCrowded({ entries, expected }: Mark): boolean {
  return entries.length * expected.length > 32 * (entries.length + expected.length) + 4096;
}
