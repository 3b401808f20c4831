import type { Variables } from '../binding/variables.ts';
import type { InputParameter, Json } from '../capability.ts';
import { evaluatePath } from '../expressions/evaluate-path.ts';
import { fillTemplate, type Lookup } from '../expressions/fill-template.ts';
import { isJsonArray, isJsonObject, isRawNumber, memberOf } from '../json/json.ts';
import { tryParseJson } from '../json/parse-json.ts';
import { missingArgument } from './fault.ts';
import type { Input } from './runtime.ts';

/** What one invocation knows: who called with what, what is bound, and what its steps have found so far. */
export interface Scope {
  readonly input: Input;
  /** What came in, by the names that the caller or the declarations give it. */
  readonly incoming: ReadonlyMap<string, Json>;
  readonly variables: Variables;
  readonly steps: ReadonlyMap<string, Json>;
}

/** The scope at the beginning of an invocation. Throws Fault 400 `missing-argument`. */
export function openScope(input: Input, variables: Variables, steps: ReadonlyMap<string, Json>): Scope {
  const constants: Lookup = (path) => variables.lookup(path);
  const incoming = new Map<string, Json>(undeclared(input));
  for (const parameter of input.parameters) {
    const value = declaredValue(parameter, input, constants);
    if (value !== undefined) incoming.set(parameter.name, value);
    else if (parameter.required) throw missingArgument(parameter.name);
  }
  return { input, incoming, variables, steps };
}

/**
 * Finds variables: what `with` gives, then outputs of steps, then bound variables, then what came in, so that no caller
 * can put something in the place of a bound variable. Names exactly first, then whatever their case.
 */
export function lookupIn(scope: Scope, given: ReadonlyMap<string, Json>): Lookup {
  return (path) => {
    const [name = '', ...rest] = path;
    return (
      part(given.get(name), rest) ??
      part(scope.steps.get(name), rest) ??
      boxed(scope.variables.lookup(path)) ??
      part(scope.incoming.get(name), rest) ??
      boxed(scope.incoming.get(path.join('.'))) ??
      part(named(given, name), rest) ??
      part(named(scope.incoming, name), rest) ??
      boxed(fromCaller(path, scope))
    )?.value;
  };
}

/** The argument for a parameter of a consumed API; bound variables and steps do not get there by their names alone. */
export const argumentIn =
  (scope: Scope, given: ReadonlyMap<string, Json>) =>
  (name: string): Json | undefined =>
    (
      boxed(given.get(name)) ??
      boxed(named(given, name)) ??
      boxed(scope.incoming.get(name)) ??
      boxed(named(scope.incoming, name))
    )?.value;

// In a box, so that null is something that was found.
const boxed = (value: Json | undefined): { readonly value: Json } | undefined =>
  value === undefined ? undefined : { value };
const part = (value: Json | undefined, keys: readonly string[]) => boxed(within(value, keys));

/** The value under a name, exactly or else whatever its case. */
export function named<T>(values: ReadonlyMap<string, T>, name: string): T | undefined {
  const exact = values.get(name);
  if (exact !== undefined) return exact;
  const wanted = name.toLowerCase();
  for (const [key, value] of values) if (key.toLowerCase() === wanted) return value;
  return undefined;
}

/** The part of a value that keys lead to, or undefined. */
export const within = (value: Json | undefined, keys: readonly string[]): Json | undefined =>
  keys.reduce<Json | undefined>((found, key) => member(found, key), value);

