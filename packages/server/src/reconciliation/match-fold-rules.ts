// Text as it is compared: upper case, without accents, letters and digits only. The Arabic letters stay, Arabic digits
// become 0 to 9.

/** What stood before a character of a strip, by strength: nothing, a sign, a blank, or the end of another text. */
export const gap = { none: 0, sign: 1, blank: 2, part: 3 } as const;

/** Texts one after another, folded; `gaps` says what stood before each character. */
export interface Strip {
  codes: Uint16Array<ArrayBuffer>;
  gaps: Uint8Array;
  length: number;
}

const isAscii = /^[\t-\r -~]*$/;
const isFolded = /^[A-Z0-9]*$/;
const isLetterOrDigit = /[\p{L}\p{N}]/u;

// For ASCII: the character that stays, in upper case, or 0.
const keptAscii = Uint16Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[a-z0-9]/i.test(char) ? char.toUpperCase().charCodeAt(0) : 0;
});

/** An empty strip, to be used again and again. */
export function newStrip(): Strip {
  return { codes: new Uint16Array(4096), gaps: new Uint8Array(4096), length: 0 };
}

/** Upper case without accents, vowel signs and other marks; blanks and signs stay, but for those beyond 16 bits. */
export function plain(text: string): string {
  if (isAscii.test(text)) return text.toUpperCase();
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .replace(/(?![\p{L}\p{N}])[\u{10000}-\u{10ffff}]/gu, ' ')
    .toUpperCase()
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** A text by itself, folded: as it stands on a strip. */
export function fold(text: string): string {
  if (isFolded.test(text)) return text;
  return plain(text).replace(isAscii.test(text) ? /[^A-Z0-9]+/g : /[^\p{L}\p{N}]+/gu, '');
}

/** Adds a text to a strip. */
export function writeText(strip: Strip, text: string): void {
  const source = isAscii.test(text) ? text : plain(text);
  makeRoom(strip, source.length);
  const { codes, gaps } = strip;
  let before: number = gap.part;
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    const kept = code < 128 ? (keptAscii[code] ?? 0) : keptOf(code);
    if (kept === 0) {
      before = Math.max(before, isBlank(code) ? gap.blank : gap.sign);
      continue;
    }
    codes[strip.length] = kept;
    gaps[strip.length] = before;
    strip.length += 1;
    before = gap.none;
  }
}

/** Ends what stands on a strip: nothing is found that begins before and ends after. */
export function cutStrip(strip: Strip): void {
  makeRoom(strip, 1);
  strip.codes[strip.length] = 0;
  strip.gaps[strip.length] = gap.part;
  strip.length += 1;
}

/** What stands on a strip between two places. */
export function readStrip(strip: Strip, from: number, to: number): string {
  return Buffer.from(strip.codes.buffer, from * 2, (to - from) * 2).toString('utf16le');
}

/** What stands before a place of a strip; behind its end and beside a cut it is the end of a text. */
export function gapBefore({ codes, gaps, length }: Strip, at: number): number {
  if (at <= 0 || at >= length || codes[at] === 0 || codes[at - 1] === 0) return gap.part;
  return gaps[at] ?? gap.part;
}

/** Halves of characters beyond 16 bits stay: `plain` has left only letters and digits of them. */
function keptOf(code: number): number {
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  return isHalf || isLetterOrDigit.test(String.fromCharCode(code)) ? code : 0;
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160;
}

/** Room for so many characters more. */
function makeRoom(strip: Strip, more: number): void {
  if (strip.length + more <= strip.codes.length) return;
  const size = (strip.length + more) * 2;
  const codes = new Uint16Array(size);
  const gaps = new Uint8Array(size);
  codes.set(strip.codes);
  gaps.set(strip.gaps);
  Object.assign(strip, { codes, gaps });
}
