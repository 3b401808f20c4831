import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { setFourEyes } from '../src/auth/parties.ts';
import { inTransaction, type Tx } from '../src/foundation/database.ts';
import { newId } from '../src/foundation/id.ts';
import { enter, move } from '../src/lifecycle/move.ts';
import { decideRefunds } from '../src/refunds/decide-refunds.ts';
import { refundLifecycle } from '../src/refunds/lifecycle.ts';
import type { RefundRow } from '../src/refunds/refund.ts';
import { provenPayment } from './proven-payments.ts';
import { refundRow } from './refund-row.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

// What holds when the code does not: each of these goes past the rules, straight at the database.

const refusedBy = (work: Promise<unknown>, constraint: string) =>
  assert.rejects(work, (error: unknown) => {
    assert(error instanceof Error && 'constraint_name' in error, String(error));
    assert.equal(error.constraint_name, constraint);
    return true;
  });
const refused = (work: Promise<unknown>, words: RegExp) => assert.rejects(work, words);

describe('what the database refuses of refunds', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  let paymentId: string;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());
  beforeEach(async () => {
    paymentId = await provenPayment(sarf);
  });

  const by = () => ({ actor: 'test', at: new Date() });
  const begin = (amountMinor: bigint, more: Partial<RefundRow> = {}): RefundRow => {
    const { applicationId } = sarf.sandbox;
    return refundRow({ applicationId, id: newId(Date.now()), paymentId, amountMinor, ...more });
  };
  const enterAll = (...rows: RefundRow[]) =>
    inTransaction(sarf.sql, (tx) => enter(tx, refundLifecycle, rows, by())).then(() => rows);
  const go = (row: RefundRow, to: RefundRow['state'], changes: Partial<RefundRow> = {}) =>
    inTransaction(sarf.sql, (tx) => move(tx, refundLifecycle, [{ row, to, reason: null, changes }], by()));
  const one = async (amountMinor = 1_000n): Promise<RefundRow> => {
    const [row] = await enterAll(begin(amountMinor));
    assert(row);
    return row;
  };
  const sums = async () => {
    const [row] = await sarf.sql<{ matchedMinor: bigint; refundPendingMinor: bigint; refundedMinor: bigint }[]>`
      select matched_minor, refund_pending_minor, refunded_minor from payments where id = ${paymentId}`;
    return row && [row.matchedMinor, row.refundPendingMinor, row.refundedMinor];
  };

  test('refunds above what is proven, alone or together, whoever inserts them', async () => {
    await refusedBy(enterAll(begin(10_001n)), 'refunds_within_proof');
    await refusedBy(enterAll(begin(5_000n), begin(5_000n), begin(1n)), 'refunds_within_proof');
    await enterAll(begin(5_000n), begin(5_000n));
    await refusedBy(enterAll(begin(1n)), 'refunds_within_proof');
    assert.deepEqual(await sums(), [10_000n, 10_000n, 0n]);
    const partial = await provenPayment(sarf, { proven: 40 });
    await refusedBy(enterAll(begin(4_001n, { paymentId: partial })), 'refunds_within_proof');
  });

  test('50 at once that nobody has checked: as many as are proven', async () => {
    const ends = await Promise.allSettled(Array.from({ length: 50 }, () => enterAll(begin(700n))));
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 14);
    assert.deepEqual(await sums(), [10_000n, 9_800n, 0n]);
  });

  test('proof that is taken away from under a refund', async () => {
    const row = await one(9_000n);
    const undo = () => inTransaction(sarf.sql, (tx) => undoMatch(tx, sarf.sandbox.applicationId, paymentId));
    await refusedBy(undo(), 'refunds_within_proof');
    await go(row, 'rejected');
    await undo();
    assert.deepEqual(await sums(), [0n, 0n, 0n]);
    await refusedBy(enterAll(begin(1n)), 'refunds_within_proof');
  });

  test('sums that do not come from refunds', async () => {
    await one(9_000n);
    for (const column of ['refund_pending_minor', 'refunded_minor', 'matched_minor']) {
      const set = sarf.sql`update payments set ${sarf.sql(column)} = 0 where id = ${paymentId}`;
      await refused(set, /follow from other rows/);
    }
    assert.deepEqual(await sums(), [10_000n, 9_000n, 0n]);
  });

  test('a birth or a change of state without its line of history, and a change of what was agreed', async () => {
    const insert = sarf.sql`
      insert into refunds (application_id, id, payment_id, amount_minor, currency, reason_code, created_by, created_at,
        state, sequence, updated_at)
      values (${sarf.sandbox.applicationId}, ${newId(Date.now())}, ${paymentId}, 1, 'AED', 'X', 'x', now(), 'created', 1, now())`;
    await refused(insert, /no line of history/);
    const { id } = await one();
    const set = (change: string) => sarf.sql.unsafe(`update refunds set ${change} where id = '${id}'`);
    await refused(set(`state = 'rejected'`), /recorded move/);
    await refused(set(`state = 'rejected', sequence = 2`), /recorded move/);
    await refused(set(`state = 'completed', sequence = 2`), /recorded move/);
    await refused(set('amount_minor = 1'), /recorded move/);
    await refused(set(`created_by = 'member:other'`), /recorded move/);
    await refused(set(`idempotency_key = 'other'`), /recorded move/);
    await refused(sarf.sql`delete from refunds`, /only ever added/);
    await refused(sarf.sql`truncate refunds`, /only ever added/);
  });

  test('a move that the table does not have', async () => {
    const { id } = await one();
    const line = (to: string) => sarf.sql`
      insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
      values (${sarf.sandbox.applicationId}, ${id}, 2, 'refund', 'created', ${to}, now(), 'x')`;
    for (const to of ['submitted', 'completed', 'failed', 'paid']) await refused(line(to), /no table of moves takes/);
  });

  test('a confirmation by the party that asked for it, where two are wanted', async () => {
    const { applicationId } = sarf.sandbox;
    const row = await one();
    await setFourEyes(sarf.deps, applicationId, true);
    await refusedBy(go(row, 'confirmed', { decidedBy: row.createdBy }), 'refund_needs_second_party');
    await go(row, 'confirmed', { decidedBy: 'member:omar' });
    await go(await one(), 'rejected', { decidedBy: row.createdBy });
    await setFourEyes(sarf.deps, applicationId, false);
    await go(await one(), 'confirmed', { decidedBy: row.createdBy });
  });

  test('a second payout for one refund', async () => {
    const item = { payment_id: paymentId, amount: 10, reason_code: 'CUSTOMER_REQUEST' };
    const { body } = await sarf.call('POST', '/payouts/refunds', item);
    const { applicationId, client } = sarf.sandbox;
    const decisions = [{ refundId: body.id, to: 'confirmed' as const }];
    const actor = `client:${client.clientId}`;
    await decideRefunds(sarf.deps, { applicationId, clientId: client.clientId, actor, decisions });
    const again = inTransaction(sarf.sql, async (tx) => {
      const id = newId(Date.now());
      await tx`
        insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
        values (${applicationId}, ${id}, 1, 'payout', 'new', 'queued', now(), 'x')`;
      await tx`
        insert into payouts (application_id, id, payout_account_id, destination_id, amount_minor, currency, end_to_end_id,
          created_at, state, sequence, updated_at, refund_id)
        select application_id, ${id}, payout_account_id, destination_id, amount_minor, currency, 'X', now(), 'queued', 1,
          now(), refund_id from payouts where refund_id = ${body.id}`;
    });
    await refusedBy(again, 'payouts_of_refund');
  });
});

/** Takes back what proves a payment, as far as the database lets whoever asks. */
async function undoMatch(tx: Tx, applicationId: string, paymentId: string): Promise<void> {
  const [match] = await tx<{ id: string }[]>`select id from matches where payment_id = ${paymentId}`;
  await tx`
    insert into transitions (object_type, from_state, to_state) values ('match', 'made', 'undone') on conflict do nothing`;
  await tx`
    insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
    values (${applicationId}, ${match?.id ?? ''}, 2, 'match', 'made', 'undone', now(), 'test')`;
  await tx`
    update matches set state = 'undone', sequence = 2, updated_at = now(), undone_by = 'test', undo_reason = 'test'
    where id = ${match?.id ?? ''}`;
}
