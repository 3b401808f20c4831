import { randomBytes } from 'node:crypto';
import { errorCode, isConnectionLoss, only, openDatabase, type Sql } from '../foundation/database.ts';

/** A backup in the eyes of the server. When the connection is lost before `end`, the server gives it up by itself. */
export interface ServerBackup {
  /** Which migrations the database has. */
  readonly migrations: readonly string[];
  /** The size of one file of WAL. */
  readonly segmentBytes: number;
  /** Folders outside of the cluster, which a backup of its files would miss. */
  readonly tablespaces: readonly string[];
  /** From here on files may be copied: whatever changes meanwhile is in the WAL, and no WAL is thrown away. */
  begin(): Promise<void>;
  /** Ends it, with the WAL written out and its last segment closed. */
  end(): Promise<Ended>;
  /** Lets go of the WAL. */
  close(): Promise<void>;
}

interface Ended {
  /** The file `backup_label`: from where in the WAL a restored copy has to recover. */
  readonly label: string;
  /** The name of the last segment of WAL that is needed. */
  readonly lastSegment: string;
}

/** Connects for a backup. All of it happens on one connection, to which the server ties it. */
export async function openServerBackup(url: string): Promise<ServerBackup> {
  const lasting = new URL(url);
  // The driver renews a connection after half an hour or more, and with the old one the backup would be over. Should
  // it be lost all the same, the server says on the new one that no backup is in progress, which ends it.
  lasting.searchParams.set('max_lifetime', '0');
  const connection = openDatabase(lasting.href, { connectionsMax: 1 });
  const close = () => connection.end({ timeout: 1 });
  try {
    return {
      migrations: await selectMigrations(connection),
      ...(await selectLayout(connection)),
      begin: () => begin(connection),
      end: () => end(connection),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function selectMigrations(connection: Sql): Promise<string[]> {
  const { present } = only(
    await connection<{ present: boolean }[]>`select to_regclass('migrations') is not null as present`,
  );
  if (!present) return [];
  return (await connection<{ name: string }[]>`select name from migrations order by name`).map((row) => row.name);
}

async function selectLayout(connection: Sql): Promise<{ segmentBytes: number; tablespaces: string[] }> {
  const { segmentBytes } = only(
    await connection<{ segmentBytes: number }[]>`
      select setting::integer as segment_bytes from pg_settings where name = 'wal_segment_size'`,
  );
  const tablespaces = await connection<{ name: string }[]>`
    select spcname as name from pg_tablespace where spcname not in ('pg_default', 'pg_global') order by spcname`;
  return { segmentBytes, tablespaces: tablespaces.map((row) => row.name) };
}

async function begin(connection: Sql): Promise<void> {
  // A slot that nobody reads from keeps all WAL from now on. It is temporary: it goes with the connection.
  const slot = `sarf_backup_${process.pid}_${randomBytes(4).toString('hex')}`;
  await connection`select pg_create_physical_replication_slot(${slot}, true, true)`;
  // Fast: the checkpoint that it begins with is written at once instead of over minutes.
  await connection`select pg_backup_start(${'sarf backup'}, true)`;
}

async function end(connection: Sql): Promise<Ended> {
  try {
    // It switches to the next segment, so that the last one needed is closed and on the disk.
    return only(
      await connection<Ended[]>`
        select labelfile as label, pg_walfile_name(lsn) as last_segment from pg_backup_stop(false)`,
    );
  } catch (error) {
    // 55000: no backup is in progress, says the server on a new connection.
    if (!isConnectionLoss(error) && errorCode(error) !== '55000') throw error;
    throw new Error('The connection to the database was lost before the backup was whole.', { cause: error });
  }
}
