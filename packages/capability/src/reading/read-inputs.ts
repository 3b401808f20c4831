import type { InputParameter } from '../capability.ts';
import { parseJsonPath } from '../expressions/parse-json-path.ts';
import { quote } from './nearest.ts';
import { valueTypes } from './read-operations.ts';
import type { Section } from './section.ts';
import { Names } from './unique.ts';

const places = ['query', 'header', 'path', 'cookie', 'body'] as const;

/** Reads `inputParameters` of a REST expose, resource or operation. */
export function readRestInputs(section: Section): InputParameter[] {
  const names = new Names(section.report, 'parameter');
  return section.list('inputParameters', (parameter) => {
    const at = parameter.needChoice('in', places);
    const input: InputParameter = {
      name: parameter.needText('name'),
      in: at,
      type: parameter.choice('type', valueTypes) ?? 'string',
      required: parameter.flag('required') ?? at === 'path',
      description: parameter.text('description'),
      pattern: readPattern(parameter),
      value: readValue(parameter),
    };
    names.take(input.name, parameter.placeOf('name'), inputKey(input));
    return input;
  });
}

/** Reads `inputParameters` of a tool or of a function of an aggregate; they are required unless the file says otherwise. */
export function readArguments(section: Section): InputParameter[] {
  const names = new Names(section.report, 'parameter');
  return section.list('inputParameters', (parameter) => {
    const input: InputParameter = {
      name: parameter.needText('name'),
      in: 'argument',
      type: parameter.choice('type', valueTypes) ?? 'string',
      required: parameter.flag('required') ?? true,
      description: parameter.text('description'),
      pattern: readPattern(parameter),
      value: null,
    };
    names.take(input.name, parameter.placeOf('name'));
    return input;
  });
}

/** Parameters of several levels, the nearest first: each name and place once. */
export function nearestInputs(parameters: readonly InputParameter[]): InputParameter[] {
  const said = new Set<string>();
  return parameters.filter((parameter) => !said.has(inputKey(parameter)) && said.add(inputKey(parameter)));
}

const inputKey = (input: InputParameter): string =>
  `${input.in} ${input.in === 'header' ? input.name.toLowerCase() : input.name}`;

function readPattern(parameter: Section): string | null {
  const pattern = parameter.text('pattern');
  if (pattern === null) return null;
  if (!isPattern(pattern, 'u') && !isPattern(pattern, '')) {
    parameter.report.error(parameter.placeOf('pattern'), 'pattern', `${quote(pattern)} is no regular expression`);
  }
  return pattern;
}

function isPattern(pattern: string, flags: string): boolean {
  try {
    return new RegExp(pattern, flags) !== null;
  } catch {
    return false;
  }
}

/** `value` overrides what the caller gives: a path into the body where it begins with `$`, else a constant. */
function readValue(parameter: Section): InputParameter['value'] {
  const text = parameter.text('value');
  if (text === null) return null;
  if (!text.startsWith('$')) return { kind: 'constant', value: parameter.template('value') ?? [] };
  const path = parseJsonPath(text);
  if (!('fault' in path)) return { kind: 'path', path };
  parameter.report.error(parameter.placeOf('value'), 'json-path', `${quote(text)} is no path: ${path.fault}`);
  return null;
}
