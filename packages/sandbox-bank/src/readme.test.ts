import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { scenarios } from './scenarios.ts';

test('the README tells of the scenarios what the bank does', async () => {
  const readme = await readFile(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  // The formatter lines the columns of the table up.
  const rows = readme.replaceAll(/ +/g, ' ');
  for (const { suffix, happens, ends } of scenarios) {
    assert(rows.includes(`| ${suffix} | ${happens} | ${ends} |`), `the row of ${suffix}`);
  }
});
