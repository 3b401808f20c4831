import assert from 'node:assert/strict';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parseAlone } from '../../packages/server/test/parse-alone.ts';
import { type WrittenStatement, writeStatement } from './statement-file.ts';
import { judgeRead, type ReadAnswer, startReader } from './statement-reader.ts';

let folder = '';
let path = '';
let written: WrittenStatement;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sarf-statements-'));
  path = join(folder, 'statement.xml');
  written = await writeStatement(path, 2000);
});
after(() => rm(folder, { recursive: true, force: true }));

test('a statement is read by another process as it was written', async () => {
  const reader = await startReader();
  try {
    const answer = await reader.ask({ path, how: 'read' });
    assert.deepEqual(judgeRead(written, answer), []);
    assert.deepEqual([answer.read?.entries, answer.read?.parts], [2000, 2200]);
    assert(reader.peakMb() > 10);
    assert.equal((await reader.ask({ path, how: 'alone' })).read, null);
  } finally {
    await reader.stop();
  }
});

test('whoever parses alone parses all of it', async () => {
  await parseAlone(createReadStream(path));
  await assert.rejects(parseAlone(createReadStream(path, { end: 5000 })), /unclosed tag/);
});

test('what is missing or wrong is a fault', () => {
  const read = (change: Partial<NonNullable<ReadAnswer['read']>>): ReadAnswer => ({
    ms: 1,
    read: { ...written, warnings: [], ...change },
  });
  assert.deepEqual(judgeRead(written, read({})), []);
  assert.equal(judgeRead(written, read({ entries: 1999, creditMinor: '0' })).length, 2);
  assert.equal(judgeRead(written, read({ warnings: ['The sum is wrong.'] })).length, 1);
  assert.equal(judgeRead(written, { ms: 1, read: null }).length, 1);
});
