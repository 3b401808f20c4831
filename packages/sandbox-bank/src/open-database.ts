import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { whole } from './row.ts';
import { schema } from './schema.ts';
import { schema2 } from './schema-2.ts';
import { schemaConsents } from './schema-consents.ts';
import { inOneTransaction } from './transaction.ts';

/** How long to wait for a predecessor that is still closing the same file. */
const lockWaitMs = 2_000;

/** What makes each version of the books out of the one before it; books remember theirs as user_version. */
const versions = [schema, schema2 + schemaConsents] as const;

/**
 * Opens the bank's books at a file path, creating the folder and the tables when they are missing; books of an
 * earlier version are brought up to this one and keep all they hold. The file is locked for this process: two banks on
 * one set of books would settle everything twice.
 */
export function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, {
    readBigInts: true,
    timeout: lockWaitMs,
    enableForeignKeyConstraints: false,
  });
  try {
    db.exec('pragma locking_mode = exclusive');
    db.exec('pragma journal_mode = wal');
    // A bank that has answered must still know it after a power cut, so every commit reaches the disk.
    db.exec('pragma synchronous = full');
    // Taking the write lock now makes a second bank on this file fail here, not at its first instruction.
    inOneTransaction(db, () => bringUpToDate(db));
    // Off until now, because a table that others refer to can be made anew only while nothing is enforced.
    db.exec('pragma foreign_keys = on');
  } catch (error) {
    db.close();
    throw new Error(`The bank's books at ${path} cannot be opened: ${String(error)}`, { cause: error });
  }
  return db;
}

function bringUpToDate(db: DatabaseSync): void {
  const row = db.prepare('pragma user_version').get();
  const version = row === undefined ? 0 : whole(row, 'user_version');
  if (version > versions.length) throw new Error('they were written by a later version of this bank');
  if (version === versions.length) return;
  for (const step of versions.slice(version)) db.exec(step);
  db.exec(`pragma user_version = ${versions.length}`);
}
