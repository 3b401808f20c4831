import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freePort } from '../../server/test/free-port.ts';
import { provenPayment } from '../../server/test/proven-payments.ts';
import { type Json, type RunningSarf, startSarf, until } from '../../server/test/running-sarf.ts';
import { createSarf } from '../src/index.ts';

const home = resolve(import.meta.dirname, '..');
let running: RunningSarf;
let folder: string;
let snippets: string[];
before(async () => {
  running = await startSarf();
  folder = await mkdtemp(join(tmpdir(), 'sarf-readme-'));
  await mkdir(join(folder, 'node_modules/@sarf'), { recursive: true });
  await symlink(home, join(folder, 'node_modules/@sarf/sdk'));
  await mkdir(join(folder, '.sarf'));
  const { client, destinationId } = running.sandbox;
  const ids = { client_id: client.clientId, client_secret: client.clientSecret, destination_id: destinationId };
  await writeFile(join(folder, '.sarf/sandbox.json'), JSON.stringify({ api_url: running.apiUrl, ...ids }));
  const text = await readFile(join(home, 'README.md'), 'utf8');
  snippets = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
});
after(async () => {
  await running.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a snippet as its reader would, and gives what it prints as it does. */
async function run(name: string, code: string, env: Record<string, string> = {}) {
  await writeFile(join(folder, name), code);
  const child = spawn(process.execPath, [name], { cwd: folder, env: { ...process.env, ...env } });
  const printed = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed.text += text;
    });
  }
  return { child, printed, ended: once(child, 'exit') };
}

describe('the snippets of the README', () => {
  test('make a payout', async () => {
    const { printed, ended } = await run('pay.mts', snippets[0] ?? '');
    assert.deepEqual([await ended, printed.text.split('\n')[0]?.split(' ')[1]], [[0, null], 'PENDING']);
  });

  test('give back a part of every payment that is proven', async () => {
    const paymentId = await provenPayment(running, { amount: 20 });
    const { printed, ended } = await run('refund.mts', snippets[1] ?? '');
    assert.deepEqual([await ended, printed.text], [[0, null], '']);
    const { body } = await running.call('GET', `/payouts/refunds?payment_id=${paymentId}`);
    assert.deepEqual(
      body.content.map(({ amount, status }: Json) => [amount, status === 'CREATED']),
      [[1, false]],
    );
  });

  test('receive events', async () => {
    const { clientId, clientSecret } = running.sandbox.client;
    const sarf = createSarf({ baseUrl: running.apiUrl, clientId, clientSecret });
    const port = await freePort();
    const made = await sarf.endpoints.create({ url: `http://127.0.0.1:${port}/` });
    assert.ok(made.ok);
    const code = (snippets[2] ?? '').replace('listen(4000)', `listen(${port})`);
    const env = { SARF_URL: running.apiUrl, SARF_ID: clientId, SARF_SECRET: clientSecret };
    const { child, printed, ended } = await run('receive.mts', code, { ...env, WEBHOOK_SECRET: made.value.secret });
    try {
      await until('the snippet listens', () =>
        fetch(`http://127.0.0.1:${port}/`).then(
          () => true,
          () => false,
        ),
      );
      const id = await running.pay(33);
      await until(`the payout is told: ${printed.text}`, async () => printed.text.includes(`payout.completed ${id}`));
    } finally {
      child.kill();
      await ended;
    }
    assert.equal(snippets.length, 3);
  });
});
