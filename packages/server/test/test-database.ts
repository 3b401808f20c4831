import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { openDatabase, type Sql } from '../src/foundation/database.ts';
import { migrateDatabase } from '../src/foundation/migrate.ts';

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const migrations = new URL('../src/foundation/migrations/', import.meta.url);
// Any number will do, as long as every test process takes the same one.
const TEMPLATE_LOCK = 7_240_002;

/**
 * Gives a test a database of its own with the newest schema, on the server that `npm test` started. It is a copy of a
 * template that the first caller of a run migrates, so it costs tens of milliseconds.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const adminUrl = process.env.TEST_POSTGRES_URL;
  if (!adminUrl) {
    throw new Error('This test needs a database: run it with `npm test -- <part of its path>`, which starts one.');
  }
  const name = `test_${process.pid}_${randomBytes(8).toString('hex')}`;
  const template = await ensureTemplate(adminUrl);
  await onServer(adminUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return {
    url: withDatabase(adminUrl, name),
    drop: async () => {
      await onServer(adminUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
    },
  };
}

/** The name of the migrated template for the migrations as they are now; made when absent. */
async function ensureTemplate(adminUrl: string): Promise<string> {
  const template = `template_${await hashMigrations()}`;
  return onServer(adminUrl, async (sql) => {
    // The lock is of this one connection, and goes with it should the process die.
    await sql`select pg_advisory_lock(${TEMPLATE_LOCK})`;
    const found = await sql`select 1 from pg_database where datname = ${template}`;
    if (found.length > 0) return template;
    const making = `${template}_making`;
    await sql`drop database if exists ${sql(making)} with (force)`;
    await sql`create database ${sql(making)}`;
    await migrateDatabase(withDatabase(adminUrl, making));
    // A template that nobody can connect to can always be copied. It gets its name last, when it is whole.
    await sql`alter database ${sql(making)} with allow_connections false`;
    await sql`alter database ${sql(making)} rename to ${sql(template)}`;
    return template;
  });
}

async function hashMigrations(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(migrations)).toSorted()) {
    if (name.endsWith('.sql')) hash.update(name).update(await readFile(new URL(name, migrations)));
  }
  return hash.digest('hex').slice(0, 20);
}

async function onServer<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = openDatabase(url, { connectionsMax: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function withDatabase(url: string, name: string): string {
  const target = new URL(url);
  target.pathname = `/${name}`;
  return target.href;
}
