import type { Template, Variable } from '../capability.ts';

type Parts = (string | Variable)[];

const nothingElse = /^[^\s{}#/^!>=&.]+(?:\.[^\s{}.]+)*$/;

/**
 * Takes a text apart into what is literal and the variables in it: `{{name}}`, `{{step.field}}`, with or without spaces,
 * also `{{{name}}}` and `{{&name}}` (Mustache's words for "unescaped", which is what all of ours are). Other tags of
 * Mustache stay as text; `leftoverTag` finds them. Takes time in proportion to the text, whatever is in it.
 */
export function parseTemplate(text: string): Template {
  const parts: Parts = [];
  let literal = '';
  let at = 0;
  for (let end = text.indexOf('}}', at); end !== -1; end = text.indexOf('}}', at)) {
    const piece = text.slice(at, end);
    const start = piece.lastIndexOf('{{');
    const name =
      start === -1
        ? ''
        : piece
            .slice(start + 2)
            .trim()
            .replace(/^&\s*/, '');
    if (nothingElse.test(name)) {
      const triple = text[end + 2] === '}' && piece[start - 1] === '{';
      push(parts, literal + piece.slice(0, triple ? start - 1 : start), { path: name.split('.') });
      literal = '';
      at = triple ? end + 3 : end + 2;
    } else {
      literal += `${piece}}}`;
      at = end + 2;
    }
  }
  literal += text.slice(at);
  if (literal !== '') parts.push(literal);
  return parts;
}

/** As `parseTemplate`, for the path of a consumed resource: `{name}` is a variable too, as in OpenAPI. */
export function parsePathTemplate(text: string): Template {
  const parts: Parts = [];
  for (const part of parseTemplate(text)) {
    if (typeof part !== 'string') {
      parts.push(part);
      continue;
    }
    for (const [at, piece] of part.split(/(?<!\{)\{([^{}/]+)\}(?!\})/).entries()) {
      if (at % 2 === 1) parts.push({ path: [piece.trim()] });
      else if (piece !== '') parts.push(piece);
    }
  }
  return parts;
}

/** The first thing in the literal text of a template that looks like a tag and is no variable; null where there is none. */
export function leftoverTag(template: Template): string | null {
  for (const part of template) {
    if (typeof part !== 'string') continue;
    const start = part.indexOf('{{');
    if (start !== -1) return part.slice(start, start + 40);
  }
  return null;
}

/** The variables of a template, in their order. */
export const variablesOf = (template: Template): readonly Variable[] =>
  template.filter((part) => typeof part !== 'string');

function push(parts: Parts, literal: string, variable: Variable): void {
  if (literal !== '') parts.push(literal);
  parts.push(variable);
}
