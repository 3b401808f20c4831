import { randomUUID } from 'node:crypto';
import { recordConsentNews } from '../src/payment-sources/record-consent-news.ts';
import { type Called, type Json, type RunningSarf, until } from './running-sarf.ts';

type Call = RunningSarf['call'];

/** Registers a customer, and gives their id. */
export async function addCustomer(call: Call): Promise<string> {
  return succeed(await call('POST', '/customers/v1', { app_user_id: `user ${randomUUID()}` })).id;
}

/** Asks a customer, a new one unless one is named, for a consent in AED, and gives it as it is answered. */
export async function askConsent(call: Call, more: Record<string, unknown> = {}): Promise<Json> {
  const limits = { control_parameters: { max_individual_amount: 500, ...objectIn(more.control_parameters) } };
  const customer_id = more.customer_id ?? (await addCustomer(call));
  const body = { currency: 'AED', ...more, customer_id, ...limits };
  return succeed(await call('POST', '/consents/v1/account-on-file', body));
}

/** Makes a consent that the customer has authorised, without a bank, and gives it as it is then. */
export async function addConsent(sarf: RunningSarf, call: Call, more: Record<string, unknown> = {}): Promise<Json> {
  const { id, currency } = await askConsent(call, more);
  const account = { holderName: 'Layla Mansour', iban: 'AE480484338247974759251', currency, bankIdentifier: 'TEST' };
  const source = { connector: { name: 'sandbox' }, actor: 'bank:sandbox' };
  await recordConsentNews(sarf.deps, source, [{ consentId: id, kind: 'authorised', account }]);
  return succeed(await call('GET', `/consents/v1/${id}`));
}

/** Makes a consent that a payer of the sandbox bank has approved there, and gives it when Sarf has heard of it. */
export async function approveConsent(sarf: RunningSarf, more: Record<string, unknown> = {}): Promise<Json> {
  const { id } = await askConsent(sarf.call, more);
  await decide(sarf, id, 'approve');
  return reachConsent(sarf, id, 'AUTHORISED');
}

/** Decides on a consent at the sandbox bank. */
export async function decide(sarf: RunningSarf, id: string, decision: string): Promise<void> {
  succeed(await sarf.bank('POST', `/consents/${id}/decision`, { decision }));
}

/** Reads a consent until it has this status. */
export function reachConsent(sarf: RunningSarf, id: string, status: string): Promise<Json> {
  return until(`consent ${id} is ${status}`, async () => {
    const { body } = await sarf.call('GET', `/consents/v1/${id}`);
    return body.status === status && body;
  });
}

function succeed({ status, body }: Called): Json {
  if (status >= 300) throw new Error(`refused with ${status}: ${JSON.stringify(body)}`);
  return body;
}

const objectIn = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** A call that succeeds, for every operation on customers, consents and payment sources. */
export async function callCustomers(sarf: RunningSarf, call: Call) {
  const createCustomer = await call('POST', '/customers/v1', { app_user_id: `user ${randomUUID()}` });
  const { id: customer_id, app_user_id: name } = createCustomer.body;
  const consent = await addConsent(sarf, call, { customer_id });
  const other = await addConsent(sarf, call, { customer_id });
  const sources = `/customers/v1/${customer_id}/payment-sources`;
  const asked = { customer_id, currency: 'AED', control_parameters: { max_cumulative_number_of_payments: 2 } };
  return {
    createCustomer,
    listCustomers: await call('GET', '/customers/v1'),
    getCustomer: await call('GET', `/customers/v1/${customer_id}`),
    getCustomerByAppUserId: await call('GET', `/customers/v1/app-user-id/${encodeURIComponent(name)}`),
    createConsent: await call('POST', '/consents/v1/account-on-file', asked),
    listConsents: await call('GET', '/consents/v1'),
    getConsent: await call('GET', `/consents/v1/${consent.id}`),
    getConsentHistory: await call('GET', `/consents/v1/${consent.id}/history`),
    revokeConsent: await call('POST', `/consents/v1/${consent.id}/revocation`),
    getConsentRevocation: await call('GET', `/consents/v1/${consent.id}/revocation`),
    listCustomerPaymentSources: await call('GET', sources),
    getPaymentSourceById: await call('GET', `${sources}/${other.payment_source_id}`),
    deletePaymentSource: await call('DELETE', `${sources}/${other.payment_source_id}`),
  };
}
