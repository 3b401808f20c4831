import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { endpoints } from './endpoints.ts';
import { reasonTexts } from './reasons.ts';
import { scenarios } from './scenarios.ts';

test('the README tells what the bank does', async () => {
  const readme = await readFile(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  // The formatter lines the columns of the table up.
  const rows = readme.replaceAll(/ +/g, ' ');
  for (const { suffix, happens, ends } of scenarios) {
    assert(rows.includes(`| ${suffix} | ${happens} | ${ends} |`), `the row of ${suffix}`);
  }
  for (const [door, purpose] of endpoints) {
    assert(rows.includes(`| \`${door}\` | ${purpose} |`), `the row of ${door}`);
  }
  for (const [code, sentence] of Object.entries(reasonTexts)) {
    assert(rows.includes(`| ${code} | ${sentence} |`), `the row of ${code}`);
  }
});
