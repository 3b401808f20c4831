import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { commands } from '../src/admin/commands.ts';
import { createClient } from '../src/auth/clients.ts';
import { setFourEyes } from '../src/auth/parties.ts';
import { inTransaction } from '../src/foundation/database.ts';
import { move } from '../src/lifecycle/move.ts';
import { lockPayments } from '../src/payments/find-payments.ts';
import { paymentLifecycle } from '../src/payments/lifecycle.ts';
import { addApplication, allScopes, assertAnswer, assertRefused, callerOf, NOBODY } from './doors.ts';
import { payer, provenPayment } from './proven-payments.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const REFUNDS = '/payouts/refunds';
type Call = RunningSarf['call'];

describe('deciding on refunds', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  let paymentId: string;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());
  beforeEach(async () => {
    paymentId = await provenPayment(sarf, { reference: 'INV 7' });
  });

  const make = async (more: Record<string, unknown> = {}, call: Call = sarf.call): Promise<string> => {
    const item = { payment_id: paymentId, amount: 10, reason_code: 'CUSTOMER_REQUEST', ...more };
    return assertAnswer('createRefund', await call('POST', REFUNDS, item)).id;
  };
  const decide = (decisions: Record<string, string>, call: Call = sarf.call): Promise<Called> =>
    put(
      Object.entries(decisions).map(([refund_id, status]) => ({ refund_id, status })),
      call,
    );
  const put = (body: unknown, call: Call = sarf.call): Promise<Called> => call('PUT', REFUNDS, body);
  const decided = async (decisions: Record<string, string>, call: Call = sarf.call): Promise<Json> =>
    assertAnswer('processRefunds', await decide(decisions, call));
  const statusOf = async (id: string): Promise<string> => (await sarf.call('GET', `${REFUNDS}/${id}`)).body.status;
  const payoutsOf = async (id: string): Promise<Json[]> => [
    ...(await sarf.sql`select id, state, amount_minor, end_to_end_id, payout_account_id, destination_id, description, reference
      from payouts where refund_id = ${id}`),
  ];
  const remaining = async (): Promise<number> =>
    (await sarf.call('GET', `/payments/v1/${paymentId}`)).body.refunds.remaining;

  test('confirming makes the payout to the account that paid, from the account that it paid to', async () => {
    const id = await make({ external_reference: 'R 9' });
    const [refund] = await decided({ [id]: 'CONFIRMED' });
    assert.partialDeepStrictEqual(refund, { id, status: 'CONFIRMED', payment_id: paymentId });
    const [payout, ...others] = await payoutsOf(id);
    assert.deepEqual(others, []);
    const shown = (await sarf.call('GET', `/payouts/v1/${payout.id}`)).body;
    assert.partialDeepStrictEqual(shown, {
      id: refund.payout_id,
      refund_id: id,
      amount: 10,
      currency: 'AED',
      status: 'PENDING',
      description: 'Refund INV 7',
      reference: 'R 9',
      payment_intent_id: refund.refund_intent_id,
    });
    const { body: payment } = await sarf.call('GET', `/payments/v1/${paymentId}`);
    assert.equal(shown.payout_account_id, payment.payout_account_id);
    const { body: whom } = await sarf.call('GET', `/payouts/v1/payment/destinations/${shown.destination_id}`);
    assert.partialDeepStrictEqual(whom, {
      beneficiary_name: payer.name,
      iban: payer.iban,
      country: 'AE',
      currency: 'AED',
    });
    assert.match(shown.end_to_end_id, /^[A-Z0-9]{12,16}$/);
    assert.equal(await remaining(), 90);
    const { content } = (await sarf.call('GET', `/events/v1?object_id=${id}`)).body;
    assert.deepEqual(content.map((event: Json) => event.type).toSorted(), ['refund.confirmed', 'refund.created']);
  });

  test('the description of the refund travels with the money, and its account is the same destination each time', async () => {
    const [one, two] = [await make({ description: 'Two chairs' }), await make()];
    await decided({ [one]: 'CONFIRMED', [two]: 'APPROVED' });
    const [[first], [second]] = [await payoutsOf(one), await payoutsOf(two)];
    assert.equal(first.description, 'Two chairs');
    assert.equal(first.destinationId, second.destinationId);
    assert.notEqual(first.endToEndId, second.endToEndId);
  });

  test('rejecting frees what was set aside', async () => {
    const id = await make({ amount: 60 });
    assert.equal(await remaining(), 40);
    const [refund] = await decided({ [id]: 'REJECTED' });
    assert.partialDeepStrictEqual(refund, { status: 'REJECTED', payout_id: null, reason: null });
    assert.equal(await remaining(), 100);
    assert.deepEqual(await payoutsOf(id), []);
  });

  test('why it was rejected is told to whoever asked, and in its history', async () => {
    const id = await make();
    const rejection = { refund_id: id, status: 'REJECTED', reason: 'The customer kept the goods.' };
    const told = { code: 'REJECTED_BY_REVIEWER', message: 'The customer kept the goods.' };
    assert.deepEqual(assertAnswer('processRefunds', await put([rejection]))[0].reason, told);
    const history = assertAnswer('getRefundHistory', await sarf.call('GET', `${REFUNDS}/${id}/history`));
    assert.deepEqual(history.content.at(-1).reason, told);
    const { why } = assertAnswer('explainRefund', await sarf.call('GET', `${REFUNDS}/${id}/explain`));
    assert.match(why, /rejected.* Reason: The customer kept the goods\.$/);
    const other = { refund_id: await make(), status: 'CONFIRMED', reason: 'Because.' };
    assertRefused(await put([other]), 'INVALID_PARAMETERS', ['[0].reason']);
  });

  test('the same again is answered unchanged, and the contrary is refused', async () => {
    const [yes, no] = [await make(), await make()];
    const first = await decided({ [yes]: 'CONFIRMED', [no]: 'REJECTED' });
    assert.deepEqual(await decided({ [yes]: 'APPROVED', [no]: 'REJECTED' }), first);
    assert.equal((await payoutsOf(yes)).length, 1);
    const { message } = assertRefused(await decide({ [yes]: 'REJECTED' }), 'INVALID_STATE', ['[0].status']);
    assert.match(message, /index 0 .*CONFIRMED/);
    assertRefused(await decide({ [no]: 'CONFIRMED' }), 'INVALID_STATE', ['[0].status']);
    const big = await put([{ refund_id: yes.toUpperCase(), status: 'CONFIRMED' }]);
    assert.equal(assertAnswer('processRefunds', big)[0].id, yes);
  });

  test('a list is decided in its order, all of it or nothing', async () => {
    const [one, two, three] = [await make(), await make(), await make()];
    await decided({ [three]: 'REJECTED' });
    const refused = await decide({ [one]: 'CONFIRMED', [NOBODY]: 'REJECTED', [three]: 'CONFIRMED', [two]: 'REJECTED' });
    assertRefused(refused, 'INVALID_PARAMETERS', ['[1].refund_id', '[2].status']);
    assertRefused(await decide({ [one]: 'CONFIRMED', [NOBODY]: 'REJECTED' }), 'UNKNOWN_REFUND', ['[1].refund_id']);
    assert.deepEqual([await statusOf(one), await statusOf(two)], ['CREATED', 'CREATED']);
    assert.deepEqual(await payoutsOf(one), []);
    const order = [two, three, one].map((refund_id) => ({ refund_id, status: 'REJECTED' }));
    const answer = assertAnswer('processRefunds', await put([...order, order[0]]));
    assert.deepEqual(
      answer.map((refund: Json) => refund.id),
      [two, three, one, two],
    );
  });

  test('a refund that comes twice is decided once, and not in two ways', async () => {
    const id = await make();
    const both = ['CONFIRMED', 'REJECTED'].map((status) => ({ refund_id: id, status }));
    assertRefused(await put(both), 'INVALID_PARAMETERS', ['[1].status']);
    assert.equal(await statusOf(id), 'CREATED');
    assertAnswer('processRefunds', await put(['CONFIRMED', 'APPROVED'].map((status) => ({ refund_id: id, status }))));
    assert.equal((await payoutsOf(id)).length, 1);
  });

  test('what is not of the form is refused, and another application’s refund is not there', async () => {
    const id = await make();
    assertRefused(await put([]), 'INVALID_PARAMETERS', ['(body)']);
    assertRefused(await put([{ refund_id: id, status: 'PAID' }]), 'INVALID_PARAMETERS', ['[0].status']);
    assertRefused(await put([{ status: 'REJECTED' }]), 'MISSING_PARAMETERS', ['[0].refund_id']);
    assertRefused(await put({ refund_id: id, status: 'REJECTED' }), 'INVALID_PARAMETERS', ['refund_id', 'status']);
    const other = await addApplication(sarf);
    assertRefused(await decide({ [id]: 'REJECTED' }, other.call), 'UNKNOWN_REFUND', ['[0].refund_id']);
    assert.equal(await statusOf(id), 'CREATED');
  });

  test('an account that does not cover it: nothing is decided', async () => {
    const other = await addApplication(sarf);
    const poor = { call: other.call };
    paymentId = await provenPayment(sarf, { ...poor, amount: 2_000 });
    const make2 = (amount: number) => make({ amount }, other.call);
    // Nothing that a payment brings in is booked by these tests, so the account holds its 1000 still.
    const [small, large, third] = [await make2(100), await make2(950), await make2(1)];
    const called = await decide({ [third]: 'REJECTED', [small]: 'CONFIRMED', [large]: 'CONFIRMED' }, other.call);
    const { metadata } = assertRefused(called, 'INSUFFICIENT_FUNDS', ['[2].refund_id']);
    assert.equal(metadata.available, '900.00');
    const { content } = (await other.call('GET', REFUNDS)).body;
    assert.deepEqual(new Set(content.map((refund: Json) => refund.status)), new Set(['CREATED']));
    assert.equal((await sarf.sql`select from payouts where application_id = ${other.applicationId}`).length, 0);
    await decided({ [small]: 'CONFIRMED' }, other.call);
  });

  test('a payment whose money was taken back is not refunded, also when that was asked for before', async () => {
    const [asked, other] = [await make(), await make()];
    const { applicationId } = sarf.sandbox;
    await inTransaction(sarf.sql, async (tx) => {
      const [row] = await lockPayments(tx, [{ applicationId, id: paymentId }]);
      assert(row);
      const step = { row, to: 'returned' as const, reason: null };
      await move(tx, paymentLifecycle, [step], { actor: 'bank:sandbox', at: new Date() });
    });
    assertRefused(await decide({ [asked]: 'CONFIRMED' }), 'OPERATION_NOT_ALLOWED', ['[0].refund_id']);
    assert.equal((await decided({ [other]: 'REJECTED' }))[0].status, 'REJECTED');
    const item = { payment_id: paymentId, amount: 1, reason_code: 'CUSTOMER_REQUEST' };
    assertRefused(await sarf.call('POST', REFUNDS, item), 'OPERATION_NOT_ALLOWED', ['payment_id']);
    assert.equal(await remaining(), 0);
  });

  describe('without decisions', () => {
    const queue = async (id: string) => {
      const [row] = await sarf.sql<{ state: string; late: boolean }[]>`
        select state, due_at > now() + interval '1 minute' as late from payouts where refund_id = ${id}`;
      return row;
    };

    test('what is confirmed is made due now, and listed, oldest first; what is not confirmed stays', async () => {
      const application = await addApplication(sarf);
      const { call } = application;
      paymentId = await provenPayment(sarf, { call });
      const [created, late, gone] = [await make({}, call), await make({}, call), await make({}, call)];
      await decided({ [late]: 'CONFIRMED', [gone]: 'CONFIRMED' }, call);
      // The bank was away for the one, and has the other.
      await sarf.sql`update payouts set due_at = now() + interval '1 hour' where refund_id = ${late}`;
      const answers = [await put(undefined, call), await put({}, call)];
      for (const answer of answers) {
        const list = assertAnswer('processRefunds', answer);
        assert.deepEqual(
          list.map((refund: Json) => `${refund.id} ${refund.status}`),
          [`${late} CONFIRMED`, `${gone} CONFIRMED`],
        );
      }
      assert.deepEqual({ ...(await queue(late)) }, { state: 'queued', late: false });
      assert.equal((await call('GET', `${REFUNDS}/${created}`)).body.status, 'CREATED');
      assertRefused(await put({ anything: 1 }, call), 'INVALID_PARAMETERS', ['anything']);
    });
  });

  describe('by two parties', () => {
    const run = async (name: string, ...words: string[]): Promise<string[]> => {
      const task = commands.find((one) => one.name === name)?.read(words);
      assert(task && 'inDatabase' in task);
      return task.inDatabase(sarf.deps);
    };
    const client = async (owner?: string) => {
      const made = await createClient(sarf.deps, sarf.sandbox.applicationId, 'one more', allScopes, owner);
      return { id: made.clientId, call: await callerOf(sarf, made) };
    };
    const applicationId = () => sarf.sandbox.applicationId;

    before(async () => {
      await run('set-four-eyes', '--application', applicationId(), '--on', 'yes');
    });
    after(() => setFourEyes(sarf.deps, applicationId(), false));

    test('whoever asked for it does not confirm it, also not with another client of the same owner', async () => {
      const [mona, monaToo, omar, nobody] = [
        await client('mona'),
        await client('mona'),
        await client('omar'),
        await client(),
      ];
      const id = await make({}, mona.call);
      assert.equal((await sarf.call('GET', `${REFUNDS}/${id}`)).body.created_by, 'member:mona');
      for (const one of [mona, monaToo]) {
        assertRefused(await decide({ [id]: 'CONFIRMED' }, one.call), 'SECOND_PARTY_NEEDED', ['[0].refund_id']);
      }
      assert.equal((await decided({ [id]: 'CONFIRMED' }, omar.call))[0].actioned_by, 'member:omar');
      // It is confirmed now, whoever says so again.
      await decided({ [id]: 'CONFIRMED' }, mona.call);
      const own = await make({}, nobody.call);
      const both = await decide({ [own]: 'CONFIRMED', [await make({}, mona.call)]: 'CONFIRMED' }, nobody.call);
      assertRefused(both, 'SECOND_PARTY_NEEDED', ['[0].refund_id']);
      assert.equal((await decided({ [own]: 'CONFIRMED' }, mona.call))[0].actioned_by, 'member:mona');
    });

    test('rejecting one’s own is allowed', async () => {
      const { call } = await client('mona');
      const id = await make({}, call);
      assert.equal((await decided({ [id]: 'REJECTED' }, call))[0].status, 'REJECTED');
    });

    test('only where the application wants it', async () => {
      const id = await make();
      assertRefused(await decide({ [id]: 'CONFIRMED' }), 'SECOND_PARTY_NEEDED', ['[0].refund_id']);
      assert.deepEqual(await run('set-four-eyes', '--application', applicationId(), '--on', 'no'), [
        'Refunds need no second party from now on.',
      ]);
      await decided({ [id]: 'CONFIRMED' });
      await setFourEyes(sarf.deps, applicationId(), true);
    });

    test('the person at the terminal names owners, and sees them', async () => {
      const made = await run('create-client', '--application', applicationId(), '--owner', ' lina ');
      assert.match(made.join('\n'), /^owner +lina$/m);
      assert.match((await run('list-clients')).join('\n'), / owner lina /);
      assert.throws(() => commands.find(({ name }) => name === 'set-four-eyes')?.read(['--on', 'maybe']), /yes or no/);
    });
  });
});
