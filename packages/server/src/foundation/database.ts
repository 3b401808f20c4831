import type postgresTypes from 'postgres';
import { postgres } from './driver.ts';

/** A pool of connections. Amounts come as bigint, times as Date. */
export type Sql = postgresTypes.Sql<{ bigint: bigint }>;
/** An open transaction. */
export type Tx = postgresTypes.TransactionSql<{ bigint: bigint }>;
/** A statement that is sent when it is waited for, or given to `pipeline`. */
export type Statement = postgresTypes.PendingQuery<postgresTypes.Row[]>;

interface OpenOptions {
  readonly connectionsMax?: number;
  /** False behind a pooler that hands out connections per transaction. */
  readonly prepare?: boolean;
  /** True for the connections that serve requests and work: see `pointPlans`. */
  readonly servesPoints?: boolean;
}

// A statement is planned a few times and then keeps its plan. On a young installation its tables are empty, and a plan
// that reads a whole table looks cheap; kept, it reads a million rows a year later. Whoever serves single rows and
// short pages therefore always goes through an index. Reports, such as the doctor's, plan freely.
const pointPlans = {
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
};

/**
 * Opens a pool.
 * @param url postgres://user:password@host/database; a unix socket as `?host=/folder`
 */
export function openDatabase(url: string, options: OpenOptions = {}): Sql {
  const target = new URL(url);
  const socketFolder = target.searchParams.get('host');
  const port = target.searchParams.get('port');
  target.searchParams.delete('host');
  target.searchParams.delete('port');
  const sql = postgres(target.href, {
    ...(socketFolder ? { host: socketFolder, port: Number(port ?? 5432) } : {}),
    max: options.connectionsMax ?? 10,
    prepare: options.prepare ?? true,
    idle_timeout: 0,
    connect_timeout: 5,
    // A database that comes back is used again within half a second.
    backoff: (tries: number) => Math.min(0.5, 0.05 * 2 ** tries),
    onnotice: () => {},
    transform: { column: { from: postgres.toCamel } },
    types: { bigint: postgres.BigInt },
    connection: { application_name: 'sarf', ...(options.servesPoints ? pointPlans : {}) },
  });
  targets.set(sql, targetIn(url));
  return sql;
}

/** Where a database is, for a driver that is not ours. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly ssl: boolean | { readonly rejectUnauthorized: boolean };
}

const targets = new WeakMap<Sql, Target>();

/** Where the database of this pool is. */
export function targetOf(sql: Sql): Target {
  const target = targets.get(sql);
  if (!target) throw new Error('bug: not a pool of openDatabase');
  return target;
}

function targetIn(url: string): Target {
  const { searchParams, hostname, port, pathname, username, password } = new URL(url);
  const mode = searchParams.get('sslmode') ?? searchParams.get('ssl') ?? 'disable';
  return {
    host: searchParams.get('host') ?? hostname,
    port: Number(searchParams.get('port') ?? (port || 5432)),
    database: decodeURIComponent(pathname.slice(1)),
    user: decodeURIComponent(username) || undefined,
    password: decodeURIComponent(password) || undefined,
    // As our own driver takes them: `require` is encrypted, and does not look at who answers.
    ssl: mode.startsWith('verify') || (mode === 'require' && { rejectUnauthorized: false }),
  };
}

/** The connection to the database was lost, or could not be had. */
export class DatabaseLost extends Error {
  /** Was the commit under way, so that the change may have been saved? */
  readonly duringCommit: boolean;
  constructor(cause: unknown, duringCommit: boolean) {
    super('the connection to the database was lost', { cause });
    this.name = 'DatabaseLost';
    this.duringCommit = duringCommit;
  }
}

/** The code of an error: an SQLSTATE, or a word of the driver or of the system. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const LOST = new Set(
  `CONNECTION_CLOSED CONNECTION_ENDED CONNECTION_DESTROYED CONNECT_TIMEOUT ECONNREFUSED ECONNRESET ENOENT EPIPE
   ETIMEDOUT 57P01 57P02 57P03 53300`.split(/\s+/),
);

/** Does this error mean that the connection is gone, rather than that the statement is wrong? */
export function isConnectionLoss(error: unknown): boolean {
  const code = errorCode(error);
  return error instanceof DatabaseLost || LOST.has(code) || code.startsWith('08');
}

