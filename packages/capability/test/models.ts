import type { Variables } from '../src/binding/variables.ts';
import type {
  Authentication,
  ConsumedApi,
  ConsumedOperation,
  ConsumedParameter,
  InputParameter,
  Invocation,
  Json,
  JsonPath,
  Output,
  Source,
  Template,
} from '../src/capability.ts';
import { createRuntime, type RuntimeOptions } from '../src/running/create-runtime.ts';
import type { Input, Outcome, Runtime, Sending } from '../src/running/runtime.ts';

// Models as the reader would make them, in few words.

export const TOKEN = 'a-very-secret-token';

/** A template as files write it. */
export function template(text: string): Template {
  return text
    .split(/(\{\{[^}]*\}\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{{') ? { path: part.slice(2, -2).trim().split('.') } : part));
}

/** A definite path, `[*]` for all: `$.a.b[*].c`. */
export function path(text: string): JsonPath {
  return [...text.matchAll(/\.([\w-]+)|\[(\d+)\]|(\[\*\])/g)].map(([, key, index, all]) => {
    if (all !== undefined) return { kind: 'all' };
    return index === undefined ? { kind: 'key', key: key ?? '' } : { kind: 'index', index: Number(index) };
  });
}

export const api = (baseUri: string, authentication: Authentication | null = null): ConsumedApi => ({
  namespace: 'shop',
  baseUri,
  description: null,
  authentication,
  openapi: null,
  operations: new Map(),
});

export const operation = (
  of: ConsumedApi,
  method: ConsumedOperation['method'],
  route: string,
  rest: Partial<ConsumedOperation> = {},
): ConsumedOperation => ({
  name: 'do',
  method,
  path: template(route),
  parameters: [],
  body: null,
  rawFormat: 'json',
  outputs: [],
  description: null,
  api: of,
  ...rest,
});

export const parameter = (
  name: string,
  place: ConsumedParameter['in'],
  rest: Partial<ConsumedParameter> = {},
): ConsumedParameter => ({ name, in: place, value: null, type: null, required: false, description: null, ...rest });

export const declared = (
  name: string,
  place: InputParameter['in'] = 'argument',
  rest: Partial<InputParameter> = {},
): InputParameter => ({
  name,
  in: place,
  type: 'string',
  required: false,
  description: null,
  pattern: null,
  value: null,
  ...rest,
});

export const output = (rest: Partial<Output>): Output => ({
  name: null,
  type: 'string',
  mapping: null,
  value: null,
  properties: null,
  items: null,
  maxLength: null,
  values: null,
  description: null,
  ...rest,
});

export const call = (
  of: ConsumedOperation,
  sources: Readonly<Record<string, Source>> = {},
  outputs: readonly Output[] = [],
): Extract<Invocation, { kind: 'call' }> => ({
  kind: 'call',
  operation: of,
  with: new Map(Object.entries(sources)),
  outputs,
});

export const rest = (given: Partial<Input> = {}): Input => ({
  namespace: 'shop-rest',
  parameters: [],
  path: {},
  query: [],
  headers: {},
  body: undefined,
  arguments: null,
  ...given,
});

export const tool = (values: Readonly<Record<string, Json>>, given: Partial<Input> = {}): Input =>
  rest({ namespace: 'shop-mcp', arguments: values, ...given });

export const sending = (given: Partial<Sending> = {}): Sending => ({
  headers: {},
  query: [],
  bodyBytes: null,
  signal: null,
  ...given,
});

export const variables = (values: Readonly<Record<string, string>> = { 'env.TOKEN': TOKEN }): Variables => ({
  lookup: (parts) => (Object.hasOwn(values, parts.join('.')) ? values[parts.join('.')] : undefined),
  secrets: Object.values(values),
});

/** A runtime that is closed at the end of its block. */
export function runtime(options: Partial<RuntimeOptions> = {}): Runtime & AsyncDisposable {
  const made = createRuntime({ variables: variables(), baseUris: new Map(), now: () => 0, ...options });
  return { ...made, [Symbol.asyncDispose]: () => made.close() };
}

/** The outcome as an answer, its body as text; fails for a fault. */
export function answered(outcome: Outcome): {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
} {
  if (outcome.kind === 'fault') throw new Error(`${outcome.code}: ${outcome.message}`);
  return { ...outcome, body: Buffer.from(outcome.body).toString() };
}

/** The outcome as a fault. */
export function faulted(outcome: Outcome): Extract<Outcome, { kind: 'fault' }> {
  if (outcome.kind === 'answer') throw new Error(`An answer with status ${outcome.status}.`);
  return outcome;
}
