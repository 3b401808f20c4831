import type { ConsumedApi, ConsumedOperation, ConsumedParameter, RawFormat, Template } from '../capability.ts';
import { parsePathTemplate } from '../expressions/parse-template.ts';
import type { Place } from '../problem.ts';
import { quote } from './nearest.ts';
import { readBody } from './read-body.ts';
import type { Section } from './section.ts';
import { Names } from './unique.ts';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const valueTypes = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const;
const places = ['query', 'header', 'path', 'cookie', 'body', 'environment'] as const;
const formats = ['json', 'xml', 'csv', 'tsv', 'psv', 'yaml', 'avro', 'protobuf', 'html', 'markdown'] as const;

/** Reads `resources` of a consumed API into its operations; `inherited` are the parameters of the API itself. */
export function readOperations(
  section: Section,
  api: ConsumedApi,
  inherited: readonly ConsumedParameter[],
): Map<string, ConsumedOperation> {
  const operations = new Map<string, ConsumedOperation>();
  const names = new Names(section.report, 'operation');
  if (!section.has('resources')) section.missing('resources');
  section.list('resources', (resource) => {
    resource.allow('name', 'label', 'description');
    const path = readConsumedPath(resource);
    const around = [...readConsumedParameters(resource), ...inherited];
    if (!resource.has('operations')) resource.missing('operations');
    resource.list('operations', (section) => {
      const operation = readOperation(section, api, path, around);
      if (names.take(operation.name, section.placeOf('name'))) operations.set(operation.name, operation);
    });
  });
  return operations;
}

function readOperation(
  section: Section,
  api: ConsumedApi,
  path: Template,
  around: readonly ConsumedParameter[],
): ConsumedOperation {
  const label = section.text('label');
  section.allow('outputSchema');
  return {
    name: section.needText('name'),
    method: section.needChoice('method', methods),
    path,
    parameters: nearestFirst([...readConsumedParameters(section), ...around]),
    body: readBody(section),
    rawFormat: readFormat(section),
    outputs: readStepOutputs(section),
    description: section.text('description') ?? label,
    api,
  };
}

function readConsumedPath(section: Section): Template {
  const text = section.needText('path');
  const place = section.placeOf('path');
  const template = parsePathTemplate(checkPath(text, place, section));
  section.report.note(template, place);
  return template;
}

/** A path with one leading slash; says what is odd about it. */
export function checkPath(text: string, place: Place, { report }: Section): string {
  const path = `/${text.trim().replace(/^\/+/, '')}`;
  if (text !== '' && !text.startsWith('/'))
    report.warn(place, 'path-slash', `the path ${quote(text)} begins with no slash: one is put before it`);
  if (text.includes('?'))
    report.warn(
      place,
      'query-in-path',
      `the path ${quote(text)} holds a query: parameters belong into inputParameters`,
    );
  return path;
}

/** Reads `inputParameters` on the consumed side; each name and place once. */
export function readConsumedParameters(section: Section): ConsumedParameter[] {
  const names = new Names(section.report, 'parameter');
  const all = section.list('inputParameters', (parameter) => {
    const name = parameter.needText('name');
    const place = parameter.needChoice('in', places);
    const value = parameter.template('value');
    // Only a schema for agents is made of it; catalogues take over whatever word an API uses.
    const type = parameter.choice('type', valueTypes, 'warning');
    const required = parameter.flag('required') ?? place === 'path';
    const description = parameter.text('description');
    names.take(name, parameter.placeOf('name'), keyOf({ name, in: place }));
    if (place === 'environment') {
      parameter.report.warn(parameter.placeOf('in'), 'unsupported', 'a parameter in the environment is not sent');
      return null;
    }
    return { name, in: place, value, type, required, description };
  });
  return all.filter((parameter) => parameter !== null);
}

const keyOf = (parameter: { readonly name: string; readonly in: string }): string =>
  `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;

function nearestFirst(parameters: readonly ConsumedParameter[]): ConsumedParameter[] {
  const said = new Set<string>();
  return parameters.filter((parameter) => !said.has(keyOf(parameter)) && said.add(keyOf(parameter)));
}

function readFormat(section: Section): RawFormat {
  const format = section.choice('outputRawFormat', formats) ?? 'json';
  if (format === 'avro' || format === 'protobuf' || format === 'html' || format === 'markdown') {
    section.report.error(
      section.placeOf('outputRawFormat'),
      'unsupported-format',
      `answers in ${format} are not supported`,
    );
    return 'json';
  }
  return format;
}

function readStepOutputs(section: Section): ConsumedOperation['outputs'] {
  return section.list('outputParameters', (output) => {
    output.choice('type', valueTypes, 'warning');
    output.allow('description');
    const name = output.needText('name');
    if (!output.has('value')) output.missing('value');
    return { name, value: output.jsonPath('value') ?? [] };
  });
}
