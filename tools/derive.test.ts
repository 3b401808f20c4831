import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { operations, refusals } from '../packages/contract/src/index.ts';
import { findContractFile, findContractOf, readOpenApi } from '../packages/server/test/contract-file.ts';
import type { Json } from '../packages/server/test/running-sarf.ts';
import { derivedDocuments } from './derived-documents.ts';

const root = resolve(import.meta.dirname, '..');
const documents = await derivedDocuments();
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** What a reference within a document points at; other values are themselves. */
function follow(document: Json, value: Json): Json {
  if (typeof value?.$ref !== 'string') return value;
  assert.match(value.$ref, /^#\//, 'references stay within the document');
  const keys: string[] = value.$ref.slice(2).split('/');
  const target = keys.reduce((place: Json, key) => place?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);
  assert.ok(target !== undefined, `${value.$ref} points at nothing`);
  return follow(document, target);
}

/** Every object of a document, at any depth. */
function* objectsOf(value: Json): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const inner of Object.values(value)) yield* objectsOf(inner);
}

/** All operations of a document, as [path, method, operation]. */
const operationsOf = (document: Json): [string, string, Json][] =>
  Object.entries<Json>(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method): [string, string, Json] => [path, method, item[method]]),
  );

const schemaOfBody = (document: Json, holder: Json): Json =>
  follow(document, follow(document, holder)?.content?.['application/json']?.schema);

describe('the documents that follow from the contract', () => {
  for (const { path, text } of documents) {
    test(`${path} is as the contract has it`, () => {
      assert.equal(readFileSync(join(root, path), 'utf8'), text, `run \`npm run derive\` to write ${path} anew`);
    });
  }

  test('the page of errors has every refusal, and advice for each that may pass later', () => {
    const page = readFileSync(join(root, 'docs/errors.md'), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    for (const [code, { http, sentence, retryable, moneyMoved }] of Object.entries(refusals)) {
      const row = `| \`${code}\` | ${http} | ${sentence} | ${retryable ? 'yes' : 'no'} | ${moneyMoved} |`;
      assert.ok(rows.includes(row), code);
      const mentions = rows.filter((line) => line.startsWith(`| \`${code}\` |`)).length;
      assert.equal(mentions, retryable || code === 'INTERNAL_SERVER_ERROR' ? 2 : 1, code);
    }
  });
});

describe('docs/openapi.json', () => {
  const document: Json = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));

  test('is OpenAPI 3.1 whose every reference leads somewhere', () => {
    assert.match(document.openapi, /^3\.1\.\d+$/);
    assert.ok(document.info.title && document.info.version);
    let references = 0;
    for (const object of objectsOf(document)) {
      if (!('$ref' in object)) continue;
      follow(document, object);
      references += 1;
    }
    assert.ok(references > 20);
    const known = new Set(['openapi', 'info', 'servers', 'tags', 'paths', 'webhooks', 'components']);
    assert.deepEqual(new Set(Object.keys(document)), known);
  });

  test('has each operation of the contract once, with all that an operation needs', () => {
    const list = operationsOf(document);
    const ids = list.map(([, , operation]) => operation.operationId);
    assert.deepEqual(ids.toSorted(), [...Object.keys(operations), 'streamEvents'].toSorted());
    const tags = new Set(document.tags.map((tag: Json) => tag.name));
    const { securitySchemes } = document.components;
    for (const [path, method, operation] of list) {
      const where = `${method} ${path}`;
      assert.match(path, /^\/[\w/{}-]+$/);
      assert.ok(operation.summary, where);
      for (const tag of operation.tags) assert.ok(tags.has(tag), where);
      for (const one of operation.security)
        for (const name of Object.keys(one)) assert.ok(securitySchemes[name], where);
      const parameters: Json[] = operation.parameters ?? [];
      const inPath = parameters.filter((one) => one.in === 'path');
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      assert.deepEqual(inPath.map((one) => one.name).toSorted(), names.toSorted(), where);
      for (const one of inPath) assert.equal(one.required, true, where);
      assert.equal(new Set(parameters.map((one) => `${one.in} ${one.name}`)).size, parameters.length, where);
      for (const one of parameters) assert.ok(one.schema, where);
      const codes = Object.keys(operation.responses);
      assert.ok(codes.some((code) => code.startsWith('2')) && codes.includes('401') && codes.includes('503'), where);
      for (const [code, response] of Object.entries<Json>(operation.responses)) {
        assert.match(code, /^[1-5]\d\d$/);
        assert.ok(response.description, `${where} ${code}`);
        if (code === '204') assert.equal(response.content, undefined, where);
        else if (operation.operationId === 'streamEvents' && code === '200')
          assert.ok(response.content['text/event-stream']);
        else assert.ok(schemaOfBody(document, response), `${where} ${code}`);
      }
    }
  });

  test('has schemas that say what they are', () => {
    const types = new Set(['object', 'array', 'string', 'number', 'integer', 'boolean', 'null']);
    for (const object of objectsOf(document.components.schemas)) {
      if (typeof object.type === 'string') assert.ok(types.has(object.type), object.type);
      if (Array.isArray(object.required)) {
        for (const name of object.required)
          assert.ok(name in object.properties, `${name} is required and not described`);
      }
      if (typeof object.pattern === 'string') assert.doesNotThrow(() => new RegExp(object.pattern, 'u'));
      assert.ok(!('$id' in object), 'the names of our own code stay out of it');
    }
  });
});

