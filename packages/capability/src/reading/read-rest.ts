import type { ConsumedApi, InputParameter, RestExpose, RestOperation, RestResource } from '../capability.ts';
import { type AggregateFunction, type Known, noInvocation, readRef, type Scope, variablesInPath } from './known.ts';
import { didYouMean, quote } from './nearest.ts';
import { readDescription, readExposed, readPort } from './read-exposed.ts';
import { nearestInputs, readRestInputs } from './read-inputs.ts';
import { ignoreInvocation, readInvocation } from './read-invocation.ts';
import { checkPath, methods } from './read-operations.ts';
import type { Section } from './section.ts';

/** Reads an expose of type `rest`. */
export function readRest(section: Section, known: Known): RestExpose {
  const exposed = readExposed(section);
  const port = readPort(section);
  const inherited = readRestInputs(section);
  if (!section.has('resources')) section.missing('resources');
  const resources = section.list('resources', (inner) => readResource(inner, exposed.namespace, inherited, known));
  return { type: 'rest', ...exposed, port, resources };
}

function readResource(
  section: Section,
  namespace: string,
  inherited: readonly InputParameter[],
  known: Known,
): RestResource {
  const path = readPath(section);
  const parameters = [...readRestInputs(section), ...inherited];
  const scope: Scope = { namespace, side: 'rest', pathVariables: variablesInPath(path), parameters };
  const label = section.text('label');
  const operations = section.list('operations', (inner) => readOperation(inner, scope, known));
  if (!section.has('operations') && !section.has('forward')) section.missing('operations');
  return {
    name: section.text('name'),
    path,
    description: readDescription(section) ?? label,
    operations,
    forward: section.one('forward', (inner) => readForward(inner, known)),
    place: section.place,
  };
}

/** The path with `{x}`, as which `{{x}}` counts too. */
function readPath(section: Section): string {
  const text = section.needText('path');
  const place = section.placeOf('path');
  const path = checkPath(text, place, section).replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, '{$1}');
  if (/[{}]/.test(path.replaceAll(/\{[^{}/]+\}/g, ''))) {
    section.report.error(place, 'path-variable', `the braces in ${quote(text)} do not go together`);
  }
  const variables = variablesInPath(path);
  const twice = variables.find((name, at) => variables.indexOf(name) !== at);
  if (twice !== undefined) section.report.error(place, 'path-variable', `{${twice}} comes twice in ${quote(text)}`);
  if (path.length > 1 && path.endsWith('/')) {
    section.report.warn(place, 'path-slash', `the path ${quote(text)} ends with a slash`);
  }
  return path;
}

function readOperation(section: Section, around: Scope, known: Known): RestOperation {
  const label = section.text('label');
  const own = nearestInputs([...readRestInputs(section), ...around.parameters]);
  const method = section.needChoice('method', methods);
  section.allow('hints');
  const operation = {
    name: section.text('name'),
    method,
    description: readDescription(section) ?? label,
    parameters: own,
    namespace: around.namespace,
    place: section.place,
  };
  if (!section.has('ref')) {
    return { ...operation, invocation: readInvocation(section, known, { ...around, parameters: own }) };
  }
  ignoreInvocation(section);
  const found = readRef(section, known);
  if (found === null) return { ...operation, invocation: noInvocation };
  return {
    ...operation,
    name: operation.name ?? found.name,
    description: operation.description ?? found.description,
    parameters: withInputsOf(found, own, method, around.pathVariables),
    invocation: found.invocation,
  };
}

/** The inputs of a function stand in the path where it has such a variable, else where the method allows. */
function withInputsOf(
  found: AggregateFunction,
  own: readonly InputParameter[],
  method: RestOperation['method'],
  pathVariables: readonly string[],
): InputParameter[] {
  const elsewhere = method === 'GET' || method === 'DELETE' ? 'query' : 'body';
  const others = found.parameters.filter(({ name }) => !own.some((parameter) => parameter.name === name));
  return [
    ...own,
    ...others.map((parameter): InputParameter => {
      return { ...parameter, in: pathVariables.includes(parameter.name) ? 'path' : elsewhere };
    }),
  ];
}

function readForward(section: Section, { apis }: Known): NonNullable<RestResource['forward']> {
  const target = section.needText('targetNamespace');
  const api = apis.get(target);
  if (api === undefined && target !== '') {
    const guess = didYouMean(target, apis.keys());
    section.report.error(
      section.placeOf('targetNamespace'),
      'unknown-namespace',
      `nothing consumed is called ${quote(target)}${guess}`,
    );
  }
  return { api: api ?? noApi, trustedHeaders: section.texts('trustedHeaders') };
}

/** Stands in for a namespace that is not there; the file has an error then and is not run. */
const noApi: ConsumedApi = {
  namespace: '',
  baseUri: '',
  description: null,
  authentication: null,
  openapi: null,
  operations: new Map(),
};
