import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createApplication, createClient } from '../src/auth/clients.ts';
import { cancelPayout } from '../src/payouts/cancel-payout.ts';
import { audit } from './audit.ts';
import { awaitingPayout } from './awaiting-payout.ts';
import { allScopes, assertAnswer, assertRefused, callerOf, NOBODY } from './doors.ts';
import { addClient, type LimitedClient } from './limited-client.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

type Call = RunningSarf['call'];
const pathOf = (id: string): string => `/payouts/v1/payments/${id}`;

describe('a payout that another party has to approve', () => {
  let sarf: RunningSarf;
  /** Two clients of one member, and one of another. */
  let agent: LimitedClient;
  let twin: LimitedClient;
  let other: LimitedClient;
  before(async () => {
    sarf = await startSarf({ worker: false });
    [agent, twin, other] = await Promise.all([
      addClient(sarf, { owner: 'omar' }),
      addClient(sarf, { owner: 'omar' }),
      addClient(sarf, { owner: 'aisha' }),
    ]);
  });
  after(() => sarf.stop());

  const ask = (more: Parameters<typeof awaitingPayout>[1] = {}): Promise<string> =>
    awaitingPayout(sarf, { askedBy: 'member:omar', ...more });
  const approve = (id: string, call: Call = other.call): Promise<Called> => call('POST', `${pathOf(id)}/approve`);
  const reject = (id: string, call: Call = other.call, body?: object): Promise<Called> =>
    call('POST', `${pathOf(id)}/reject`, body);
  const states = async (id: string): Promise<string[]> =>
    (await sarf.call('GET', `${pathOf(id)}/history`)).body.content.map(({ state }: Json) => state);
  const events = async (id: string): Promise<string[]> =>
    (await sarf.call('GET', `/events/v1?object_id=${id}`)).body.content.map(({ type }: Json) => type);
  const available = async (): Promise<number> => {
    const { content } = (await sarf.call('GET', '/payouts/v1/accounts')).body;
    return content.find(({ currency }: Json) => currency === 'AED').available;
  };

  test('is held, says who asked, and is not due', async () => {
    const before = await available();
    const id = await ask({ amountMinor: 500n });
    assert.equal(await available(), before - 5);
    const shown = assertAnswer('getPayout', await sarf.call('GET', `/payouts/v1/${id}`));
    assert.deepEqual([shown.status, shown.approval], ['PENDING', { asked_by: 'member:omar', decided_by: null }]);
    const told = assertAnswer('explainPayout', await sarf.call('GET', `${pathOf(id)}/explain`));
    assert.equal(told.state, 'awaiting_approval');
    assert.match(told.why, /^member:omar asked for it\. Another party/);
    assert.match(told.next.what, new RegExp(`${id}/approve .* ${pathOf(id)}/reject`));
    assert.equal(told.next.at, null);
    assert.deepEqual(await events(id), ['payout.created']);
  });

  test('is approved by another party, and is due at once; again changes nothing', async () => {
    const before = await available();
    const id = await ask();
    const approved = assertAnswer('approvePayout', await approve(id));
    assert.deepEqual(approved.approval, { asked_by: 'member:omar', decided_by: 'member:aisha' });
    assert.equal(approved.status, 'PENDING');
    assert.equal(await available(), before - 1);
    const [due] = await sarf.sql`
      select state from payouts where id = ${id} and due_at <= clock_timestamp() and lease_until is null`;
    assert.equal(due?.state, 'queued');
    // By whoever else, whoever asked among them.
    for (const call of [other.call, sarf.call, agent.call, twin.call]) {
      assert.deepEqual(assertAnswer('approvePayout', await approve(id, call)), approved);
    }
    const refused = assertRefused(await reject(id), 'INVALID_STATE');
    assert.match(refused.message, /was approved before, and is PENDING \(queued\)/);
    assert.deepEqual(refused.metadata, { status: 'PENDING', state: 'queued' });
    assert.deepEqual(await states(id), ['awaiting_approval', 'queued']);
    assert.deepEqual(await events(id), ['payout.created', 'payout.queued']);
  });

  test('is rejected by another party, with the reason, and is released; again changes nothing', async () => {
    const before = await available();
    const id = await ask({ amountMinor: 700n });
    const rejected = assertAnswer('rejectPayout', await reject(id, other.call, { reason: 'Not this month' }));
    assert.equal(rejected.status, 'REJECTED');
    assert.deepEqual(rejected.reason, { code: 'REJECTED_BY_APPROVER', message: 'Not this month' });
    assert.deepEqual(rejected.approval, { asked_by: 'member:omar', decided_by: 'member:aisha' });
    assert.equal(await available(), before);
    assert.deepEqual(assertAnswer('rejectPayout', await reject(id, agent.call, { reason: 'Another' })), rejected);
    assertRefused(await approve(id), 'INVALID_STATE');
    // It was not cancelled: the answer of a cancellation would say so.
    assertRefused(await sarf.call('POST', `${pathOf(id)}/cancel`), 'INVALID_STATE');
    const told = (await sarf.call('GET', `${pathOf(id)}/explain`)).body;
    assert.match(told.why, /^member:aisha did not approve it.* Reason: Not this month$/);
    assert.deepEqual(await states(id), ['awaiting_approval', 'rejected']);
    assert.deepEqual(await events(id), ['payout.created', 'payout.rejected']);
    const silent = assertAnswer('rejectPayout', await reject(await ask()));
    assert.equal(silent.reason.message, 'The approver gave no reason.');
  });

  test('cannot be decided by the party that asked, whatever client of it; it may cancel', async () => {
    const id = await ask();
    for (const call of [agent.call, twin.call]) {
      for (const answer of [await approve(id, call), await reject(id, call)]) {
        assert.match(assertRefused(answer, 'SECOND_PARTY_NEEDED').message, /may cancel it/);
      }
    }
    assert.deepEqual(await states(id), ['awaiting_approval']);
    assertAnswer('cancelPayout', await agent.call('POST', `${pathOf(id)}/cancel`));
    for (const answer of [await approve(id), await reject(id)]) {
      assert.match(assertRefused(answer, 'INVALID_STATE').message, /this one is REJECTED \(rejected\)/);
    }
  });

  test('that was approved and then cancelled stays both', async () => {
    const id = await ask();
    assertAnswer('approvePayout', await approve(id));
    assertAnswer('cancelPayout', await agent.call('POST', `${pathOf(id)}/cancel`));
    assert.equal(assertAnswer('approvePayout', await approve(id)).status, 'REJECTED');
    assertRefused(await reject(id), 'INVALID_STATE');
    assert.equal((await sarf.call('GET', `/payouts/v1/${id}`)).body.reason.code, 'CANCELLED');
  });

  test('is nobody else’s, and others need no approval', async () => {
    const id = await ask();
    const elsewhere = await createApplication(sarf.deps, 'Another');
    const stranger = await callerOf(sarf, await createClient(sarf.deps, elsewhere, 'Stranger', allScopes));
    for (const unknown of [id, NOBODY]) {
      assertRefused(await approve(unknown, stranger), 'UNKNOWN_PAYMENT');
      assertRefused(await reject(unknown, stranger), 'UNKNOWN_PAYMENT');
    }
    const plain = await sarf.pay(1);
    assert.match(assertRefused(await approve(plain), 'INVALID_STATE').message, /this one needed none/);
    assertRefused(await reject(plain), 'INVALID_STATE');
    const maker = await createClient(sarf.deps, sarf.sandbox.applicationId, 'Maker', ['payouts:write']);
    assertRefused(await approve(id, await callerOf(sarf, maker)), 'INCORRECT_ACCESS_LEVEL');
  });

  test('is asked for by a client that needs approval, which approves and rejects nothing itself', async () => {
    const limited = await addClient(sarf, { needsApproval: true });
    const [reader, second] = [
      await addClient(sarf, { readOnly: true }),
      await addClient(sarf, { needsApproval: true }),
    ];
    const request = { amount: 3, currency: 'AED', destination_id: sarf.sandbox.destinationId, idempotency_key: 'ask' };
    const made = assertAnswer('createPayoutPayment', await limited.call('POST', '/payouts/v1/payment', request));
    assert.deepEqual(made.approval, { asked_by: limited.party, decided_by: null });
    assert.deepEqual(await states(made.id), ['awaiting_approval']);
    assert.deepEqual(await events(made.id), ['payout.created']);
    for (const [{ call }, limit] of [
      [second, 'needs_approval'],
      [reader, 'read_only'],
    ] as const) {
      for (const answer of [await approve(made.id, call), await reject(made.id, call)]) {
        assert.equal(assertRefused(answer, 'AGENT_LIMIT').metadata.limit, limit);
      }
    }
    assertRefused(await approve(made.id, limited.call), 'SECOND_PARTY_NEEDED');
    assertAnswer('approvePayout', await approve(made.id));
    // The answer to the request is what it was, whatever became of the payout.
    const again = await limited.call('POST', '/payouts/v1/payment', request);
    assert.deepEqual([again.headers.get('idempotent-replayed'), again.body], ['true', made]);
    assertAnswer('approvePayout', await approve(made.id, limited.call));
  });

  /** Waits until the audit log has it that somebody asked for a decision. */
  async function asked(id: string): Promise<void> {
    for (let count = 0; count === 0; ) {
      ({ count } = await sarf.sql`select 1 from audit_lines where object_id = ${id}`);
    }
  }

  test('many decide at once: one decision counts', async () => {
    const wins = { approved: 0, rejected: 0, cancelled: 0 };
    for (let round = 0; round < 12; round += 1) {
      const id = await ask();
      const calls = [approve(id), reject(id), approve(id, sarf.call), reject(id, sarf.call)];
      // Of a decision it is written down first that it was asked for; without waiting for that cancelling always wins.
      if (round % 3 > 0) await asked(id);
      // However busy the machine is, cancelling comes too late in some rounds.
      if (round % 3 > 1) await Promise.race(calls);
      const cancelling = cancelPayout(sarf.deps, sarf.sandbox.applicationId, id, `client:${agent.id}`).then(
        () => true,
        () => false,
      );
      const answers = await Promise.all(calls);
      const [one, two, three, four] = answers.map(({ status }) => status === 200);
      const cancelled = await cancelling;
      const history = await states(id);
      const approved = history.includes('queued');
      assert.deepEqual([one, three], [approved, approved]);
      const rejected = !approved && !cancelled;
      assert.deepEqual([two, four], [rejected, rejected]);
      assert.equal(history.length, approved && cancelled ? 3 : 2);
      for (const answer of answers) if (answer.status !== 200) assertRefused(answer, 'INVALID_STATE');
      wins[approved ? 'approved' : cancelled ? 'cancelled' : 'rejected'] += 1;
    }
    assert.ok(wins.approved + wins.rejected > 0, JSON.stringify(wins));
  });

  test('is found by its state among all others', async () => {
    const ids = [await ask(), await ask(), await ask()];
    await sarf.pay(1);
    await approve(ids[1] ?? '');
    const list = async (query: string): Promise<string[]> => {
      const page = assertAnswer('listPayouts', await sarf.call('GET', `/payouts/v1/payments?${query}`));
      return page.content.map(({ id }: Json) => id);
    };
    const waiting = await list('state=awaiting_approval');
    assert.deepEqual(waiting.slice(0, 2), [ids[2], ids[0]]);
    assert.deepEqual(await list('state=awaiting_approval&status=PENDING'), waiting);
    assert.deepEqual(await list('state=awaiting_approval&status=COMPLETED'), []);
    assert.deepEqual((await list('state=queued')).includes(ids[1] ?? ''), true);
    const [first] = await list('state=awaiting_approval&page_size=1');
    assert.deepEqual(await list(`state=awaiting_approval&after=${first}`), waiting.slice(1));
    assertRefused(await sarf.call('GET', '/payouts/v1/payments?state=waiting'), 'INVALID_PARAMETERS', ['state']);
  });

  test('leaves books that fit', () => audit(sarf));
});
