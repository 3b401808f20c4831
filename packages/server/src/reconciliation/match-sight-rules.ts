import { gap, gapBefore, readStrip, type Strip } from './match-fold-rules.ts';
import { findMark, type Mark, type Names, noteFound, type Tie } from './match-marks-rules.ts';

// Shorter ones stand in many texts by chance: they must be a word or a text of their own.
const LENGTH_MIN = 6;

// Of the hash that rolls over a text: an odd number, and its power that a character has when it goes.
const FACTOR = 0x01000193;
const FACTOR_GOES = Array.from({ length: LENGTH_MIN }).reduce<number>((power) => Math.imul(power, FACTOR), 1);

/** How to look for marks inside texts. */
export interface TextIndex {
  /** The lengths of all references that begin alike, by the hash of their beginning. */
  readonly lengths: ReadonlyMap<number, readonly number[]>;
  readonly hasShort: boolean;
}

/** To be made when all marks are there. */
export function indexTexts(names: Names): TextIndex {
  const lengths = new Map<number, number[]>();
  let hasShort = false;
  for (const text of names.keys()) {
    if (text.length < LENGTH_MIN) {
      hasShort = true;
      continue;
    }
    let hash = 0;
    for (let at = 0; at < LENGTH_MIN; at += 1) hash = rolled(hash, text.charCodeAt(at), 0);
    const known = lengths.get(hash);
    if (known === undefined) lengths.set(hash, [text.length]);
    else if (!known.includes(text.length)) known.push(text.length);
  }
  return { lengths, hasShort };
}

/** The hash of the next beginning: one character comes in, the one that came `LENGTH_MIN` before it goes. */
function rolled(hash: number, comes: number, goes: number): number {
  return (Math.imul(hash, FACTOR) + comes - Math.imul(goes, FACTOR_GOES)) | 0;
}

/** The marks on a strip: those inside of it, and the short ones that are a word or a text of their own. */
export function marksOn(strip: Strip, names: Names, index: TextIndex, found: Mark[]): void {
  const { codes, length } = strip;
  let hash = 0;
  let whole: string | undefined;
  for (let end = 1; end <= length; end += 1) {
    hash = rolled(hash, codes[end - 1] ?? 0, end > LENGTH_MIN ? (codes[end - 1 - LENGTH_MIN] ?? 0) : 0);
    const lengths = end < LENGTH_MIN ? undefined : index.lengths.get(hash);
    if (lengths === undefined) continue;
    whole ??= readStrip(strip, 0, length);
    const from = end - LENGTH_MIN;
    for (const size of lengths) {
      const mark = from + size > length ? undefined : findMark(names, 'text', whole.slice(from, from + size));
      if (mark !== undefined) noteFound(found, mark, howAt(strip, from, from + size));
    }
  }
  if (index.hasShort) shortMarksOn(strip, names, found);
}

function howAt(strip: Strip, from: number, to: number): Tie['how'] {
  const { codes } = strip;
  const [before, after] = [gapBefore(strip, from), gapBefore(strip, to)];
  if (before !== gap.none && after !== gap.none) return 'whole';
  const goesOn = (at: number, stands: number): boolean =>
    stands === gap.none && isDigit(codes[at - 1]) && isDigit(codes[at]);
  return goesOn(from, before) || goesOn(to, after) ? 'part' : 'glued';
}

/** Words end at any sign, or at blanks only, or they are a text: all three are looked at. */
function shortMarksOn(strip: Strip, names: Names, found: Mark[]): void {
  for (const edge of [gap.sign, gap.blank, gap.part]) {
    let from = 0;
    for (let at = 1; at <= strip.length; at += 1) {
      if (gapBefore(strip, at) < edge) continue;
      const mark = at - from < LENGTH_MIN ? findMark(names, 'text', readStrip(strip, from, at)) : undefined;
      if (mark !== undefined) noteFound(found, mark, 'whole');
      from = at;
    }
  }
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 48 && code <= 57;
}
