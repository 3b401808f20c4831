import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { audit } from './audit.ts';
import { assertAnswer } from './doors.ts';
import { addClient, type LimitedClient } from './limited-client.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

describe('an agent asks, and another party decides', () => {
  let sarf: RunningSarf;
  let agent: LimitedClient;
  let approver: LimitedClient;
  before(async () => {
    sarf = await startSarf({ bankOptions: { settleMs: 20 } });
    agent = await addClient(sarf, { needsApproval: true, scopes: ['payouts:write', 'payouts:read'] });
    approver = await addClient(sarf, { scopes: ['payouts:approve', 'payouts:read'] });
  });
  after(() => sarf.stop());

  async function ask(amount: number): Promise<string> {
    const request = { amount, currency: 'AED', destination_id: sarf.sandbox.destinationId };
    return assertAnswer('createPayoutPayment', await agent.call('POST', '/payouts/v1/payment', request)).id;
  }
  const account = async (): Promise<Json> => {
    const { content } = (await sarf.call('GET', '/payouts/v1/accounts')).body;
    return content.find(({ currency, is_default }: Json) => currency === 'AED' && is_default);
  };

  test('what is approved is paid, what is rejected is released, and the books fit', async () => {
    const before = await account();
    const [yes, no] = [await ask(40), await ask(60)];
    assert.equal((await account()).available, before.available - 100);
    // Found by who may decide; the worker has looked many times by then.
    const { content } = (await approver.call('GET', '/payouts/v1/payments?state=awaiting_approval')).body;
    assert.deepEqual(
      content.map(({ id }: Json) => id),
      [no, yes],
    );
    await approver.call('POST', `/payouts/v1/payments/${yes}/approve`);
    await approver.call('POST', `/payouts/v1/payments/${no}/reject`, { reason: 'Not agreed' });
    const paid = await sarf.reach(yes, 'completed');
    assert.deepEqual(paid.approval, { asked_by: agent.party, decided_by: approver.party });
    const after = await account();
    assert.deepEqual([after.posted, after.held], [before.posted - 40, before.held]);
    const { content: lines } = (await agent.call('GET', `/payouts/v1/payments/${yes}/history`)).body;
    assert.deepEqual(
      lines.slice(0, 2).map(({ state, actor }: Json) => [state, actor]),
      [
        ['awaiting_approval', `client:${agent.id}`],
        ['queued', `client:${approver.id}`],
      ],
    );
    await audit(sarf);
  });
});
