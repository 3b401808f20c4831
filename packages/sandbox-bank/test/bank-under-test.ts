import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type SandboxBankOptions, startSandboxBank } from '../src/start-sandbox-bank.ts';

/** What the tests share: a real bank over real HTTP, a client that receives callbacks, and a way to wait. */

export const debtorIban = 'AE070331234567890123456';
export const creditorIban = 'AE460090000000123456789';

export interface WireAnswer {
  end_to_end_id: string;
  status: string;
  reason_code: string | null;
  reason: string | null;
  bank_reference: string | null;
}

export interface WireNotification extends WireAnswer {
  at: string;
  kind: string;
  debtor: { name: string; iban: string } | null;
}

export interface WireAccount {
  iban: string;
  holder_name: string | null;
  currency: string;
  balance: string;
  booked_debits: string;
  returned_credits: string;
  received: string;
}

export interface ReceivedCallback {
  timestamp: string;
  signature: string;
  body: string;
  notifications: WireNotification[];
  consents: WireConsentChange[];
}

export interface WireConsentChange {
  consent_id: string;
  status: string;
  account: { iban: string; holder_name: string; currency: string; bank_identifier: string } | null;
  at: string;
}

/** A folder that is gone when the test is over. */
export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-bank-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A bank on a free port with one rich AED account, stopped when the test is over. */
export async function startBank(t: TestContext, options: Partial<SandboxBankOptions> = {}) {
  const databasePath = options.databasePath ?? join(await temporaryFolder(t), 'bank.sqlite');
  const defaults = { host: '127.0.0.1', port: 0, settleMs: 20, callback: null, faults: null };
  const bank = await startSandboxBank({ ...defaults, ...options, databasePath });
  t.after(() => bank.stop());
  const client = clientOf(bank.url);
  await client.openAccount(debtorIban, 'AED', '1000000.00');
  return { ...bank, ...client, databasePath };
}

