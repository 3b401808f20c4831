import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readArguments, replayCommand } from './torture/arguments.ts';
import { Notebook, type Order } from './torture/notebook.ts';
import { drawOrder, endOf } from './torture/orders.ts';
import { randomOf } from './torture/random.ts';
import { planBlows } from './torture/schedule.ts';

const program = fileURLToPath(import.meta.resolve('./torture.ts'));

// The short form: both runs together take less than 90 seconds on two busy cores.
const SECONDS = 15;
const FIXED_SEED = 1;
const freshSeed = randomInt(1_000_000_000);

describe('kill -9 at random, for a short time', { concurrency: 1 }, () => {
  for (const [which, seed] of [
    ['always the same', FIXED_SEED],
    ['a fresh one', freshSeed],
  ] as const) {
    test(`seed ${seed}, ${which}: 0 violations`, async () => {
      const { code, output } = await runTorture(['--seed', String(seed), '--seconds', String(SECONDS)]);
      console.log(output);
      assert.equal(code, 0, `npm run torture -- --seed ${seed} --seconds ${SECONDS}`);
      assert.match(output, /^0 violations$/m);
      assert.match(output, /payouts +[\d,]+ acknowledged: /);
    });
  }
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
  test('who is killed, when, and for how long', () => {
    assert.deepEqual(planBlows(7, 60), planBlows(7, 60));
    assert.notDeepEqual(planBlows(7, 60), planBlows(8, 60));
    assert.deepEqual(planBlows(7, 60), planBlows(7, 120).slice(0, planBlows(7, 60).length));
    for (const seed of [1, 2, 3]) {
      const victims = planBlows(seed, 60).map(({ victim }) => victim);
      assert.deepEqual(new Set(victims.slice(0, 9)), new Set(['worker', 'api', 'bank', 'database', 'backend']));
    }
  });

  test('what each client orders, with all that the bank can do to it', () => {
    const purses = [{ currency: 'KWD', decimals: 3, accountId: undefined, isTight: false, share: 1 }];
    const orders = Array.from({ length: 2000 }, (_, n) => drawOrder(randomOf(1, `turn ${n}`), `${n}`, purses, ['d']));
    assert.deepEqual(drawOrder(randomOf(1, 'turn 5'), '5', purses, ['d']), orders[5]);
    const suffixes = new Set(orders.map(({ amountMinor }) => amountMinor % 100));
    for (const special of [91, 92, 93, 94, 95, 96, 97, 98]) assert(suffixes.has(special), `${special} comes`);
    for (const { amount, amountMinor } of orders) assert.equal(amount, Number((amountMinor / 1000).toFixed(3)));
    const ends = orders.map((order) => [order.amountMinor % 100, endOf(order)] as const);
    assert(ends.every(([suffix, end]) => (end === 'FAILED') === [91, 92, 96].includes(suffix)));
  });
});

test('what contradicts what a client was told is a violation', async () => {
  const notebook = new Notebook('/dev/null');
  const order: Order = {
    key: 'k',
    amountMinor: 125,
    amount: 1.25,
    currency: 'AED',
    destinationId: 'd',
    reference: 'r',
    accountId: undefined,
  };
  const shown = { id: 'p1', amount: 1.25, currency: 'AED', destination_id: 'd', reference: 'r', idempotency_key: 'k' };
  notebook.noteMade(order, shown);
  notebook.noteMade(order, shown);
  assert.deepEqual(notebook.violations, []);
  notebook.noteMade(order, { ...shown, id: 'p2' });
  notebook.noteMade({ ...order, key: 'k2' }, { ...shown, idempotency_key: 'k2' });
  notebook.noteMade(order, { ...shown, amount: 1.26 });
  assert.deepEqual(notebook.violations, [
    'key k was answered with payout p1 and with p2',
    'payout p1 was the answer to key k and to k2',
    'payout p1 of key k differs: amount is 1.26 and should be 1.25',
  ]);
  await notebook.close();
});

test('the words of the command line', () => {
  const wishes = { seed: 5, seconds: 90, clients: 8, keep: false };
  assert.deepEqual(readArguments(['--seed', '5', '--minutes', '1.5']), { kind: 'run', wishes });
  assert.equal(replayCommand(wishes), 'npm run torture -- --seed 5 --seconds 90 --clients 8');
  assert.deepEqual(readArguments(['--help']), { kind: 'help' });
  for (const words of [['--seed', 'x'], ['--seconds', '1.5'], ['--clients', '0'], ['--loud'], ['here']]) {
    assert.equal(readArguments(words).kind, 'faults', words.join(' '));
  }
  assert.equal(readArguments(['--minutes', '1', '--seconds', '1']).kind, 'faults');
});
