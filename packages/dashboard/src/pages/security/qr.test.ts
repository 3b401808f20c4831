import assert from 'node:assert/strict';
import { test } from 'node:test';
import { qrOf } from './qr.ts';

// Read back with a reader of another make.
const KNOWN = [
  '#######...#.#.#######',
  '#.....#.....#.#.....#',
  '#.###.#.#.#...#.###.#',
  '#.###.#.....#.#.###.#',
  '#.###.#..#.##.#.###.#',
  '#.....#..###..#.....#',
  '#######.#.#.#.#######',
  '........#.#..........',
  '###.#####.#.###...#..',
  '#...##.###.#.#.#.#.##',
  '#.#.#####.##.###.####',
  '##...#.....###.##...#',
  '#.#...#.####.###.#..#',
  '........#.#...#..#...',
  '#######.###.#...#..##',
  '#.....#.###...#....#.',
  '#.###.#.#.#.#.#.#..##',
  '#.###.#...##.#.#...#.',
  '#.###.#.#.##.###....#',
  '#.....#.##.###.###.#.',
  '#######.#..#.###..###',
];

test('the smallest code of a known text is the one that readers read', () => {
  const drawn = qrOf('Sarf')?.map((row) => row.map((isDark) => (isDark ? '#' : '.')).join('')) ?? [];
  assert.deepEqual(drawn, KNOWN);
});

test('a longer text has a larger code, and one that is too long has none', () => {
  assert.equal(qrOf('x'.repeat(17))?.length, 21);
  assert.equal(qrOf('x'.repeat(18))?.length, 25);
  assert.equal(qrOf('x'.repeat(271))?.length, 57);
  assert.equal(qrOf('x'.repeat(272)), undefined);
});
