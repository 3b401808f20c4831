import type { ReceiverStore } from './receiver-store.ts';

/** A transaction of the package `postgres`. */
interface PostgresTx {
  unsafe(text: string, values?: (string | number)[]): PromiseLike<readonly unknown[]>;
}

/** A connection of the package `pg`. */
interface PgConnection {
  query(text: string, values?: (string | number)[]): Promise<{ readonly rows: readonly unknown[] }>;
  release(broken?: boolean): void;
}

interface PostgresStoreOptions {
  /** The table, with its schema or without. It is made when it is not there. Each receiver needs one of its own. */
  readonly table?: string;
}

/** One open transaction: how to ask in it, and what the receiver's own writes are made with. */
interface Open<Tx> {
  readonly tx: Tx;
  ask(text: string, values: (string | number)[]): Promise<readonly unknown[]>;
}
type Transact<Tx> = (work: (open: Open<Tx>) => Promise<void>) => Promise<void>;

/** What `postgres()` gives. */
interface PostgresSql {
  begin(work: (tx: PostgresTx) => Promise<unknown>): Promise<unknown>;
}

/** `new Pool()` of `pg`. */
interface PgPool {
  connect(): Promise<PgConnection>;
}

/** What the transactions of a client are to whoever uses it: both packages know more ways to call than one. */
type TxOf<Client> = Client extends { begin(options: string, work: (tx: infer Tx) => unknown): unknown }
  ? Tx
  : Client extends { connect: { (): Promise<infer Connection>; (callback: never): void } }
    ? Connection
    : never;

const TABLE = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;
// Any number will do, as long as every process takes the same one.
const MAKE_TABLE_LOCK = 7_240_101;

/**
 * Keeps how far a receiver has come in PostgreSQL: any number of processes may share it. `onEvent` is given the open
 * transaction; what it writes with that is saved together with the note that the event was seen, or not at all.
 * @param client what `postgres()` gives, or a `Pool` of `pg`
 */
export function postgresStore<Client extends PostgresSql | PgPool>(
  client: Client,
  options?: PostgresStoreOptions,
): ReceiverStore<TxOf<Client>>;
export function postgresStore(
  client: PostgresSql | PgPool,
  { table = 'sarf_received' }: PostgresStoreOptions = {},
): ReceiverStore<PostgresTx> | ReceiverStore<PgConnection> {
  if (!TABLE.test(table)) throw new TypeError(`${table} is not a plain name of a table in lower case.`);
  return 'begin' in client ? storeOn(transactWithPostgres(client), table) : storeOn(transactWithPg(client), table);
}

function storeOn<Tx>(transact: Transact<Tx>, table: string): ReceiverStore<Tx> {
  let made: Promise<void> | undefined;
  const makeTable = async (): Promise<void> => {
    made ??= transact((open) => ensureTable(open, table));
    try {
      await made;
    } catch (error) {
      made = undefined;
      throw error;
    }
  };
  return {
    async hold(objectId, work) {
      await makeTable();
      await transact(async ({ tx, ask }) => {
        // Writes the row so that it is locked, also when it is new: whoever comes next waits here until the commit.
        const lock = `insert into ${table} as kept (object_id, sequence) values ($1, 0)
          on conflict (object_id) do update set sequence = kept.sequence returning sequence`;
        const last = sequenceOf(await ask(lock, [objectId]));
        const next = await work(last, tx);
        if (next === last) return;
        await ask(`update ${table} set sequence = $2, updated_at = now() where object_id = $1`, [objectId, next]);
      });
    },
  };
}

/** Two that make it at once would disturb each other; and who finds it there need not be allowed to make one. */
async function ensureTable({ ask }: Open<unknown>, table: string): Promise<void> {
  const isThere = async (): Promise<boolean> => {
    const rows = await ask('select 1 where to_regclass($1) is not null', [table]);
    return rows.length > 0;
  };
  if (await isThere()) return;
  await ask('select pg_advisory_xact_lock($1)', [MAKE_TABLE_LOCK]);
  const text = `create table if not exists ${table} (
    object_id text primary key,
    sequence integer not null,
    updated_at timestamptz not null default now()
  )`;
  await ask(text, []);
}

function sequenceOf([row]: readonly unknown[]): number {
  const isRow = typeof row === 'object' && row !== null && 'sequence' in row;
  const sequence = isRow ? Number(row.sequence) : Number.NaN;
  if (!Number.isSafeInteger(sequence)) throw new Error('The table of the receiver gave no sequence.');
  return sequence;
}

function transactWithPostgres(sql: PostgresSql): Transact<PostgresTx> {
  return async (work) => {
    await sql.begin((tx) => work({ tx, ask: async (text, values) => tx.unsafe(text, values) }));
  };
}

function transactWithPg(pool: PgPool): Transact<PgConnection> {
  return async (work) => {
    const tx = await pool.connect();
    let broken = true;
    try {
      await tx.query('begin');
      await work({ tx, ask: async (text, values) => (await tx.query(text, values)).rows });
      await tx.query('commit');
      broken = false;
    } catch (error) {
      broken = await tx.query('rollback').then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      // A connection that cannot even roll back is not given to the next one.
      tx.release(broken);
    }
  };
}
