import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Sql } from '../../packages/server/src/foundation/database.ts';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../packages/server/src/foundation/embedded-postgres.ts';
import type { Wishes } from './arguments.ts';
import { checkpoint, createDatabase, dropDatabase } from './bench-store.ts';
import { type LoadGenerator, startLoadGenerator } from './load-generator.ts';
import { type MemoryWatch, postmasterOf, watchMemory } from './memory-watch.ts';

/** How long and how large everything is. */
export interface Sizes {
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly rawMs: number;
  /** Rows of the table that single payouts are read from. */
  readonly getRows: number;
  readonly listRowsSmall: number;
  readonly listRowsLarge: number;
  readonly drainCount: number;
  readonly steadyMs: number;
  /** Events that are delivered as fast as they can be. */
  readonly deliverCount: number;
  /** Events for five endpoints, one of which may be dead. */
  readonly deliverFiveCount: number;
  /** For how long payouts are made at a steady pace, to see how soon their events are told. */
  readonly deliverSteadyMs: number;
  /** Entries of a statement that is read. */
  readonly statementEntries: number;
  /** Statement entries, and as many open payments: to see how the time grows. */
  readonly matchFew: number;
  readonly matchMany: number;
}

/** Where the benchmark plays: a temp folder, a database server, a load generator, and what has to be undone. */
export interface Stage {
  readonly sizes: Sizes;
  readonly folder: string;
  /** The secret key of every installation on the stage, in hexadecimal digits. */
  readonly secretKey: string;
  readonly load: LoadGenerator;
  readonly memory: MemoryWatch;
  say(line: string): void;
  /** The database server; started when it is first asked for. */
  postgres(): Promise<EmbeddedPostgres>;
  postmasterPid(): number;
  /** Has something undone at the end, the last first, unless it was undone by then: what it gives undoes it. */
  onEnd(undo: () => Promise<void>): () => Promise<void>;
  end(): Promise<void>;
}

const fullSizes: Sizes = {
  warmUpMs: 1000,
  measureMs: 5000,
  rawMs: 4000,
  getRows: 100_000,
  listRowsSmall: 10_000,
  listRowsLarge: 1_000_000,
  drainCount: 20_000,
  steadyMs: 30_000,
  deliverCount: 20_000,
  deliverFiveCount: 10_000,
  deliverSteadyMs: 20_000,
  statementEntries: 1_000_000,
  matchFew: 10_000,
  matchMany: 100_000,
};

const quickSizes: Sizes = {
  warmUpMs: 500,
  measureMs: 2000,
  rawMs: 1000,
  getRows: 20_000,
  listRowsSmall: 10_000,
  listRowsLarge: 100_000,
  drainCount: 6000,
  steadyMs: 3000,
  deliverCount: 6000,
  deliverFiveCount: 2000,
  deliverSteadyMs: 4000,
  statementEntries: 100_000,
  matchFew: 4000,
  matchMany: 20_000,
};

/** Sets the stage up. Nothing runs yet but the load generator. */
export async function setStage(wishes: Wishes, say: (line: string) => void): Promise<Stage> {
  const undos: (() => Promise<void>)[] = [];
  let ending: Promise<void> | undefined;
  const onEnd: Stage['onEnd'] = (undo) => {
    let undone: Promise<void> | undefined;
    const once = (): Promise<void> => (undone ??= undo());
    undos.push(once);
    return once;
  };
  const folder = await mkdtemp(join(tmpdir(), 'sarf-bench-'));
  onEnd(() => rm(folder, { recursive: true, force: true }));
  // As root the database runs as another account, which has to pass through.
  await chmod(folder, 0o711);
  const load = startLoadGenerator();
  onEnd(() => load.stop());
  const memory = watchMemory();
  onEnd(async () => memory.stop());
  let postgres: Promise<EmbeddedPostgres> | undefined;
  let postmasterPid = 0;
  const startPostgres = async (): Promise<EmbeddedPostgres> => {
    say('starting PostgreSQL (fsync on)');
    const dataDir = databaseFolder(folder);
    const server = await stopAtEnd(onEnd, startEmbeddedPostgres({ dataDir, log: () => {} }));
    postmasterPid = await postmasterOf(dataDir);
    memory.watchDatabase(postmasterPid);
    return server;
  };
  return {
    sizes: wishes.quick ? quickSizes : fullSizes,
    folder,
    secretKey: randomBytes(32).toString('hex'),
    load,
    memory,
    say,
    postgres: () => (postgres ??= startPostgres()),
    postmasterPid: () => postmasterPid,
    onEnd,
    end: () => (ending ??= undoAll(undos)),
  };
}

async function undoAll(undos: (() => Promise<void>)[]): Promise<void> {
  // What is being started while we end is undone too.
  for (let undo = undos.pop(); undo !== undefined; undo = undos.pop()) {
    await undo().catch((error: unknown) => process.stderr.write(`could not clean up: ${String(error)}\n`));
  }
}

/** Has something stopped at the end that is still starting, and waits until it has started. */
export async function stopAtEnd<T extends { stop(): Promise<void> }>(
  onEnd: Stage['onEnd'],
  starting: Promise<T>,
): Promise<T> {
  const stop = onEnd(async () => {
    const started = await starting.catch(() => undefined);
    await started?.stop();
  });
  return { ...(await starting), stop };
}

/** The folder of the database server. */
export function databaseFolder(folder: string): string {
  return join(folder, 'data');
}

/** A database that the benchmark made for one part of it. */
export interface BenchDatabase {
  readonly url: string;
  /** For the benchmark's own statements. */
  readonly sql: Sql;
  drop(): Promise<void>;
}

/** Makes a database of its own on the stage's server; it is dropped with the stage. */
export async function makeDatabase(stage: Stage, name: string): Promise<BenchDatabase> {
  const server = await stage.postgres();
  const onServer = async (work: (sql: Sql) => Promise<void>): Promise<void> => {
    const sql = openDatabase(server.url(), { connectionsMax: 1 });
    await work(sql).finally(() => sql.end({ timeout: 2 }));
  };
  await onServer((sql) => createDatabase(sql, name));
  const sql = openDatabase(server.url(name), { connectionsMax: 4 });
  const drop = stage.onEnd(async () => {
    await sql.end({ timeout: 2 });
    await onServer((admin) => dropDatabase(admin, name));
  });
  return { url: server.url(name), sql, drop };
}

/** Makes a folder of the stage. */
export async function makeFolder(stage: Stage, name: string): Promise<string> {
  const folder = join(stage.folder, name);
  await mkdir(folder);
  return folder;
}

/** Gives a phase a quiet start. */
export async function settle(database: BenchDatabase): Promise<void> {
  await checkpoint(database.sql);
}
