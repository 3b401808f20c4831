import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { consentStates } from '@sarf/contract';
import { consentRow } from '../../test/consent-row.ts';
import type { ConsentRow } from './consent.ts';
import { errandOf, isOver, nextLook } from './schedule.ts';

const now = new Date('2026-03-10T12:00:00Z');
const secondsTo = (more: Partial<ConsentRow>): number | null => {
  const next = nextLook(consentRow(more), now);
  return next && (next.getTime() - now.getTime()) / 1000;
};

describe('the next look at a consent', () => {
  test('comes after pauses that grow up to a longest one', () => {
    const pauses = (more: Partial<ConsentRow>) => [0, 1, 2, 500].map((asks) => secondsTo({ ...more, asks }));
    assert.deepEqual(pauses({ authorisationUrl: null }), [1, 2, 4, 300]);
    assert.deepEqual(pauses({}), [5, 10, 20, 300]);
    assert.deepEqual(pauses({ state: 'authorised' }), [900, 900, 900, 900]);
    assert.deepEqual(pauses({ state: 'suspended' }), [900, 900, 900, 900]);
    assert.deepEqual(pauses({ state: 'revoked' }), [1, 2, 4, 600]);
    assert.deepEqual(pauses({ state: 'revoked', toldAt: now }), [5, 10, 20, 3600]);
  });

  test('comes at its end at the latest, but for a revoked one, whose bank has to know all the same', () => {
    const expiresAt = new Date(now.getTime() + 500);
    for (const state of ['awaiting_authorisation', 'authorised', 'suspended'] as const) {
      assert.equal(secondsTo({ state, expiresAt }), 0.5, state);
      assert.equal(isOver({ state, expiresAt }, now), false);
      assert.equal(isOver({ state, expiresAt }, expiresAt), true);
    }
    assert.equal(secondsTo({ state: 'revoked', expiresAt }), 1);
    assert.equal(isOver({ state: 'revoked', expiresAt }, expiresAt), false);
  });

  test('never comes when nothing is left to do', () => {
    for (const state of ['rejected', 'expired', 'consumed'] as const) assert.equal(secondsTo({ state }), null, state);
    assert.equal(secondsTo({ state: 'revoked', toldAt: now, confirmedAt: now }), null);
  });

  test('has something to do whenever it comes', () => {
    for (const state of consentStates) {
      const row = consentRow({ state });
      assert.equal(nextLook(row, now) === null, errandOf(row) === null, state);
    }
  });
});
