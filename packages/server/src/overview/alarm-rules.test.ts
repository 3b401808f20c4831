import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALARMS_MAX, type Alarm, oldestOf, sentenceOf } from './alarm-rules.ts';

const alarm = (more: Partial<Alarm> = {}): Alarm => ({
  kind: 'in_doubt',
  objectType: 'payout',
  objectId: 'a',
  amountMinor: 1050n,
  currency: 'KWD',
  since: new Date(0),
  failures: null,
  ...more,
});

test('each alarm says in plain words what it is about, with amounts in the decimals of their currency', () => {
  assert.match(sentenceOf(alarm()), /^A payout of 1\.050 KWD was submitted/);
  assert.match(sentenceOf(alarm({ kind: 'stuck', objectType: 'refund' })), /^A refund of 1\.050 KWD should have gone/);
  assert.match(sentenceOf(alarm({ kind: 'unknown_debit', objectType: 'entry' })), /^1\.050 KWD left an account/);
  const endpoint = { kind: 'failing_endpoint', objectType: 'endpoint', amountMinor: null, currency: null } as const;
  assert.match(sentenceOf(alarm({ ...endpoint, failures: 7 })), /failed 7 times/);
  assert.match(sentenceOf(alarm(endpoint)), /it is gone/);
});

test('the oldest are told, and no more than there is room for', () => {
  const many = Array.from({ length: ALARMS_MAX + 10 }, (_, index) =>
    alarm({ objectId: String(index), since: new Date(1000 - index) }),
  );
  const told = oldestOf(many);
  assert.equal(told.length, ALARMS_MAX);
  assert.deepEqual([told[0]?.objectId, told.at(-1)?.objectId], ['59', '10']);
});
