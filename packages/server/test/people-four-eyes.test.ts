import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { decidePayout } from '../src/payouts/decide-payout.ts';
import { decideRefunds } from '../src/refunds/decide-refunds.ts';
import { awaitingPayout } from './awaiting-payout.ts';
import { allScopes, assertAnswer, assertRefused, callerOf } from './doors.ts';
import { addClient } from './limited-client.ts';
import { type Person, signedIn } from './people.ts';
import { provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const REFUNDS = '/payouts/refunds';
const PAY = '/payouts/v1/payment';

describe('four eyes, between people and the clients that they own', () => {
  let sarf: RunningSarf;
  let amina: Person;
  let owner: Person;
  /** What Amina has: herself, and a client that was made with her address in other letters. */
  let hers: RunningSarf['call'][];
  let paymentId: string;
  before(async () => {
    sarf = await startSarf({ worker: false });
    owner = await signedIn(sarf, 'owner');
    amina = await signedIn(sarf, 'owner', { email: 'amina@sarf.test' });
    const agent = await addClient(sarf, { owner: 'AMINA@Sarf.TEST' });
    const made = assertAnswer(
      'createClient',
      await amina.call('POST', '/clients/v1', { name: 'Hers', scopes: allScopes, owner: 'Amina@sarf.test' }),
    );
    const own = { clientId: made.client.id, clientSecret: made.client_secret };
    hers = [amina.call, agent.call, await callerOf(sarf, own)];
    assertAnswer('changeSettings', await owner.call('PATCH', '/settings/v1', { refunds_four_eyes: true }));
    paymentId = await provenPayment(sarf, { amount: 1000 });
  });
  after(() => sarf.stop());

  const refund = async (call: RunningSarf['call']): Promise<string> =>
    assertAnswer(
      'createRefund',
      await call('POST', REFUNDS, { payment_id: paymentId, amount: 1, reason_code: 'CUSTOMER_REQUEST' }),
    ).id;
  const confirm = (call: RunningSarf['call'], ...ids: string[]) =>
    call(
      'PUT',
      REFUNDS,
      ids.map((id) => ({ refund_id: id, status: 'CONFIRMED' })),
    );
  const program = (): RunningSarf['call'] => hers.at(-1) ?? amina.call;
  const statusOf = async (id: string): Promise<string> => (await owner.call('GET', `${REFUNDS}/${id}`)).body.status;

  test('whoever else may not make a client of somebody', async () => {
    const wish = { name: 'Theirs', scopes: ['payouts:approve'], owner: 'amina@sarf.test' };
    assertRefused(await owner.call('POST', '/clients/v1', wish), 'ROLE_NOT_ALLOWED');
    assertRefused(await amina.call('POST', '/clients/v1', { ...wish, owner: 'else@sarf.test' }), 'ROLE_NOT_ALLOWED');
  });

  test('a refund that she or any client of hers asked for is confirmed by none of them, alone or in a list', async () => {
    for (const maker of hers) {
      const id = await refund(maker);
      const others = await refund(owner.call);
      for (const call of hers) {
        assertRefused(await confirm(call, id), 'SECOND_PARTY_NEEDED', ['[0].refund_id']);
        assertRefused(await confirm(call, others, id), 'SECOND_PARTY_NEEDED', ['[1].refund_id']);
        // Sending on what is confirmed confirms nothing.
        assertAnswer('processRefunds', await call('PUT', REFUNDS));
      }
      assert.deepEqual([await statusOf(id), await statusOf(others)], ['CREATED', 'CREATED']);
      assertAnswer('processRefunds', await confirm(owner.call, id));
    }
  });

  test('without the setting a program confirms what it asked for, and still nobody what she asked for herself', async () => {
    assertAnswer('changeSettings', await owner.call('PATCH', '/settings/v1', { refunds_four_eyes: false }));
    try {
      const [byHand, byProgram, sent] = [await refund(amina.call), await refund(program()), await refund(program())];
      for (const call of hers) assertRefused(await confirm(call, byHand), 'SECOND_PARTY_NEEDED', ['[0].refund_id']);
      assertRefused(await confirm(amina.call, byProgram), 'SECOND_PARTY_NEEDED', ['[0].refund_id']);
      assertAnswer('processRefunds', await confirm(program(), sent));
      // Nor does the database let it by.
      const party = 'member:amina@sarf.test';
      await assert.rejects(
        sarf.sql.begin((tx) => [
          tx`insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
            select application_id, id, 2, 'refund', 'created', 'confirmed', now(), 'client:x' from refunds where id = ${byHand}`,
          tx`update refunds set state = 'confirmed', sequence = 2, updated_at = now(), decided_by = ${party} where id = ${byHand}`,
        ]),
        /refund .* may not be confirmed by the party that created it/,
      );
    } finally {
      assertAnswer('changeSettings', await owner.call('PATCH', '/settings/v1', { refunds_four_eyes: true }));
    }
  });

  test('of all who confirm at once it is never she who did it', async () => {
    for (const maker of hers) {
      const id = await refund(maker);
      const calls = await Promise.all([...hers, owner.call, ...hers].map((call) => confirm(call, id)));
      assert.ok(calls.some(({ status }) => status === 200));
      const { body } = await owner.call('GET', `${REFUNDS}/${id}`);
      assert.notEqual(body.actioned_by, body.created_by);
      assert.equal(body.created_by, 'member:amina@sarf.test');
    }
  });

  test('who lost their role while their decision was under way decides nothing', async () => {
    const { applicationId } = sarf.sandbox;
    const was = await signedIn(sarf, 'viewer');
    // As they were when they came in.
    const member = { id: was.id, email: was.email, name: 'Was a controller', role: 'controller' as const };
    const decider = { applicationId, clientId: was.id, member };
    const payout = await awaitingPayout(sarf);
    const approving = decidePayout(sarf.deps, decider, payout, { decision: 'approve' });
    await assert.rejects(approving, { code: 'INCORRECT_ACCESS_LEVEL' });
    const refundId = await refund(owner.call);
    const decisions = [{ refundId, to: 'confirmed' as const }];
    const confirming = decideRefunds(sarf.deps, { ...decider, actor: `member:${was.id}`, decisions });
    await assert.rejects(confirming, { code: 'INCORRECT_ACCESS_LEVEL' });
    assert.equal(await statusOf(refundId), 'CREATED');
  });

  test('a payout that her client asked for waits for somebody else, however many try at once', async () => {
    const agent = await addClient(sarf, { owner: 'Amina@SARF.test', needsApproval: true });
    for (let amount = 1; amount <= 3; amount += 1) {
      const asked = { amount, currency: 'AED', destination_id: sarf.sandbox.destinationId };
      const { id } = assertAnswer('createPayoutPayment', await agent.call('POST', PAY, asked));
      const path = `/payouts/v1/payments/${id}/approve`;
      for (const call of hers) assertRefused(await call('POST', path), 'SECOND_PARTY_NEEDED');
      const calls = await Promise.all([...hers, owner.call, agent.call, ...hers].map((call) => call('POST', path)));
      const done = calls.filter(({ status }) => status === 200).map(({ body }) => body.approval.decided_by);
      assert.deepEqual(new Set(done), new Set([`member:${owner.email}`]));
      const lines = (await owner.call('GET', `/audit/v1?object_id=${id}&page_size=100`)).body.content;
      const byHer = lines.filter(({ actor }: Json) => actor === `member:${amina.id}`);
      assert.ok(byHer.some(({ outcome }: Json) => outcome === 'SECOND_PARTY_NEEDED'));
    }
  });
});
