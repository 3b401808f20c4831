import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { call, declared, parameter, template } from '../../test/models.ts';
import { consumedOperation, restOperation } from '../../test/rest-expose.ts';
import type { ConsumedOperation, RestOperation, Source } from '../capability.ts';
import { passedQuery } from './passed-query.ts';

interface Case {
  readonly consumed?: Partial<ConsumedOperation>;
  readonly exposed?: Partial<RestOperation>;
  readonly with?: Readonly<Record<string, Source>>;
  readonly withheld?: readonly string[];
  readonly passed: string;
}

const { api } = consumedOperation();
const keyed = (key: string): Partial<ConsumedOperation> => ({
  api: { ...api, authentication: { type: 'apikey', key: template(key), value: template('v'), placement: 'query' } },
});

const cases: Readonly<Record<string, Case>> = {
  'a list gets all, in order and as often as it came': { passed: 'a=1&b=2&a=3' },
  'what is not only read gets nothing': { consumed: { method: 'POST' }, passed: '' },
  'a declared parameter in the path: nothing': { consumed: { parameters: [parameter('x', 'path')] }, passed: '' },
  'a variable in the path: nothing': { consumed: { path: template('/things/{{id}}') }, passed: '' },
  'a bound variable in the path: all': {
    consumed: { path: template('/{{env.TENANT}}/things') },
    passed: 'a=1&b=2&a=3',
  },
  'a declared query parameter: nothing more': { exposed: { parameters: [declared('c', 'query')] }, passed: '' },
  'another declared parameter: all': { exposed: { parameters: [declared('c', 'header')] }, passed: 'a=1&b=2&a=3' },
  'with names one of the query: nothing more': { with: { a: { kind: 'query', name: 'a' } }, passed: '' },
  'with may take one from the query: nothing more': { with: { a: { kind: 'anywhere', name: 'a' } }, passed: '' },
  'with takes a declared one of another place: all but that': {
    exposed: { parameters: [declared('h', 'header')] },
    with: { b: { kind: 'parameter', name: 'h' } },
    passed: 'a=1&a=3',
  },
  'with takes one that is not declared: nothing more': { with: { b: { kind: 'parameter', name: 'h' } }, passed: '' },
  'what with gives is not given twice': { with: { A: { kind: 'literal', value: 1 } }, passed: 'b=2' },
  'a constant of the file is not overridden': {
    consumed: { parameters: [parameter('B', 'query', { value: template('own') })] },
    passed: 'a=1&a=3',
  },
  'what the consumed operation takes is passed': {
    consumed: { parameters: [parameter('a', 'query')] },
    passed: 'a=1&b=2&a=3',
  },
  'the credential of the API is not given twice': { consumed: keyed('b'), passed: 'a=1&a=3' },
  'a credential of an unknown name: nothing': { consumed: keyed('{{env.NAME}}'), passed: '' },
  'the credential of the caller stays here': { withheld: ['a'], passed: 'b=2' },
  'a mock gets nothing': { exposed: { invocation: { kind: 'mock', outputs: [] } }, passed: '' },
};

describe('query parameters that no file speaks of', () => {
  for (const [what, { consumed, exposed, with: sources = {}, withheld = [], passed }] of Object.entries(cases)) {
    it(what, () => {
      const invocation = call(consumedOperation(consumed), sources);
      const operation = restOperation({ invocation, ...exposed });
      const query = [
        ['a', '1'],
        ['b', '2'],
        ['a', '3'],
      ] as const;
      assert.equal(
        passedQuery(operation, query, withheld)
          .map(([name, value]) => `${name}=${value}`)
          .join('&'),
        passed,
      );
    });
  }
});
