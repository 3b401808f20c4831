import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { audit } from './audit.ts';
import { addApplication } from './doors.ts';
import { provenPayment } from './proven-payments.ts';
import { type Called, type Json, type RunningSarf, send, startSarf } from './running-sarf.ts';

const REFUNDS = '/payouts/refunds';
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));
const statusOf = ({ body }: Called): string => body.status;
const made = (answers: readonly Called[]): Called[] => answers.filter(({ status }) => status === 201);
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('refunds that race', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  /** Two processes of one installation. */
  let urls: string[];
  let authorization: string;
  before(async () => {
    sarf = await startSarf({ worker: false });
    urls = [sarf.apiUrl, (await sarf.join({ api: true })).apiUrl];
    authorization = `Bearer ${await sarf.token()}`;
  });
  after(async () => {
    try {
      await audit(sarf);
    } finally {
      await sarf.stop();
    }
  });

  const at = (which: number, method: string, body: unknown, token = authorization): Promise<Called> =>
    send(`${urls[which % urls.length]}${REFUNDS}`, method, body, { authorization: token });
  const asked = (paymentId: string, amount: number, more: Record<string, unknown> = {}) => ({
    payment_id: paymentId,
    amount,
    reason_code: 'CUSTOMER_REQUEST',
    ...more,
  });
  const make = async (paymentId: string, amount: number): Promise<string> =>
    (await at(0, 'POST', asked(paymentId, amount))).body.id;
  const sumsOf = async (paymentId: string): Promise<Json> =>
    (await sarf.call('GET', `/payments/v1/${paymentId}`)).body.refunds;

  test('50 of one payment at once, at two processes: as much as it covers, and not a hundredth more', async () => {
    const amount = fc.integer({ min: 1, max: 900 });
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { minLength: 50, maxLength: 50 }), async (amounts) => {
        const paymentId = await provenPayment(sarf);
        const answers = await Promise.all(
          amounts.map((minor, index) => at(index, 'POST', asked(paymentId, minor / 100))),
        );
        const accepted = answers.map(({ status }) => status === 201);
        const spent = sum(amounts.filter((_, index) => accepted[index]));
        assert(spent <= 10_000, `${spent}`);
        const { pending, remaining } = await sumsOf(paymentId);
        assert.equal(Math.round(pending * 100), spent);
        assert.equal(Math.round(remaining * 100), 10_000 - spent);
        for (const [index, answer] of answers.entries()) {
          if (accepted[index]) continue;
          assert.equal(statusOf(answer), 'AMOUNT_OVER_MAX_VALUE');
          // What remained when it was refused only ever became less.
          assert((amounts[index] ?? 0) > 10_000 - spent);
        }
      }),
      { numRuns: 5 },
    );
  });

  test('confirming against rejecting: one of the two, and the other is told', async () => {
    const paymentId = await provenPayment(sarf);
    let confirmedMinor = 0;
    for (const round of times(40, Number)) {
      const id = await make(paymentId, 1);
      const decide = (which: number, status: string) => at(which, 'PUT', [{ refund_id: id, status }]);
      // Either of the two goes first half of the time.
      const first = round & 2 ? 'CONFIRMED' : 'REJECTED';
      const second = first === 'CONFIRMED' ? 'REJECTED' : 'CONFIRMED';
      const answers = await Promise.all([decide(round, first), decide(round + 1, second)]);
      const [yes, no] = first === 'CONFIRMED' ? answers : answers.toReversed();
      const winners = [yes, no].filter((answer) => answer?.status === 200);
      assert.equal(winners.length, 1);
      for (const loser of [yes, no]) if (loser && loser.status !== 200) assert.equal(statusOf(loser), 'INVALID_STATE');
      const payouts = await sarf.sql`select from payouts where refund_id = ${id}`;
      assert.equal(payouts.length, yes?.status === 200 ? 1 : 0);
      if (yes?.status === 200) confirmedMinor += 100;
    }
    assert.deepEqual(await sumsOf(paymentId), {
      refunded: 0,
      pending: confirmedMinor / 100,
      remaining: 100 - confirmedMinor / 100,
    });
  });

  test('confirming the same from everywhere makes one payout', async () => {
    const paymentId = await provenPayment(sarf);
    const ids = await Promise.all(times(5, () => make(paymentId, 2)));
    const lists = times(30, (index) => (index % 2 ? ids : ids.toReversed()));
    const answers = await Promise.all(
      lists.map((list, index) =>
        at(
          index,
          'PUT',
          list.map((refund_id) => ({ refund_id, status: 'CONFIRMED' })),
        ),
      ),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    const rows = await sarf.sql`select from payouts where refund_id in ${sarf.sql(ids)}`;
    assert.equal(rows.length, ids.length);
    const payoutIds = new Set(answers.flatMap(({ body }) => body.map((refund: Json) => refund.payout_id)));
    assert.equal(payoutIds.size, ids.length);
  });

  test('the same key from everywhere makes one refund, and all are told of it', async () => {
    const paymentId = await provenPayment(sarf);
    const answers = await Promise.all(
      times(100, (index) => at(index, 'POST', asked(paymentId, 90, { idempotency_key: 'same' }))),
    );
    assert.equal(made(answers).length, 100);
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
    const first = answers.filter(({ headers }) => headers.get('idempotent-replayed') === null);
    assert.equal(first.length, 1);
  });

  test('lists that take payments and keys in opposite orders wait for each other, and none breaks', async () => {
    const payments = await Promise.all(times(4, () => provenPayment(sarf)));
    const answers = await Promise.all(
      times(80, (index) => {
        const list = payments.map((id, place) => asked(id, 1, { idempotency_key: `x${place}-${index >> 1}` }));
        return at(index, 'POST', index % 2 ? list : list.toReversed());
      }),
    );
    assert.equal(made(answers).length, 80);
    for (const id of payments) assert.equal((await sumsOf(id)).pending, 40);
  });

  test('a refund against the undoing of what proves its payment: one of the two', async () => {
    for (const round of times(24, Number)) {
      const paymentId = await provenPayment(sarf);
      const { content } = (await sarf.call('GET', `/reconciliation/v1/matches?payment_id=${paymentId}`)).body;
      const undo = () =>
        send(
          `${urls[(round + 1) % 2]}/reconciliation/v1/matches/${content[0].id}`,
          'DELETE',
          { reason: 'r' },
          { authorization },
        );
      const ask = () => at(round, 'POST', asked(paymentId, 100));
      // Either of the two goes first half of the time.
      const [asking, undoing] = round & 2 ? [ask(), undo()] : [undo(), ask()].toReversed();
      const [refund, undone] = [await asking, await undoing];
      assert(refund && undone);
      const { reconciliation, refunds } = (await sarf.call('GET', `/payments/v1/${paymentId}`)).body;
      if (refund.status === 201) {
        assert.equal(statusOf(undone), 'MATCH_IN_USE');
        assert.equal(reconciliation.status, 'RECONCILED');
        assert.deepEqual(refunds, { refunded: 0, pending: 100, remaining: 0 });
      } else {
        assert.equal(statusOf(refund), 'OPERATION_NOT_ALLOWED');
        assert.equal(undone.status, 200);
        assert.equal(reconciliation.status, 'OUTSTANDING');
        assert.deepEqual(refunds, { refunded: 0, pending: 0, remaining: 0 });
      }
    }
  });

  test('an account that covers some of what is confirmed at once pays for those and no more', async () => {
    const { call } = await addApplication(sarf);
    // It holds 1000, and each of these is 90.
    const paymentId = await provenPayment(sarf, { call, amount: 5_000 });
    const ids = await Promise.all(times(24, async () => (await call('POST', REFUNDS, asked(paymentId, 90))).body.id));
    const answers = await Promise.all(
      ids.map((refund_id) => call('PUT', REFUNDS, [{ refund_id, status: 'CONFIRMED' }])),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    assert.equal(answers.length - refused.length, 11);
    assert.deepEqual(new Set(refused.map(statusOf)), new Set(['INSUFFICIENT_FUNDS']));
    const { content } = (await call('GET', `${REFUNDS}?status=CREATED`)).body;
    assert.equal(content.length, 13);
    assert.equal((await call('GET', '/payouts/v1/accounts')).body.content[0].available, 10);
  });
});
