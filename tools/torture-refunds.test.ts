import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readArguments, replayCommand } from './torture/refunds/arguments.ts';
import { Notebook } from './torture/refunds/notebook.ts';
import { endOf, type Order, planTurns, refundsIn } from './torture/refunds/orders.ts';
import { planStrikes } from './torture/refunds/strikes.ts';
import { judgeSums } from './torture/refunds/sums-store.ts';

const program = fileURLToPath(import.meta.resolve('./torture.ts'));
// The short form: less than a minute on two busy cores.
const N = 100;
const seed = randomInt(1_000_000_000);

test(`${N} refunds, seed ${seed}, with kill -9 at random: 0 violations`, async () => {
  const { code, output } = await runTorture(['refunds', '--n', String(N), '--seed', String(seed)]);
  console.log(output);
  assert.equal(code, 0, `npm run torture -- refunds --n ${N} --seed ${seed}`);
  assert.match(output, /^0 violations$/m);
  assert.match(output, new RegExp(`refunds +${N} asked for, \\d+ made: `));
  assert.match(output, /kill -9 +[1-9]/);
  assert.match(output, /refused {2}a refund of all that remains and a hundredth.*: refunds_within_proof/);
  assert.doesNotMatch(output, /DONE/);
});

function runTorture(words: readonly string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const args = ['--disable-warning=ExperimentalWarning', program, ...words];
    const child = execFile(process.execPath, args, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, output: `${stdout}${stderr}` }),
    );
  });
}

describe('what the seed decides', () => {
  const targets = ['a', 'b'].map((id) => ({ id, provenMinor: 5_000 }));

  test('what is asked for, in which way, up to as many as are wanted', () => {
    const plans = planTurns(7, 2_000, targets);
    assert.deepEqual(planTurns(7, 2_000, targets), plans);
    assert.notDeepEqual(planTurns(8, 2_000, targets), plans);
    assert.equal(
      plans.reduce((sum, plan) => sum + refundsIn(plan), 0),
      2_000,
    );
    assert.deepEqual(
      new Set(plans.map(({ turn }) => turn.kind)),
      new Set(['single', 'twins', 'list', 'reuse', 'over']),
    );
    assert.deepEqual(
      new Set(plans.map(({ decision }) => decision)),
      new Set(['confirm', 'own', 'reject', 'both', 'leave']),
    );
    const orders = plans.flatMap(({ turn }) => (turn.kind === 'list' ? turn.orders : [turn.order]));
    assert.equal(new Set(orders.map(({ key }) => key)).size, orders.length);
    for (const order of orders) {
      assert(order.amountMinor > 0);
      assert.equal(endOf(order) === 'FAILED', [91, 92, 96].includes(order.amountMinor % 100));
    }
  });

  test('who is killed, and after how many refunds', () => {
    const strikes = planStrikes(7, 10_000);
    assert.deepEqual(planStrikes(7, 10_000), strikes);
    assert.deepEqual(
      new Set(strikes.map(({ victim }) => victim)),
      new Set(['api', 'worker', 'bank', 'database', 'backend']),
    );
    const points = strikes.map(({ after }) => after);
    assert.deepEqual(
      points.toSorted((a, b) => a - b),
      points,
    );
    assert(points.every((point) => point < 10_000));
    assert(planStrikes(7, 10).length >= 4);
  });
});

test('what contradicts what a client was told is a violation', async () => {
  const notebook = new Notebook('/dev/null');
  const order: Order = { key: 'k', paymentId: 'p', amountMinor: 125 };
  const shown = { id: 'r1', payment_id: 'p', amount: 1.25, currency: 'AED', idempotency_key: 'k', status: 'CREATED' };
  notebook.noteMade(order, shown);
  notebook.noteMade(order, shown);
  notebook.noteDecided('r1', 'CONFIRMED');
  notebook.noteDecided('r1', 'CONFIRMED');
  assert.deepEqual(notebook.violations, []);
  notebook.noteMade(order, { ...shown, id: 'r2' });
  notebook.noteMade({ ...order, key: 'k2' }, { ...shown, idempotency_key: 'k2' });
  notebook.noteMade(order, { ...shown, amount: 1.26, status: 'CONFIRMED' });
  notebook.noteDecided('r1', 'REJECTED');
  assert.deepEqual(notebook.violations, [
    'key k was answered with refund r1 and with r2',
    'refund r1 was the answer to key k and to k2',
    'refund r1 of key k differs: amount is 1.26 and should be 1.25; status CONFIRMED',
    'refund r1 was answered as CONFIRMED and as REJECTED',
  ]);
  await notebook.close();
});

test('sums that exceed what came in, or are not those of the refunds, are violations', () => {
  const fine = { paymentId: 'p', matched: 100n, pending: 60n, refunded: 40n, open: 60n, completed: 40n };
  assert.deepEqual(judgeSums([fine]), []);
  assert.equal(judgeSums([{ ...fine, matched: 99n }]).length, 1);
  assert.equal(judgeSums([{ ...fine, open: 59n }]).length, 1);
  assert.equal(judgeSums([{ ...fine, completed: 41n }]).length, 2);
});

test('the words of the command line', () => {
  const wishes = { n: 10_000, seed: 5, keep: false };
  assert.deepEqual(readArguments(['--n', '10000', '--seed', '5']), { kind: 'run', wishes });
  assert.equal(replayCommand(wishes), 'npm run torture -- refunds --n 10000 --seed 5');
  assert.deepEqual(readArguments(['--help']), { kind: 'help' });
  for (const words of [['--n', '0'], ['--n', '1.5'], ['--seed', 'x'], ['--loud'], ['here']]) {
    assert.equal(readArguments(words).kind, 'faults', words.join(' '));
  }
});
