import { refundStatusOf, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { actorOf, type Caller, type Handlers } from '../auth/caller.ts';
import { refuseUnproven } from '../auth/refuse-unproven.ts';
import type { Deps } from '../deps.ts';
import { createBatcher, type Outcome } from '../foundation/batch.ts';
import { newId } from '../foundation/id.ts';
import { cutPage } from '../foundation/page.ts';
import { Refusal } from '../foundation/refuse.ts';
import { presentLine } from '../lifecycle/present-line.ts';
import { openPayer } from '../payments/payer.ts';
import { explain } from '../payouts/explain.ts';
import { findPayouts } from '../payouts/find-payouts.ts';
import { createRefunds } from './create-refunds.ts';
import { type Decisions, decideRefunds } from './decide-refunds.ts';
import { explainRefund } from './explain.ts';
import { findHistory, findRefund, listRefunds } from './find-refunds.ts';
import { presentFirstAnswer, presentRefund } from './present.ts';
import { presentPreview } from './present-preview.ts';
import { previewRefunds } from './preview-refunds.ts';
import { addReason, listReasons } from './reasons.ts';
import type { RefundRow } from './refund.ts';
import { type Asked, itemKeyOf, type RefundRequest } from './request.ts';
import { submitConfirmed } from './submit-confirmed.ts';

type Ids =
  | 'listRefunds'
  | 'createRefund'
  | 'previewRefund'
  | 'processRefunds'
  | 'getRefundReasons'
  | 'addRefundReason'
  | 'getRefund'
  | 'getRefundHistory'
  | 'explainRefund';

/** Which verb answers which operation. Requests for refunds that come at once share a batch; decisions do not. */
export function refundHandlers(deps: Deps): Pick<Handlers, Ids> {
  const creating = createBatcher({
    run: (requests: readonly RefundRequest[], attempt) => createRefunds(deps, requests, attempt),
    itemsMax: 200,
    inFlightMax: 2,
    waitingMax: 5_000,
  });
  const deciding = createBatcher({
    run: ([request]: readonly Decisions[], attempt) => decideOne(deps, request, attempt),
    // One request is one transaction: what is refused in it takes nothing else along.
    itemsMax: 1,
    inFlightMax: 3,
    waitingMax: 5_000,
  });
  const payerOf = (row: RefundRow) => openPayer(deps, { id: row.paymentId, sealedPayer: row.sealedPayer });
  const masked = (row: RefundRow) => presentRefund(row, payerOf(row), { masked: true });
  return {
    async listRefunds({ caller, query }) {
      const size = query.page_size ?? 50;
      return { body: cutPage(await listRefunds(deps, caller.applicationId, query, size), size, masked) };
    },
    async createRefund({ caller, body, headers }) {
      const { rows, replayed } = await creating.submit(requestOf(deps, caller, body, headers['idempotency-key']));
      const shown = rows.map((row) => presentFirstAnswer(row, payerOf(row)));
      return {
        body: Array.isArray(body) ? shown : shown[0],
        ...(replayed && { headers: { 'idempotent-replayed': 'true' } }),
      };
    },
    async previewRefund({ caller, body, headers }) {
      const request = requestOf(deps, caller, body, headers['idempotency-key']);
      return { body: presentPreview(await previewRefunds(deps, request)) };
    },
    async processRefunds({ caller, body }) {
      const { applicationId, clientId } = caller;
      // Rejecting lets no money go.
      if (!Array.isArray(body) || body.some(({ status }) => status !== 'REJECTED')) refuseUnproven(deps, caller);
      if (!Array.isArray(body)) return { body: (await submitConfirmed(deps, applicationId)).map(masked) };
      const decisions = body.map(({ refund_id, status, reason }) => ({
        refundId: refund_id.toLowerCase(),
        to: status === 'REJECTED' ? ('rejected' as const) : ('confirmed' as const),
        reason,
      }));
      return {
        body: (await deciding.submit({ applicationId, clientId, actor: actorOf(caller), decisions })).map(masked),
      };
    },
    getRefundReasons: async ({ caller }) => ({ body: await listReasons(deps, caller.applicationId) }),
    async addRefundReason({ caller, body }) {
      await addReason(deps, caller.applicationId, body);
      return { body };
    },
    async getRefund({ caller, params }) {
      const row = await findRefund(deps, { applicationId: caller.applicationId, id: params.refund_id });
      return { body: presentRefund(row, payerOf(row), { masked: false }) };
    },
    async getRefundHistory({ caller, params }) {
      const lines = await findHistory(deps, { applicationId: caller.applicationId, id: params.refund_id });
      return { body: { content: lines.map((line) => presentLine(line, refundStatusOf)) } };
    },
    async explainRefund({ caller, params }) {
      const row = await findRefund(deps, { applicationId: caller.applicationId, id: params.refund_id });
      return { body: explainRefund(row, await explainPayoutOf(deps, row)) };
    },
  };
}

async function explainPayoutOf(deps: Deps, { applicationId, payoutId }: RefundRow) {
  if (payoutId === null) return null;
  const [payout] = await findPayouts(deps, [{ applicationId, id: payoutId }]);
  return payout && 'value' in payout ? explain(payout.value) : null;
}

async function decideOne(deps: Deps, request: Decisions | undefined, attempt: number): Promise<Outcome<RefundRow[]>[]> {
  if (!request) return [];
  try {
    return [{ value: await decideRefunds(deps, request, attempt) }];
  } catch (error) {
    if (error instanceof Refusal) return [{ refusal: error }];
    throw error;
  }
}

type Item = Static<typeof schemas.RefundRequest>;

/** The request for refunds as it is decided on. Its form was checked at the door. Refuses with IDEMPOTENCY_KEY_CONFLICT. */
function requestOf(deps: Deps, caller: Caller, body: Item | Item[], headerKey: string | undefined): RefundRequest {
  const isList = Array.isArray(body);
  const items = isList ? body : [body];
  const keyOf = (index: number): string | undefined =>
    headerKey === undefined || !isList ? headerKey : itemKeyOf(headerKey, index);
  const conflicts = items.flatMap(({ idempotency_key: own }, index) => {
    const fromHeader = keyOf(index);
    if (own === undefined || fromHeader === undefined || own === fromHeader) return [];
    const path = `${isList ? `[${index}].` : ''}idempotency_key`;
    return [{ path, message: 'The header says another key.', code: 'IDEMPOTENCY_KEY_CONFLICT' as const }];
  });
  if (conflicts.length > 0) throw new Refusal('IDEMPOTENCY_KEY_CONFLICT', undefined, { faults: conflicts });
  return {
    applicationId: caller.applicationId,
    clientId: caller.clientId,
    actor: actorOf(caller),
    isList,
    listKey: isList ? (headerKey ?? null) : null,
    items: items.map((item, index) => askedOf(deps, item, keyOf(index) ?? item.idempotency_key ?? null)),
  };
}

function askedOf(deps: Deps, item: Item, idempotencyKey: string | null): Asked {
  return {
    id: newId(deps.clock.now().getTime()),
    paymentId: item.payment_id.toLowerCase(),
    amount: item.amount,
    currency: item.currency ?? null,
    reasonCode: item.reason_code,
    description: item.description ?? null,
    externalReference: item.external_reference ?? null,
    idempotencyKey,
    iban: item.beneficiary?.iban ?? null,
    city: item.beneficiary?.city ?? null,
  };
}
