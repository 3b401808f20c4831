import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { feedCompleteTo, readFeed, readFeedBetween } from '../src/events/feed.ts';
import { recordEvents } from '../src/events/record-events.ts';
import { inTransaction, openDatabase, type Sql, type Tx } from '../src/foundation/database.ts';
import { newId } from '../src/foundation/id.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

describe('the feed of events', () => {
  let database: TestDatabase;
  let sql: Sql;
  before(async () => {
    database = await createTestDatabase();
    sql = openDatabase(database.url, { connectionsMax: 12, servesPoints: true });
  });
  after(async () => {
    await sql.end();
    await database.drop();
  });

  const write = (tx: Tx, applicationId: string, objectId: string, sequence: number) =>
    recordEvents(
      tx,
      [{ applicationId, objectId, sequence, objectType: 'thing', type: 'thing.changed', payload: { sequence } }],
      new Date(),
    );
  const idsOf = async (applicationId: string, query = {}, limit = 100): Promise<string[]> =>
    (await readFeed(sql, applicationId, query, limit)).map(({ objectId }) => objectId);

  /** Begins a transaction that writes an event and is saved, or taken back, when told. */
  async function openWriter(applicationId: string, objectId: string) {
    const written = Promise.withResolvers<void>();
    const end = Promise.withResolvers<boolean>();
    const done = inTransaction(sql, async (tx) => {
      await write(tx, applicationId, objectId, 1);
      written.resolve();
      if (!(await end.promise)) throw new Error('taken back');
    });
    done.catch(() => {});
    await written.promise;
    return async (save: boolean) => {
      end.resolve(save);
      await done.catch(() => {});
    };
  }

  test('what is written and not saved yet holds back all that came after it', async () => {
    const app = newId(Date.now());
    const [early, late] = [newId(Date.now()), newId(Date.now())];
    const endEarly = await openWriter(app, early);
    await inTransaction(sql, (tx) => write(tx, app, late, 1));
    assert.deepEqual(await idsOf(app), []);
    await endEarly(true);
    assert.deepEqual(await idsOf(app), [early, late]);
  });

  test('what is taken back leaves no trace and holds nothing back', async () => {
    const app = newId(Date.now());
    const [lost, kept] = [newId(Date.now()), newId(Date.now())];
    const end = await openWriter(app, lost);
    await inTransaction(sql, (tx) => write(tx, app, kept, 1));
    await end(false);
    assert.deepEqual(await idsOf(app), [kept]);
  });

  test('a transaction that writes no event holds nothing back', async () => {
    const app = newId(Date.now());
    const thing = newId(Date.now());
    await inTransaction(sql, async (tx) => {
      await tx`insert into applications (id, name, created_at) values (${newId(Date.now())}, 'x', now())`;
      await inTransaction(sql, (other) => write(other, app, thing, 1));
      assert.deepEqual(await idsOf(app), [thing]);
    });
  });

  test('who pages while many write misses nothing, reads nothing twice, and each object in its order', async () => {
    const app = newId(Date.now());
    const objects = Array.from({ length: 10 }, () => newId(Date.now()));
    const SEQUENCES = 25;
    let writing = true;
    const writers = Promise.all(
      objects.map(async (objectId, index) => {
        for (let sequence = 1; sequence <= SEQUENCES; sequence += 1) {
          await inTransaction(sql, async (tx) => {
            await write(tx, app, objectId, sequence);
            await sleep((index * 7 + sequence * 3) % 11);
          });
        }
      }),
    ).finally(() => {
      writing = false;
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let last = false; ; ) {
      const page = await readFeed(sql, app, { after: cursor }, 7);
      seen.push(...page.map(({ objectId, sequence }) => `${objectId} ${sequence}`));
      cursor = page.at(-1)?.id ?? cursor;
      if (page.length === 0 && last) break;
      last = page.length === 0 && !writing;
    }
    await writers;
    assert.equal(seen.length, objects.length * SEQUENCES);
    assert.equal(new Set(seen).size, seen.length);
    for (const objectId of objects) {
      const own = seen.filter((one) => one.startsWith(objectId));
      assert.deepEqual(
        own,
        own.map((_, index) => `${objectId} ${index + 1}`),
      );
    }
  });

  test('filters, ranges of time, and the event before', async () => {
    const app = newId(Date.now());
    const [one, two] = [newId(Date.now()), newId(Date.now())];
    await inTransaction(sql, (tx) => write(tx, app, one, 1));
    await inTransaction(sql, (tx) => write(tx, app, two, 1));
    await inTransaction(sql, (tx) => write(tx, app, one, 2));
    assert.deepEqual(await idsOf(app, { objectId: one }), [one, one]);
    assert.deepEqual(await idsOf(app, { type: 'thing.changed' }, 2), [one, two]);
    assert.deepEqual(await idsOf(app, { type: 'thing.other' }), []);
    const hour = 3_600_000;
    assert.equal((await idsOf(app, { from: new Date(Date.now() - hour), to: new Date(Date.now() + hour) })).length, 3);
    assert.deepEqual(await idsOf(app, { from: new Date(Date.now() + hour) }), []);
    assert.deepEqual(await idsOf(app, { to: new Date(Date.now() - hour) }), []);
    const [first, , third] = await readFeed(sql, app, {}, 10);
    assert.deepEqual([first?.previousEventId, third?.previousEventId], [null, first?.id]);
    const upTo = await feedCompleteTo(sql);
    const part = await readFeedBetween(sql, app, { after: first?.position ?? 0n, upTo, types: undefined }, 10);
    assert.equal(part.length, 2);
    await assert.rejects(readFeed(sql, app, { after: newId(Date.now()) }, 10), { code: 'UNKNOWN_EVENT' });
  });
});
