import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { refundStates } from '@sarf/contract';
import { refundRow } from '../../test/refund-row.ts';
import { contradictions, type Decided, decideAll, reasonOf } from './decision-rules.ts';

const decider = {
  party: 'client:client-1',
  needsSecondParty: false,
  byPeople: new Set<string>(),
  returned: new Set<string>(),
};
const said = (to: Decided['to'], refundId = 'refund-1'): Decided => ({ refundId, to });
const rows = (...list: ReturnType<typeof refundRow>[]) => new Map(list.map((row) => [row.id, row]));

function ruled(decisions: Decided[], known: ReturnType<typeof rows>, who = decider): string {
  const ruling = decideAll(decisions, known, who);
  if ('faults' in ruling) return ruling.faults.map(({ path, code }) => `${path} ${code}`).join(', ');
  return ruling.moves.map(({ refundId, to }) => `${refundId} ${to}`).join(', ');
}

describe('deciding on refunds', () => {
  test('moves what is created, leaves what was decided so before, and refuses the contrary', () => {
    const table = refundStates.map((state) => [
      state,
      ruled([said('confirmed')], rows(refundRow({ state }))),
      ruled([said('rejected')], rows(refundRow({ state }))),
    ]);
    const never = '[0].status INVALID_STATE';
    assert.deepEqual(table, [
      ['created', 'refund-1 confirmed', 'refund-1 rejected'],
      ['confirmed', '', never],
      ['submitted', '', never],
      ['completed', '', never],
      // It was confirmed, and then its payout failed.
      ['failed', '', never],
      ['rejected', never, ''],
    ]);
  });

  test('names index and status', () => {
    const ruling = decideAll([said('rejected')], rows(refundRow({ state: 'submitted' })), decider);
    assert('faults' in ruling);
    assert.match(ruling.faults[0]?.message ?? '', /index 0 .* is SUBMITTED/);
  });

  test('tells all that is wrong, and then moves nothing', () => {
    const known = rows(refundRow({ id: 'a' }), refundRow({ id: 'b', state: 'rejected' }));
    const decisions = [said('confirmed', 'a'), said('confirmed', 'b'), said('rejected', 'c')];
    assert.equal(ruled(decisions, known), '[1].status INVALID_STATE, [2].refund_id UNKNOWN_REFUND');
  });

  test('takes a refund that comes twice once, and refuses two minds about it', () => {
    assert.equal(ruled([said('confirmed'), said('confirmed')], rows(refundRow())), 'refund-1 confirmed');
    assert.deepEqual(contradictions([said('confirmed'), said('confirmed'), said('rejected', 'other')]), []);
    const faults = contradictions([said('confirmed'), said('rejected'), said('confirmed')]);
    assert.deepEqual(
      faults.map(({ path, code }) => `${path} ${code}`),
      ['[1].status INVALID_PARAMETERS'],
    );
  });

  test('keeps why something is rejected, and takes no such reason of anything else', () => {
    assert.equal(reasonOf(said('confirmed')), null);
    assert.equal(reasonOf({ ...said('rejected'), reason: 'Twice.' })?.message, 'Twice.');
    const [fault, ...others] = contradictions([
      { ...said('rejected'), reason: 'Twice.' },
      { ...said('confirmed', 'b'), reason: 'x' },
    ]);
    assert.deepEqual([fault?.path, fault?.code, others], ['[1].reason', 'INVALID_PARAMETERS', []]);
  });

  test('lets a program confirm what it created, and nobody what a person created', () => {
    const own = rows(refundRow({ createdBy: 'member:Amina@sarf.test' }));
    const hers = { ...decider, party: 'member:amina@sarf.test' };
    assert.equal(ruled([said('confirmed')], own, hers), 'refund-1 confirmed');
    const personal = { ...hers, byPeople: new Set(['refund-1']) };
    assert.equal(ruled([said('confirmed')], own, personal), '[0].refund_id SECOND_PARTY_NEEDED');
    assert.equal(ruled([said('rejected')], own, personal), 'refund-1 rejected');
    assert.equal(
      ruled([said('confirmed')], own, { ...personal, party: 'member:omar@sarf.test' }),
      'refund-1 confirmed',
    );
  });

  test('confirms nothing of a payment whose money was taken back', () => {
    const gone = { ...decider, returned: new Set(['payment-1']) };
    assert.equal(ruled([said('confirmed')], rows(refundRow()), gone), '[0].refund_id OPERATION_NOT_ALLOWED');
    assert.equal(ruled([said('rejected')], rows(refundRow()), gone), 'refund-1 rejected');
    assert.equal(ruled([said('confirmed')], rows(refundRow({ state: 'completed' })), gone), '');
  });

  test('needs a second party to confirm, where that is wanted, and none to reject', () => {
    const strict = { ...decider, needsSecondParty: true };
    const own = rows(refundRow());
    assert.equal(ruled([said('confirmed')], own, strict), '[0].refund_id SECOND_PARTY_NEEDED');
    assert.equal(ruled([said('rejected')], own, strict), 'refund-1 rejected');
    assert.equal(ruled([said('confirmed')], own, { ...strict, party: 'member:mona' }), 'refund-1 confirmed');
    // What is confirmed already stays so, whoever asks.
    assert.equal(ruled([said('confirmed')], rows(refundRow({ state: 'confirmed' })), strict), '');
  });
});
