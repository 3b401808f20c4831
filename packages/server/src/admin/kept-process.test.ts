import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openLog } from '../foundation/log.ts';
import { keepProcess } from './kept-process.ts';

// Notes each of its starts, says that it is ready, and stays until it is told to go.
const PROGRAM = `
import { appendFileSync } from 'node:fs';
if (process.argv[2] === 'never') process.exit(3);
appendFileSync(process.env.NOTES, process.pid + '\\n');
process.on('disconnect', () => process.exit());
process.send('ready');
`;

describe('a process that is kept', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sarf-kept-'));
    await writeFile(join(folder, 'program.mjs'), PROGRAM);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const keep = (notes: string, words: readonly string[] = []) =>
    keepProcess(
      {
        ...{ name: 'the tool', file: join(folder, 'program.mjs'), words, hint: 'is it broken?' },
        env: { NOTES: join(folder, notes) },
      },
      openLog('silent'),
    );
  const pidsIn = async (notes: string): Promise<number[]> =>
    (await readFile(join(folder, notes), 'utf8').catch(() => '')).split('\n').filter(Boolean).map(Number);
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  test('is started again when it dies, and stays away when it is stopped', async () => {
    const kept = await keep('notes');
    const [first = 0] = await pidsIn('notes');
    process.kill(first, 'SIGKILL');
    let pids = await pidsIn('notes');
    while (pids.length < 2) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      pids = await pidsIn('notes');
    }
    assert.equal(isAlive(pids[1] ?? 0), true);
    await kept.stop();
    assert.deepEqual(pids.map(isAlive), [false, false]);
    assert.equal((await pidsIn('notes')).length, 2);
  });

  test('that does not start is told with what may be the matter', async () => {
    await assert.rejects(keep('none', ['never']), /^Error: The tool did not start; is it broken\?$/);
    assert.deepEqual(await pidsIn('none'), []);
  });
});
