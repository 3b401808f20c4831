import type { Json, JsonObject } from '../capability.ts';
import { isJsonArray, isJsonObject, memberOf } from '../json/json.ts';
import type { OpenApiDocument } from './document.ts';
import { followPointer, keysOfPointer } from './pointer.ts';

/** Makes JSON Schemas of 2020-12 out of the schemas of one document, which stand on their own with the `$defs` beside them. */
export interface SchemaTaker {
  /** Any schema; references become `#/$defs/Name`. */
  take(schema: Json | undefined): JsonObject;
  /** As `take`, but a schema that is only a reference is put in itself, for readers that do not follow references. */
  takeInline(schema: Json | undefined): JsonObject;
  /** What the schemas taken so far refer to; undefined when to nothing. */
  defs(): JsonObject | undefined;
}

/** Where a schema holds other schemas (JSON Schema 2020-12, core sections 10 and 11). */
const ONE = ['items', 'additionalProperties', 'not', 'if', 'then', 'else', 'contains', 'propertyNames'];
const SOME = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const BY_NAME = ['properties', 'patternProperties', 'dependentSchemas'];
/** Of OpenAPI alone: they say nothing about a value, or were put in another way. */
const DROPPED = new Set(['$ref', 'nullable', 'example', 'discriminator', 'xml', 'externalDocs', '$schema', '$id']);

/** What makes a value not fit; type, choices and format are left, which say what it is. */
const DEMANDS = new Set([
  ...['required', 'dependentRequired', 'pattern', 'minLength', 'maxLength', 'minItems', 'maxItems', 'uniqueItems'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minProperties', 'maxProperties'],
]);

/**
 * Takes schemas out of a document.
 * @param how `lenient` leaves out what a value must have, and allows what the schema does not name
 */
export function schemaTaker(document: OpenApiDocument, how: 'strict' | 'lenient' = 'strict'): SchemaTaker {
  const names = new Map<string, string>();
  const defs = new Map<string, JsonObject>();

  function nameOf(reference: string): string | null {
    const keys = keysOfPointer(reference);
    const known = names.get(reference);
    if (known !== undefined || keys === null) return known ?? null;
    const target = followPointer(document.root, reference);
    if (!isJsonObject(target)) return null;
    const plain = (keys.at(-1) ?? 'Root').replaceAll(/[^A-Za-z0-9_.-]/g, '_');
    const taken = new Set(names.values());
    let name = plain;
    for (let number = 2; taken.has(name); number++) name = `${plain}_${number}`;
    // Named before it is looked at: it may refer to itself.
    names.set(reference, name);
    defs.set(name, take(target));
    return name;
  }

  function take(schema: Json | undefined): JsonObject {
    if (!isJsonObject(schema)) return {};
    const name = typeof schema.$ref === 'string' ? nameOf(schema.$ref) : null;
    const kept = Object.entries(schema).filter(([key, value]) => !DROPPED.has(key) && !isTooMuch(key, value));
    const plain: JsonObject = Object.fromEntries(kept.map(([key, value]) => [nameFor(key), takePart(key, value)]));
    const whole = name === null ? exclusive(plain) : { $ref: `#/$defs/${name}`, ...plain };
    return schema.nullable === true ? orNull(whole) : whole;
  }

  function takePart(key: string, value: Json): Json {
    if (ONE.includes(key) && isJsonObject(value)) return take(value);
    if (SOME.includes(key) && isJsonArray(value)) return value.map(takeAny);
    if (BY_NAME.includes(key) && isJsonObject(value)) {
      const members = Object.entries(value).filter(([name]) => key !== 'patternProperties' || isPattern(name));
      return Object.fromEntries(members.map(([name, schema]) => [name, takeAny(schema)]));
    }
    return value;
  }

  const isTooMuch = (key: string, value: Json): boolean =>
    (key === 'pattern' && !isPattern(value)) ||
    (how === 'lenient' && (DEMANDS.has(key) || (/^(additional|unevaluated)Properties$/.test(key) && value === false)));

  // Without demands several alternatives may fit.
  const nameFor = (key: string): string => (how === 'lenient' && key === 'oneOf' ? 'anyOf' : key);

  const takeAny = (schema: Json): Json => (isJsonObject(schema) ? take(schema) : schema);

  return {
    take,
    takeInline(schema) {
      const isReference = typeof memberOf(schema, '$ref') === 'string' && isJsonObject(schema);
      return take(isReference && Object.keys(schema).length === 1 ? (document.resolve(schema) ?? schema) : schema);
    },
    defs: () => (defs.size === 0 ? undefined : Object.fromEntries(defs)),
  };
}

/** Can it be used here? Documents are written for other languages too, with other regular expressions. */
export function isPattern(pattern: Json): boolean {
  try {
    return typeof pattern === 'string' && new RegExp(pattern, 'u').source !== '';
  } catch {
    return false;
  }
}

/** OpenAPI 3.0 has `exclusiveMinimum: true` beside `minimum`. */
function exclusive(schema: JsonObject): JsonObject {
  return ['inimum', 'aximum'].reduce((changed, end) => {
    const [flag, limit] = [`exclusiveM${end}`, `m${end}`];
    if (typeof changed[flag] !== 'boolean') return changed;
    const { [flag]: isExclusive, [limit]: value, ...rest } = changed;
    if (value === undefined) return rest;
    return isExclusive === true ? { ...rest, [flag]: value } : { ...rest, [limit]: value };
  }, schema);
}

function orNull(schema: JsonObject): JsonObject {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const choices: JsonObject = isJsonArray(schema.enum) ? { enum: [...schema.enum, null] } : {};
  return { ...schema, type: [schema.type, 'null'], ...choices };
}
