import type { Variables } from '../binding/variables.ts';
import type { Template } from '../capability.ts';
import { fillTemplate } from '../expressions/fill-template.ts';
import { textOf } from '../json/json.ts';
import { Fault } from './fault.ts';

/** The text of a credential. Throws Fault 500 `missing-variable` that names the variable, never a value. */
export function credential(template: Template, variables: Variables): string {
  for (const part of template) {
    if (typeof part === 'object' && variables.lookup(part.path) === undefined) {
      throw new Fault(500, 'missing-variable', `The variable ${part.path.join('.')} is not bound.`);
    }
  }
  return textOf(fillTemplate(template, (path) => variables.lookup(path)));
}
