import { Refusal } from '../foundation/refuse.ts';

/** Where in a file something is wrong: the line, from 1, and in a table the name of the column. */
interface Where {
  readonly line: number;
  readonly column?: string;
}

/** The no to a file that is not a statement we can read: UNREADABLE_STATEMENT with its sentence and its place. */
export function unreadable(sentence: string, where: Where): Refusal {
  return new Refusal('UNREADABLE_STATEMENT', sentence, { metadata: { ...where } });
}

/** Text from a file, cut short before it goes into a sentence. */
export function shown(text: string): string {
  const printable = text.replaceAll(/\p{C}/gu, '?');
  return printable.length > 40 ? `${printable.slice(0, 40)}…` : printable;
}
