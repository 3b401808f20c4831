import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freePort } from '../packages/server/test/free-port.ts';
import { type Json, type RunningSarf, startSarf, until } from '../packages/server/test/running-sarf.ts';

let running: RunningSarf;
let folder: string;
let port: number;
const children: ChildProcess[] = [];
before(async () => {
  running = await startSarf();
  folder = await mkdtemp(join(tmpdir(), 'sarf-example-'));
  port = await freePort();
  const { clientId, clientSecret } = running.sandbox.client;
  const content = { api_url: running.apiUrl, client_id: clientId, client_secret: clientSecret };
  await writeFile(join(folder, 'sandbox.json'), JSON.stringify(content));
});
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await running.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Starts the example and gives the lines it prints. */
async function start(): Promise<{ readonly child: ChildProcess; readonly lines: string[] }> {
  const file = join(import.meta.dirname, 'receiver.ts');
  const child = spawn(process.execPath, [file, String(port), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const lines: string[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  await until('the example listens', async () => lines.some((line) => line.includes('listens on port')));
  return { child, lines };
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  assert.deepEqual(await ended, [0, null]);
}

async function pay(amount: number): Promise<string> {
  const id = await running.pay(amount);
  await running.reach(id, 'completed');
  return id;
}

test('the example prints each event once and in sequence, also those of the time when it was away', async () => {
  const first = await start();
  const ids = [await pay(31.01)];
  await until('the payout is told', async () => first.lines.some((line) => line.includes('payout.completed')));
  await stop(first.child);
  ids.push(await pay(31.02));
  const second = await start();
  ids.push(await pay(31.03));
  await until('all is told', async () => second.lines.filter((line) => line.includes('payout.completed')).length === 2);
  await stop(second.child);

  const lines = [...first.lines, ...second.lines];
  for (const id of ids) {
    const { body } = await running.call('GET', `/events/v1?object_id=${id}`);
    assert.deepEqual(
      lines.filter((line) => line.includes(id)).map((line) => line.split(/ +/).slice(2, 4)),
      body.content.map(({ sequence, type }: Json) => [String(sequence), type]),
    );
  }
  const [, id] = /^Endpoint (\S+) /.exec(first.lines[0] ?? '') ?? [];
  assert.ok(second.lines[0]?.includes(String(id)), 'it is the same endpoint');
});
