import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { callbackSecret } from '../src/compose.ts';
import { audit } from './audit.ts';
import { approveConsent } from './calls-customers.ts';
import { charge, reachPayment, statesOf } from './calls-payments.ts';
import { XML } from './desk.ts';
import { assertAnswer, assertRefused } from './doors.ts';
import { payer, provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, send, startSarf, until } from './running-sarf.ts';
import { camtFile } from './statement-file.ts';

const REFUNDS = '/payouts/refunds';
const HOUR_S = 3600;

describe('the journeys of a refund', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  before(async () => {
    // Nothing settles until a test moves the bank's clock, so that it can look at every stage.
    sarf = await startSarf({ bankOptions: { settleMs: HOUR_S * 1000 } });
  });
  after(async () => {
    try {
      await audit(sarf);
    } finally {
      await sarf.stop();
    }
  });

  const ask = async (paymentId: string, amount: number): Promise<string> => {
    const item = { payment_id: paymentId, amount, reason_code: 'CUSTOMER_REQUEST' };
    return assertAnswer('createRefund', await sarf.call('POST', REFUNDS, item)).id;
  };
  const decide = (id: string, status: string) => sarf.call('PUT', REFUNDS, [{ refund_id: id, status }]);
  const confirmed = async (paymentId: string, amount: number): Promise<string> => {
    const id = await ask(paymentId, amount);
    assertAnswer('processRefunds', await decide(id, 'CONFIRMED'));
    return id;
  };
  const read = async (id: string): Promise<Json> => (await sarf.call('GET', `${REFUNDS}/${id}`)).body;
  const reach = (id: string, status: string): Promise<Json> =>
    until(`the refund is ${status}`, async () => {
      const refund = await read(id);
      return refund.status === status && refund;
    });
  const sumsOf = async (paymentId: string): Promise<Json> =>
    (await sarf.call('GET', `/payments/v1/${paymentId}`)).body.refunds;
  const walkOf = async (id: string): Promise<string> => {
    const { content } = (await sarf.call('GET', `${REFUNDS}/${id}/history`)).body;
    return content.map((line: Json) => line.state).join(' ');
  };
  const eventsOf = async (id: string): Promise<string> => {
    const rows = await sarf.sql<{ type: string }[]>`select type from events where object_id = ${id} order by sequence`;
    return rows.map(({ type }) => type.replace('refund.', '')).join(' ');
  };
  const advance = (seconds = HOUR_S) => sarf.bank('POST', '/advance', { seconds });

  test('a plain one: confirmed, submitted, completed, and the payer has it', async () => {
    const paymentId = await provenPayment(sarf);
    const id = await confirmed(paymentId, 40);
    await sarf.reach((await read(id)).payout_id, 'with_bank');
    assert.equal((await read(id)).status, 'SUBMITTED');
    assert.deepEqual(await sumsOf(paymentId), { refunded: 0, pending: 40, remaining: 60 });
    const { body: under } = await sarf.call('GET', `${REFUNDS}/${id}/explain`);
    assert.partialDeepStrictEqual(under, {
      next: { who: 'bank' },
      money_moved: 'unknown',
      payout: { state: 'with_bank' },
    });
    await advance();
    const refund = await reach(id, 'COMPLETED');
    assert.deepEqual(await sumsOf(paymentId), { refunded: 40, pending: 0, remaining: 60 });
    assert.equal(await walkOf(id), 'created confirmed submitted completed');
    assert.equal(await eventsOf(id), 'created confirmed submitted completed');
    const { body: payout } = await sarf.call('GET', `/payouts/v1/${refund.payout_id}`);
    const { body: atBank } = await sarf.bank('GET', `/instructions/${payout.end_to_end_id}`);
    assert.partialDeepStrictEqual(atBank, {
      status: 'ACSC',
      amount: '40.00',
      times_booked: 1,
      creditor_iban: payer.iban,
    });
    assertRefused(
      await sarf.call('POST', REFUNDS, { payment_id: paymentId, amount: 60.01, reason_code: 'CUSTOMER_REQUEST' }),
      'AMOUNT_OVER_MAX_VALUE',
      ['amount'],
    );
    await confirmed(paymentId, 60);
  });

  test('.91: refused by the bank, it failed, and what it was for can be refunded again', async () => {
    const paymentId = await provenPayment(sarf);
    const id = await confirmed(paymentId, 99.91);
    const refund = await reach(id, 'FAILED');
    assert.equal(refund.reason.code, 'AC04');
    assert.equal(await walkOf(id), 'created confirmed submitted failed');
    assert.deepEqual(await sumsOf(paymentId), { refunded: 0, pending: 0, remaining: 100 });
    const { body } = await sarf.call('GET', `${REFUNDS}/${id}/explain`);
    assert.partialDeepStrictEqual(body, { money_moved: 'no', payout: { bank_code: { code: 'AC04' } } });
    // It was confirmed once, so saying so again changes nothing, and it is not confirmed a second time.
    assert.equal(assertAnswer('processRefunds', await decide(id, 'CONFIRMED'))[0].status, 'FAILED');
    assertRefused(await decide(id, 'REJECTED'), 'INVALID_STATE', ['[0].status']);
    await advance();
    await reach(await confirmed(paymentId, 100), 'SUBMITTED');
  });

  test('.96: returned after it was completed, it failed, and can be refunded again', async () => {
    const paymentId = await provenPayment(sarf);
    const id = await confirmed(paymentId, 50.96);
    await reach(id, 'SUBMITTED');
    await advance();
    await reach(id, 'COMPLETED');
    assert.deepEqual(await sumsOf(paymentId), { refunded: 50.96, pending: 0, remaining: 49.04 });
    await advance();
    const refund = await reach(id, 'FAILED');
    assert.equal(refund.reason.code, 'AC06');
    assert.equal(await walkOf(id), 'created confirmed submitted completed failed');
    assert.deepEqual(await sumsOf(paymentId), { refunded: 0, pending: 0, remaining: 100 });
  });

  test('.93 and .94: no answer, and a payment order lost on the way: paid back once all the same', async () => {
    const paymentId = await provenPayment(sarf);
    for (const amount of [10.93, 10.94]) {
      const id = await confirmed(paymentId, amount);
      await until('the bank has it', async () => {
        await sarf.call('PUT', REFUNDS);
        const { payout } = (await sarf.call('GET', `${REFUNDS}/${id}/explain`)).body;
        return payout.state === 'with_bank';
      });
      await advance();
      const { payout_id: payoutId } = await reach(id, 'COMPLETED');
      const { body: payout } = await sarf.call('GET', `/payouts/v1/${payoutId}`);
      assert.equal((await sarf.bank('GET', `/instructions/${payout.end_to_end_id}`)).body.times_booked, 1);
      // Being in doubt and back in the queue is the payout's alone.
      assert.equal(await walkOf(id), 'created confirmed submitted completed');
    }
    assert.deepEqual(await sumsOf(paymentId), { refunded: 21.87, pending: 0, remaining: 78.13 });
  });

  test('a payment is refunded after the payment source that it was charged from was deleted', async () => {
    const { id: consent_id, customer_id, payment_source_id } = await approveConsent(sarf);
    const under = (amount: number) => charge(sarf.call, { amount, consent_id });
    const { id: paymentId, end_to_end_id } = assertAnswer('createAccountOnFilePayment', await under(80));
    await until('the bank has it', async () => (await statesOf(sarf, paymentId)).includes('with_bank'));
    await advance();
    const { payer: from } = await reachPayment(sarf, paymentId, 'ACCEPTED_BY_BANK');
    const iban = sarf.sandbox.accounts.find(({ currency }) => currency === 'AED')?.iban ?? '';
    const file = camtFile({ iban, lines: [{ amount: '80.00', bankReference: 'SOURCE1', endToEndId: end_to_end_id }] });
    assertAnswer('uploadStatement', await sarf.call('POST', '/reconciliation/v1/statements', file, XML));

    const source = `/customers/v1/${customer_id}/payment-sources/${payment_source_id}`;
    assertAnswer('deletePaymentSource', await sarf.call('DELETE', source));
    assertRefused(await under(1), 'CONSENT_EXPIRED');

    const id = await confirmed(paymentId, 30);
    await reach(id, 'SUBMITTED');
    await advance();
    const { payout_id: payoutId } = await reach(id, 'COMPLETED');
    assert.deepEqual(await sumsOf(paymentId), { refunded: 30, pending: 0, remaining: 50 });
    const { body: payout } = await sarf.call('GET', `/payouts/v1/${payoutId}`);
    const { body: atBank } = await sarf.bank('GET', `/instructions/${payout.end_to_end_id}`);
    assert.partialDeepStrictEqual(atBank, { creditor_iban: from.iban, amount: '30.00', times_booked: 1 });
  });

  test('a payout that is cancelled takes its refund along', async () => {
    await sarf.stopBank();
    const paymentId = await provenPayment(sarf);
    const id = await confirmed(paymentId, 100);
    const { payout_id: payoutId } = await read(id);
    // The bank is away, so it goes back into the queue each time.
    await until('it is cancelled', async () => {
      return (await sarf.call('POST', `/payouts/v1/payments/${payoutId}/cancel`)).status === 200;
    });
    const refund = await reach(id, 'FAILED');
    assert.equal(refund.reason.code, 'CANCELLED');
    assert.deepEqual(await sumsOf(paymentId), { refunded: 0, pending: 0, remaining: 100 });
    await sarf.startBank();
  });

  test('a bank that was away gets what is confirmed at once when it is asked for', async () => {
    await sarf.stopBank();
    const paymentId = await provenPayment(sarf);
    const id = await confirmed(paymentId, 5);
    const tried = async () =>
      (
        await sarf.sql`select from history h join payouts p on p.id = h.object_id
        where p.refund_id = ${id} and h.from_state = 'submitting' and h.to_state = 'queued'`
      ).length > 0;
    await until('it was tried in vain', tried);
    await sarf.startBank();
    await sarf.sql`update payouts set due_at = now() + interval '1 hour' where refund_id = ${id} and state = 'queued'`;
    // It is not listed, because it had been submitted before; it is tried again all the same.
    assert.deepEqual(assertAnswer('processRefunds', await sarf.call('PUT', REFUNDS)), []);
    await until('the bank has it', async () => {
      const [row] = await sarf.sql<{ state: string }[]>`select state from payouts where refund_id = ${id}`;
      return row?.state === 'with_bank';
    });
    await advance();
    await reach(id, 'COMPLETED');
  });

  test('a refund and its payout are never apart, whoever brings the news, and however often', async () => {
    const paymentId = await provenPayment(sarf, { amount: 1_000 });
    const ids = await Promise.all(Array.from({ length: 20 }, () => confirmed(paymentId, 2)));
    let apart = 0;
    const looking = { on: true };
    const watch = (async () => {
      while (looking.on) apart += await countApart(sarf);
    })();
    const news = callbacksUntil(sarf, ids, () => looking.on);
    await Promise.all(ids.map((id) => reach(id, 'SUBMITTED')));
    await advance();
    await Promise.all(ids.map((id) => reach(id, 'COMPLETED')));
    looking.on = false;
    await Promise.all([watch, news]);
    assert.equal(apart, 0);
    for (const id of ids) assert.equal(await walkOf(id), 'created confirmed submitted completed');
    assert.equal((await sumsOf(paymentId)).refunded, 40);
  });
});

