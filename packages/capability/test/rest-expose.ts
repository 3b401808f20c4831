import type { ConsumedApi, ConsumedOperation, RestExpose, RestOperation } from '../src/capability.ts';

type Method = RestOperation['method'];

/** A REST expose with these operations (method, path, name), as if read from a file; each stands on a line of its own. */
export function restExpose(
  operations: readonly (readonly [Method, string, string])[],
  { file = 'test.capability.yaml', ...more }: Partial<RestExpose> & { readonly file?: string } = {},
): RestExpose {
  return {
    type: 'rest',
    namespace: 'test-rest',
    description: null,
    address: null,
    authentication: null,
    port: 8080,
    place: { file, line: 1, column: 1 },
    resources: operations.map(([method, path, name], at) => ({
      name,
      path,
      description: null,
      forward: null,
      place: { file, line: at + 1, column: 1 },
      operations: [restOperation({ method, name, place: { file, line: at + 1, column: 1 } })],
    })),
    ...more,
  };
}

/** An exposed operation that is a mock without an answer, unless told otherwise. */
export function restOperation(more: Partial<RestOperation> = {}): RestOperation {
  return {
    name: 'operation',
    method: 'GET',
    description: null,
    parameters: [],
    invocation: { kind: 'mock', outputs: [] },
    namespace: 'test-rest',
    place: { file: 'test.capability.yaml', line: 1, column: 1 },
    ...more,
  };
}

const api: ConsumedApi = {
  namespace: 'test-api',
  baseUri: 'https://api.test',
  description: null,
  authentication: null,
  openapi: null,
  operations: new Map(),
};

/** An operation of a consumed API: GET /things, unless told otherwise. */
export function consumedOperation(more: Partial<ConsumedOperation> = {}): ConsumedOperation {
  return {
    name: 'list-things',
    method: 'GET',
    path: ['/things'],
    parameters: [],
    body: null,
    rawFormat: 'json',
    outputs: [],
    description: null,
    api,
    ...more,
  };
}
