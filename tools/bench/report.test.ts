import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { atLeast, atMost, type Figure, readable } from './figure.ts';
import { gateLines, type Report, tableText, writeMarkdown } from './report.ts';

const figure: Figure = {
  key: 'create',
  name: 'create',
  unit: '/s',
  sarf: 12_345.6,
  baseline: 1000,
  ratio: 12.3456,
  raw: 20_000,
  aims: [atLeast(12_345.6, 10_000, '/s'), atMost(12.3, 8, '×')],
};

const report: Report = {
  machine: {
    processor: 'Some CPU',
    cores: 2,
    memoryGb: 8,
    system: 'Linux 6',
    node: 'v24',
    postgres: '18.4',
    disk: '/dev/vda ext4',
    syncMs: 0.5,
    loadBefore: 0.25,
    at: '2030-01-01T00:00:00.000Z',
  },
  quick: true,
  seconds: 80,
  ran: ['create: this ran.'],
  figures: [figure],
  gates: [
    { phase: 'good', checked: 'all', faults: [] },
    { phase: 'bad', checked: 'all', faults: ['1 hold is missing'] },
  ],
  phases: [],
};

test('the table has every figure with its ratio, its aims and whether they are met', () => {
  assert.deepEqual(tableText([figure]).split('\n'), [
    'figure      Sarf  baseline   ratio  raw limit  aim               met?',
    '------  --------  --------  ------  ---------  ----------------  -------',
    'create  12,346/s   1,000/s  12.35×   20,000/s  ≥ 10,000/s, ≤ 8×  yes, no',
  ]);
});

test('what is counted is whole and has no unit', () => {
  const counted: Figure = { ...figure, unit: '', sarf: 0, baseline: 1200, ratio: null, raw: null, aims: [] };
  assert.equal(tableText([counted]).split('\n')[2], 'create     0     1,200');
});

test('small numbers keep their decimals', () => {
  assert.deepEqual([0.1234, 12.345, 123.45, 12_345].map(readable), ['0.12', '12.3', '123', '12,345']);
});

test('a gate that failed is told, and counted', () => {
  assert.deepEqual(gateLines(report.gates), ['GATE FAILED: bad: 1 hold is missing', 'gates: 1 of 2 passed']);
});

test('the results replace the earlier ones between the marks of a document, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sarf-report-'));
  const path = join(folder, 'benchmarks.md');
  await writeFile(path, '# Title\n\n<!-- results: begin -->stale<!-- results: end -->\n\nThe end\n');
  await writeMarkdown(path, report);
  const text = await readFile(path, 'utf8');
  await rm(folder, { recursive: true });
  assert.match(text, /^# Title\n\n<!-- results: begin -->\n\n- Some CPU, 2 cores/);
  assert.match(text, /\n\| create \| 12,346\/s \| 1,000\/s \| 12.35× \| 20,000\/s \|/);
  assert.match(text, /<!-- results: end -->\n\nThe end\n$/);
  assert.doesNotMatch(text, /stale/);
});