/** How many refunds are elsewhere than their payouts, as one look at the database sees both. */
async function countApart({ sql }: RunningSarf): Promise<number> {
  const rows = await sql`
    select from refunds r join payouts p on p.application_id = r.application_id and p.id = r.payout_id
    where r.state is distinct from case
      when p.state in ('failed', 'returned', 'rejected') then 'failed'
      when p.state = 'completed' then 'completed'
      when p.state = 'queued' and p.attempts = 0 then 'confirmed'
      else 'submitted' end`;
  return rows.length;
}

/** Tells of the payouts of these refunds again and again what the bank thinks of them, as its callbacks do. */
async function callbacksUntil(sarf: RunningSarf, ids: readonly string[], going: () => boolean): Promise<void> {
  const secret = callbackSecret(sarf.deps.secretKey);
  for (let turn = 0; going(); turn += 1) {
    const rows = await sarf.sql<{ endToEndId: string }[]>`
      select p.end_to_end_id from payouts p where p.refund_id = ${ids[turn % ids.length] ?? ''}`;
    const items = await Promise.all(
      rows.map(async ({ endToEndId }) => (await sarf.bank('GET', `/instructions/${endToEndId}`)).body),
    );
    const notifications = items
      .filter(({ status }) => status === 'ACSP' || status === 'ACSC')
      .map(({ end_to_end_id, status, bank_reference }) => ({
        end_to_end_id,
        status,
        bank_reference,
        reason_code: null,
        reason: null,
      }));
    const text = JSON.stringify({ notifications });
    const at = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', secret).update(`${at}.${text}`).digest('hex');
    const headers = { 'bank-timestamp': String(at), 'bank-signature': `v1=${signature}` };
    await send(`${sarf.apiUrl}/banks/v1/callbacks/sandbox`, 'POST', text, headers);
  }
}
