import type { RunningSarf } from './running-sarf.ts';

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

/** A request that succeeds, for every operation of payments. */
export async function callPayments(call: RunningSarf['call']) {
  const recordPayments = await call('POST', '/payments/v1/records', [recorded('every-door')]);
  const [{ id }] = recordPayments.body;
  return {
    recordPayments,
    listPayments: await call('GET', '/payments/v1'),
    getPayment: await call('GET', `/payments/v1/${id}`),
    getPaymentHistory: await call('GET', `/payments/v1/${id}/history`),
  };
}
