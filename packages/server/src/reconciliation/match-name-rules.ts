import { plain } from './match-fold-rules.ts';

/** A name as it is compared. */
export interface ComparableName {
  readonly tokens: readonly Token[];
  /** All of it in one word: ABDUL RAHMAN is ABDULRAHMAN. */
  readonly joined: Token;
}

interface Token {
  readonly text: string;
  /** What is left when it is written as it sounds, without vowels: MOHAMMED and MUHAMMAD have the same. */
  readonly sound: string;
}

/** From here on two names are similar. */
export const SIMILAR_MIN = 0.65;

// How many sounds a whole name needs to be told from others by them alone.
const JOINED_MIN = 5;

// Words that many names have and that say little: particles, titles, forms of companies.
const particles = [
  'AL',
  'EL',
  'BIN',
  'BEN',
  'IBN',
  'BINT',
  'BNT',
  'ABU',
  'THE',
  'AND',
  'OF',
  'بن',
  'ابن',
  'بنت',
  'ابو',
  'شركه',
];
const titles = ['MR', 'MRS', 'MS', 'MISS', 'DR', 'ENG', 'SHEIKH', 'HH'];
const companies = [
  'LLC',
  'LTD',
  'LIMITED',
  'CO',
  'COMPANY',
  'INC',
  'CORP',
  'FZE',
  'FZC',
  'FZCO',
  'FZ',
  'DMCC',
  'PJSC',
  'PSC',
  'EST',
  'WLL',
  'SPC',
  'PLC',
  'GMBH',
];
const noise = new Set([...particles, ...titles, ...companies]);

// One sound is written in several ways when Arabic is written with Latin letters.
const sounds: readonly (readonly [RegExp, string])[] = [
  [/PH/g, 'F'],
  [/CH|SH/g, 'X'],
  [/[KG]H|[QCK]/g, 'K'],
  [/DH/g, 'D'],
  [/TH/g, 'T'],
  [/J/g, 'G'],
  [/V/g, 'F'],
  [/Z/g, 'S'],
];

/** Reads a name; without a letter or a digit in it, it is none. */
export function readName(name: string | null): ComparableName | null {
  if (name === null) return null;
  const spelled = plain(name)
    .replace(/ٱ/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/\bL[. ]+L[. ]+C\b/g, 'LLC')
    .replace(/['’`]/g, '');
  const words = spelled.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  if (words.length === 0) return null;
  const telling = words.filter((word) => !noise.has(word)).map(withoutArticle);
  const texts = telling.length > 0 ? telling : words;
  return { tokens: texts.map(tokenOf), joined: tokenOf(texts.join('')) };
}

/** Keys under which similar names are found. Two that are similar share one, but for words cut off. */
export function nameKeys({ tokens, joined }: ComparableName): ReadonlySet<string> {
  const full = tokens.filter(({ text }) => text.length > 1);
  return new Set([...full, joined].map(({ text, sound }) => (sound.length > 1 ? sound : text)));
}

/**
 * How similar two names are, 0 to 1. Order does not matter; an initial stands for a word, and words may be cut off or
 * left out. Every word of the shorter name must have its counterpart, and one word alone is not enough.
 */
export function similarityOf(a: ComparableName, b: ComparableName): number {
  if (a.joined.text === b.joined.text) return 1;
  return Math.max(similarityOfWords(a.tokens, b.tokens), similarityOfJoined(a, b));
}

/** The same words, divided otherwise. */
function similarityOfJoined(a: ComparableName, b: ComparableName): number {
  const isSame = a.tokens.length !== b.tokens.length && a.joined.sound === b.joined.sound;
  return isSame && a.joined.sound.length >= JOINED_MIN ? 0.8 : 0;
}

function similarityOfWords(a: readonly Token[], b: readonly Token[]): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1 && long.length > 1) return 0;
  const used = new Set<Token>();
  const found = new Set<Token>();
  let sum = 0;
  // The surest first, so that an initial does not take the word that another word needs.
  for (const level of [1, 0.8, 0.5]) {
    for (const token of short) {
      if (found.has(token)) continue;
      const other = long.find((one) => !used.has(one) && alikeness(token, one) === level);
      if (other === undefined) continue;
      used.add(other);
      found.add(token);
      sum += level;
    }
  }
  if (found.size < short.length) return 0;
  return (sum / short.length) * (0.85 + (0.15 * short.length) / long.length);
}

/** The same; the same sound, or one of them cut off; the initial; nothing. */
function alikeness(a: Token, b: Token): 1 | 0.8 | 0.5 | 0 {
  if (a.text === b.text) return 1;
  const [short, long] = a.text.length <= b.text.length ? [a.text, b.text] : [b.text, a.text];
  if (short.length === 1) return long.startsWith(short) ? 0.5 : 0;
  if (/\d/.test(short + long)) return 0;
  if (short.length >= 4 && long.startsWith(short)) return 0.8;
  const isSound = a.sound === b.sound && (a.sound.length >= 3 || (a.sound.length === 2 && differsByOne(short, long)));
  return isSound ? 0.8 : 0;
}

/** Is one letter all that has to be put in or changed? */
function differsByOne(short: string, long: string): boolean {
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1);
}

/** AL-FARSI, ALFARSI and FARSI are one name; so is الفارسي without its article. */
function withoutArticle(word: string): string {
  const [, rest] = /^(?:AL|EL|ال)(.{4,})$/.exec(word) ?? [];
  return rest ?? word;
}

function tokenOf(text: string): Token {
  if (!/^[A-Z]+$/.test(text)) return { text, sound: text };
  const spoken = sounds.reduce((word, [written, sound]) => word.replace(written, sound), text);
  const head = spoken.slice(0, 1).replace(/[AEIOU]/, 'A');
  const sound = (head + spoken.slice(1).replace(/[AEIOUYW]|H$/g, '')).replace(/(.)\1+/g, '$1');
  return { text, sound };
}
