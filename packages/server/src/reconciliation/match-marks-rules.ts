import { fold } from './match-fold-rules.ts';
import type { Expected, OpenEntry } from './match-terms.ts';

/** An entry while it is being matched. */
export interface EntryNode {
  readonly entry: OpenEntry;
  readonly day: number;
  /** Its place among all, by date and then by id. */
  rank: number;
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
  /** Its place among all, by date and then by id. */
  rank: number;
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
  /** How the entry that is just being read has it. */
  found: Tie['how'] | null;
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
  /** Not looked for yet, nobody's, or there. */
  id: Mark | null | undefined;
  text: Mark | null | undefined;
  iban: Mark | null | undefined;
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
      if (known !== node) names.set(text, newName([known, node]));
    } else if (known.expected.at(-1) !== node) known.expected.push(node);
  }
}

/** The mark that an entry has with a name, if anybody expected has that name in this way. */
export function findMark(names: Names, way: Mark['way'], text: string): Mark | undefined {
  const known = names.get(text);
  if (known === undefined) return undefined;
  const name = 'day' in known ? newName([known]) : known;
  if (name !== known) names.set(text, name);
  return markOf(name, way, text) ?? undefined;
}

function newName(expected: ExpectedNode[]): Name {
  return { expected, id: undefined, text: undefined, iban: undefined };
}

function markOf(name: Name, way: Mark['way'], text: string): Mark | null {
  const known = name[way];
  if (known !== undefined) return known;
  const expected = way === 'id' ? name.expected.filter((node) => hasId(node, text)) : name.expected;
  const mark = expected.length === 0 ? null : { way, text, entries: [], expected, seen: false, found: null };
  name[way] = mark;
  if (mark !== null) for (const node of expected) node.marks = [...node.marks, mark];
  return mark;
}

const strength = { part: 0, glued: 1, whole: 2 } as const;

/** Notes how the entry that is just being read has a mark: the strongest way counts. */
export function noteFound(marks: Mark[], mark: Mark, how: Tie['how']): void {
  if (mark.found === null) marks.push(mark);
  if (mark.found === null || strength[how] > strength[mark.found]) mark.found = how;
}

/** Ties an entry to the marks that were found on it. To be called in order of date and id. */
export function tieFound(entry: EntryNode, marks: readonly Mark[]): void {
  if (marks.length > 0) entry.ties = marks.map((mark) => ({ mark, how: mark.found ?? 'part' }));
  for (const mark of marks) {
    const isSure = mark.found !== 'part';
    mark.found = null;
    if (!isSure) continue;
    // Most marks are of one entry: an array that is made with it has no room to spare.
    if (mark.entries.length === 0) mark.entries = [entry];
    else mark.entries.push(entry);
  }
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
