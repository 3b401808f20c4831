import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addClient } from '../../server/test/limited-client.ts';
import { type RunningSarf, startSarf } from '../../server/test/running-sarf.ts';
import { createSarf, type Sarf, type SarfEvent } from '../src/index.ts';

let running: RunningSarf;
let sarf: Sarf;
before(async () => {
  running = await startSarf();
  sarf = createSarf({ baseUrl: running.apiUrl, ...running.sandbox.client });
});
after(() => running.stop());

/** The value of what must have gone well. */
async function given<T>(asked: Promise<{ ok: true; value: T } | { ok: false; refusal: unknown }>): Promise<T> {
  const result = await asked;
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

async function pay(amount: number) {
  return given(
    sarf.payouts.create({
      amount,
      currency: 'AED',
      destination_id: running.sandbox.destinationId,
      allow_duplicate: true,
    }),
  );
}

describe('the client against a running Sarf', () => {
  test('makes a payout and reads it in every way', async () => {
    const { id, idempotency_key } = await pay(12.5);
    assert.match(String(idempotency_key), /^[0-9a-f-]{36}$/);
    await running.reach(id, 'completed');
    assert.equal((await given(sarf.payouts.get(id))).status, 'COMPLETED');
    assert.equal((await given(sarf.payouts.history(id))).at(-1)?.state, 'completed');
    assert.equal((await given(sarf.payouts.explain(id))).money_moved, 'yes');
    const ids: string[] = [];
    for await (const one of sarf.payouts.list({ page_size: 1 })) ids.push(one.id);
    assert.ok(ids.includes(id));
    const cancelled = await sarf.payouts.cancel(id);
    assert.ok(!cancelled.ok && cancelled.refusal.status === 'INVALID_STATE');
  });

  test('sees before what would be done, and asks for what another party approves or rejects', async () => {
    const limited = await addClient(running, { needsApproval: true });
    const agent = createSarf({ baseUrl: running.apiUrl, ...limited.credentials });
    const request = { amount: 7, currency: 'AED', destination_id: running.sandbox.destinationId };
    assert.equal((await given(agent.payouts.agentLimits())).needs_approval, true);
    assert.equal((await given(agent.payouts.preview(request))).verdict, 'WOULD_AWAIT_APPROVAL');
    const [yes, no] = [await given(agent.payouts.create(request)), await given(agent.payouts.create(request))];
    const waiting: string[] = [];
    for await (const { id } of sarf.payouts.list({ state: 'awaiting_approval' })) waiting.push(id);
    assert.deepEqual(waiting, [no.id, yes.id]);
    const own = await agent.payouts.approve(yes.id);
    assert.ok(!own.ok && own.refusal.status === 'SECOND_PARTY_NEEDED');
    assert.equal((await given(sarf.payouts.approve(yes.id))).approval?.asked_by, limited.party);
    await running.reach(yes.id, 'completed');
    const rejected = await given(sarf.payouts.reject(no.id, 'Not needed'));
    assert.deepEqual([rejected.status, rejected.reason?.message], ['REJECTED', 'Not needed']);
    const unknown = { payment_id: yes.id, amount: 1, reason_code: 'CUSTOMER_REQUEST' };
    for (const asked of [unknown, [unknown]]) {
      const { verdict, refusal } = await given(agent.refunds.preview(asked));
      assert.deepEqual([verdict, refusal?.status], ['WOULD_BE_REFUSED', 'UNKNOWN_PAYMENT']);
    }
  });

  test('registers whom to pay, and reads the accounts', async () => {
    const details = { beneficiary_name: 'Amina Haddad', iban: 'AE070331234567890123456' };
    const { id } = await given(sarf.destinations.create(details));
    assert.equal((await given(sarf.destinations.create(details))).id, id);
    assert.equal((await given(sarf.destinations.get(id))).beneficiary_name, 'Amina Haddad');
    const ids: string[] = [];
    for await (const one of sarf.destinations.list()) ids.push(one.id);
    assert.ok(ids.includes(id));
    assert.ok((await given(sarf.accounts.list())).some(({ currency }) => currency === 'AED'));
    const refused = await sarf.destinations.create({ beneficiary_name: 'Amina Haddad', iban: 'AE00' });
    assert.ok(!refused.ok && refused.refusal.status === 'INVALID_IBAN');
  });

  test('reads the events of a payout, and goes on where it was', async () => {
    const { id } = await pay(13);
    await running.reach(id, 'completed');
    const events: SarfEvent[] = [];
    for await (const event of sarf.events.list({ object_id: id, page_size: 2 })) events.push(event);
    assert.deepEqual(
      events.map(({ sequence }) => sequence),
      events.map((_, at) => at + 1),
    );
    const last = events.at(-1);
    assert.ok(last?.type === 'payout.completed' && last.payload.amount === 13);
    assert.deepEqual(await given(sarf.events.get(last.id)), last);
    const next = await pay(14);
    for await (const event of sarf.events.list({ after: last.id })) {
      assert.equal(event.object.id, next.id);
      break;
    }
  });

  test('is told what it may not do', async () => {
    const limited = createSarf({ baseUrl: running.apiUrl, ...running.sandbox.client, scopes: ['payouts:read'] });
    const result = await limited.destinations.create({ beneficiary_name: 'Omar Farouk' });
    assert.ok(!result.ok && result.refusal.status === 'INCORRECT_ACCESS_LEVEL');
    const wrong = createSarf({ baseUrl: running.apiUrl, clientId: 'nobody', clientSecret: 'nothing' });
    const refused = await wrong.payouts.get('0192d3a4-7b1c-7def-8123-456789abcdef');
    assert.ok(!refused.ok && refused.refusal.status === 'UNAUTHORIZED');
  });
});
