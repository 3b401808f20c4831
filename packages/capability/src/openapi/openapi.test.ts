import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { ConsumedOperation, JsonObject } from '../capability.ts';
import { createOpenApiDocuments, openApiDocument } from './document.ts';
import { findOperation } from './find-operation.ts';
import { schemaTaker } from './self-contained.ts';

const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
after(() => rm(folder, { recursive: true, force: true }));

const consumed = (
  name: string,
  method: ConsumedOperation['method'],
  path: ConsumedOperation['path'],
): ConsumedOperation => ({
  name,
  method,
  path,
  parameters: [],
  body: null,
  rawFormat: 'json',
  outputs: [],
  description: null,
  api: {
    namespace: 'x',
    baseUri: 'http://x',
    description: null,
    authentication: null,
    openapi: null,
    operations: new Map(),
  },
});

const PET: JsonObject = { type: 'object', properties: { tag: { type: 'string' } } };
const document = openApiDocument({
  paths: {
    '/pets': { get: { operationId: 'listPets', responses: { 200: { $ref: '#/components/responses/Pets' } } } },
    '/pets/{petId}': {
      parameters: [
        { name: 'petId', in: 'path', required: true, schema: { type: 'integer' } },
        { name: 'deep', in: 'query', schema: { type: 'boolean' } },
      ],
      put: {
        parameters: [{ $ref: '#/components/parameters/Deep' }],
        requestBody: { $ref: '#/components/requestBodies/Pet' },
        responses: {
          200: {
            description: 'Done.',
            content: { 'application/hal+json': { schema: { $ref: '#/components/schemas/Pet' } } },
          },
          404: { description: 'No such pet.\nReally not.' },
          409: { description: '`TAKEN`: It is taken.\n\n`GONE`: It has gone.' },
          '4XX': {},
        },
      },
    },
  },
  components: {
    parameters: { Deep: { name: 'deep', in: 'query', description: 'How deep.', schema: { type: 'integer' } } },
    requestBodies: {
      Pet: { required: true, content: { 'text/csv': {}, 'application/json; charset=utf-8': { schema: PET } } },
    },
    responses: { Pets: { description: 'Pets.', content: { 'application/json': { schema: { type: 'array' } } } } },
    schemas: { Pet: PET },
  },
});

describe('an operation in a document', () => {
  test('is found by its id, else by method and path whatever the variables are called', () => {
    assert.ok(findOperation(document, consumed('listPets', 'POST', ['/elsewhere'])));
    const found = findOperation(document, consumed('update', 'PUT', ['/pets/', { path: ['id'] }]));
    assert.deepEqual(found, {
      parameters: [
        { name: 'petId', in: 'path', required: true, schema: { type: 'integer' }, description: null },
        { name: 'deep', in: 'query', required: false, schema: { type: 'integer' }, description: 'How deep.' },
      ],
      body: { schema: PET, required: true },
      success: { $ref: '#/components/schemas/Pet' },
      refusals: [
        { status: '404', code: '404', sentence: 'No such pet.' },
        { status: '409', code: 'TAKEN', sentence: 'It is taken.' },
        { status: '409', code: 'GONE', sentence: 'It has gone.' },
      ],
    });
    assert.equal(findOperation(document, consumed('update', 'DELETE', ['/pets/', { path: ['id'] }])), null);
    assert.equal(findOperation(document, consumed('update', 'PUT', ['/pets'])), null);
  });

  test('is not there in a document that is something else', () => {
    const roots: JsonObject[] = [{}, { paths: null }, { paths: [] }, { paths: { '/a': 'x', '/b': { get: 7 } } }];
    for (const root of roots) {
      assert.equal(findOperation(openApiDocument(root), consumed('a', 'GET', ['/a'])), null);
    }
    const circle = openApiDocument({ paths: { '/a': { $ref: '#/paths/~1a' } } });
    assert.equal(findOperation(circle, consumed('a', 'GET', ['/a'])), null);
  });
});

describe('a schema that stands on its own', () => {
  const taken = (schema: JsonObject, schemas: JsonObject = {}, how: 'strict' | 'lenient' = 'strict') => {
    const taker = schemaTaker(openApiDocument({ components: { schemas } }), how);
    return { schema: taker.take(schema), defs: taker.defs() };
  };
  const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

  test('has what it refers to beside it, also where that refers to itself', () => {
    const Node = { type: 'object', properties: { next: ref('Node'), other: ref('Leaf') } };
    assert.deepEqual(taken({ items: ref('Node') }, { Node, Leaf: { type: 'string' } }), {
      schema: { items: { $ref: '#/$defs/Node' } },
      defs: {
        Leaf: { type: 'string' },
        Node: { type: 'object', properties: { next: { $ref: '#/$defs/Node' }, other: { $ref: '#/$defs/Leaf' } } },
      },
    });
  });

  test('is put in itself where it is only a reference, and lets go what leads nowhere', () => {
    const taker = schemaTaker(openApiDocument({ components: { schemas: { A: ref('B'), B: { type: 'number' } } } }));
    assert.deepEqual(taker.takeInline(ref('A')), { type: 'number' });
    assert.deepEqual(taken({ ...ref('None'), description: 'd' }).schema, { description: 'd' });
    assert.deepEqual(taken({ $ref: 'other.json#/A' }).schema, {});
  });

  test('is of 2020-12, whatever OpenAPI 3.0 wrote', () => {
    const { schema } = taken(
      {
        type: 'object',
        nullable: true,
        properties: {
          nullable: { type: 'string', enum: ['a'], nullable: true, example: 'a' },
          example: { ...ref('A'), nullable: true },
          a: { type: 'number', minimum: 1, exclusiveMinimum: true, maximum: 5, exclusiveMaximum: false },
          b: { type: 'string', pattern: '(?i)x', xml: {} },
        },
      },
      { A: {} },
    );
    assert.deepEqual(schema, {
      type: ['object', 'null'],
      properties: {
        nullable: { type: ['string', 'null'], enum: ['a', null] },
        example: { anyOf: [{ $ref: '#/$defs/A' }, { type: 'null' }] },
        a: { type: 'number', exclusiveMinimum: 1, maximum: 5 },
        b: { type: 'string' },
      },
    });
  });

  test('demands nothing where it is lenient, and keeps fields that are called like keywords', () => {
    const schema = {
      type: 'object',
      required: ['pattern'],
      additionalProperties: false,
      properties: { pattern: { type: 'string', pattern: 'x' }, required: { oneOf: [{ minimum: 1 }] } },
    };
    assert.deepEqual(taken(schema, {}, 'lenient').schema, {
      type: 'object',
      properties: { pattern: { type: 'string' }, required: { anyOf: [{}] } },
    });
  });
});

test('documents are JSON or YAML, read once, and why one cannot be used is said once', async () => {
  const said: string[] = [];
  const documents = createOpenApiDocuments((sentence) => said.push(sentence));
  await writeFile(join(folder, 'a.json'), '{"paths":{}}');
  await writeFile(join(folder, 'a.yaml'), 'paths: {}');
  await writeFile(join(folder, 'bad.yaml'), 'paths: [');
  await writeFile(join(folder, 'text.yaml'), 'just text');
  assert.deepEqual(documents.read(join(folder, 'a.json'))?.root, { paths: {} });
  assert.equal(documents.read(join(folder, 'a.yaml')), documents.read(join(folder, 'a.yaml')));
  assert.equal(documents.read(null), null);
  for (const name of ['bad.yaml', 'text.yaml', 'none.json', 'bad.yaml'])
    assert.equal(documents.read(join(folder, name)), null);
  assert.equal(said.length, 3);
});
