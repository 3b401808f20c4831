import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchEntries } from '../../packages/server/src/reconciliation/match-rules.ts';
import { defaultMatchPolicy } from '../../packages/server/src/reconciliation/match-terms.ts';
import { joinByReference, judgeMatches, makeMatchWorld } from './match-world.ts';

const count = 1000;
const world = makeMatchWorld(count);
const { automatic, suggestions } = matchEntries(world.entries, world.payments, defaultMatchPolicy);

test('every entry and every payment is there once, in no order', () => {
  for (const list of [world.entries, world.payments]) {
    const ids = list.map(({ id }) => id);
    assert.equal(new Set(ids).size, count);
    assert.notDeepEqual(ids, ids.toSorted());
  }
});

test('what should be matched is, and what should be suggested', () => {
  assert.deepEqual(judgeMatches(world, { automatic, suggestions }), []);
  assert.deepEqual([automatic.length, suggestions.length], [900, 50]);
});

test('the judge sees what is missing, wrong, or there twice', () => {
  const [first, second] = automatic;
  assert(first !== undefined && second !== undefined);
  const judge = (matches: typeof automatic) => judgeMatches(world, { automatic: matches, suggestions });
  assert.match(judge(automatic.slice(1)).join(), /^1 not matched that should be$/);
  assert.match(judge([...automatic, first]).join(), /^some matched twice$/);
  const wrong = { ...first, expectedId: second.expectedId };
  assert.match(judge([wrong, ...automatic.slice(1)]).join(), /^1 matched that should not be, as .*,1 not matched/);
  const less = { ...first, amountMinor: first.amountMinor - 1n };
  assert.equal(judge([less, ...automatic.slice(1)]).length, 2);
  assert.match(judgeMatches(world, { automatic, suggestions: [] }).join(), /^50 not suggested that should be$/);
});

test('the plain join finds references that are in one piece, and ids, of the same amount', () => {
  const found = joinByReference(world);
  assert(found > count / 2 && found < automatic.length, String(found));
});
