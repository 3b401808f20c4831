import type { Json } from '../capability.ts';
import { textOf } from '../json/json.ts';
import { badArgument } from './fault.ts';

type Context = 'bare' | 'string' | 'iri' | 'comment';

// What a text of SPARQL may hold whole, longest first (SPARQL 1.1, section 19.8).
const WHOLE =
  /"""(?:\\.|[^\\])*?"""|'''(?:\\.|[^\\])*?'''|"(?:\\.|[^\\"\n\r])*"|'(?:\\.|[^\\'\n\r])*'|<[^\s<>"{}|^`\\]*>|#[^\n\r]*[\n\r]/gs;

/**
 * A value as it may stand where the text before it ends: escaped within a string, encoded within an IRI, on one line
 * within a comment. Elsewhere only a number, a truth value or one plain word can stand. Throws Fault 400 `bad-argument`.
 */
export function escapeSparql(value: Json | undefined, before: string): string {
  const text = textOf(value);
  switch (contextAt(before)) {
    case 'string':
      return JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'");
    case 'iri':
      return text.replaceAll(/[^!#-;=?-[\]_a-z~\u00a0-\u{10ffff}]/gu, encodeURIComponent);
    case 'comment':
      return text.replaceAll(/[\n\r]/g, ' ');
    case 'bare':
      if (/^[+-]?[\w.]*$/.test(text)) return text;
      throw badArgument(text.slice(0, 40), 'only a number or one word can stand there in the query');
  }
}

function contextAt(before: string): Context {
  const rest = before.replaceAll(WHOLE, ' ');
  const open = /["'#]|<(?=[^\s<>"{}|^`\\]*$)/.exec(rest)?.[0];
  if (open === undefined) return 'bare';
  if (open === '<') return 'iri';
  return open === '#' ? 'comment' : 'string';
}
