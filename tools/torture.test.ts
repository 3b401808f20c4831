import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readArguments, replayCommand } from './torture/arguments.ts';
import { note, readInbox } from './torture/inbox.ts';
import { judgeFollower, judgeInbox, judgeState } from './torture/judge.ts';
import { drawManner } from './torture/manners.ts';
import { Notebook, type Order } from './torture/notebook.ts';
import { drawOrder, endOf } from './torture/orders.ts';
import { randomOf } from './torture/random.ts';
import { DECK, planBlows } from './torture/schedule.ts';
import { toldOf } from './torture/told.ts';

const program = fileURLToPath(import.meta.resolve('./torture.ts'));

// The short form: less than half a minute on two cores.
const SECONDS = 10;
const seed = randomInt(1_000_000_000);

test(`kill -9 at random, for a short time, seed ${seed}: 0 violations`, async () => {
  const { code, output } = await runTorture(['--seed', String(seed), '--seconds', String(SECONDS)]);
  console.log(output);
  assert.equal(code, 0, `npm run torture -- --seed ${seed} --seconds ${SECONDS}`);
  assert.match(output, /^0 violations$/m);
  assert.match(output, /payouts +[\d,]+ acknowledged: /);
  assert.match(output, /webhooks +[\d,]+ deliveries received of [\d,]+ events: /);
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
      const everybody = ['worker', 'api', 'bank', 'database', 'backend', 'receiver'];
      assert.deepEqual(new Set(victims.slice(0, DECK.length)), new Set(everybody));
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

describe('what receivers are held to', () => {
  const event = (objectId: string, sequence: number, more: object = {}) => ({
    id: `${objectId}${sequence}`,
    type: 'payout.queued',
    object: { type: 'payout', id: objectId },
    sequence,
    previous_event_id: sequence === 1 ? null : `${objectId}${sequence - 1}`,
    payload: { id: objectId, status: sequence === 1 ? 'PENDING' : 'COMPLETED' },
    ...more,
  });
  const [a1, a2, a3, b1, b2] = [event('a', 1), event('a', 2), event('a', 3), event('b', 1), event('b', 2)];
  const all = [a1, a2, b1, a3, b2].map(toldOf);

  async function inboxOf(...events: readonly object[]) {
    const folder = await mkdtemp(join(tmpdir(), 'sarf-inbox-'));
    try {
      const file = join(folder, 'inbox.jsonl');
      for (const one of events) note(file, { kind: 'got', body: JSON.stringify(one) });
      // A line that a kill cut short, and what the receiver writes in its next life.
      await appendFile(file, '\n{"kind":"got","body":"{');
      note(file, { kind: 'failed', how: '500' });
      return await readInbox(file);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  const judged = async (ordered: boolean, ...events: readonly object[]) =>
    judgeInbox('R', { ordered }, all, await inboxOf(...events));

  test('all of it in order, and repetitions, are as they must be', async () => {
    assert.deepEqual(await judged(true, a1, b1, a1, a2, a3, a2, b2), []);
    assert.deepEqual(await judged(false, b2, a3, a1, b1, a2), []);
    const inbox = await inboxOf(a3, a1, a2, b2, b1);
    assert.deepEqual(inbox.failed, new Map([['500', 1]]));
    const payouts = new Map(['a', 'b'].map((id) => [id, { status: 'COMPLETED', id }]));
    assert.deepEqual(judgeState('R', inbox, payouts), []);
    assert.deepEqual(
      judgeState(
        'R',
        inbox,
        new Map([
          ['a', { id: 'a', status: 'FAILED' }],
          ['c', {}],
        ]),
      ),
      [
        'R does not know payout c',
        'R has payout a as of event 3, where status is "COMPLETED", not "FAILED"',
        'R knows payout b, which does not exist',
      ],
    );
  });

  test('what is missing, strange, otherwise or too early is a violation', async () => {
    assert.deepEqual(await judged(false, a1, a3, b1, b2), [
      'R never got event a2 (payout.queued, number 2 of payout a)',
      'what R got: a has event 3 where 2 is due',
    ]);
    assert.match((await judged(false, a1, a2, a3, b1, b2, event('b', 3))).join(), /^R got event b3 .* does not have/);
    assert.match(
      (await judged(false, a1, a2, a3, b1, event('b', 2, { payload: {} }))).join(),
      /^R got event b2 .*other/,
    );
    assert.match(
      (await judged(false, a1, a2, a3, b1, event('b', 2, { previous_event_id: null }))).join(),
      /names null/,
    );
    assert.deepEqual(await judged(true, a1, a3, a2, b1, b2), [
      'R is ordered and got event a3 (payout.queued, number 3 of payout a) when number 2 was due',
    ]);
  });

  test('whoever reads the events meanwhile skips none, has none twice, and has them in order', () => {
    assert.deepEqual(judgeFollower(all, all), []);
    const [first, second, ...others] = all;
    assert(first && second);
    assert.match(judgeFollower([first, ...others], all).join(), /skipped event a2/);
    assert.match(judgeFollower([first, first, second, ...others], all).join(), /event a1 .* twice/);
    assert.match(judgeFollower([second, first, ...others], all).join(), /another order/);
    assert.match(judgeFollower(all, [first, second]).join(), /which is not there in the end/);
  });

  test('the seed decides what they do, and in the end they do nothing wrong', () => {
    const draw = (temper: 'calm' | 'steady' | 'poor') =>
      Array.from({ length: 2000 }, (_, n) => drawManner(randomOf(1, `delivery ${n}`), temper));
    assert.deepEqual(draw('poor'), draw('poor'));
    assert.deepEqual(new Set(draw('poor').map(({ does }) => does)), new Set(['take', 'lose', 'refuse', 'drop']));
    assert(draw('calm').every(({ does, waitMs, status }) => does === 'take' && waitMs === 0 && status < 300));
    assert(draw('poor').every(({ does, status }) => (does === 'refuse') === status >= 300 && status !== 410));
  });
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
