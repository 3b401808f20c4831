import type { InputParameter, Json } from '../capability.ts';
import { evaluatePath } from '../expressions/evaluate-path.ts';
import { isJsonArray, isJsonObject, isRawNumber, memberOf, textOf } from '../json/json.ts';
import type { Input } from '../running/runtime.ts';

export interface ParameterFault {
  /** Where it belongs and its name: `query status`. */
  readonly parameter: string;
  readonly message: string;
}

const TEXT_LENGTH_MAX = 10_000;

/**
 * What is wrong with the declared parameters of a request: a required one is missing, a number or a boolean is none, or a
 * pattern does not fit. Those whose value is a constant of the file are not looked at.
 */
export function checkInput(input: Input): ParameterFault[] {
  return input.parameters.flatMap((parameter) => {
    if (parameter.value?.kind === 'constant') return [];
    const message = faultOf(parameter, givenFor(parameter, input));
    return message === undefined ? [] : [{ parameter: `${parameter.in} ${parameter.name}`, message }];
  });
}

/** What the caller gave for a parameter; undefined when there is nothing. */
function givenFor({ name, in: where, value }: InputParameter, input: Input): Json | undefined {
  const { path, query, headers, body } = input;
  if (value?.kind === 'path') return body === undefined ? undefined : evaluatePath(value.path, body);
  if (where === 'path') return own(path, name);
  if (where === 'query') return query.find(([key]) => key === name)?.[1];
  if (where === 'header') return own(headers, name.toLowerCase());
  if (where === 'cookie') return cookieOf(headers.cookie ?? '', name);
  return where !== 'body' || name === 'body' ? body : memberOf(body, name);
}

function faultOf(parameter: InputParameter, given: Json | undefined): string | undefined {
  if (given === undefined || given === null) return parameter.required ? 'is required' : undefined;
  if (isJsonArray(given) || isJsonObject(given)) return faultOfKind(parameter, given);
  const text = textOf(given);
  return faultOfType(parameter, given, text) ?? faultOfPattern(parameter, text);
}

function faultOfType({ type, in: where }: InputParameter, given: Json, text: string): string | undefined {
  // In a body the types of JSON hold; everywhere else all is text that says it.
  if (where === 'body') return faultOfKind({ type }, given);
  if (type === 'number' && !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return 'must be a number';
  if (type === 'integer' && !/^-?\d+$/.test(text)) return 'must be a whole number';
  if (type === 'boolean' && text !== 'true' && text !== 'false') return 'must be true or false';
  return undefined;
}

function faultOfKind({ type }: Pick<InputParameter, 'type'>, given: Json): string | undefined {
  const is = kindOf(given);
  if (type === is || !kinds.includes(type)) return undefined;
  if (type === 'integer' && is === 'number' && /^-?\d+$/.test(textOf(given))) return undefined;
  return `must be ${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
}

const kinds = ['string', 'number', 'integer', 'boolean', 'array', 'object'];

function kindOf(given: Json): string {
  if (isJsonArray(given)) return 'array';
  return isRawNumber(given) ? 'number' : typeof given;
}

function faultOfPattern({ pattern }: InputParameter, text: string): string | undefined {
  if (pattern === null) return undefined;
  // A pattern of the file on a text of the caller: short, so that a careless pattern cannot take the process away.
  if (text.length > TEXT_LENGTH_MAX) return `is longer than ${TEXT_LENGTH_MAX} characters`;
  return matches(pattern, text) ? undefined : `must match ${pattern}`;
}

function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    // Patterns of other dialects escape characters that need none; without the flag such escapes are allowed.
    try {
      return new RegExp(pattern).test(text);
    } catch {
      return true;
    }
  }
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** The value of a cookie (RFC 6265 section 4.2.1); undefined when there is none of that name. */
function cookieOf(header: string, name: string): string | undefined {
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name)
      return pair
        .slice(at + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1');
  }
  return undefined;
}
