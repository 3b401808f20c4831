import type { Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { createBatcher, type Outcome } from '../foundation/batch.ts';
import { cutPage } from '../foundation/page.ts';
import { Refusal } from '../foundation/refuse.ts';
import { findEvidence } from './evidence.ts';
import { findHistory, findPayments, listPayments } from './find-payments.ts';
import { openPayer } from './payer.ts';
import type { Key, PaymentRow } from './payment.ts';
import { presentLine, presentPayment } from './present.ts';
import { recordPayments } from './record-payments.ts';
import type { Recording } from './record-rules.ts';
import { readRecorded } from './recorded-rules.ts';

type Ids = 'recordPayments' | 'listPayments' | 'getPayment' | 'getPaymentHistory';

/** Which verb answers which operation. Requests that come at once share a batch. */
export function paymentHandlers(deps: Deps): Pick<Handlers, Ids> {
  const recording = createBatcher({
    run: (requests: readonly Recording[]) => recordPayments(deps, requests),
    itemsMax: 16,
    inFlightMax: 2,
    waitingMax: 1000,
  });
  const reading = createBatcher({
    run: async (keys: readonly Key[]) => (await findPayments(deps.sql, keys)).map(outcomeOf),
    itemsMax: 500,
    inFlightMax: 3,
    waitingMax: 20_000,
  });
  return {
    async recordPayments({ caller, body }) {
      const { applicationId, clientId } = caller;
      const kept = await recording.submit({
        applicationId,
        actor: `client:${clientId}`,
        items: body.map(readRecorded),
      });
      return {
        body: await show(
          deps,
          kept.map(({ row }) => row),
          { masked: false },
        ),
      };
    },
    async listPayments({ caller, query }) {
      const size = query.page_size ?? 50;
      const { content: rows, page } = cutPage(
        await listPayments(deps, caller.applicationId, query, size),
        size,
        (row) => row,
      );
      return { body: { content: await show(deps, rows, { masked: true }), page } };
    },
    async getPayment({ caller, params }) {
      const row = await reading.submit({ applicationId: caller.applicationId, id: params.payment_id });
      return { body: (await show(deps, [row], { masked: false }))[0] };
    },
    async getPaymentHistory({ caller, params }) {
      const lines = await findHistory(deps, { applicationId: caller.applicationId, id: params.payment_id });
      return { body: { content: lines.map(presentLine) } };
    },
  };
}

const outcomeOf = (row: PaymentRow | undefined): Outcome<PaymentRow> =>
  row ? { value: row } : { refusal: new Refusal('UNKNOWN_PAYMENT') };

/** Payments as the contract shows them, with who paid and what proves them. */
async function show(deps: Deps, rows: readonly PaymentRow[], how: { readonly masked: boolean }) {
  const evidence = await findEvidence(deps.sql, rows);
  return rows.map((row) => presentPayment(row, openPayer(deps, row), evidence.get(row.id) ?? [], how));
}
