import type { Json, JsonObject } from '../capability.ts';
import { isJsonArray, isJsonObject, memberOf } from '../json/json.ts';
import type { Checker } from '../mcp/check-arguments.ts';
import type { DescribedTool } from '../mcp/describe-tool.ts';

/** A tool with a call of it to show. */
export interface ShownTool extends DescribedTool {
  /** Arguments that fit; null where none can be thought of. */
  readonly example: JsonObject | null;
}

export function shown(tool: DescribedTool): ShownTool {
  const { inputSchema } = tool.entry;
  // A call that writes shows what to write, also where the body may be left out.
  const bodies = tool.isWriting && memberOf(inputSchema.properties, 'body') !== undefined ? ['body'] : [];
  const required = [inputSchema.required ?? []].flat();
  const whole = exampleOf({ ...inputSchema, required: [...new Set([...required, ...bodies])] }, tool.check);
  return { ...tool, example: whole ?? exampleOf(inputSchema, tool.check) };
}

/**
 * Arguments that fit the input schema of a tool, with only what is required; null where none can be thought of, as for a
 * pattern that none of our words fits.
 * @param check says whether they fit
 */
function exampleOf(schema: JsonObject, check: Checker): JsonObject | null {
  const example = exampleFor(schema, schema, '', 0);
  return isJsonObject(example) && check(example).length === 0 ? example : null;
}

const DEPTH_MAX = 12;

function exampleFor(schema: Json | undefined, root: JsonObject, name: string, depth: number): Json {
  if (!isJsonObject(schema) || depth > DEPTH_MAX) return 'example';
  if (typeof schema.$ref === 'string') return exampleFor(definition(schema.$ref, root), root, name, depth + 1);
  const given = [schema.const, memberOf(schema, 'default'), first(schema.examples), first(schema.enum)];
  const ready = given.find((value) => value !== undefined);
  if (ready !== undefined) return ready;
  const [choice] = [schema.anyOf, schema.oneOf, schema.allOf].map(first).filter((value) => value !== undefined);
  if (choice !== undefined && schema.properties === undefined) return exampleFor(choice, root, name, depth + 1);
  const type = isJsonArray(schema.type) ? first(schema.type) : schema.type;
  switch (type ?? (schema.properties ? 'object' : 'string')) {
    case 'object':
      return objectFor(schema, root, depth);
    case 'array':
      return Array.from({ length: Math.max(1, numberOr(schema.minItems, 1)) }, () =>
        exampleFor(schema.items, root, name, depth + 1),
      );
    case 'integer':
      return numberFor(schema, 1);
    case 'number':
      return numberFor(schema, 10.5);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textFor(schema, name);
  }
}

const first = (value: Json | undefined): Json | undefined => (isJsonArray(value) ? value[0] : undefined);
const numberOr = (value: Json | undefined, other: number): number => (typeof value === 'number' ? value : other);

const definition = (reference: string, root: JsonObject): Json | undefined =>
  memberOf(root.$defs, reference.replace('#/$defs/', ''));

function objectFor(schema: JsonObject, root: JsonObject, depth: number): JsonObject {
  const required = isJsonArray(schema.required) ? schema.required : [];
  const names = required.filter((name) => typeof name === 'string');
  return Object.fromEntries(
    names.map((name) => [name, exampleFor(memberOf(schema.properties, name), root, name, depth + 1)]),
  );
}

function numberFor(schema: JsonObject, wish: number): number {
  const least = Math.max(numberOr(schema.minimum, -Infinity), numberOr(schema.exclusiveMinimum, -Infinity) + 1);
  const most = Math.min(numberOr(schema.maximum, Infinity), numberOr(schema.exclusiveMaximum, Infinity) - 1);
  return Math.max(least, Math.min(most, wish));
}

const UUID = '01890a5d-ac96-774b-bcce-b302099a8057';
const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: UUID,
  date: '2026-01-31',
  'date-time': '2026-01-31T09:30:00Z',
  time: '09:30:00Z',
  email: 'someone@example.com',
  uri: 'https://example.com/',
  'uri-reference': '/example',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
};
// Tried in turn where there is a pattern: names, ids, times and amounts, and codes of currencies and countries, an IBAN.
const WORDS = [
  ...['example', 'EXAMPLE_CODE', 'EXAMPLE', UUID, '2026-01-31', '10.50', '1'],
  ...['AED', 'AE', 'AE070331234567890123456'],
];

function textFor(schema: JsonObject, name: string): string {
  const words = [BY_FORMAT[String(schema.format)], `example-${name}`.replace(/-$/, ''), ...WORDS];
  const fitting = words.find((word) => word !== undefined && fits(word, schema));
  return fitting ?? 'example';
}

function fits(word: string, { pattern, minLength, maxLength, format }: JsonObject): boolean {
  if (typeof format === 'string' && BY_FORMAT[format] !== undefined && BY_FORMAT[format] !== word) return false;
  if (word.length < numberOr(minLength, 0) || word.length > numberOr(maxLength, Infinity)) return false;
  try {
    return typeof pattern !== 'string' || new RegExp(pattern, 'u').test(word);
  } catch {
    return false;
  }
}
