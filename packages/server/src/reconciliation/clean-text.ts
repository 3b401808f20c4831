import { readIban } from '../foundation/iban.ts';
import { type StatementHead, textMax } from './statement.ts';

/**
 * Text of a bank as we keep it: control characters and every run of white space are one blank, none at the ends, and at
 * most `textMax` characters. Nothing where nothing is left.
 */
export function cleanText(text: string): string | null {
  const clean = isClean(text) ? text : text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  return clean === '' ? null : cutText(clean, textMax);
}

/** The first so many characters of a text; a character of two units is not cut in half. */
export function cutText(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const last = text.charCodeAt(lengthMax - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? lengthMax - 1 : lengthMax);
}

/** Most texts are plain: this look costs a fraction of what a replacement does, and there are millions of them. */
function isClean(text: string): boolean {
  let before = 32;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 32 || unit > 126 || (unit === 32 && before === 32)) return false;
    before = unit;
  }
  return before !== 32;
}

/** A reference, or nothing where the bank fills the field with a word that says there is none. */
export function cleanReference(text: string): string | null {
  const clean = cleanText(text);
  return clean === null || /^(?:not ?provided|nonref|noref|none|n\/a|-+)$/i.test(clean) ? null : clean;
}

/** An IBAN or account number without blanks and in upper case. */
export function compactAccount(text: string): string | null {
  const clean = cleanText(text);
  if (clean === null) return null;
  return /^[A-Z0-9]+$/.test(clean) ? clean : clean.replaceAll(' ', '').toUpperCase();
}

/** An account as an IBAN, if its text is one, or as what else it is. */
export function splitAccount(text: string): Pick<StatementHead, 'accountIban' | 'accountOther'> {
  const compact = compactAccount(text);
  const isIban = compact !== null && readIban(compact).ok;
  return isIban ? { accountIban: compact, accountOther: null } : { accountIban: null, accountOther: text };
}
