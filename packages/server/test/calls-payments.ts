import { randomUUID } from 'node:crypto';
import { addConsent } from './calls-customers.ts';
import { type Called, type Json, type RunningSarf, until } from './running-sarf.ts';

/** A payer with a right IBAN. */
export const payer = { name: 'Layla Mansour', iban: 'AE070331234567890123456' };

/** A payment of another system, as it is recorded. */
export function recorded(externalReference: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    external_reference: externalReference,
    amount: 120.5,
    currency: 'AED',
    reference: `INV ${externalReference}`,
    payer,
    paid_at: '2026-03-01T10:00:00Z',
    ...more,
  };
}

/** Asks for a charge under a key of its own. */
export function charge(
  call: RunningSarf['call'],
  body: Record<string, unknown>,
  key: string = randomUUID(),
): Promise<Called> {
  return call('POST', '/payments/v1/account-on-file', body, { 'idempotency-key': key });
}

/** Reads a payment until it has this status, and gives it. */
export function reachPayment(sarf: RunningSarf, id: string, status: string): Promise<Json> {
  return until(`payment ${id} is ${status}`, async () => {
    const { body } = await sarf.call('GET', `/payments/v1/${id}`);
    return body.status === status && body;
  });
}

/** The states that a payment has been in. */
export async function statesOf(sarf: RunningSarf, id: string): Promise<string[]> {
  const { body } = await sarf.call('GET', `/payments/v1/${id}/history`);
  return body.content.map(({ state }: Json) => state);
}

/** A request that succeeds, for every operation of payments. */
export async function callPayments(sarf: RunningSarf, call: RunningSarf['call']) {
  const recordPayments = await call('POST', '/payments/v1/records', [recorded('every-door')]);
  const [{ id }] = recordPayments.body;
  const consent = await addConsent(sarf, call);
  const createPaymentIntent = await call('POST', '/payments/v1/intents', { amount: 30, currency: 'AED' });
  return {
    createAccountOnFilePayment: await charge(call, { amount: 10, consent_id: consent.id }),
    createPaymentIntent,
    getPaymentIntent: await call('GET', `/payments/v1/intents/${createPaymentIntent.body.payment_intent_id}`),
    recordPayments,
    listPayments: await call('GET', '/payments/v1'),
    getPayment: await call('GET', `/payments/v1/${id}`),
    getPaymentHistory: await call('GET', `/payments/v1/${id}/history`),
  };
}
