import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Deps } from '../src/deps.ts';
import { errorCode, inTransaction, type Tx } from '../src/foundation/database.ts';
import { newId } from '../src/foundation/id.ts';
import { cancelPayout } from '../src/payouts/cancel-payout.ts';
import { enterPayouts } from '../src/payouts/create-payouts.ts';
import { doubtQueuedPayouts } from '../src/payouts/doubt-queued.ts';
import { hurryPayouts } from '../src/payouts/hurry-payouts.ts';
import type { FollowedStep } from '../src/payouts/move-payouts.ts';
import { recordOutcomes } from '../src/payouts/record-outcomes.ts';
import type { Creation } from '../src/payouts/rules.ts';
import { takeDueWork } from '../src/payouts/work-due.ts';
import { type RunningSarf, startSarf, until } from './running-sarf.ts';

// What the room of refunds builds on: payouts made in somebody else's transaction, and told to them as they move.

describe('payouts that carry out refunds', () => {
  let sarf: RunningSarf;
  let deps: Deps;
  const told: string[] = [];

  before(async () => {
    // No bank listens and no worker runs, so that nothing moves but by this test.
    sarf = await startSarf({ worker: false, bank: false });
    deps = {
      ...sarf.deps,
      async followPayouts(tx: Tx, steps: readonly FollowedStep[], by: { readonly actor: string }) {
        for (const { row, to, reason } of steps) {
          // Before the move: what is in the database is where it comes from.
          const [seen] = await tx<{ state: string }[]>`select state from payouts where id = ${row.id}`;
          assert.equal(seen?.state, row.state);
          told.push(`${row.refundId} ${row.state} ${to} ${reason?.code ?? '-'} ${by.actor}`);
        }
      },
    };
  });
  after(() => sarf.stop());
  beforeEach(() => told.splice(0));

  const creation = (more: Partial<Creation> = {}): Creation => {
    const now = Date.now();
    return {
      applicationId: sarf.sandbox.applicationId,
      actor: 'member:amina',
      clientId: null,
      id: newId(now),
      endToEndId: deps.newEndToEndId(now),
      amountMinor: 100n,
      currency: 'AED',
      destinationId: sarf.sandbox.destinationId,
      payoutAccountId: null,
      description: null,
      reference: null,
      idempotencyKey: null,
      refundId: randomUUID(),
      allowDuplicate: true,
      ...more,
    };
  };
  const enterIn = (tx: Tx, creations: readonly Creation[], attempt = 1) =>
    enterPayouts(tx, deps, creations, { at: new Date(), attempt, andCommit: false });
  const make = async (...creations: Creation[]): Promise<Creation[]> => {
    const outcomes = await inTransaction(deps.sql, (tx) => enterIn(tx, creations));
    for (const outcome of outcomes) assert('value' in outcome);
    return creations;
  };
  const keyOf = ({ applicationId, id }: Creation) => ({ applicationId, id });
  const stateOf = async (id: string) => {
    const [row] = await sarf.sql<{ state: string }[]>`select state from payouts where id = ${id}`;
    return row?.state;
  };
  const tell = (creations: readonly Creation[], kind: 'pending' | 'returned') => {
    const connector = deps.banks.get('sandbox');
    assert(connector);
    const said = { kind, code: null, message: null, bankReference: null };
    const news = creations.map(({ endToEndId }) => ({ ...said, endToEndId }));
    return recordOutcomes(deps, { connector, actor: 'bank:sandbox' }, news);
  };

  test('are made in the transaction of whoever asks, by whom it says, and go with it', async () => {
    const [kept, lost] = [creation(), creation()];
    await assert.rejects(
      inTransaction(deps.sql, async (tx) => {
        await enterIn(tx, [lost]);
        throw new Error('thought better of it');
      }),
      /thought better/,
    );
    assert.equal(await stateOf(lost.id), undefined);
    await make(kept);
    const { body } = await sarf.call('GET', `/payouts/v1/${kept.id}`);
    assert.deepEqual([body.status, body.refund_id], ['PENDING', kept.refundId]);
    const history = await sarf.call('GET', `/payouts/v1/payments/${kept.id}/history`);
    assert.equal(history.body.content[0].actor, 'member:amina');
    const plain = await sarf.pay(1);
    assert.equal((await sarf.call('GET', `/payouts/v1/${plain}`)).body.refund_id, null);
    assert.equal((await cancelPayout(deps, kept.applicationId, kept.id, 'x')).state, 'rejected');
    await cancelPayout(deps, kept.applicationId, plain, 'x');
  });

  test('are refused one by one, as data', async () => {
    const poor = await sarf.openAccount('AED', 150n);
    const wishes = [
      creation({ payoutAccountId: poor }),
      creation({ payoutAccountId: poor }),
      creation({ currency: 'JPY' }),
    ];
    const outcomes = await inTransaction(deps.sql, (tx) => enterIn(tx, wishes));
    const words = outcomes.map((outcome) => ('value' in outcome ? outcome.value.row.state : outcome.refusal.code));
    assert.deepEqual(words, ['queued', 'INSUFFICIENT_FUNDS', 'OPERATION_NOT_ALLOWED']);
    await cancelPayout(deps, sarf.sandbox.applicationId, wishes[0]?.id ?? '', 'x');
  });

  test('a balance that was used meanwhile reaches the caller as the database says it', async () => {
    const payoutAccountId = await sarf.openAccount('AED', 150n);
    const [first, second] = [creation({ payoutAccountId }), creation({ payoutAccountId })];
    const [entered, saving] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const faster = inTransaction(deps.sql, async (tx) => {
      await enterIn(tx, [first]);
      entered.resolve();
      await saving.promise;
    });
    await entered.promise;
    // Sees the whole balance still, and then waits for the other to book.
    const refused = assert.rejects(
      inTransaction(deps.sql, (tx) => enterIn(tx, [second])),
      (error) => errorCode(error) === '23514',
    );
    await until('the second waits for the first', async () => {
      const waiting = await sarf.sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      return waiting.length > 0;
    });
    saving.resolve();
    await Promise.all([faster, refused]);
    const [again] = await inTransaction(deps.sql, (tx) => enterIn(tx, [second], 2));
    assert(again && 'refusal' in again);
    assert.equal(again.refusal.code, 'INSUFFICIENT_FUNDS');
    await cancelPayout(deps, first.applicationId, first.id, 'x');
  });

  test('are told before each of their moves, and others are not', async () => {
    const [paid, failing, plain] = await make(creation(), creation(), creation({ refundId: null }));
    assert(paid && failing && plain);
    const work = await takeDueWork(deps, 'worker:test', 10);
    assert.equal(work.claimed, 3);
    const sent = [paid, failing].map(({ refundId }) => `${refundId} queued submitting - worker:test`);
    assert.deepEqual(told.splice(0).toSorted(), sent.toSorted());
    await work.run();
    // Nobody listens, so they go back.
    const back = [paid, failing].map(({ refundId }) => `${refundId} submitting queued NOT_SENT worker:test`);
    assert.deepEqual(told.splice(0).toSorted(), back.toSorted());
    await tell([paid, plain], 'returned');
    assert.deepEqual(told.splice(0), [
      `${paid.refundId} queued in_doubt RESURFACED bank:sandbox`,
      `${paid.refundId} in_doubt completed - bank:sandbox`,
      `${paid.refundId} completed returned NARR bank:sandbox`,
    ]);
    await cancelPayout(deps, failing.applicationId, failing.id, 'client:x');
    assert.deepEqual(told.splice(0), [`${failing.refundId} queued rejected CANCELLED client:x`]);
  });

  test('are told of a restore too', async () => {
    const [waiting] = await make(creation());
    assert.equal(await doubtQueuedPayouts(deps, 60_000), 1);
    assert.deepEqual(told.splice(0), [`${waiting?.refundId} queued in_doubt RESTORED restore`]);
  });

  test('do not move when whoever follows them cannot', async () => {
    const [stuck] = await make(creation());
    assert(stuck);
    const broken = { ...deps, followPayouts: () => Promise.reject(new Error('cannot follow')) };
    await assert.rejects(cancelPayout(broken, stuck.applicationId, stuck.id, 'x'), /cannot follow/);
    assert.equal(await stateOf(stuck.id), 'queued');
    await cancelPayout(deps, stuck.applicationId, stuck.id, 'x');
  });

  test('that wait in the queue can be hurried; others are left alone', async () => {
    const [doubtful] = await make(creation());
    const first = await takeDueWork(deps, 'worker:test', 10);
    await first.run();
    const [waiting, other] = await make(creation(), creation());
    assert(waiting && other && doubtful);
    await sarf.sql`update payouts set due_at = clock_timestamp() + interval '1 hour' where state = 'queued'`;
    await tell([doubtful], 'pending');
    await hurryPayouts(deps.sql, [keyOf(waiting), keyOf(doubtful), { applicationId: randomUUID(), id: other.id }]);
    await hurryPayouts(deps.sql, []);
    const work = await takeDueWork(deps, 'worker:test', 10);
    assert.equal(work.claimed, 1);
    assert.deepEqual(await Promise.all([waiting, other, doubtful].map(({ id }) => stateOf(id))), [
      'submitting',
      'queued',
      'with_bank',
    ]);
    await work.run();
  });
});
