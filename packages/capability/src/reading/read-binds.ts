import type { Bind } from '../capability.ts';
import { describe } from './item.ts';
import { readLocation } from './locate.ts';
import { quote } from './nearest.ts';
import type { Section } from './section.ts';

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Reads one of `binds`: variables from the environment, or from a file at `location`. */
export function readBind(section: Section): Bind {
  const namespace = section.needText('namespace');
  section.allow('description');
  const file = readLocation(section, 'location');
  const keys = new Map<string, string>();
  if (!section.has('keys')) section.missing('keys');
  for (const [name, { keyPlace, item }] of section.members('keys')) {
    if (!variableName.test(name)) {
      section.report.error(keyPlace, 'variable-name', `${quote(name)} is no name of a variable, such as API_TOKEN`);
    } else if (item.kind !== 'scalar' || item.text === '') {
      section.report.error(item.place, 'wrong-type', `the source of ${name} must be text, not ${describe(item)}`);
    } else {
      keys.set(name, item.text);
    }
  }
  return { namespace, file, keys, place: section.place };
}
