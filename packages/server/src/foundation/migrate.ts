import { readdir, readFile } from 'node:fs/promises';
import { openDatabase, type Sql } from './database.ts';

const folder = new URL('./migrations/', import.meta.url);
// Any number will do, as long as every process takes the same one.
const LOCK = 7_240_001;

/**
 * Brings a database to the newest schema: runs every file of `migrations/` that has not run yet, in the order of
 * their names, each in a transaction of its own. Processes that start at once wait for each other.
 * @returns the names of the files that were run
 */
export async function migrate(sql: Sql): Promise<string[]> {
  const connection = await sql.reserve();
  try {
    await connection`select pg_advisory_lock(${LOCK})`;
    await connection`
      create table if not exists migrations (name text primary key, run_at timestamptz not null default now())`;
    const done = new Set((await connection<{ name: string }[]>`select name from migrations`).map((row) => row.name));
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !done.has(name)).toSorted();
    for (const name of names) {
      const text = await readFile(new URL(name, folder), 'utf8');
      await connection.unsafe(`begin; ${text}; insert into migrations (name) values ('${name}'); commit;`).simple();
    }
    return names;
  } finally {
    await connection`select pg_advisory_unlock(${LOCK})`.catch(() => {});
    connection.release();
  }
}

/** Migrates the database at this address, on a connection of its own. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = openDatabase(url, { connectionsMax: 1 });
  try {
    await migrate(sql);
  } finally {
    await sql.end();
  }
}
