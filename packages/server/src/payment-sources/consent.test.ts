import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { consentRow } from '../../test/consent-row.ts';
import { isUsedUp, periodStart, periodUse } from './consent.ts';

describe('the period that a day is in', () => {
  const startsAt = new Date('2026-01-31T23:30:00Z');
  const start = (periodType: Parameters<typeof periodStart>[0]['periodType'], on: string) =>
    periodStart({ periodType, startsAt }, on);

  test('is a calendar day, month or year in UTC', () => {
    assert.equal(start('Day', '2028-02-29'), '2028-02-29');
    assert.equal(start('Month', '2028-02-29'), '2028-02-01');
    assert.equal(start('Year', '2028-02-29'), '2028-01-01');
    assert.equal(start(null, '2028-02-29'), null);
  });

  test('or seven days from the day of the start on', () => {
    assert.equal(start('Week', '2026-01-31'), '2026-01-31');
    assert.equal(start('Week', '2026-02-06'), '2026-01-31');
    assert.equal(start('Week', '2026-02-07'), '2026-02-07');
    assert.equal(start('Week', '2026-01-30'), '2026-01-24');
  });

  test('begins on or before the day, and all its days have the same one', () => {
    const days = fc
      .integer({ min: 0, max: 20_000 })
      .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
    const types = fc.constantFrom('Day' as const, 'Week' as const, 'Month' as const, 'Year' as const);
    fc.assert(
      fc.property(types, days, (type, on) => {
        const first = start(type, on);
        assert.ok(first !== null && first <= on);
        assert.equal(start(type, first), first);
      }),
    );
  });
});

describe('what was used', () => {
  const used = { usedMinor: 900n, usedCount: 9, lastPeriodMinor: 200n, lastPeriodCount: 2 };

  test('in the period is what was used in it, not in an older one', () => {
    const row = consentRow({ ...used, periodType: 'Month', readOn: '2026-03-10' });
    assert.deepEqual(periodUse({ ...row, lastPeriodOn: '2026-03-01' }), {
      startsOn: '2026-03-01',
      usedMinor: 200n,
      usedCount: 2,
    });
    for (const lastPeriodOn of ['2026-02-01', null]) {
      assert.deepEqual(periodUse({ ...row, lastPeriodOn }), { startsOn: '2026-03-01', usedMinor: 0n, usedCount: 0 });
    }
  });

  test('without periods is all of it', () => {
    assert.deepEqual(periodUse(consentRow(used)), { startsOn: null, usedMinor: 900n, usedCount: 9 });
  });

  test('may be all that there is', () => {
    assert.equal(isUsedUp(consentRow(used)), false);
    assert.equal(isUsedUp(consentRow({ ...used, maxCumulativeMinor: 901n, maxCumulativeCount: 10 })), false);
    assert.equal(isUsedUp(consentRow({ ...used, maxCumulativeMinor: 900n })), true);
    assert.equal(isUsedUp(consentRow({ ...used, maxCumulativeCount: 9 })), true);
  });
});
