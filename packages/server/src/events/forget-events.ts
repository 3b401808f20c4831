import type { Sql } from '../foundation/database.ts';
import { deleteEventsBelow } from './store.ts';

const PART = 5000;

/** Forgets the events whose ids are below this one, in parts; gives how many. Ids are ordered by time. */
export async function forgetEvents(sql: Sql, id: string): Promise<number> {
  let count = 0;
  for (let part = PART; part >= PART; count += part) part = await deleteEventsBelow(sql, id, PART);
  return count;
}
