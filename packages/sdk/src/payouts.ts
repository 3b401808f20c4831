import { randomUUID } from 'node:crypto';
import type { Calls } from './call.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import { type Result, resultOf, same, withKey } from './result.ts';

type Schemas = components['schemas'];
export type Payout = Schemas['Payout'];
export type PayoutRequest = Schemas['PayoutRequest'];
export type PayoutPreview = Schemas['PayoutPreview'];
export type AgentLimits = Schemas['AgentLimits'];
export type PayoutFilter = NonNullable<operations['listPayouts']['parameters']['query']>;

/** Payouts: make them, read them, decide of them, follow them. */
export interface Payouts {
  /**
   * Makes a payout. Without an `idempotency_key` it gets one, so that it can be sent again and never pays twice; should it
   * stay unknown whether it was made, the refusal has the key in `metadata`: send it again with that.
   */
  create(request: PayoutRequest): Promise<Result<Payout, 'createPayoutPayment'>>;
  /** What making it would do now: what it would be refused with, what would be left. Changes nothing. */
  preview(request: PayoutRequest): Promise<Result<PayoutPreview, 'previewPayout'>>;
  get(paymentId: string): Promise<Result<Payout, 'getPayout'>>;
  /** All payouts that fit, newest first. Throws SarfRefused. */
  list(filter?: PayoutFilter): AsyncGenerator<Payout, void, undefined>;
  /** Cancels a payout that no bank has seen. */
  cancel(paymentId: string): Promise<Result<Payout, 'cancelPayout'>>;
  /** Approves a payout that waits for another party than the one that asked for it: see the filter `state`. */
  approve(paymentId: string): Promise<Result<Payout, 'approvePayout'>>;
  /** Refuses such a payout; the reason is for whoever asked. */
  reject(paymentId: string, reason?: string): Promise<Result<Payout, 'rejectPayout'>>;
  /** The limits of this client, and what they leave. */
  agentLimits(): Promise<Result<AgentLimits, 'getAgentLimits'>>;
  /** All states the payout has been in. */
  history(paymentId: string): Promise<Result<Schemas['PayoutHistory']['content'], 'getPayoutPaymentHistory'>>;
  /** What the payout booked in the ledger: hold, then post or release, perhaps reverse. */
  ledger(paymentId: string): Promise<Result<Schemas['PayoutLedger']['content'], 'getPayoutLedger'>>;
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
    preview: (body) =>
      resultOf('previewPayout', api.POST('/payouts/v1/payment/preview', { body, ...repeatable }), same),
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
    approve: (payment_id) =>
      resultOf(
        'approvePayout',
        api.POST('/payouts/v1/payments/{payment_id}/approve', { params: { path: { payment_id } }, ...repeatable }),
        same,
      ),
    reject: (payment_id, reason) => {
      const body = reason === undefined ? {} : { reason };
      const options = { params: { path: { payment_id } }, body, ...repeatable };
      return resultOf('rejectPayout', api.POST('/payouts/v1/payments/{payment_id}/reject', options), same);
    },
    agentLimits: () => resultOf('getAgentLimits', api.GET('/payouts/v1/agent-limits'), same),
    history: (payment_id) =>
      resultOf(
        'getPayoutPaymentHistory',
        api.GET('/payouts/v1/payments/{payment_id}/history', { params: { path: { payment_id } } }),
        (data) => data?.content,
      ),
    ledger: (payment_id) =>
      resultOf(
        'getPayoutLedger',
        api.GET('/payouts/v1/payments/{payment_id}/ledger', { params: { path: { payment_id } } }),
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