/** Calls a bank at an address. */
export function clientOf(url: string) {
  const post = <T = unknown>(path: string, body: unknown) =>
    call<T>(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const get = <T = unknown>(path: string) => call<T>(url + path, {});
  const record = async (id: string) => (await get<WireRecord>(`/instructions/${id}`)).body;
  return {
    get,
    post,
    record,
    openAccount: (iban: string, currency: string, opening: string, holderName?: string) =>
      post('/accounts', { iban, currency, opening_balance: opening, holder_name: holderName }),
    account: async (iban: string) => (await get<WireAccount>(`/accounts/${iban}`)).body,
    payers: async (currency: string) =>
      (await get<{ content: WirePayer[] }>(`/payers?currency=${currency}`)).body.content,
    submit: (...instructions: unknown[]) => post<{ results: WireAnswer[] }>('/instructions', { instructions }),
    ask: async (changes: Record<string, unknown> = {}) => {
      const { body } = await post<WireAsked>('/consents', consentRequest(changes));
      return body;
    },
    open: async (id: string, amount: string, changes: Record<string, unknown> = {}) =>
      (await post<WireOpened>('/checkouts', checkoutRequest(id, amount, changes))).body,
    pay: (id: string, decision: string, iban?: string) =>
      post<WirePaid>(`/checkouts/${id}/decision`, { decision, iban }),
    book: (iban: string, direction: string, amount: string, changes: Record<string, unknown> = {}) =>
      post<WireEntry>(`/accounts/${iban}/entries`, { direction, amount, ...changes }),
    statements: async (iban = debtorIban, query = '') =>
      (await get<WireStatements>(`/accounts/${iban}/statements${query}`)).body,
    statement: async (sequence: number, iban = debtorIban) => {
      const response = await fetch(`${url}/accounts/${iban}/statements/${sequence}`);
      assert.equal(response.status, 200);
      assert.equal(response.headers.get('content-type'), 'application/xml; charset=utf-8');
      return await response.text();
    },
    decide: (consentId: string, decision: string, iban?: string) =>
      post<WireConsent>(`/consents/${consentId}/decision`, { decision, iban }),
    consent: async (consentId: string) => (await get<WireConsent>(`/consents/${consentId}`)).body,
    charge: (...charges: unknown[]) => post<{ results: WirePaid[] }>('/charges', { charges }),
    paidStatus: async (...ids: string[]) =>
      (await post<{ results: WirePaid[] }>('/charges/status', { end_to_end_ids: ids })).body.results,
    statusOf: async (id: string) => {
      const { body } = await post<{ results: WireAnswer[] }>('/instructions/status', { end_to_end_ids: [id] });
      return body.results[0];
    },
    balance: async (iban = debtorIban) => (await get<{ balance: string }>(`/accounts/${iban}`)).body.balance,
    waitForStatus: (id: string, status: string) =>
      waitUntil(async () => (await record(id)).status === status, `${id} becomes ${status}`),
  };
}

export interface WireAsked {
  consent_id: string;
  status: string;
  authorisation_url: string;
}

interface WireEntry {
  bank_reference: string;
  booked_at: string;
}

interface WireStatements {
  content: {
    sequence: number;
    statement_id: string;
    created_at: string;
    entries: number;
    from: string;
    to: string;
  }[];
  next: string | null;
}

interface WireOpened {
  end_to_end_id: string;
  status: string;
  checkout_url: string;
}

export interface WireConsent {
  consent_id: string;
  status: string;
  account: WireConsentChange['account'];
  created_at: string;
  decided_at: string | null;
  revoked_at: string | null;
}

export interface WirePaid extends WireAnswer {
  debtor: { name: string; iban: string } | null;
}

export interface WirePayer {
  iban: string;
  holder_name: string;
  currency: string;
  balance: string;
}

export interface WireRecord extends WireAnswer {
  kind: string;
  amount: string | null;
  creditor_iban: string | null;
  times_received: number;
  times_booked: number;
  received_at: string;
  settled_at: string | null;
  returned_at: string | null;
}

async function call<T>(url: string, init: RequestInit): Promise<{ httpStatus: number; body: T }> {
  const response = await fetch(url, init);
  const body: T = JSON.parse(await response.text());
  return { httpStatus: response.status, body };
}

/** An instruction as the API takes it. */
export function instruction(id: string, amount: string, changes: Record<string, unknown> = {}) {
  return {
    end_to_end_id: id,
    amount,
    currency: 'AED',
    debtor_iban: debtorIban,
    creditor: { name: 'Noor Haddad', iban: creditorIban },
    ...changes,
  };
}

/** What a merchant asks a payer to allow. */
function consentRequest(changes: Record<string, unknown>) {
  return {
    consent_id: randomUUID(),
    creditor_iban: debtorIban,
    creditor_name: 'Falcon Trading LLC',
    currency: 'AED',
    reference: 'Subscription 7',
    expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    limits: {},
    ...changes,
  };
}

/** One payment that a merchant asks a payer for. */
function checkoutRequest(id: string, amount: string, changes: Record<string, unknown>) {
  return {
    end_to_end_id: id,
    amount,
    currency: 'AED',
    creditor_iban: debtorIban,
    creditor_name: 'Falcon Trading LLC',
    remittance: 'Order 4711',
    expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    ...changes,
  };
}

/** A charge as the API takes it, for the merchant whose account every test has. */
export function charge(id: string, consentId: string, amount: string, changes: Record<string, unknown> = {}) {
  return { end_to_end_id: id, consent_id: consentId, amount, currency: 'AED', creditor_iban: debtorIban, ...changes };
}

/** A client that receives callbacks and answers each with what `answer` says (an HTTP status). */
export async function startReceiver(t: TestContext, answer: (nth: number) => number = () => 200) {
  const received: ReceivedCallback[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { notifications, consents }: Pick<ReceivedCallback, 'notifications' | 'consents'> = JSON.parse(body);
    const { 'bank-timestamp': timestamp, 'bank-signature': signature } = request.headers;
    received.push({ timestamp: String(timestamp), signature: String(signature), body, notifications, consents });
    response.writeHead(answer(received.length)).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert(typeof address === 'object' && address !== null);
  return {
    callback: { url: `http://127.0.0.1:${address.port}/callbacks`, secret: 'a secret of the tests' },
    received,
    /** All changes of consents, in the order in which they came. */
    changes: () => received.flatMap(({ consents }) => consents),
    /** All notifications about one id, in the order in which they came. */
    about: (id: string) => received.flatMap(({ notifications }) => notifications).filter((n) => n.end_to_end_id === id),
  };
}

/** Waits until something holds; fails with what it waited for when it has not come after ten seconds. */
export async function waitUntil(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const until = Date.now() + 10_000; Date.now() < until; await sleep(10)) {
    if (await holds()) return;
  }
  assert.fail(`waited in vain until ${what}`);
}
