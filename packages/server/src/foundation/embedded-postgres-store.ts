import type postgresTypes from 'postgres';
import { pause, systemClock } from './clock.ts';
import { errorCode } from './database.ts';
import { postgres } from './driver.ts';

/** How to reach a server. */
export interface Address {
  readonly socketDir: string;
  readonly port: number;
  readonly password: string;
}

// A server that recovers from a crash says so, and is given as long as a start.
const RECOVERY_TIMEOUT_MS = 600_000;

/** The version of the server at this address, or undefined when it does not answer. */
export async function askVersion(address: Address): Promise<string | undefined> {
  const giveUpAt = systemClock.elapsedMs() + RECOVERY_TIMEOUT_MS;
  for (;;) {
    try {
      return await onServer(address, 'postgres', async (sql) => {
        const [row] = await sql<{ server_version: string }[]>`show server_version`;
        return row?.server_version.split(' ')[0];
      });
    } catch (error) {
      // A server that refuses our password is well; starting it again would not help.
      if (errorCode(error) === '28P01') throw error;
      // 57P03: it is still starting up, or recovering. Anything else will not get better by itself.
      if (errorCode(error) !== '57P03' || systemClock.elapsedMs() > giveUpAt) return undefined;
      await pause(100);
    }
  }
}

/** Makes a database when it is absent. */
export async function ensureDatabase(address: Address, name: string): Promise<void> {
  await onServer(address, 'postgres', async (sql) => {
    const found = await sql`select 1 from pg_database where datname = ${name}`;
    if (found.length === 0) await sql`create database ${sql(name)}`;
  });
}

async function onServer<T>(
  address: Address,
  database: string,
  work: (sql: postgresTypes.Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres({
    host: address.socketDir,
    port: address.port,
    user: 'sarf',
    password: address.password,
    database,
    max: 1,
    connect_timeout: 5,
    fetch_types: false,
    onnotice: () => {},
  });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
