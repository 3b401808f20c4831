import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Candidate, choose } from './candidates.ts';

const candidate = (id: string, amount: number, at: string, name = 'Layla'): Candidate => ({
  id,
  kind: 'payment',
  name,
  note: `INV ${id}`,
  amount,
  currency: 'AED',
  at,
});
const all = [
  candidate('1', 50, '2026-01-01'),
  candidate('2', 70, '2026-01-02'),
  candidate('3', 50, '2026-01-03', 'Omar'),
];

test('what has the very amount comes first, then the newest', () => {
  assert.deepEqual(
    choose(all, '', 50).map(({ id }) => id),
    ['3', '1', '2'],
  );
});

test('names, references and amounts are searched, whatever the case', () => {
  assert.deepEqual(
    choose(all, ' omar ', 50).map(({ id }) => id),
    ['3'],
  );
  assert.deepEqual(
    choose(all, 'inv 2', 50).map(({ id }) => id),
    ['2'],
  );
  assert.deepEqual(choose(all, 'nobody', 50), []);
});
