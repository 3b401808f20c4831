import type { Json, Template } from '../capability.ts';
import { textOf } from '../json/json.ts';

/** Gives the value of a variable by the parts of its name; undefined when it has none. */
export type Lookup = (path: readonly string[]) => Json | undefined;

/**
 * The value of a template: of a single variable its value with its type (undefined when it has none), else text in which
 * a missing variable is nothing. Values are put in as they are and not looked through for variables again.
 */
export function fillTemplate(template: Template, lookup: Lookup): Json | undefined {
  const [only] = template;
  if (template.length === 1 && typeof only === 'object') return lookup(only.path);
  return fillText(template, lookup);
}

/** The text of a template, each value by `show`; a missing one is shown too, as undefined. */
export function fillText(
  template: Template,
  lookup: Lookup,
  show: (value: Json | undefined, before: string) => string = textOf,
): string {
  return template.reduce<string>((text, part) => {
    return text + (typeof part === 'string' ? part : show(lookup(part.path), text));
  }, '');
}
