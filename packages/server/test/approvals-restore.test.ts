import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Instruction, Outcome } from '../src/banks/connector.ts';
import { findDestinations } from '../src/destinations/find-destinations.ts';
import { doubtQueuedPayouts } from '../src/payouts/doubt-queued.ts';
import { findPayouts } from '../src/payouts/find-payouts.ts';
import { takeDueWork } from '../src/payouts/work-due.ts';
import { audit } from './audit.ts';
import { awaitingPayout } from './awaiting-payout.ts';
import { assertAnswer, assertRefused } from './doors.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

describe('payouts that waited for approval, after a restore', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  const pathOf = (id: string): string => `/payouts/v1/payments/${id}`;
  const doubt = () => doubtQueuedPayouts(sarf.deps, 0);
  const work = async (): Promise<void> => (await takeDueWork(sarf.deps, 'worker:test', 100)).run();
  const states = async (id: string): Promise<string[]> =>
    (await sarf.call('GET', `${pathOf(id)}/history`)).body.content.map(({ state }: Json) => state);
  const read = async (id: string): Promise<Json> => (await sarf.call('GET', `/payouts/v1/${id}`)).body;

  /** Hands a payout to the bank as the installation did that was lost, which had got an approval. */
  async function submitElsewhere(id: string): Promise<Outcome | undefined> {
    const [found] = await findPayouts(sarf.deps, [{ applicationId: sarf.sandbox.applicationId, id }]);
    assert(found && 'value' in found);
    const row = found.value;
    const [destination] = await findDestinations(sarf.sql, [{ ...row, id: row.destinationId }]);
    assert(destination);
    const creditor: Instruction['creditor'] = { ...destination, name: destination.beneficiaryName };
    const order = { ...row, creditor, remittance: null };
    return (await sarf.deps.banks.get('sandbox')?.submit([order]))?.[0];
  }

  test('one that the bank has never seen waits again, and is paid once it is approved', async () => {
    const id = await awaitingPayout(sarf);
    assert.equal(await doubt(), 1);
    const doubted = await read(id);
    assert.deepEqual(
      [doubted.status, doubted.reason.code, doubted.approval.decided_by],
      ['SUBMITTED', 'RESTORED', null],
    );
    const refused = assertRefused(await sarf.call('POST', `${pathOf(id)}/approve`), 'INVALID_STATE');
    assert.match(refused.message, /the bank is asked first/);
    await work();
    const waiting = await read(id);
    assert.deepEqual(
      [waiting.status, waiting.reason.code, waiting.approval.decided_by],
      ['PENDING', 'NEVER_SEEN', null],
    );
    assert.deepEqual(await states(id), ['awaiting_approval', 'in_doubt', 'awaiting_approval']);
    const { content } = (await sarf.call('GET', `/events/v1?object_id=${id}`)).body;
    assert.deepEqual(
      content.map(({ type }: Json) => type),
      ['payout.created', 'payout.in_doubt', 'payout.awaiting_approval'],
    );
    // However long workers look, nobody takes it up.
    await work();
    assert.equal((await states(id)).length, 3);
    assertAnswer('approvePayout', await sarf.call('POST', `${pathOf(id)}/approve`));
    await work();
    assert.equal((await sarf.reach(id, 'completed')).status, 'COMPLETED');
  });

  test('one that was approved and paid since the backup goes on, decided by the restore', async () => {
    const id = await awaitingPayout(sarf);
    assert.equal((await submitElsewhere(id))?.kind, 'pending');
    await doubt();
    await work();
    const completed = await sarf.reach(id, 'completed');
    assert.deepEqual(completed.approval, { asked_by: 'client:agent', decided_by: 'restore' });
    assert.deepEqual(
      assertAnswer('approvePayout', await sarf.call('POST', `${pathOf(id)}/approve`)).status,
      'COMPLETED',
    );
    assertRefused(await sarf.call('POST', `${pathOf(id)}/reject`), 'INVALID_STATE');
  });

  test('one that the bank refused since then has failed, and is released', async () => {
    const id = await awaitingPayout(sarf, { amountMinor: 191n });
    assert.equal((await submitElsewhere(id))?.kind, 'rejected');
    await doubt();
    await work();
    const failed = await read(id);
    assert.deepEqual([failed.status, failed.reason.code, failed.approval.decided_by], ['FAILED', 'AC04', 'restore']);
  });

  test('one of which the bank speaks after it had never seen it is not paid twice', async () => {
    const id = await awaitingPayout(sarf);
    await doubt();
    await work();
    assert.equal((await states(id)).at(-1), 'awaiting_approval');
    // What was on its way from the installation that was lost arrives late. The bank's callback tells of it.
    await submitElsewhere(id);
    const completed = await sarf.reach(id, 'completed');
    assert.deepEqual(completed.approval, { asked_by: 'client:agent', decided_by: 'restore' });
    assert.equal((await states(id)).includes('queued'), false);
  });

  test('the books fit those of the bank', () => audit(sarf));
});
