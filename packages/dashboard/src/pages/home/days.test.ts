import assert from 'node:assert/strict';
import { test } from 'node:test';
import { everyDay } from './days.ts';

test('days on which nothing moved are there too, in each currency', () => {
  const moved = [
    { day: '2026-10-31', currency: 'AED', in: 5, out: 0 },
    { day: '2026-11-20', currency: 'AED', in: 0, out: 7.5 },
    { day: '2026-11-20', currency: 'JPY', in: 100, out: 0 },
  ];
  const filled = everyDay(moved, '2026-11-21');
  assert.deepEqual([...filled.keys()], ['AED', 'JPY']);
  const aed = filled.get('AED') ?? [];
  assert.equal(aed.length, 30);
  assert.deepEqual([aed[0]?.day, aed.at(-1)?.day], ['2026-10-23', '2026-11-21']);
  assert.deepEqual(
    aed.filter((row) => row.in + row.out > 0).map(({ day }) => day),
    ['2026-10-31', '2026-11-20'],
  );
});

test('a clock of the viewer that is behind hides nothing', () => {
  const [row] =
    everyDay([{ day: '2026-11-22', currency: 'AED', in: 1, out: 0 }], '2026-11-20')
      .get('AED')
      ?.slice(-1) ?? [];
  assert.deepEqual(row, { day: '2026-11-22', currency: 'AED', in: 1, out: 0 });
});
