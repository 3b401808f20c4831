import type { JsonObject, RestExpose } from '../capability.ts';
import { isJsonArray, isJsonObject, memberOf } from '../json/json.ts';
import type { ShownTool } from './example-of.ts';
import { block, cell, code, table } from './markdown.ts';

/** references/tools.md: every tool with its arguments and an example call. */
export function toolsPage(tools: readonly ShownTool[]): string {
  const sections = tools.map(({ entry, tool, input, example }) => {
    const rows = rowsOf(input.schema, '');
    const parts = [
      `## ${entry.name}`,
      tool.description.trim(),
      rows.length === 0 ? 'No arguments.' : table(['Argument', 'Type', 'Needed', 'Meaning'], rows),
      ...(example === null
        ? []
        : [`Example:\n\n${block('json', JSON.stringify({ name: entry.name, arguments: example }, null, 2))}`]),
    ];
    return parts.join('\n\n');
  });
  return `# Tools\n\nThe names and values in the examples are made up.\n\n${sections.join('\n\n')}\n`;
}

const DEPTH_MAX = 4;

/** The fields of an object, and those of the objects in it. */
function rowsOf(schema: JsonObject, prefix: string, root = schema, depth = 0): string[][] {
  const required = new Set(isJsonArray(schema.required) ? schema.required : []);
  const properties = isJsonObject(schema.properties) ? Object.entries(schema.properties) : [];
  return properties.flatMap(([name, value]) => {
    const field = resolved(value, root);
    const path = `${prefix}${name}`;
    const row = [code(path), typeOf(field, root), required.has(name) ? 'yes' : 'no', meaningOf(field)];
    return depth >= DEPTH_MAX ? [row] : [row, ...rowsBelow(field, path, root, depth)];
  });
}

function rowsBelow(field: JsonObject, path: string, root: JsonObject, depth: number): string[][] {
  if (field.properties !== undefined) return rowsOf(field, `${path}.`, root, depth + 1);
  const items = resolved(field.items, root);
  if (items.properties !== undefined) return rowsOf(items, `${path}[].`, root, depth + 1);
  const choices = (isJsonArray(field.anyOf) ? field.anyOf : []).map((choice) => resolved(choice, root));
  const shown = choices.find((choice) => choice.properties !== undefined || choice.items !== undefined);
  return shown === undefined || shown.anyOf !== undefined ? [] : rowsBelow(shown, path, root, depth);
}

function resolved(value: unknown, root: JsonObject): JsonObject {
  const schema = isSchema(value) ? value : {};
  const reference = schema.$ref;
  if (typeof reference !== 'string') return schema;
  const found = memberOf(root.$defs, reference.replace('#/$defs/', ''));
  return isJsonObject(found) ? { ...found, ...schema } : schema;
}

const isSchema = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(schema: JsonObject, root: JsonObject): string {
  if (isJsonArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const choices = isJsonArray(schema.anyOf) ? schema.anyOf : isJsonArray(schema.oneOf) ? schema.oneOf : null;
  if (choices) return choices.map((choice) => typeOf(resolved(choice, root), root)).join(' or ');
  const type = isJsonArray(schema.type) ? schema.type.join(' or ') : String(schema.type ?? 'any');
  return typeof schema.format === 'string' ? `${type} (${schema.format})` : type;
}

function meaningOf(schema: JsonObject): string {
  const { description, minimum, maximum, maxLength } = schema;
  const limits = [
    minimum === undefined ? '' : `at least ${JSON.stringify(minimum)}`,
    maximum === undefined ? '' : `at most ${JSON.stringify(maximum)}`,
    maxLength === undefined ? '' : `at most ${JSON.stringify(maxLength)} characters`,
    schema.default === undefined ? '' : `${JSON.stringify(schema.default)} where it is left out`,
  ].filter((limit) => limit !== '');
  const meaning = typeof description === 'string' ? cell(description) : '';
  if (limits.length === 0) return meaning;
  return meaning === '' ? limits.join(', ') : `${meaning} (${limits.join(', ')})`;
}

/** references/rest.md: the operations of the REST adapter. */
export function restPage(exposes: readonly RestExpose[], restUrl: string | null): string {
  const rows = exposes.flatMap(({ resources }) =>
    resources.flatMap((resource) => [
      ...resource.operations.map((operation) => [
        operation.method,
        code(resource.path),
        operation.description ?? operation.name ?? resource.description ?? '',
      ]),
      ...(resource.forward
        ? [['any', code(`${resource.path}/…`), `Goes on to ${resource.forward.api.namespace} as it is.`]]
        : []),
    ]),
  );
  const base = restUrl === null ? '' : `Base: ${restUrl}\n\n`;
  return `# REST\n\n${base}${table(['Method', 'Path', 'Does'], rows)}\n
Bodies are JSON. Send \`Idempotency-Key\` with what writes, and the same key when you send it again.
Lists take the filters and the paging of the API behind.\n`;
}

const OWN_FAULTS = [
  ['invalid-arguments', 'The arguments do not fit the schema; each fault is named. Nothing was sent.'],
  ['missing-argument', 'A needed argument is missing. Nothing was sent.'],
  ['bad-argument', 'An argument cannot be sent as it is. Nothing was sent.'],
  ['upstream-unreachable', 'The API does not answer. Of a call that writes read `money_moved`.'],
  ['upstream-timeout', 'The API was too slow. What writes may have been carried out.'],
  ['upstream-too-large', 'The answer is too large. What writes may have been carried out.'],
  ['unusable-answer', 'The answer cannot be read. What writes may have been carried out.'],
  ['internal-error', 'The server failed. What writes may have been carried out.'],
] as const;

/** references/errors.md: refusals of the API and faults on the way. */
export function errorsPage(tools: readonly ShownTool[]): string {
  const refusals = new Map(
    tools.flatMap((tool) => tool.refusals.map((refusal) => [refusal.code + refusal.sentence, refusal] as const)),
  );
  const rows = [...refusals.values()].map(({ code: word, status, sentence }) => [code(word), status, sentence]);
  const own = OWN_FAULTS.map(([word, sentence]) => [code(word), sentence]);
  const known = rows.length === 0 ? '' : `## The API says no\n\n${table(['Code', 'HTTP', 'Meaning'], rows)}\n\n`;
  return `# Errors

An error begins with its code and a sentence, and says what is known of these:

- \`money_moved\`: \`no\`, \`yes\`, or \`unknown\`. Where it is \`unknown\`, read or list what the call would have made.
- \`retryable\`: may the same call succeed later?

The same call again is safe at any time: it goes under the same idempotency key.

${known}## On the way\n\n${table(['Code', 'Meaning'], own)}\n`;
}
