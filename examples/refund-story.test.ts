import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { type RunningSarf, startSarf } from '../packages/server/test/running-sarf.ts';

const run = promisify(execFile);

let running: RunningSarf;
let folder: string;
before(async () => {
  running = await startSarf();
  folder = await mkdtemp(join(tmpdir(), 'sarf-story-'));
  const { clientId, clientSecret } = running.sandbox.client;
  const sandbox = {
    api_url: running.apiUrl,
    bank_url: running.bankUrl,
    client_id: clientId,
    client_secret: clientSecret,
  };
  await writeFile(join(folder, 'sandbox.json'), JSON.stringify(sandbox));
});
after(async () => {
  await running.stop();
  await rm(folder, { recursive: true, force: true });
});

const told = [
  /^ 1 {2}customer /,
  /^ 2 {2}consent .*http/,
  /^ 3 {2}payment source .*ends in \w{4}$/,
  /^ 4 {2}payment .*250 AED .*OUTSTANDING$/,
  /^ 5 {2}statement .*[1-9]\d* entries$/,
  /^ 6 {2}reconciled .*250 AED can be refunded$/,
  /^ 7 {2}partial refund .*100 AED to AE.*CREATED$/,
  /^ 8 {2}confirmed .*CONFIRMED$/,
  /^ 9 {2}completed /,
  /^10 {2}too much .*AMOUNT_OVER_MAX_VALUE: .*150/,
  /^11 {2}source deleted .*blocked at .*confirmed by the bank at/,
  /^12 {2}charge .*CONSENT_EXPIRED/,
];

test('the story of a refund goes from its beginning to its end, twice', async () => {
  for (const time of ['first', 'second']) {
    const file = join(import.meta.dirname, 'refund-story.ts');
    const { stdout } = await run(process.execPath, [file, folder], { timeout: 120_000 });
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.length, told.length, `${time}:\n${stdout}`);
    for (const [at, pattern] of told.entries()) assert.match(lines[at] ?? '', pattern, time);
  }
});
