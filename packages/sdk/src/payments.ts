import { randomUUID } from 'node:crypto';
import type { Calls } from './call.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import { type Result, resultOf, same, withKey } from './result.ts';

type Schemas = components['schemas'];
export type Payment = Schemas['Payment'];
export type ChargeRequest = Schemas['AccountOnFilePaymentRequest'];
export type PaymentIntent = Schemas['PaymentIntent'];
export type PaymentIntentRequest = Schemas['PaymentIntentRequest'];
export type PaymentRecord = Schemas['PaymentRecords'][number];
export type PaymentFilter = NonNullable<operations['listPayments']['parameters']['query']>;

/** Money from customers: charge them, let them pay, register what another system collected. */
export interface Payments {
  /**
   * Charges a payment source under its consent. Without an `idempotency_key` it gets one, so that it can be sent again and
   * never charges twice; should it stay unknown whether it was made, the refusal has the key in `metadata`.
   */
  charge(request: ChargeRequest): Promise<Result<Payment, 'createAccountOnFilePayment'>>;
  /** Opens a checkout. Send the customer to its `checkout_url`. */
  createIntent(request: PaymentIntentRequest): Promise<Result<PaymentIntent, 'createPaymentIntent'>>;
  getIntent(paymentIntentId: string): Promise<Result<PaymentIntent, 'getPaymentIntent'>>;
  /** Registers payments that another system collected. The same `external_reference` again is the same payment. */
  record(payments: PaymentRecord[]): Promise<Result<Payment[], 'recordPayments'>>;
  get(paymentId: string): Promise<Result<Payment, 'getPayment'>>;
  /** All payments that fit, newest first. Throws SarfRefused. */
  list(filter?: PaymentFilter): AsyncGenerator<Payment, void, undefined>;
  /** All states the payment has been in. */
  history(paymentId: string): Promise<Result<Schemas['PaymentHistory']['content'], 'getPaymentHistory'>>;
}

export function paymentCalls({ api, repeatable }: Calls): Payments {
  const at = (payment_id: string) => ({ params: { path: { payment_id } } });
  return {
    async charge(request) {
      const key = request.idempotency_key ?? randomUUID();
      const params = { header: { 'idempotency-key': key } };
      const made = api.POST('/payments/v1/account-on-file', { params, body: request });
      return withKey(key, await resultOf('createAccountOnFilePayment', made, same));
    },
    createIntent: (request) => {
      const params = { header: { 'idempotency-key': request.idempotency_key ?? randomUUID() } };
      return resultOf('createPaymentIntent', api.POST('/payments/v1/intents', { params, body: request }), same);
    },
    getIntent: (payment_intent_id) =>
      resultOf(
        'getPaymentIntent',
        api.GET('/payments/v1/intents/{payment_intent_id}', { params: { path: { payment_intent_id } } }),
        same,
      ),
    record: (body) => resultOf('recordPayments', api.POST('/payments/v1/records', { body, ...repeatable }), same),
    get: (id) => resultOf('getPayment', api.GET('/payments/v1/{payment_id}', at(id)), same),
    list: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listPayments', api.GET('/payments/v1', { params: { query } }), same);
      }, after),
    history: (id) =>
      resultOf('getPaymentHistory', api.GET('/payments/v1/{payment_id}/history', at(id)), (data) => data?.content),
  };
}
