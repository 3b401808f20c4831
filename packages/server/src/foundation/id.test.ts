import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { endToEndIds, endToEndIdsIn, firstIdAt, newId, timeOfId } from './id.ts';

describe('ids', () => {
  test('are UUIDs of version 7', () => {
    assert.match(newId(Date.now()), /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('ascend strictly, also within a millisecond and when the clock goes back', () => {
    const start = Date.now();
    const ids = Array.from({ length: 20_000 }, (_, n) => newId(start - (n % 7)));
    assert.deepEqual(ids.toSorted(), ids);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('carry their time, and ranges by time hold them', () => {
    const at = new Date(Date.now() + 1_000_000);
    const id = newId(at.getTime());
    assert.equal(timeOfId(id).getTime(), at.getTime());
    assert(id >= firstIdAt(at));
    assert(id < firstIdAt(new Date(at.getTime() + 1)));
  });

  test('that travel with money are found in what banks make of them', () => {
    const now = Date.now();
    const make = endToEndIds(46_655);
    const [one = '', other = ''] = [make(now), make(now)];
    assert.deepEqual(endToEndIdsIn(`TRF ${one.toLowerCase()}/ROC`, now), [one]);
    assert.deepEqual(endToEndIdsIn(`${one.slice(0, 7)}\n${one.slice(7)} ${other}`, now), [one, other]);
    assert.deepEqual(endToEndIdsIn(one, now - 60_000), [], 'made later than now');
    assert.deepEqual(endToEndIdsIn('SALARY PAYMENTS FOR ZAYED', now), []);
  });
});

describe('end-to-end ids', () => {
  test('are 15 characters A-Z0-9, none twice, whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 300 }), fc.nat(46_655), (steps, node) => {
        const next = endToEndIds(node);
        const base = 1_800_000_000_000;
        const ids = steps.map((step) => next(base + step - 2));
        assert.equal(new Set(ids).size, ids.length);
        for (const id of ids) assert.match(id, /^S[0-9A-Z]{14}$/);
      }),
    );
  });

  test('of two nodes never meet', () => {
    const [one, two] = [endToEndIds(1), endToEndIds(2)];
    const now = 1_800_000_000_000;
    const ids = Array.from({ length: 100_000 }, (_, n) => (n % 2 ? one(now) : two(now)));
    assert.equal(new Set(ids).size, ids.length);
  });
});
