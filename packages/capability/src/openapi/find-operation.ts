import type { ConsumedOperation, Json, JsonObject } from '../capability.ts';
import { isJsonArray, isJsonObject, memberOf } from '../json/json.ts';
import type { OpenApiDocument } from './document.ts';

/** What an OpenAPI document says about one operation. Schemas are still those of the document. */
export interface DescribedOperation {
  readonly parameters: readonly DescribedParameter[];
  /** Of a JSON body. */
  readonly body: { readonly schema: JsonObject; readonly required: boolean } | null;
  /** Of the JSON answer of success. */
  readonly success: JsonObject | null;
  readonly refusals: readonly Refusal[];
}

interface DescribedParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: JsonObject;
  readonly description: string | null;
}

/** A way in which the API says no. */
export interface Refusal {
  readonly status: string;
  /** Its own word for it, or the status where it has none. */
  readonly code: string;
  readonly sentence: string;
}

/**
 * Finds an operation by its id (`operationId` is the name of the consumed operation), else by method and path, in which
 * the names of variables do not matter. Null when the document does not have it.
 */
export function findOperation(document: OpenApiDocument, consumed: ConsumedOperation): DescribedOperation | null {
  const all = operationsOf(document);
  const found =
    all.find(({ operation }) => operation.operationId === consumed.name) ??
    all.find(({ method, path }) => method === consumed.method && path === shapeOf(consumed));
  return found ? describe(document, found.item, found.operation) : null;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function operationsOf(document: OpenApiDocument) {
  const paths = Object.entries(document.resolve(document.root.paths) ?? {});
  return paths.flatMap(([path, value]) => {
    const item = document.resolve(value);
    if (item === null) return [];
    return METHODS.flatMap((method) => {
      const operation = item[method.toLowerCase()];
      return isJsonObject(operation) ? [{ method, path: path.replaceAll(/\{[^}]*\}/g, '{}'), item, operation }] : [];
    });
  });
}

const shapeOf = ({ path }: ConsumedOperation): string =>
  path.map((part) => (typeof part === 'string' ? part : '{}')).join('');

function describe(document: OpenApiDocument, item: JsonObject, operation: JsonObject): DescribedOperation {
  // Those of the operation win over those of the path (OpenAPI 3.1, section 4.8.9.1).
  const parameters = new Map(
    [...listOf(item.parameters), ...listOf(operation.parameters)]
      .flatMap((parameter) => readParameter(document, parameter))
      .map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]),
  );
  const body = document.resolve(operation.requestBody);
  const bodySchema = body && jsonSchemaOf(body);
  const responses = Object.entries(document.resolve(operation.responses) ?? {});
  return {
    parameters: [...parameters.values()],
    body: bodySchema ? { schema: bodySchema, required: body?.required === true } : null,
    success: successOf(document, responses),
    refusals: responses.filter(([status]) => /^[45]/.test(status)).flatMap((entry) => refusalsOf(document, entry)),
  };
}

const listOf = (value: Json | undefined): readonly Json[] => (isJsonArray(value) ? value : []);
const textOr = <T>(value: Json | undefined, other: T): string | T => (typeof value === 'string' ? value : other);

function readParameter(document: OpenApiDocument, value: Json): DescribedParameter[] {
  const parameter = document.resolve(value);
  const { name, in: place, required, schema, description } = parameter ?? {};
  if (typeof name !== 'string' || typeof place !== 'string') return [];
  return [
    {
      name,
      in: place,
      required: required === true,
      schema: isJsonObject(schema) ? schema : {},
      description: textOr(description, null),
    },
  ];
}

/** The schema of the JSON among the contents of a body. */
function jsonSchemaOf(body: JsonObject): JsonObject | null {
  const contents = isJsonObject(body.content) ? Object.entries(body.content) : [];
  const json = contents.find(([type]) => /^application\/([\w.-]+\+)?json\b/i.test(type));
  const schema = memberOf(json?.[1], 'schema');
  return isJsonObject(schema) ? schema : null;
}

function successOf(document: OpenApiDocument, responses: readonly (readonly [string, Json])[]): JsonObject | null {
  const successes = responses.filter(([status]) => /^2(\d\d|XX)$/i.test(status)).map(([, value]) => value);
  // With several ways to succeed no one schema holds for each answer.
  const [only] = successes;
  const response = successes.length === 1 ? document.resolve(only) : null;
  return response && jsonSchemaOf(response);
}

/** Refusals are written in a description as lines `` `CODE`: sentence ``; else the description is the sentence. */
function refusalsOf(document: OpenApiDocument, [status, value]: readonly [string, Json]): Refusal[] {
  const description = textOr(document.resolve(value)?.description, '').trim();
  const listed = [...description.matchAll(/^`([\w.-]+)`: (.+)$/gm)];
  if (listed.length > 0) return listed.map(([, code = '', sentence = '']) => ({ status, code, sentence }));
  const [sentence = ''] = description.split('\n');
  return sentence === '' ? [] : [{ status, code: status, sentence }];
}
