import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pg from 'pg';
import { openDatabase, type Sql } from '../../server/src/foundation/database.ts';
import { createTestDatabase, type TestDatabase } from '../../server/test/test-database.ts';
import type { SarfEvent } from '../src/event.ts';
import { postgresStore } from '../src/postgres-store.ts';
import { createReceiver } from '../src/receiver.ts';
import { assertAnyOrderWillDo, type Recorder } from './any-order.ts';
import { deliveryOf, eventsOf, secret } from './deliveries.ts';

let database: TestDatabase;
let sql: Sql;
let pool: pg.Pool;
before(async () => {
  database = await createTestDatabase();
  sql = openDatabase(database.url, { connectionsMax: 8 });
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  await sql`create table got (at serial, run integer not null, object_id text not null, sequence integer not null)`;
});
after(async () => {
  await pool.end();
  await sql.end({ timeout: 2 });
  await database.drop();
});

let runs = 0;
const recordedIn = async (run: number) =>
  (
    await sql<{ objectId: string; sequence: number }[]>`
    select object_id, sequence from got where run = ${run} order by at`
  ).map((row) => ({ ...row }));

async function newPostgresRecorder() {
  runs += 1;
  const run = runs;
  await sql`drop table if exists received_postgres`;
  return {
    store: postgresStore(sql, { table: 'received_postgres' }),
    undoes: true,
    record: async ({ object, sequence }: SarfEvent, tx: Pick<Sql, 'unsafe'>) => {
      await tx.unsafe('insert into got (run, object_id, sequence) values ($1, $2, $3)', [run, object.id, sequence]);
    },
    recorded: () => recordedIn(run),
  };
}

async function newPgRecorder(): Promise<Recorder<pg.PoolClient>> {
  runs += 1;
  const run = runs;
  await sql`drop table if exists received_pg`;
  return {
    store: postgresStore(pool, { table: 'public.received_pg' }),
    undoes: true,
    record: async ({ object, sequence }, tx) => {
      const text = 'insert into got (run, object_id, sequence) values ($1, $2, $3)';
      await tx.query(text, [run, object.id, sequence]);
    },
    recorded: () => recordedIn(run),
  };
}

describe('any shuffle, loss and repetition gives the same state', () => {
  test('kept in PostgreSQL through `postgres`', () => assertAnyOrderWillDo(newPostgresRecorder, 60));
  test('kept in PostgreSQL through `pg`', () => assertAnyOrderWillDo(newPgRecorder, 60));
});

for (const [name, newRecorder] of [
  ['postgres', () => newPostgresRecorder()],
  ['pg', () => newPgRecorder()],
] as const) {
  describe(`the store through \`${name}\``, () => {
    const events = eventsOf(name, 6);

    test('is one for several processes that get the same deliveries at once', async () => {
      const { store, record, recorded } = (await newRecorder()) as Recorder<unknown>;
      const receivers = Array.from({ length: 4 }, () =>
        createReceiver({ secret, store, fetchEvents: () => events, onEvent: record }),
      );
      const mixed = [...events, ...events.toReversed()];
      const receipts = await Promise.all(
        receivers.flatMap(({ receive }) => mixed.map((event) => receive(deliveryOf(event)))),
      );
      assert.ok(receipts.every(({ status }) => status === 200));
      assert.deepEqual(
        (await recorded()).map(({ sequence }) => sequence),
        [1, 2, 3, 4, 5, 6],
      );
    });

    test('saves what `onEvent` writes with the note that it was seen, or neither', async () => {
      const { store, record, recorded } = (await newRecorder()) as Recorder<unknown>;
      let isBroken = true;
      const { receive } = createReceiver({
        secret,
        store,
        fetchEvents: () => events,
        onEvent: async (event, tx) => {
          await record(event, tx);
          if (isBroken && event.sequence === 2) throw new Error('as planned');
        },
      });
      const [, second] = events as [SarfEvent, SarfEvent];
      assert.equal((await receive(deliveryOf(second))).status, 500);
      assert.deepEqual(
        (await recorded()).map(({ sequence }) => sequence),
        [1],
      );
      isBroken = false;
      assert.equal((await receive(deliveryOf(second))).status, 200);
      assert.deepEqual(
        (await recorded()).map(({ sequence }) => sequence),
        [1, 2],
      );
    });
  });
}

describe('the table', () => {
  test('is made once, whoever begins first', async () => {
    const stores = Array.from({ length: 6 }, (_, at) =>
      at % 2 === 0 ? postgresStore(sql, { table: 'made' }) : postgresStore(pool, { table: 'made' }),
    );
    await Promise.all(stores.map((store) => store.hold('an object', async (last) => last + 1)));
    const rows = await sql`select object_id, sequence from made`;
    assert.deepEqual([...rows], [{ objectId: 'an object', sequence: 6 }]);
  });

  test('is looked for again when it could not be made', async () => {
    const store = postgresStore(sql, { table: 'later.received' });
    await assert.rejects(store.hold('an object', async (last) => last));
    await sql`create schema later`;
    await store.hold('an object', async () => 3);
    await store.hold('an object', async (last) => {
      assert.equal(last, 3);
      return last;
    });
  });

  test('need not be made by who may only use it', async () => {
    await sql`create table ready (object_id text primary key, sequence integer not null,
      updated_at timestamptz not null default now())`;
    await sql`drop role if exists receiver_only`;
    await sql`create role receiver_only login password 'receiver'`;
    await sql`grant select, insert, update on ready to receiver_only`;
    await sql`revoke create on schema public from public`;
    const url = new URL(database.url);
    url.username = 'receiver_only';
    url.password = 'receiver';
    const limited = openDatabase(url.href, { connectionsMax: 1 });
    try {
      await postgresStore(limited, { table: 'ready' }).hold('an object', async () => 1);
      await assert.rejects(postgresStore(limited, { table: 'absent' }).hold('an object', async () => 1));
    } finally {
      await limited.end({ timeout: 1 });
      await sql`drop owned by receiver_only`;
      await sql`drop role receiver_only`;
    }
  });

  test('has a plain name', () => {
    for (const table of ['', 'A', 'a b', 'a;drop table b', '"a"', 'a.b.c', '1a']) {
      assert.throws(() => postgresStore(sql, { table }), TypeError);
    }
  });
});