// As `memberOf`, but lists know their places too, and a name may differ in its case.
function member(value: Json | undefined, key: string): Json | undefined {
  if (isJsonArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return memberOf(value, key) ?? (isJsonObject(value) ? named(new Map(Object.entries(value)), key) : undefined);
}

/** One value of the query, or the list of them where the name came several times. */
export function queryValue(input: Input, name: string): Json | undefined {
  const exact = input.query.filter(([key]) => key === name);
  const found = exact.length > 0 ? exact : input.query.filter(([key]) => key.toLowerCase() === name.toLowerCase());
  return found.length > 1 ? found.map(([, value]) => value) : found[0]?.[1];
}

/** A segment of the path. */
export const pathValue = (input: Input, name: string): Json | undefined =>
  named(new Map(Object.entries(input.path)), name);

/** A header. */
export const headerValue = (input: Input, name: string): Json | undefined =>
  Object.hasOwn(input.headers, name.toLowerCase()) ? input.headers[name.toLowerCase()] : undefined;

/** `rest.x`: in the path, else the query, else a field of the body. */
export const anywhereValue = (input: Input, name: string): Json | undefined =>
  pathValue(input, name) ?? queryValue(input, name) ?? within(input.body, [name]);

/** `tools.x`, or `tools.x.y` for a part; `tools.body` is all arguments where the tool has none of that name. */
export const argumentValue = (input: Input, name: string): Json | undefined =>
  wholeOrPart(name, (whole) => within(input.arguments ?? undefined, [whole]) ?? allArguments(input, whole));

const allArguments = ({ parameters, arguments: given }: Input, name: string): Json | undefined =>
  name === 'body' && given !== null && !parameters.some((parameter) => parameter.name === 'body') ? given : undefined;

/** `<namespace>.x`, or a part of it: a declared parameter, else what the caller gave under that name. */
export function parameterValue(scope: Scope, name: string): Json | undefined {
  const { input } = scope;
  const value = wholeOrPart(name, (whole) => named(scope.incoming, whole));
  if (value !== undefined) return value;
  return input.arguments === null ? anywhereValue(input, name) : argumentValue(input, name);
}

// A name may have points of its own, or lead into a value.
function wholeOrPart(name: string, find: (name: string) => Json | undefined): Json | undefined {
  const whole = find(name);
  const [first = '', ...keys] = name.split('.');
  return whole !== undefined || keys.length === 0 ? whole : within(find(first), keys);
}

// Templates may use the forms of `with` too: `{{tools.x}}`, `{{rest.path.x}}`, `{{namespace.x}}`.
function fromCaller([first, ...rest]: readonly string[], scope: Scope): Json | undefined {
  const [name, ...keys] = rest;
  if (name === undefined) return undefined;
  if (first === scope.input.namespace) return within(parameterValue(scope, name), keys);
  if (first === 'tools') return within(argumentValue(scope.input, name), keys);
  return first === 'rest' && scope.input.arguments === null ? fromRest(scope.input, name, keys) : undefined;
}

function fromRest(input: Input, place: string, keys: readonly string[]): Json | undefined {
  const [name] = keys;
  if (place === 'body') return within(input.body, keys);
  if (name === undefined) return anywhereValue(input, place);
  if (place === 'path') return pathValue(input, name);
  if (place === 'query') return queryValue(input, name);
  return place === 'header' ? headerValue(input, name) : undefined;
}

// What needs no declaration: the variables of the path, and the arguments of what declares none. Of what declares some,
// others do not count, so that a caller cannot fill in what the file's author did not open.
const undeclared = ({ arguments: given, parameters, path }: Input): [string, Json][] =>
  given === null ? Object.entries(path) : parameters.length === 0 ? Object.entries(given) : [];

function declaredValue(parameter: InputParameter, input: Input, constants: Lookup): Json | undefined {
  const { name, type, value } = parameter;
  if (value?.kind === 'constant') return fillTemplate(value.value, constants);
  if (value?.kind === 'path') return input.body === undefined ? undefined : evaluatePath(value.path, input.body);
  if (parameter.in === 'argument') return within(input.arguments ?? undefined, [name]);
  if (parameter.in === 'body') return bodyValue(parameter, input);
  if (parameter.in === 'path') return typed(pathValue(input, name), type);
  if (parameter.in === 'query') return typed(queryValue(input, name), type);
  return typed(parameter.in === 'header' ? headerValue(input, name) : cookieValue(input, name), type);
}

function bodyValue({ name, type }: InputParameter, input: Input): Json | undefined {
  const field = within(input.body, [name]);
  if (field !== undefined) return field;
  const others = input.parameters.filter((parameter) => parameter.in === 'body').length > 1;
  return name === 'body' || (!others && (type === 'object' || type === 'array')) ? input.body : undefined;
}

function cookieValue(input: Input, name: string): string | undefined {
  for (const pair of (input.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

// Text of a path, query, header or cookie becomes what its declaration says it is, where it can.
function typed(value: Json | undefined, type: string): Json | undefined {
  if (typeof value !== 'string') return value;
  const parsed = type === 'string' || value.trim() !== value ? undefined : tryParseJson(value);
  if (type === 'boolean' && typeof parsed === 'boolean') return parsed;
  return /^(number|integer)$/.test(type) && (typeof parsed === 'number' || isRawNumber(parsed)) ? parsed : value;
}
