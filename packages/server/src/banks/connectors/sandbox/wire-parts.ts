import { type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';

/** The schema, or null. */
export const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Checks a page of the bank's lists. */
export const pageOf = <T extends TSchema>(item: T) =>
  Compile(Type.Object({ content: Type.Array(item), next: orNull(Type.String()) }));

const SENT_MAX = 140;

/** The first characters of a text, whole ones: as many as the bank takes. */
export const cut = (text: string): string => [...text].slice(0, SENT_MAX).join('');

const TEXT_MAX = 500;

/** A text of the bank as the database can keep it: one with a NUL would fail all the news it came with. */
export function plain(text: string): string {
  let kept = '';
  for (const character of text.slice(0, TEXT_MAX)) kept += character < ' ' || character === '\u007f' ? ' ' : character;
  return kept;
}
