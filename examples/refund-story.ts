// The whole story of a refund, at the Sarf and the sandbox bank of this machine:
//
//   npm start                                         in one terminal
//   npm run example:refund-story [-- <data folder>]   in another; without it .sarf
//
// A customer allows an account to be charged and is charged; the bank's statement proves that the money arrived; a part of it
// goes back; more than the rest is refused; the account is deleted and cannot be charged any more.

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createSarf, type Sarf } from '@sarf/sdk';

interface Sandbox {
  readonly sarf: Sarf;
  readonly bankUrl: string;
}

function openSandbox(dataDir: string): Sandbox {
  const file = join(dataDir, 'sandbox.json');
  if (!existsSync(file)) throw new Error(`There is no ${file}: run \`npm start\` first.`);
  const content = new Map<string, unknown>(Object.entries(JSON.parse(readFileSync(file, 'utf8'))));
  const text = (name: string): string => {
    const value = content.get(name);
    if (typeof value !== 'string') throw new Error(`${file} has no ${name}`);
    return value;
  };
  const sarf = createSarf({
    baseUrl: text('api_url'),
    clientId: text('client_id'),
    clientSecret: text('client_secret'),
  });
  return { sarf, bankUrl: text('bank_url') };
}

let step = 0;
/** Tells of a step that was taken. */
function tell(what: string, how: string): void {
  step += 1;
  console.log(`${String(step).padStart(2)}  ${what.padEnd(16)}  ${how}`);
}

type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: { readonly status: string; readonly message: string } };

/** What was asked for, or the end of the story. */
function granted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(`${answer.refusal.status}: ${answer.refusal.message}`);
  return answer.value;
}

/** The refusal that was expected. */
function refused(answer: Answer<unknown>, status: string): string {
  if (answer.ok) throw new Error(`${status} was expected, and it was granted`);
  if (answer.refusal.status !== status) throw new Error(`${status} was expected: ${answer.refusal.message}`);
  return `${status}: ${answer.refusal.message}`;
}

/** Reads again and again until what is read is as it should be. */
async function reach<T>(read: () => Promise<Answer<T>>, isThere: (value: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 300; tries += 1) {
    const value = granted(await read());
    if (isThere(value)) return value;
    await pause(100);
  }
  throw new Error('waited for half a minute in vain');
}

async function askBank(url: string, body?: object): Promise<Response> {
  const sent = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, sent);
  if (!response.ok) throw new Error(`the bank answers ${response.status}: ${await response.text()}`);
  return response;
}

/** Fetches what the bank has to say of an account and uploads it, as a finance person would. */
async function uploadStatements({ sarf, bankUrl }: Sandbox, iban: string): Promise<number> {
  const folder = `${bankUrl}/accounts/${iban}/statements`;
  let entries = 0;
  for (let after = '0'; ; ) {
    const { content, next }: StatementList = JSON.parse(await (await askBank(`${folder}?after=${after}`)).text());
    for (const { sequence } of content) {
      const file = await (await askBank(`${folder}/${sequence}`)).text();
      entries += granted(await sarf.reconciliation.upload({ content: file, mediaType: 'application/xml' })).entries;
    }
    if (next === null) return entries;
    after = String(next);
  }
}

interface StatementList {
  readonly content: readonly { readonly sequence: number | string }[];
  readonly next: number | string | null;
}

async function main(dataDir: string): Promise<void> {
  const sandbox = openSandbox(dataDir);
  const { sarf, bankUrl } = sandbox;
  const currency = 'AED';
  const account = granted(await sarf.accounts.list()).find((one) => one.currency === currency && one.is_default);
  if (!account) throw new Error(`there is no payout account in ${currency}`);

  const customer = granted(await sarf.customers.create({ app_user_id: `story-${Date.now()}` }));
  tell('customer', customer.id);

  const limits = { max_individual_amount: 500, max_cumulative_amount: 1000 };
  const asked = granted(await sarf.consents.create({ customer_id: customer.id, currency, control_parameters: limits }));
  const invited = await reach(
    () => sarf.consents.get(asked.id),
    (consent) => consent.authorisation_url !== null,
  );
  tell('consent', `the customer would decide at ${invited.authorisation_url}`);
  await askBank(`${bankUrl}/consents/${asked.id}/decision`, { decision: 'approve' });
  await reach(
    () => sarf.consents.get(asked.id),
    (consent) => consent.status === 'AUTHORISED',
  );
  const [source] = granted(await sarf.paymentSources.list(customer.id));
  if (!source) throw new Error('an authorised consent makes a payment source');
  tell('payment source', `${source.id}, the account that ends in ${source.account_iban_last4}`);

  const charged = granted(await sarf.payments.charge({ payment_source_id: source.id, amount: 250, currency }));
  const paid = await reach(
    () => sarf.payments.get(charged.id),
    (payment) => payment.status === 'ACCEPTED_BY_BANK',
  );
  tell('payment', `${paid.amount} ${currency} under the reference ${paid.reference}, ${paid.reconciliation.status}`);

  tell('statement', `${await uploadStatements(sandbox, account.iban)} entries`);
  const proven = await reach(
    () => sarf.payments.get(charged.id),
    (payment) => payment.reconciliation.status === 'RECONCILED',
  );
  tell('reconciled', `${proven.refunds.remaining} ${currency} can be refunded`);

  const refund = granted(
    await sarf.refunds.create({ payment_id: paid.id, amount: 100, reason_code: 'CUSTOMER_REQUEST' }),
  );
  tell('partial refund', `${refund.amount} ${currency} to ${refund.beneficiary?.iban}, ${refund.status}`);
  tell('confirmed', granted(await sarf.refunds.confirm(refund.refund_id)).status);
  const done = await reach(
    () => sarf.refunds.get(refund.refund_id),
    ({ status }) => status === 'COMPLETED',
  );
  tell('completed', `by payout ${done.payout_id}`);

  const tooMuch = { payment_id: paid.id, amount: 150.01, reason_code: 'CUSTOMER_REQUEST' };
  tell('too much', refused(await sarf.refunds.create(tooMuch), 'AMOUNT_OVER_MAX_VALUE'));

  granted(await sarf.paymentSources.delete(customer.id, source.id));
  const revocation = await reach(
    () => sarf.consents.revocation(asked.id),
    ({ confirmed_at }) => confirmed_at !== null,
  );
  tell('source deleted', `blocked at ${revocation.blocked_at}, confirmed by the bank at ${revocation.confirmed_at}`);
  const again = await sarf.payments.charge({ payment_source_id: source.id, amount: 10, currency });
  tell('charge', refused(again, 'CONSENT_EXPIRED'));
}

const [dataDir = resolve(import.meta.dirname, '../.sarf')] = process.argv.slice(2);
try {
  await main(dataDir);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
