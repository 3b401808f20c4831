import { randomUUID } from 'node:crypto';
import type { Calls } from './call.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import { type Result, resultOf, same, withKey } from './result.ts';

type Schemas = components['schemas'];
export type Payout = Schemas['Payout'];
export type PayoutRequest = Schemas['PayoutRequest'];
export type PayoutFilter = NonNullable<operations['listPayouts']['parameters']['query']>;

/** Payouts: make them, read them, follow them. */
export interface Payouts {
  /**
   * Makes a payout. Without an `idempotency_key` it gets one, so that it can be sent again and never pays twice; should it
   * stay unknown whether it was made, the refusal has the key in `metadata`: send it again with that.
   */
  create(request: PayoutRequest): Promise<Result<Payout, 'createPayoutPayment'>>;
  get(paymentId: string): Promise<Result<Payout, 'getPayout'>>;
  /** All payouts that fit, newest first. Throws SarfRefused. */
  list(filter?: PayoutFilter): AsyncGenerator<Payout, void, undefined>;
  /** Cancels a payout that no bank has seen. */
  cancel(paymentId: string): Promise<Result<Payout, 'cancelPayout'>>;
  /** All states the payout has been in. */
  history(paymentId: string): Promise<Result<Schemas['PayoutHistory']['content'], 'getPayoutPaymentHistory'>>;
  /** Where the payout is and what happens next, in plain words. */
  explain(paymentId: string): Promise<Result<Schemas['PayoutExplanation'], 'explainPayout'>>;
}

export function payoutCalls({ api, repeatable }: Calls): Payouts {
  return {
    async create(request) {
      const key = request.idempotency_key ?? randomUUID();
      const params = { header: { 'idempotency-key': key } };
      const made = api.POST('/payouts/v1/payment', { params, body: request });
      return withKey(key, await resultOf('createPayoutPayment', made, same));
    },
    get: (payment_id) =>
      resultOf('getPayout', api.GET('/payouts/v1/{payment_id}', { params: { path: { payment_id } } }), same),
    list: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listPayouts', api.GET('/payouts/v1/payments', { params: { query } }), same);
      }, after),
    cancel: (payment_id) =>
      resultOf(
        'cancelPayout',
        api.POST('/payouts/v1/payments/{payment_id}/cancel', { params: { path: { payment_id } }, ...repeatable }),
        same,
      ),
    history: (payment_id) =>
      resultOf(
        'getPayoutPaymentHistory',
        api.GET('/payouts/v1/payments/{payment_id}/history', { params: { path: { payment_id } } }),
        (data) => data?.content,
      ),
    explain: (payment_id) =>
      resultOf(
        'explainPayout',
        api.GET('/payouts/v1/payments/{payment_id}/explain', { params: { path: { payment_id } } }),
        same,
      ),
  };
}
