import type { DatabaseSync } from 'node:sqlite';

/**
 * Runs `work` in one transaction and commits it to the disk before returning: all of it, or, when it throws,
 * nothing. The bank answers and calls back only after this has returned.
 */
export function inOneTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('begin immediate');
  try {
    const result = work();
    db.exec('commit');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}
