import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inTransaction, type Tx } from '../src/foundation/database.ts';
import { move } from '../src/lifecycle/move.ts';
import { findPayouts, listPayouts } from '../src/payouts/find-payouts.ts';
import { payoutLifecycle } from '../src/payouts/lifecycle.ts';
import type { PayoutRow } from '../src/payouts/payout.ts';
import { awaitingPayout } from './awaiting-payout.ts';
import { type RunningSarf, startSarf, until } from './running-sarf.ts';

describe('what the database refuses of payouts that need approval', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false, api: false });
  });
  after(() => sarf.stop());

  const by = () => ({ actor: 'somebody', at: new Date() });
  const attack = (words: RegExp, work: (tx: Tx) => Promise<unknown>) =>
    assert.rejects(inTransaction(sarf.sql, work), words);
  async function waiting(): Promise<PayoutRow> {
    const id = await awaitingPayout(sarf);
    const [found] = await findPayouts(sarf.deps, [{ applicationId: sarf.sandbox.applicationId, id }]);
    assert(found && 'value' in found);
    return found.value;
  }

  test('to release one that nobody approved, on any way', async () => {
    const row = await waiting();
    await attack(/payout_needs_approval/, (tx) =>
      move(tx, payoutLifecycle, [{ row, to: 'queued', reason: null }], by()),
    );
    await attack(/payout_needs_approval/, async (tx) => {
      const [doubted] = await move(tx, payoutLifecycle, [{ row, to: 'in_doubt', reason: null }], by());
      assert(doubted);
      await move(tx, payoutLifecycle, [{ row: doubted, to: 'completed', reason: null }], by());
    });
    // Beside move(), with a line of history that fits.
    await attack(/payout_needs_approval/, async (tx) => {
      await tx`
        insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
        values (${row.applicationId}, ${row.id}, 2, 'payout', 'awaiting_approval', 'queued', now(), 'client:agent')`;
      await tx`update payouts set state = 'queued', sequence = 2, due_at = now() where id = ${row.id}`;
    });
    await attack(
      /recorded move/,
      (tx) => tx`update payouts set state = 'queued', decided_by = 'x' where id = ${row.id}`,
    );
  });

  test('to have it approved by whoever asked', async () => {
    const row = await waiting();
    const changes = { decidedBy: row.askedBy };
    const step = { row, to: 'queued' as const, reason: null, changes };
    await attack(/payout_needs_second_party/, (tx) => move(tx, payoutLifecycle, [step], by()));
    await attack(/violates check/, (tx) => tx`update payouts set decided_by = asked_by where id = ${row.id}`);
  });

  test('to change who asked, or who decided', async () => {
    const row = await waiting();
    for (const askedBy of ['client:another', null]) {
      // Without it no approval would be needed.
      await attack(
        /recorded move|payout_awaits_somebody/,
        (tx) => tx`update payouts set asked_by = ${askedBy} where id = ${row.id}`,
      );
    }
    const step = { row, to: 'queued' as const, reason: null, changes: { decidedBy: 'member:aisha' } };
    await inTransaction(sarf.sql, (tx) => move(tx, payoutLifecycle, [step], by()));
    for (const decidedBy of ['member:omar', null]) {
      await attack(
        /recorded move|payout_needs_approval/,
        (tx) => tx`update payouts set decided_by = ${decidedBy} where id = ${row.id}`,
      );
    }
    await attack(/recorded move/, (tx) => tx`update payouts set asked_by = null where id = ${row.id}`);
  });

  test('one that waits for nobody, or is decided and waits, and one that was asked for and never waited', async () => {
    const row = await waiting();
    await attack(/payout_awaits_somebody/, (tx) => tx`update payouts set decided_by = 'member:x' where id = ${row.id}`);
    await attack(/payout_awaits_somebody/, () => awaitingPayout(sarf, { askedBy: null }));
    await attack(/payout_needs_approval/, () => awaitingPayout(sarf, { state: 'queued' }));
  });

  test('finds what waits among many by an index of its own', async () => {
    const { applicationId } = sarf.sandbox;
    await waiting();
    // As many others as matter for a plan, put in beside all doors.
    await inTransaction(sarf.sql, async (tx) => {
      await tx`alter table payouts disable trigger user`;
      await tx`
        insert into payouts (application_id, id, payout_account_id, destination_id, amount_minor, currency, end_to_end_id,
          created_at, state, sequence, updated_at)
        select application_id, gen_random_uuid(), payout_account_id, destination_id, 1, 'AED', 'E' || n, now(), 'completed',
          5, now()
        from (select * from payouts limit 1) one, generate_series(1, 20000) n`;
    });
    await sarf.sql`analyze payouts`;
    const rows = await listPayouts(sarf.deps, applicationId, { state: 'awaiting_approval' }, 50);
    assert.ok(rows.length > 0 && rows.every(({ state }) => state === 'awaiting_approval'));
    await until('the index was used', async () => {
      const [stats] =
        await sarf.sql`select idx_scan from pg_stat_user_indexes where indexrelname = 'payouts_undecided'`;
      return stats?.idxScan > 0n;
    });
  });
});
