import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { schema } from './schema.ts';
import { inOneTransaction } from './transaction.ts';

/** How long to wait for a predecessor that is still closing the same file. */
const lockWaitMs = 2_000;

/**
 * Opens the bank's books at a file path, creating the folder and the tables when they are missing. The file is
 * locked for this process: two banks on one set of books would settle everything twice.
 */
export function openDatabase(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, { readBigInts: true, timeout: lockWaitMs });
  try {
    db.exec('pragma locking_mode = exclusive');
    db.exec('pragma journal_mode = wal');
    // A bank that has answered must still know it after a power cut, so every commit reaches the disk.
    db.exec('pragma synchronous = full');
    // Taking the write lock now makes a second bank on this file fail here, not at its first instruction.
    inOneTransaction(db, () => {
      if (db.prepare('pragma user_version').get()?.user_version !== 0n) return;
      db.exec(schema);
      db.exec('pragma user_version = 1');
    });
  } catch (error) {
    db.close();
    throw new Error(`The bank's books at ${path} cannot be opened: ${String(error)}`, { cause: error });
  }
  return db;
}
