import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { maskIban } from '../src/foundation/iban.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { payer, provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const REFUNDS = '/payouts/refunds';

describe('reading refunds', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  let paymentId: string;
  /** One refund in each of these states, oldest first. */
  const ids: Record<string, string> = {};

  before(async () => {
    // No worker: what is confirmed stays so.
    sarf = await startSarf({ worker: false });
    other = await addApplication(sarf);
    paymentId = await provenPayment(sarf);
    const item = { payment_id: paymentId, amount: 1, reason_code: 'ORDER_CANCELLED' };
    for (const status of ['CREATED', 'CONFIRMED', 'REJECTED']) {
      ids[status] = (await sarf.call('POST', REFUNDS, item)).body.id;
      if (status !== 'CREATED') await sarf.call('PUT', REFUNDS, [{ refund_id: ids[status], status }]);
    }
  });
  after(() => sarf.stop());

  const list = async (query = ''): Promise<Json> =>
    assertAnswer('listRefunds', await sarf.call('GET', REFUNDS + query));
  const statuses = async (query: string): Promise<string> =>
    (await list(query)).content.map((refund: Json) => refund.status).join(' ');

  test('a list is newest first, with the account that paid masked', async () => {
    const { content, page } = await list();
    assert.deepEqual(
      content.map((refund: Json) => refund.id),
      [ids.REJECTED, ids.CONFIRMED, ids.CREATED],
    );
    assert.deepEqual(page, { size: 50, next: null });
    for (const { beneficiary } of content) assert.equal(beneficiary.iban, maskIban(payer.iban));
  });

  test('pages come one after another', async () => {
    const first = await list('?page_size=2');
    assert.equal(first.content.length, 2);
    const second = await list(`?page_size=2&after=${first.page.next}`);
    assert.deepEqual(
      second.content.map((refund: Json) => refund.id),
      [ids.CREATED],
    );
    assert.equal(second.page.next, null);
  });

  test('a list can be of one status or of several', async () => {
    assert.equal(await statuses('?status=CONFIRMED'), 'CONFIRMED');
    assert.equal(await statuses('?status=APPROVED'), 'CONFIRMED');
    assert.equal(await statuses('?status=CREATED&status=REJECTED'), 'REJECTED CREATED');
    assert.equal(await statuses('?status=CREATED,APPROVED'), 'CONFIRMED CREATED');
    assert.equal(await statuses('?status=SUBMITTED,COMPLETED,FAILED'), '');
    for (const query of ['?status=created', '?status=PAID', '?status=CREATED,PAID', '?status=CREATED,', '?status=']) {
      const { status } = (await sarf.call('GET', REFUNDS + query)).body;
      assert.equal(status, 'INVALID_PARAMETERS', query);
    }
  });

  test('a refund is found by the reference that it was given', async () => {
    const item = { payment_id: paymentId, amount: 1, reason_code: 'ORDER_CANCELLED', external_reference: 'RET-77' };
    const made = assertAnswer('createRefund', await sarf.call('POST', REFUNDS, item));
    const { content } = await list('?external_reference=RET-77');
    assert.deepEqual(
      content.map((refund: Json) => refund.id),
      [made.id],
    );
    assert.equal((await list('?external_reference=RET-7')).content.length, 0);
    assertAnswer('processRefunds', await sarf.call('PUT', REFUNDS, [{ refund_id: made.id, status: 'REJECTED' }]));
  });

  test('a list can be of one payment, or of a time', async () => {
    assert.equal((await list(`?payment_id=${paymentId}`)).content.length, 4);
    assert.equal((await list(`?payment_id=${NOBODY}`)).content.length, 0);
    assert.equal((await list('?from=2100-01-01T00:00:00Z')).content.length, 0);
    assert.equal((await list('?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z')).content.length, 4);
    assert.equal((await list('?to=2020-01-01T00:00:00Z')).content.length, 0);
  });

  test('a refund alone shows the account that paid', async () => {
    const refund = assertAnswer('getRefund', await sarf.call('GET', `${REFUNDS}/${ids.CONFIRMED?.toUpperCase()}`));
    assert.equal(refund.beneficiary.iban, payer.iban);
    assert.equal(refund.actioned_by, `client:${sarf.sandbox.client.clientId}`);
    const payout = (await sarf.call('GET', `/payouts/v1/${refund.payout_id}`)).body;
    assert.equal(payout.refund_id, refund.id);
    assert.equal(payout.payment_intent_id, refund.refund_intent_id);
  });

  test('a history tells who did what', async () => {
    const lines = async (id = '') =>
      assertAnswer('getRefundHistory', await sarf.call('GET', `${REFUNDS}/${id}/history`)).content;
    const confirmed = await lines(ids.CONFIRMED);
    assert.deepEqual(
      confirmed.map((line: Json) => `${line.sequence} ${line.state} ${line.status} ${line.actor}`),
      [
        `1 created CREATED client:${sarf.sandbox.client.clientId}`,
        `2 confirmed CONFIRMED client:${sarf.sandbox.client.clientId}`,
      ],
    );
    assert.equal((await lines(ids.REJECTED)).at(-1).state, 'rejected');
  });

  test('an explanation says who acts next, with that of the payout in it', async () => {
    const explained = async (id = '') =>
      assertAnswer('explainRefund', await sarf.call('GET', `${REFUNDS}/${id}/explain`));
    assert.partialDeepStrictEqual(await explained(ids.CREATED), {
      next: { who: 'caller' },
      payout: null,
      money_moved: 'no',
    });
    const { payout, next } = await explained(ids.CONFIRMED);
    assert.equal(payout.state, 'queued');
    assert.deepEqual(next, payout.next);
  });

  test('what belongs to another application, or is no refund, is not there', async () => {
    const payout = (await sarf.call('GET', `${REFUNDS}/${ids.CONFIRMED}`)).body.payout_id;
    for (const more of ['', '/history', '/explain']) {
      assertRefused(await other.call('GET', `${REFUNDS}/${ids.CREATED}${more}`), 'UNKNOWN_REFUND');
      for (const id of [NOBODY, payout, paymentId]) {
        assertRefused(await sarf.call('GET', `${REFUNDS}/${id}${more}`), 'UNKNOWN_REFUND');
      }
      assertRefused(await sarf.call('GET', `${REFUNDS}/abc${more}`), 'INVALID_PARAMETERS', ['refund_id']);
    }
    assert.deepEqual((await other.call('GET', REFUNDS)).body.content, []);
    assert.deepEqual((await other.call('GET', `${REFUNDS}?payment_id=${paymentId}`)).body.content, []);
  });

  test('reasons: those of all, in the order of the guide, then the application’s own', async () => {
    const standard = [
      { code: 'CUSTOMER_REQUEST', description: 'Requested by the client' },
      { code: 'DUPLICATED_PAYMENT', description: 'Duplicated Payment' },
      { code: 'ORDER_CANCELLED', description: 'Service/Order Cancellation' },
      { code: 'FRAUDULENT_PAYMENT', description: 'Fraudulent Payment' },
    ];
    const reasons = async (call = sarf.call) =>
      assertAnswer('getRefundReasons', await call('GET', `${REFUNDS}/reasons`));
    const add = (body: unknown) => sarf.call('POST', `${REFUNDS}/reasons`, body);
    assert.deepEqual(await reasons(), standard);
    const late = { code: 'LATE', description: 'It came too late.' };
    assert.deepEqual(assertAnswer('addRefundReason', await add(late)), late);
    await add({ code: 'BROKEN', description: 'x' });
    await add({ code: 'BROKEN', description: 'It was broken.' });
    const own = [late, { code: 'BROKEN', description: 'It was broken.' }];
    assert.deepEqual(await reasons(), [...standard, ...own]);
    assert.deepEqual(await reasons(other.call), standard);
    const item = { payment_id: paymentId, amount: 1, reason_code: 'LATE' };
    assert.equal(assertAnswer('createRefund', await sarf.call('POST', REFUNDS, item)).reason_code, 'LATE');
    assertRefused(await add({ code: 'CUSTOMER_REQUEST', description: 'x' }), 'OPERATION_NOT_ALLOWED');
    assertRefused(await add({ code: 'late', description: 'x' }), 'INVALID_PARAMETERS', ['code']);
    assertRefused(await add({ code: 'LATE', description: ' ' }), 'INVALID_PARAMETERS', ['description']);
  });
});
