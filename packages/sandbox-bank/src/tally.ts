import type { DatabaseSync } from 'node:sqlite';
import { text, whole } from './row.ts';

/** Reads the running counts of the books. */
export function tallyIn(db: DatabaseSync) {
  const counts = db.prepare('select name, n from tally');
  const pending = db.prepare('select count(*) as n from callback');
  return {
    /** All counts by name, and `callbacks_pending`, which is the length of the queue. */
    read(): Map<string, number> {
      const read = new Map(counts.all().map((row) => [text(row, 'name'), whole(row, 'n')]));
      const row = pending.get();
      return read.set('callbacks_pending', row === undefined ? 0 : whole(row, 'n'));
    },
  };
}
