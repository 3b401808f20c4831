import type { Sql, Tx } from '../foundation/database.ts';
import { type DestinationRow, type Key, selectDestinations } from './store.ts';

export type Destination = DestinationRow;

/** Finds destinations by their ids; those that the application does not have are left out. */
export function findDestinations(sql: Sql | Tx, keys: readonly Key[]): Promise<Destination[]> {
  return selectDestinations(sql, keys);
}
