import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionLoss, openDatabase } from '../src/foundation/database.ts';
import { createTestDatabase } from './test-database.ts';

test('a pool that lost connections in the middle of statements closes at once', async () => {
  const database = await createTestDatabase();
  const sql = openDatabase(database.url, { connectionsMax: 3 });
  const other = openDatabase(database.url, { connectionsMax: 1 });
  try {
    const lost = Promise.allSettled(Array.from({ length: 3 }, () => sql`select pg_sleep(60)`));
    await sleep(500);
    await other`select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()`;
    for (const one of await lost) assert(one.status === 'rejected' && isConnectionLoss(one.reason));
    const startedAt = performance.now();
    await sql.end({ timeout: 5 });
    assert(performance.now() - startedAt < 2_000, 'nothing is waited for');
  } finally {
    await other.end({ timeout: 5 });
    await database.drop();
  }
});
