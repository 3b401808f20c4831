import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { examineAll } from './audit.ts';
import { furnishCollections } from './collections-house.ts';
import { assertNamed, saidBy, wrong } from './corrupted.ts';
import { collectionCorruptions } from './corruptions-collections.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

describe("the doctor, on the books of customers' money", () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
    await furnishCollections(sarf);
  });
  after(() => sarf.stop());

  test('finds nothing wrong with books that nobody touched', async () => {
    const found = wrong(await examineAll(sarf.sql, sarf.bankUrl));
    assert.equal(saidBy(found), '');
  });

  for (const corruption of collectionCorruptions) {
    test(`names ${corruption.name}, and nothing else`, () => assertNamed(sarf, corruption));
  }
});
