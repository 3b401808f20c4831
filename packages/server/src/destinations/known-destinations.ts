import type { Sql, Tx } from '../foundation/database.ts';
import { type Key, selectDestinations } from './store.ts';

/** Says which of these destinations exist, as `application/destination`. */
export type ExistingDestinations = (sql: Sql | Tx, keys: readonly Key[]) => Promise<ReadonlySet<string>>;

const REMEMBERED_MAX = 100_000;

const nameOf = ({ applicationId, id }: Key): string => `${applicationId}/${id}`;

/**
 * Looks up which destinations exist, and remembers those that do: the database lets none go away, so a batch of payouts
 * to known destinations need not ask. What does not exist is asked for again each time.
 */
export function rememberDestinations(rememberedMax = REMEMBERED_MAX): ExistingDestinations {
  const known = new Set<string>();
  return async (sql, keys) => {
    const names = new Set<string>();
    const unknown = new Map<string, Key>();
    for (const key of keys) {
      const name = nameOf(key);
      if (known.has(name)) names.add(name);
      else unknown.set(name, key);
    }
    if (unknown.size === 0) return names;
    for (const row of await selectDestinations(sql, [...unknown.values()])) {
      // The one that was noted first goes first.
      const [oldest] = known;
      if (known.size >= rememberedMax && oldest !== undefined) known.delete(oldest);
      known.add(nameOf(row));
      names.add(nameOf(row));
    }
    return names;
  };
}
