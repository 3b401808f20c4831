import type { InputParameter, JsonObject, Tool } from '../capability.ts';
import { memberOf } from '../json/json.ts';
import type { OpenApiDocument } from '../openapi/document.ts';
import type { DescribedOperation } from '../openapi/find-operation.ts';
import { isPattern, type SchemaTaker, schemaTaker } from '../openapi/self-contained.ts';
import { isWriting, operationOf, parameterFedBy } from './consumed-by.ts';

/** The argument by which a caller gives an idempotency key of its own. */
export const KEY_ARGUMENT = 'idempotency_key';
/** The header that carries it to the consumed API, in lower case. */
export const KEY_HEADER = 'idempotency-key';

/** What the consumed API says of itself, where that is known. */
export interface KnownOperation {
  readonly document: OpenApiDocument;
  readonly operation: DescribedOperation;
}

/** As MCP wants schemas of tools. */
export type ObjectSchema = JsonObject & { readonly type: 'object' };

/** The arguments of a tool. */
export interface ToolInput {
  readonly schema: ObjectSchema;
  /** Arguments that go along as query parameters, as the file does not speak of them. */
  readonly passedQuery: readonly string[];
  /** Is the argument `idempotency_key` ours? Then it goes into the header and nowhere else. */
  readonly takesKey: boolean;
  /** Does the API know keys by a field of its body alone? Then one that we derive goes there, too. */
  readonly keyInBody: boolean;
  /** Where a caller of a tool that writes gives a key: for people. */
  readonly keyPlace: string;
}

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object']);

/**
 * The arguments that a tool takes, as JSON Schema 2020-12: those that the file declares or uses, described by the
 * OpenAPI document of the consumed API where there is one. An undeclared tool that reads also takes the query parameters
 * of its operation, and a tool that writes takes an idempotency key where its body has no field for one.
 */
export function inputOf(tool: Tool, known: KnownOperation | null): ToolInput {
  const taker = known && schemaTaker(known.document);
  const properties = new Map<string, JsonObject>();
  for (const parameter of tool.parameters) properties.set(parameter.name, argumentOf(tool, parameter, known, taker));
  const query = known && taker ? offeredQuery(tool, known.operation) : [];
  for (const { name, schema, description } of query) {
    properties.set(name, described(taker?.take(schema) ?? {}, description));
  }
  const takesKey = offersKey(tool, properties);
  if (takesKey) properties.set(KEY_ARGUMENT, KEY_SCHEMA);
  const required = [
    ...tool.parameters.filter((parameter) => parameter.required).map(({ name }) => name),
    ...query.filter((parameter) => parameter.required).map(({ name }) => name),
  ];
  const defs = taker?.defs();
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
      ...(defs ? { $defs: defs } : {}),
    },
    passedQuery: query.map(({ name }) => name),
    takesKey,
    keyInBody: hasKeyField(properties) && known !== null && !known.operation.parameters.some(isKeyHeader),
    keyPlace: properties.has(KEY_ARGUMENT) ? KEY_ARGUMENT : `body.${KEY_ARGUMENT}`,
  };
}

const KEY_SCHEMA: JsonObject = {
  type: 'string',
  minLength: 1,
  maxLength: 255,
  pattern: '^[!-~]+$',
  description:
    'Leave it out, and the same call again gives the first result instead of being done twice. ' +
    'Give a new key of your own to do the same thing again on purpose.',
};

function argumentOf(
  tool: Tool,
  parameter: InputParameter,
  known: KnownOperation | null,
  taker: SchemaTaker | null,
): JsonObject {
  const type = TYPES.has(parameter.type) ? parameter.type : 'string';
  const schema = known && taker ? knownSchema(tool, parameter, known, taker) : null;
  const fits = schema !== null && (!tool.declared || schema.type === undefined || schema.type === type);
  const whole = {
    ...(fits ? schema : { type }),
    ...(isPattern(parameter.pattern) ? { pattern: parameter.pattern } : {}),
  };
  return described(whole, parameter.description);
}

const described = (schema: JsonObject, description: string | null): JsonObject =>
  description === null ? schema : { ...schema, description };

/** The schema that the consumed API has for an argument. */
function knownSchema(
  tool: Tool,
  { name }: InputParameter,
  { operation, document }: KnownOperation,
  taker: SchemaTaker,
): JsonObject | null {
  const fed = parameterFedBy(tool, name);
  if (fed === null) return null;
  if (fed.in !== 'body') {
    const parameter = operation.parameters.find((candidate) => candidate.in === fed.in && candidate.name === fed.name);
    return parameter ? described(taker.takeInline(parameter.schema), parameter.description) : null;
  }
  if (operation.body === null) return null;
  if (fed.name === 'body') return taker.takeInline(operation.body.schema);
  const field = memberOf(document.resolve(operation.body.schema)?.properties, fed.name);
  return field === undefined ? null : taker.takeInline(field);
}

/** Query parameters of an operation that reads, which the file leaves out. */
function offeredQuery(tool: Tool, operation: DescribedOperation) {
  const consumed = operationOf(tool.invocation);
  if (tool.declared || consumed?.method !== 'GET') return [];
  const spoken = new Set([
    ...tool.parameters.map(({ name }) => name),
    ...consumed.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name),
  ]);
  return operation.parameters.filter((parameter) => parameter.in === 'query' && !spoken.has(parameter.name));
}

const offersKey = (tool: Tool, properties: ReadonlyMap<string, JsonObject>): boolean =>
  isWriting(tool) && !properties.has(KEY_ARGUMENT) && !hasKeyField(properties);

const hasKeyField = (properties: ReadonlyMap<string, JsonObject>): boolean =>
  memberOf(memberOf(properties.get('body'), 'properties'), KEY_ARGUMENT) !== undefined;

const isKeyHeader = (parameter: DescribedOperation['parameters'][number]): boolean =>
  parameter.in === 'header' && parameter.name.toLowerCase() === KEY_HEADER;