const found = [findContractFile(), findContractOf('refunds'), findContractOf('payment-sources')];
const contracts = found.filter((contract) => contract?.foreign === true);
const absent = contracts.length > 0 ? false : 'no contract beside the project, and CONTRACT_FILE is not set';

test('there is a contract to hold docs/openapi.json against', { skip: absent }, () => {
  assert.ok(contracts.length > 0);
});

/** Of a thing or a list of things, the thing; what is neither is itself. */
const oneOf = (document: Json, schema: Json): Json =>
  schema?.anyOf
    ? follow(
        document,
        schema.anyOf.find((choice: Json) => follow(document, choice).type === 'object'),
      )
    : schema;

/** The fields of an object, or of the items of a list. */
const fieldsOf = (document: Json, schema: Json): Json =>
  schema.type === 'array' ? follow(document, schema.items) : schema;

for (const contract of contracts)
  describe(`docs/openapi.json beside ${contract?.path}`, () => {
    const ours: Json = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8'));
    const theirs: Json = readOpenApi(contract?.path ?? '');
    const list = operationsOf(theirs);

    test('it has operations', () => {
      assert.ok(list.length > 0);
    });

    for (const [path, method, operation] of list) {
      const mine = ours.paths[path]?.[method];
      test(`${method} ${path}: it is here, by its name`, () => {
        assert.ok(mine);
        assert.equal(mine.operationId, operation.operationId);
        for (const tag of operation.tags) assert.ok(mine.tags.includes(tag));
        for (const code of Object.keys(operation.responses)) assert.ok(mine.responses[code], `it may answer ${code}`);
      });

      test(`${method} ${path}: it asks for no more`, () => {
        const find = (from: Json, document: Json, one: Json): Json =>
          (from.parameters ?? [])
            .map((other: Json) => follow(document, other))
            .find((other: Json) => other.name === one.name && other.in === one.in);
        for (const parameter of operation.parameters ?? []) {
          const one = follow(theirs, parameter);
          assertTakes(find(mine, ours, one)?.schema, one.schema, one.name);
        }
        for (const one of mine.parameters ?? []) {
          if (one.required) assert.ok(find(operation, theirs, one)?.required, `${one.name} is not needed there`);
        }
        if (!operation.requestBody) return assert.notEqual(mine.requestBody?.required, true);
        const asked = schemaOfBody(theirs, operation.requestBody);
        const taken = oneOf(ours, schemaOfBody(ours, mine.requestBody));
        assertTakes(taken, asked, 'body');
        for (const [name, schema] of Object.entries<Json>(asked.properties)) {
          assertTakes(follow(ours, taken.properties[name]), follow(theirs, schema), name);
        }
        for (const name of taken.required) assert.ok(asked.required.includes(name), `${name} is not needed there`);
      });

      test(`${method} ${path}: it gives no less`, () => {
        for (const [code, response] of Object.entries<Json>(operation.responses)) {
          const promised = schemaOfBody(theirs, response);
          if (promised === undefined) continue;
          const answer = schemaOfBody(ours, mine.responses[code]);
          assert.equal(answer.type, promised.type);
          const given = fieldsOf(ours, answer);
          for (const [name, schema] of Object.entries<Json>(fieldsOf(theirs, promised).properties)) {
            const [here, there] = [follow(ours, given.properties[name]), follow(theirs, schema)];
            assert.ok(here, `${name} is given`);
            assert.ok(given.required.includes(name), `${name} is always given`);
            assert.deepEqual([here.type, here.format], [there.type, there.format], name);
            // A client that knows the words of the contract must know every word we say.
            if (there.enum) for (const word of here.enum) assert.ok(there.enum.includes(word), word);
          }
        }
      });
    }

    test('the token is carried in the same way', () => {
      for (const [name, scheme] of Object.entries(theirs.components.securitySchemes)) {
        assert.deepEqual(ours.components.securitySchemes[name], scheme);
      }
    });
  });

/** Fails unless what fits their schema has the type that ours takes. */
function assertTakes(here: Json, there: Json, name: string): void {
  assert.ok(here, `${name} is taken`);
  assert.equal(here.type, there.type, name);
  assert.equal(here.format, there.format, name);
  for (const word of there.enum ?? []) assert.ok(!here.enum || here.enum.includes(word), `${name}: ${word}`);
}