/**
 * Runs `work` in one transaction: all of it is saved, or nothing. A lost connection is told as DatabaseLost, which
 * knows whether the commit was under way.
 */
export async function inTransaction<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  let committing = false;
  const box: { value?: T } = {};
  try {
    await sql.begin(async (tx) => {
      commits.set(tx, () => {
        committing = true;
        return (tx as Tx & { commit(): Promise<void> }).commit();
      });
      box.value = await work(tx);
      committing = true;
    });
  } catch (error) {
    throw isConnectionLoss(error) ? new DatabaseLost(error, committing) : error;
  }
  return box.value as T;
}

/**
 * Runs `work` in a transaction that can only read, and whose statements all see the database as it was at the first of
 * them. Whatever `work` does, the database refuses to change anything (25006). A lost connection is told as DatabaseLost.
 */
export async function inSnapshot<T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  const box: { value?: T } = {};
  try {
    await sql.begin('isolation level repeatable read read only', async (tx) => {
      box.value = await work(tx);
    });
  } catch (error) {
    throw isConnectionLoss(error) ? new DatabaseLost(error, false) : error;
  }
  return box.value as T;
}

const commits = new WeakMap<Tx, () => Promise<void>>();

/**
 * Sends statements in their order, in one go, and waits for all of them. With `andCommit` the commit of the transaction,
 * which `inTransaction` began, goes right behind them: all is saved, or nothing should one of them fail. A statement
 * that comes after it is refused.
 */
export async function pipeline(
  tx: Tx,
  statements: readonly Statement[],
  { andCommit = false }: { readonly andCommit?: boolean } = {},
): Promise<void> {
  const commit = andCommit ? commits.get(tx) : undefined;
  if (andCommit && !commit) throw new Error('bug: not a transaction of inTransaction');
  // Statements begin only when they are told to, so this is the order in which they reach the connection.
  const sent: Promise<unknown>[] = statements.map((statement) => statement.execute());
  if (commit) sent.push(commit());
  await Promise.all(sent);
}

/**
 * What the database's clock says. Leases and the times between a call and a question are measured by it alone, so
 * that processes whose clocks differ cannot take a payout from each other too early.
 */
export async function databaseTime(tx: Tx): Promise<Date> {
  return only(await tx<{ now: Date }[]>`select clock_timestamp() as now`).now;
}

/** One row of a statement that always has one. */
export function only<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('bug: the statement gave no row');
  return row;
}

/** Does the database answer within two seconds? */
export async function isDatabaseReady(sql: Sql): Promise<boolean> {
  const query = sql`select 1`;
  const timer = setTimeout(() => query.cancel(), 2000);
  try {
    await query;
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** A number that no other live process has, for making ids that are unique by how they are made. */
export async function takeNodeNumber(sql: Sql): Promise<number> {
  const { node } = only(await sql<{ node: bigint }[]>`select nextval('node_numbers') as node`);
  return Number(node);
}

/** Waits until no other process sets this database up; held until the end of the transaction. */
export async function lockForSetUp(tx: Tx): Promise<void> {
  await tx`select pg_advisory_xact_lock(7240002)`;
}

/**
 * Values for an `::type[]`, as PostgreSQL writes arrays. The driver would take the type of all from the first one, which
 * goes wrong for times, big integers and booleans, and takes three times as long.
 */
export function list(values: readonly (string | number | bigint | boolean | Date | null)[]): string {
  let text = '{';
  for (const value of values) {
    if (text !== '{') text += ',';
    if (value === null) text += 'null';
    else if (typeof value === 'string') text += PLAIN.test(value) ? value : `"${value.replace(QUOTED, '\\$&')}"`;
    else text += value instanceof Date ? value.toISOString() : String(value);
  }
  return `${text}}`;
}

// A text that needs no quotes in an array. The letters of "null" alone would be read as no value.
const PLAIN = /^(?!null$)[\w-]+$/i;
const QUOTED = /["\\]/g;
