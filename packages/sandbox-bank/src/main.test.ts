import assert from 'node:assert/strict';
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  clientOf,
  debtorIban,
  instruction,
  startReceiver,
  temporaryFolder,
  waitUntil,
} from '../test/bank-under-test.ts';
import { readConfig } from './config.ts';

const mainPath = join(import.meta.dirname, 'main.ts');

/** Starts the bank as a child with an IPC channel and waits until it says that it is ready. */
async function forkBank(t: TestContext, environment: Record<string, string>) {
  const child = fork(mainPath, {
    env: { PATH: process.env.PATH, BANK_PORT: '0', ...environment },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  t.after(() => void child.kill('SIGKILL'));
  const early = once(child, 'exit').then(() => assert.fail('the bank ended before it was ready'));
  const [message]: { ready: boolean; url: string }[] = await Promise.race([once(child, 'message'), early]);
  assert(message?.ready);
  early.catch(() => {});
  return { child, ...clientOf(message.url) };
}

async function exitCodeOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

test('after kill -9 the bank remembers everything, goes on settling, and tells what it had not told', async (t) => {
  const database = join(await temporaryFolder(t), 'made', 'on', 'the', 'way', 'bank.sqlite');
  let up = false;
  const receiver = await startReceiver(t, () => (up ? 200 : 503));
  const { url, secret } = receiver.callback;
  const environment = {
    BANK_DATABASE: database,
    BANK_SETTLE_MS: '1000',
    BANK_CALLBACK_URL: url,
    BANK_CALLBACK_SECRET: secret,
  };
  const first = await forkBank(t, environment);
  await first.openAccount(debtorIban, 'AED', '1000.00');
  await first.post('/advance', {});
  await first.submit(instruction('TOLD', '1.00'));
  await first.waitForStatus('TOLD', 'ACSC');
  await waitUntil(() => receiver.received.length > 0, 'a callback was tried');
  await first.submit(
    ...Array.from({ length: 100 }, (_, n) => instruction(`K${n}`, '1.00')),
    instruction('BACK', '1.96'),
  );
  first.child.kill('SIGKILL');
  await exitCodeOf(first.child);

  up = true;
  const second = await forkBank(t, environment);
  assert.partialDeepStrictEqual(await second.record('K7'), { times_received: 1, times_booked: 1 });
  const { body: stats } = await second.get<{ now: string }>('/stats');
  assert(Date.parse(stats.now) > Date.now() + 80_000_000, 'the clock keeps its offset');
  await second.waitForStatus('K99', 'ACSC');
  await second.waitForStatus('BACK', 'RTRN');
  await waitUntil(() => receiver.about('TOLD').length >= 2, 'the callback comes again');
  await waitUntil(() => receiver.about('BACK').some(({ status }) => status === 'RTRN'), 'the return is told');
  await waitUntil(() => receiver.about('K50').length > 0, 'the others are told');
  assert.equal(await second.balance(debtorIban), '899.00');
});

test('it stops when its parent is gone, and leaves Ctrl-C to the parent', async (t) => {
  const folder = await temporaryFolder(t);
  const { child, get } = await forkBank(t, { BANK_DATABASE: join(folder, 'bank.sqlite') });
  child.kill('SIGINT');
  await sleep(200);
  assert.equal((await get('/health')).httpStatus, 200);
  child.disconnect();
  assert.equal(await exitCodeOf(child), 0);
});

test('it stops on SIGTERM, and closes its books', async (t) => {
  const database = join(await temporaryFolder(t), 'bank.sqlite');
  const { child } = await forkBank(t, { BANK_DATABASE: database });
  child.kill('SIGTERM');
  assert.equal(await exitCodeOf(child), 0);
  assert(!existsSync(`${database}-wal`));
});

test('started by hand it says where it listens, and stops on Ctrl-C', async (t) => {
  const database = join(await temporaryFolder(t), 'bank.sqlite');
  const child = spawn(process.execPath, [mainPath], {
    env: { BANK_PORT: '0', BANK_DATABASE: database },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  assert.match(String(line), /listens on http:\/\/127\.0\.0\.1:\d+/);
  child.kill('SIGINT');
  assert.equal(await exitCodeOf(child), 0);
});

test('two banks on one set of books are refused', { timeout: 20_000 }, async (t) => {
  const database = join(await temporaryFolder(t), 'bank.sqlite');
  await forkBank(t, { BANK_DATABASE: database });
  const second = spawn(process.execPath, [mainPath], {
    env: { BANK_PORT: '0', BANK_DATABASE: database },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [line] = await once(second.stderr, 'data');
  assert.match(String(line), /books .* cannot be opened/);
  assert.equal(await exitCodeOf(second), 1);
});

test('--help prints the settings; wrong ones are all named at once', async () => {
  const help = spawn(process.execPath, [mainPath, '--help'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = await once(help.stdout, 'data');
  assert.match(String(text), /BANK_SETTLE_MS .*\(200\)/);
  const config = readConfig({
    BANK_PORT: '99999',
    BANK_SETTLE_MS: 'soon',
    BANK_CALLBACK_URL: 'ftp://example.test',
    BANK_FAULTS: '1:2',
  });
  assert('faults' in config);
  assert.equal(config.faults.length, 5, config.faults.join('\n'));
});

test('the settings become options', () => {
  assert.deepEqual(
    readConfig({
      BANK_PORT: '3200',
      BANK_CALLBACK_URL: 'http://127.0.0.1:3000/callbacks',
      BANK_CALLBACK_SECRET: 's',
      BANK_FAULTS: '42:0.05',
    }),
    {
      options: {
        host: '127.0.0.1',
        port: 3200,
        databasePath: './.sarf/bank.sqlite',
        settleMs: 200,
        revokeMs: 0,
        publicUrl: null,
        callback: { url: 'http://127.0.0.1:3000/callbacks', secret: 's' },
        faults: { seed: 42, rate: 0.05 },
      },
    },
  );
});
