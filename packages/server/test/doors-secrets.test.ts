import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Json } from './running-sarf.ts';

const journey = fileURLToPath(new URL('./secrets-journey.ts', import.meta.url));

test('the log of a whole day at its most talkative has no secret, token, IBAN or name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sarf-secrets-'));
  try {
    const file = join(folder, 'secrets.json');
    const env = { ...process.env, TEST_LOG_LEVEL: 'trace' };
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', journey, file], { env });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const code = await new Promise((resolve) => child.on('close', resolve));
    const log = Buffer.concat(said).toString('utf8');
    assert.equal(code, 0, log);

    // It is the log that was caught, and what should be in it is in it.
    const lines: Json[] = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.ok(lines.length > 50, `${lines.length} lines`);
    assert.ok(lines.some((line) => line.msg === 'answered' && line.operation === 'createPayoutPayment'));
    assert.equal(lines.filter((line) => line.msg === 'INTERNAL_SERVER_ERROR' && line.err).length, 2);

    const secrets: string[] = JSON.parse(await readFile(file, 'utf8'));
    assert.ok(secrets.length > 15 && secrets.every((secret) => secret.length >= 10));
    const squeezed = log.replaceAll(/\s/g, '').toLowerCase();
    for (const secret of secrets) {
      const at = squeezed.indexOf(secret.replaceAll(/\s/g, '').toLowerCase());
      assert.equal(at, -1, `${secret} stands in: ${squeezed.slice(Math.max(0, at - 300), at + 200)}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
