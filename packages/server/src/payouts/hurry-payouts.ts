import type { Sql, Tx } from '../foundation/database.ts';
import { advanceQueued, type Key } from './store.ts';

/** Lets workers take up payouts now that are in the queue and wait for a later time; others stay as they are. */
export async function hurryPayouts(tx: Sql | Tx, keys: readonly Key[]): Promise<void> {
  if (keys.length > 0) await advanceQueued(tx, keys);
}
