import type { TSchema } from 'typebox';
import { eventTypeNames, eventTypes } from './events.ts';
import type { Operation } from './operation.ts';
import { operations, refusalsOf } from './operations.ts';
import { eventStream } from './operations-events.ts';
import { refusals } from './refusals.ts';
import { namedSchemas } from './schemas.ts';
import { scopes } from './scopes.ts';

type Json = { readonly [key: string]: unknown };

const named = new Set<string>(Object.keys(namedSchemas));

/** Plain JSON of a schema, with references in the form OpenAPI wants. */
function plain(schema: unknown, top = false): unknown {
  if (Array.isArray(schema)) return schema.map((item) => plain(item));
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema);
  const id = entries.find(([key]) => key === '$id')?.[1];
  if (!top && typeof id === 'string' && named.has(id)) return { $ref: `#/components/schemas/${id}` };
  return Object.fromEntries(
    entries
      .filter(([key]) => key !== '$id')
      .map(([key, value]) => [key, key === '$ref' ? `#/components/schemas/${value}` : plain(value)]),
  );
}

function properties(schema: TSchema): [string, unknown, boolean][] {
  const { properties: fields, required } = { properties: {}, required: [], ...schema };
  const needed = new Set<unknown>(Array.isArray(required) ? required : []);
  return Object.entries(fields).map(([name, field]) => [name, field, needed.has(name)]);
}

function parameters(operation: Operation): Json[] {
  const places = [
    ['path', operation.params],
    ['query', operation.query],
    ['header', operation.headers],
  ] as const;
  return places.flatMap(([place, schema]) =>
    schema === undefined
      ? []
      : properties(schema).map(([name, field, required]) => ({
          name,
          in: place,
          required: place === 'path' || required,
          schema: plain(field),
        })),
  );
}

function answers(operation: Operation, mediaType: string): Json {
  const byHttp = Map.groupBy(refusalsOf(operation), (code) => refusals[code].http);
  const refused = [...byHttp].toSorted(([a], [b]) => a - b);
  const { code, description, schema } = operation.success;
  return {
    [code]: schema ? { description, content: { [mediaType]: { schema: plain(schema) } } } : { description },
    ...Object.fromEntries(
      refused.map(([http, list]) => [
        http,
        {
          description: list.map((name) => `\`${name}\`: ${refusals[name].sentence}`).join('\n\n'),
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
        },
      ]),
    ),
  };
}

function describe(id: string, operation: Operation, mediaType = 'application/json'): Json {
  const params = parameters(operation);
  return {
    operationId: id,
    summary: operation.summary,
    tags: [operation.tag],
    security: [{ BearerAuth: [] }, { OAuth2: operation.scope === null ? [] : [operation.scope] }],
    ...(params.length > 0 ? { parameters: params } : {}),
    ...requestBody(operation),
    responses: answers(operation, mediaType),
  };
}

function requestBody({ body, file }: Operation): Json {
  if (file) {
    const schema = { type: 'string', format: 'binary' };
    return {
      requestBody: { required: true, content: Object.fromEntries(file.mediaTypes.map((type) => [type, { schema }])) },
    };
  }
  if (!body) return {};
  return { requestBody: { required: needsBody(body), content: { 'application/json': { schema: plain(body) } } } };
}

/** A body whose every field may be left out may be left out itself. */
function needsBody(body: TSchema): boolean {
  const { type, anyOf }: { type?: unknown; anyOf?: readonly TSchema[] } = body;
  if (anyOf) return anyOf.every((choice) => '$ref' in choice || needsBody(choice));
  return type === 'array' || properties(body).some(([, , required]) => required);
}

function paths(): Json {
  const result: Record<string, Record<string, Json>> = {};
  const list: [string, Operation][] = Object.entries(operations);
  for (const [id, operation] of list) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    const item = result[path] ?? {};
    item[operation.method.toLowerCase()] = describe(id, operation);
    result[path] = item;
  }
  return { ...result, [eventStream.path]: { get: describe('streamEvents', eventStream, 'text/event-stream') } };
}

/** What is sent to webhook endpoints: an event of each type, with the payload that its type has. */
function webhooks(): Json {
  return Object.fromEntries(
    eventTypeNames.map((type) => {
      const { payload, sentence } = eventTypes[type];
      const narrowed = { type: 'object', properties: { type: { const: type }, payload: plain(payload) } };
      const schema = { allOf: [{ $ref: '#/components/schemas/Event' }, narrowed] };
      return [
        type,
        {
          post: {
            summary: sentence,
            tags: ['Webhooks'],
            security: [],
            requestBody: { required: true, content: { 'application/json': { schema } } },
            responses: { '2XX': { description: 'It has arrived; it is not sent again.' } },
          },
        },
      ];
    }),
  );
}

/**
 * The OpenAPI 3.1 document of the whole API, derived from the table of operations.
 * @param serverUrl the base URL to name in it
 */
export function openApiDocument(serverUrl: string): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sarf',
      version: '1.0',
      description: 'Bank-to-bank payouts that are never paid twice.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: serverUrl }],
    tags: [...new Set(Object.values(operations).map(({ tag }) => tag))].map((name) => ({ name })),
    paths: paths(),
    webhooks: webhooks(),
    components: {
      securitySchemes: {
        BearerAuth: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        OAuth2: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/oauth2/token', scopes } } },
      },
      schemas: Object.fromEntries(Object.entries(namedSchemas).map(([id, schema]) => [id, plain(schema, true)])),
    },
  };
}
