import { Compile } from 'typebox/schema';
import type { JsonObject } from '../capability.ts';

/** Says what is wrong with a value, one sentence for each place; an empty list when nothing is. */
export type Checker = (value: unknown) => readonly string[];

// Enough to mend a call with; a small hostile call must not get a large answer.
const FAULTS_MAX = 20;
const NAME_LENGTH_MAX = 100;

/** Makes a checker of a JSON Schema. One that cannot be used finds nothing: the API behind has the last word anyway. */
export function checkerOf(schema: JsonObject): Checker {
  const validator = compiled(schema);
  return (value) => {
    if (validator === null) return [];
    if (validator.Check(value)) return [];
    const [, errors] = validator.Errors(value);
    const byPlace = new Map<string, string>();
    for (const error of telling(errors)) {
      for (const [place, why] of faultsOf(error)) if (!byPlace.has(place)) byPlace.set(place, why);
    }
    const faults = [...byPlace].slice(0, FAULTS_MAX).map(([place, why]) => `${place} ${why}`);
    return faults.length > 0 ? faults : ['The arguments do not fit the schema'];
  };
}

function compiled(schema: JsonObject): ReturnType<typeof Compile> | null {
  try {
    return Compile({ ...schema });
  } catch {
    return null;
  }
}

interface SchemaError {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: object;
  readonly message: string;
}

/** Of a value with alternatives it is told what is wrong with each, not only that none of them fits. */
function telling(errors: readonly SchemaError[]): readonly SchemaError[] {
  const told = errors.filter(
    ({ keyword, message }) => !/^(anyOf|oneOf|boolean)$/.test(keyword) && message !== 'must be null',
  );
  return told.length > 0 ? told : errors;
}

function faultsOf({ keyword, instancePath, params, message }: SchemaError): (readonly [string, string])[] {
  // RFC 6901 section 4.
  const base = instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = (...more: string[]): string =>
    [...base, ...more].map((key) => key.slice(0, NAME_LENGTH_MAX)).join('.') || 'arguments';
  if (keyword === 'required') return namesIn(params, 'requiredProperties').map((name) => [at(name), 'is required']);
  if (keyword === 'additionalProperties') {
    return namesIn(params, 'additionalProperties').map((name) => [at(name), 'is not known here']);
  }
  const allowed = namesIn(params, 'allowedValues');
  return [[at(), allowed.length > 0 ? `must be one of ${allowed.join(', ')}` : message]];
}

function namesIn(params: object, key: string): string[] {
  const list: unknown = Object.entries(params).find(([name]) => name === key)?.[1];
  return Array.isArray(list) ? list.map(String) : [];
}
