import assert from 'node:assert/strict';
import { request } from 'node:http';
import {
  isScope,
  type Operation,
  type OperationId,
  operations,
  type RefusalCode,
  refusals,
  type Scope,
  schemas,
  scopes,
} from '@sarf/contract';
import { Compile } from 'typebox/compile';
import { createApplication, createClient, type NewClient } from '../src/auth/clients.ts';
import { createPayoutAccount } from '../src/banks/payout-accounts.ts';
import { makeIban } from '../src/foundation/iban.ts';
import { type Called, fetchToken, type Json, type RunningSarf, send } from './running-sarf.ts';

/** An id of the right form that nothing has. */
export const NOBODY = '01890000-0000-7000-8000-000000000000';

/** A schema that also refuses what it does not name: an answer shows nothing that the contract does not promise. */
function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  return inner.type === 'object' && inner.properties ? { ...inner, additionalProperties: false } : inner;
}

const named = Object.fromEntries(
  Object.entries(schemas.namedSchemas).map(([name, schema]) => [name, strict(schema) as typeof schema]),
);
const checkers = new Map<unknown, ReturnType<typeof Compile>>();

function assertFits(schema: (typeof named)[string], value: unknown): void {
  const checker = checkers.get(schema) ?? Compile(named, strict(schema) as typeof schema);
  checkers.set(schema, checker as ReturnType<typeof Compile>);
  if (!checker.Check(value)) assert.fail(`${JSON.stringify(checker.Errors(value))} in ${JSON.stringify(value)}`);
}

/** Fails unless the answer is the success that the contract promises for this operation; gives its body. */
export function assertAnswer(id: OperationId, called: Called): Json {
  const { code, schema }: Operation['success'] = operations[id].success;
  assert.equal(called.status, code, `${id} answered ${called.status}: ${JSON.stringify(called.body)}`);
  if (!schema) {
    assert.equal(called.body, '');
    return called.body;
  }
  assert.match(called.headers.get('content-type') ?? '', /^application\/json/);
  assertFits(schema, called.body);
  return called.body;
}

/** Fails unless the answer is this refusal, told as the table has it, with faults at exactly these paths. */
export function assertRefused(called: Called, code: RefusalCode, paths: readonly string[] = []): Json {
  const { body } = called;
  const { http, retryable, moneyMoved } = refusals[code];
  assert.equal(body?.status, code, `${called.status}: ${JSON.stringify(body)}`);
  assert.equal(called.status, http);
  assertFits(schemas.Refusal, body);
  assert.equal(body.retryable, retryable);
  assert.equal(body.money_moved, moneyMoved);
  assert.equal(body.request_id, called.headers.get('x-request-id'));
  assert.deepEqual(
    body.errors.map((fault: { path: string }) => fault.path).toSorted(),
    [...paths].toSorted(),
    JSON.stringify(body.errors),
  );
  return body;
}

/** Fails unless the answer is one of the table's refusals, and not a bug of ours. */
export function assertSomeRefusal(called: Called): void {
  const code = Object.keys(refusals).find((name): name is RefusalCode => name === called.body?.status);
  assert.ok(code, `not a refusal, ${called.status}: ${JSON.stringify(called.body)}`);
  assert.ok(called.status < 500, `${called.status}: ${JSON.stringify(called.body)}`);
  assertRefused(
    called,
    code,
    called.body.errors.map((fault: { path: string }) => fault.path),
  );
}

/** Everything a client may be allowed to do. */
export const allScopes: Scope[] = Object.keys(scopes).filter(isScope);

export interface OtherApplication {
  readonly applicationId: string;
  readonly client: NewClient;
  readonly payoutAccountId: string;
  readonly call: RunningSarf['call'];
}

/** Makes a second application, with an account in AED and a client of its own. */
export async function addApplication(sarf: RunningSarf): Promise<OtherApplication> {
  const applicationId = await createApplication(sarf.deps, 'Another');
  const payoutAccountId = await createPayoutAccount(sarf.deps, {
    applicationId,
    name: 'Another AED',
    currency: 'AED',
    iban: makeIban('AE', '9990000000000000009'),
    connector: 'sandbox',
    isDefault: true,
    balanceBinding: true,
    openingMinor: 1_000_00n,
  });
  const client = await createClient(sarf.deps, applicationId, 'Another client', allScopes);
  return { applicationId, client, payoutAccountId, call: await callerOf(sarf, client) };
}

/** Calls the API as this client does. */
export async function callerOf(sarf: RunningSarf, client: NewClient, scope?: string): Promise<RunningSarf['call']> {
  const token = await fetchToken(sarf.apiUrl, { ...sarf.sandbox, client }, scope);
  return (method, path, body, headers = {}) =>
    send(`${sarf.apiUrl}${path}`, method, body, { authorization: `Bearer ${token}`, ...headers });
}

/** Sends a request exactly as given, byte for byte, which `fetch` would tidy up. */
export function sendRaw(
  url: string,
  wish: { method?: string; path?: string; headers?: Record<string, string>; body?: string | Buffer },
): Promise<Called> {
  const { hostname, port } = new URL(url);
  const { method = 'GET', path = '/', headers = {}, body } = wish;
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const received = new Headers();
        for (const [name, value] of Object.entries(response.headers)) received.set(name, String(value));
        resolve({ status: response.statusCode ?? 0, headers: received, body: parse(text) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
