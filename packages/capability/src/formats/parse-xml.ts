import { SaxesParser } from 'saxes';
import type { Json } from '../capability.ts';

const DEPTH_MAX = 200;

interface Element {
  readonly name: string;
  readonly members: Map<string, Json[]>;
  text: string;
}

/**
 * XML as JSON: the root's name is dropped, an element that comes once is a value, one that comes again is a list, and
 * every leaf is a string. Attributes are members; text beside members is the member with the empty name. Prefixes of
 * names are dropped. Throws Error for what is not well-formed, and for what is nested deeper than 200.
 */
export function parseXml(text: string): Json {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const root: Element = { name: '', members: new Map(), text: '' };
  const open = [root];
  const addText = (part: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += part;
  };
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, attributes }) => {
    if (open.length > DEPTH_MAX) throw new Error('The XML is nested too deep.');
    const members = Object.values(attributes).filter(
      ({ prefix, local: name }) => prefix !== 'xmlns' && name !== 'xmlns',
    );
    open.push({ name: local, members: new Map(members.map(({ local: name, value }) => [name, [value]])), text: '' });
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) append(open.at(-1) ?? root, element);
  });
  parser.write(text).close();
  const [[value = null] = []] = root.members.values();
  return value;
}

function append({ members }: Element, element: Element): void {
  const known = members.get(element.name);
  if (known === undefined) members.set(element.name, [valueOfElement(element)]);
  else known.push(valueOfElement(element));
}

function valueOfElement({ members, text }: Element): Json {
  if (members.size === 0) return text;
  const pairs: [string, Json][] = [...members].map(([name, values]) => [
    name,
    values.length > 1 ? values : one(values),
  ]);
  return Object.fromEntries(text.trim() === '' ? pairs : [...pairs, ['', text.trim()]]);
}

const one = ([value = null]: readonly Json[]): Json => value;
