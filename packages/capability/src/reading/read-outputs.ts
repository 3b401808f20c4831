import type { Json, Output } from '../capability.ts';
import { jsonOf } from './json-of.ts';
import { quote } from './nearest.ts';
import { valueTypes } from './read-operations.ts';
import { Section } from './section.ts';

/** Reads `outputParameters` of an exposed operation, a tool or a function. */
export const readOutputs = (section: Section): Output[] =>
  section.list('outputParameters', (output) => readOutput(output));

function readOutput(section: Section, knownName: string | null = null): Output {
  // Only words for people.
  section.allow('const', 'label', 'required');
  const output: Output = {
    name: section.text('name') ?? knownName,
    type: section.needChoice('type', ['object', ...valueTypes]),
    mapping: section.jsonPath('mapping'),
    value: section.template('value'),
    properties: readProperties(section),
    items: section.one('items', (inner) => readOutput(inner)),
    maxLength: section.integer('maxLength', 0, Number.MAX_SAFE_INTEGER),
    values: readValues(section),
    description: section.text('description'),
  };
  if (output.mapping !== null && output.value !== null) {
    section.report.error(
      section.keyPlace('value'),
      'mapping-and-value',
      'an output has "mapping" or "value", not both',
    );
  }
  checkConstant(section, output);
  return output;
}

function readProperties(section: Section): ReadonlyMap<string, Output> | null {
  if (!section.has('properties')) return null;
  const properties = new Map<string, Output>();
  for (const [name, { item }] of section.members('properties')) {
    const output = Section.read(item, section.report, `each of "properties"`, (inner) => readOutput(inner, name));
    if (output !== null) properties.set(name, output);
  }
  return properties;
}

function readValues(section: Section): ReadonlyMap<string, Json> | null {
  if (!section.has('values')) return null;
  const values = new Map<string, Json>();
  for (const [name, { item }] of section.members('values')) values.set(name, jsonOf(item, section.report));
  return values;
}

/** A constant must be what its type says; a template can be judged only when it is filled. */
function checkConstant(section: Section, { type, value }: Output): void {
  if (value === null || value.some((part) => typeof part !== 'string')) return;
  const text = value.join('');
  const isNumber = text.trim() !== '' && Number.isFinite(Number(text));
  const fits = {
    string: true,
    number: isNumber,
    integer: isNumber && Number.isInteger(Number(text)),
    boolean: text === 'true' || text === 'false',
    array: isJson(text, '['),
    object: isJson(text, '{'),
  };
  if (fits[type]) return;
  section.report.error(section.placeOf('value'), 'wrong-value', `${quote(text)} is no ${type}`);
}

function isJson(text: string, start: string): boolean {
  try {
    JSON.parse(text);
    return text.trim().startsWith(start);
  } catch {
    return false;
  }
}
