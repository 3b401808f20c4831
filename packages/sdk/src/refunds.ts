import { randomUUID } from 'node:crypto';
import type { Calls } from './call.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import { type Result, resultOf, same, withKey } from './result.ts';

type Schemas = components['schemas'];
export type Refund = Schemas['Refund'];
export type RefundRequest = Schemas['RefundRequest'];
export type RefundPreview = Schemas['RefundPreview'];
export type RefundDecision = Schemas['RefundDecisions'][number];
export type RefundFilter = NonNullable<operations['listRefunds']['parameters']['query']>;

/** Money that goes back to the account that paid. */
export interface Refunds {
  /** Asks for a refund of a payment that is RECONCILED. It waits to be confirmed. Gets a key as a payout does. */
  create(request: RefundRequest): Promise<Result<Refund, 'createRefund'>>;
  /** Asks for several: all of them are made, or none. */
  createAll(requests: RefundRequest[]): Promise<Result<Refund[], 'createRefund'>>;
  /** What asking for one refund, or for several, would do now. Changes nothing. */
  preview(requests: RefundRequest | RefundRequest[]): Promise<Result<RefundPreview, 'previewRefund'>>;
  /** Confirms or rejects refunds: all of them, or none. */
  decide(decisions: RefundDecision[]): Promise<Result<Refund[], 'processRefunds'>>;
  confirm(refundId: string): Promise<Result<Refund, 'processRefunds'>>;
  reject(refundId: string): Promise<Result<Refund, 'processRefunds'>>;
  /** Submits now what is confirmed and not with the bank yet; gives those refunds. */
  processQueued(): Promise<Result<Refund[], 'processRefunds'>>;
  get(refundId: string): Promise<Result<Refund, 'getRefund'>>;
  /** All refunds that fit, newest first. Throws SarfRefused. */
  list(filter?: RefundFilter): AsyncGenerator<Refund, void, undefined>;
  /** All states the refund has been in. */
  history(refundId: string): Promise<Result<Schemas['RefundHistory']['content'], 'getRefundHistory'>>;
  /** Where the refund is and what happens next, in plain words. */
  explain(refundId: string): Promise<Result<Schemas['RefundExplanation'], 'explainRefund'>>;
  /** The reasons that a refund may have. */
  reasons(): Promise<Result<Schemas['RefundReason'][], 'getRefundReasons'>>;
}

export function refundCalls({ api, repeatable }: Calls): Refunds {
  const all = '/payouts/refunds';
  const one = '/payouts/refunds/{refund_id}';
  const at = (refund_id: string) => ({ params: { path: { refund_id } } });
  const decide = (body: RefundDecision[]) => resultOf('processRefunds', api.PUT(all, { body }), same);
  const decideOne = async (decision: RefundDecision): Promise<Result<Refund, 'processRefunds'>> =>
    resultOf('processRefunds', api.PUT(all, { body: [decision] }), (data) => data?.[0]);
  return {
    async create(request) {
      const key = request.idempotency_key ?? randomUUID();
      const params = { header: { 'idempotency-key': key } };
      const made = api.POST(all, { params, body: request });
      return withKey(key, await resultOf('createRefund', made, (data) => (Array.isArray(data) ? undefined : data)));
    },
    async createAll(requests) {
      const key = randomUUID();
      const items = requests.map((item, at) => ({ idempotency_key: `${key}#${at}`, ...item }));
      const made = api.POST(all, { body: items });
      return await resultOf('createRefund', made, (data) => (Array.isArray(data) ? data : undefined));
    },
    preview: (body) => resultOf('previewRefund', api.POST(`${all}/preview`, { body, ...repeatable }), same),
    decide,
    confirm: (refund_id) => decideOne({ refund_id, status: 'CONFIRMED' }),
    reject: (refund_id) => decideOne({ refund_id, status: 'REJECTED' }),
    processQueued: () => resultOf('processRefunds', api.PUT(all, {}), same),
    get: (id) => resultOf('getRefund', api.GET(one, at(id)), same),
    list: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listRefunds', api.GET(all, { params: { query } }), same);
      }, after),
    history: (id) => resultOf('getRefundHistory', api.GET(`${one}/history`, at(id)), (data) => data?.content),
    explain: (id) => resultOf('explainRefund', api.GET(`${one}/explain`, at(id)), same),
    reasons: () => resultOf('getRefundReasons', api.GET('/payouts/refunds/reasons'), same),
  };
}
