import { provenPayment } from './proven-payments.ts';
import type { RunningSarf } from './running-sarf.ts';

/** A request that succeeds, for every operation of refunds. */
export async function callRefunds(sarf: RunningSarf, call: RunningSarf['call']) {
  const payment_id = await provenPayment(sarf);
  const item = { payment_id, amount: 12.5, reason_code: 'CUSTOMER_REQUEST' };
  const previewRefund = await call('POST', '/payouts/refunds/preview', item);
  const createRefund = await call('POST', '/payouts/refunds', item);
  const { id } = createRefund.body;
  return {
    previewRefund,
    createRefund,
    listRefunds: await call('GET', '/payouts/refunds?status=CREATED'),
    getRefund: await call('GET', `/payouts/refunds/${id}`),
    processRefunds: await call('PUT', '/payouts/refunds', [{ refund_id: id, status: 'CONFIRMED' }]),
    getRefundHistory: await call('GET', `/payouts/refunds/${id}/history`),
    explainRefund: await call('GET', `/payouts/refunds/${id}/explain`),
    getRefundReasons: await call('GET', '/payouts/refunds/reasons'),
    addRefundReason: await call('POST', '/payouts/refunds/reasons', { code: 'LATE', description: 'It came too late.' }),
  };
}
