import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../server/test/free-port.ts';
import { runProgram } from '../../server/test/run-program.ts';
import { startCapabilities } from '../src/index.ts';
import { json, standIn } from './stand-in.ts';

const inFolder = (name: string): string => fileURLToPath(new URL(`conformance/${name}`, import.meta.url));
const suite = fileURLToPath(import.meta.resolve('@modelcontextprotocol/conformance/dist/index.js'));

test('passes the conformance suite of MCP but for what is listed, each with its reason', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sarf-conformance-'));
  await using api = await standIn((_, response) => json(response, { message: 'This fails on purpose' }, 500));
  const port = await freePort();
  const hosted = await startCapabilities({
    files: [inFolder('reference.capability.yaml')],
    environment: {},
    baseUris: new Map([['stand-in', api.url]]),
    ports: new Map([['conformance-mcp', port]]),
    portOffset: 0,
    insecure: false,
    strict: true,
    now: Date.now,
    log: (line) => assert.fail(line),
  });
  try {
    assert.deepEqual(hosted.problems, []);
    const url = `http://127.0.0.1:${port}/mcp`;
    const words = ['server', '--url', url, '--suite', 'all', '--expected-failures', inFolder('expected-failures.yaml')];
    const { code, stdout, stderr } = await runProgram(suite, words, folder);
    assert.equal(code, 0, stdout + stderr);
    // That the suite ran at all, and did not find every scenario wanting.
    assert.match(stdout, /server-initialize: \d+ passed, 0 failed/);
  } finally {
    await hosted.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
