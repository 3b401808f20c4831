import type { Sql } from '../foundation/database.ts';
import { deleteAllSessions } from './sessions-store.ts';

/**
 * Ends all sessions, and whatever sign-in is under way: in a database that was restored some are alive that had ended.
 */
export function endSessions(sql: Sql): Promise<void> {
  return deleteAllSessions(sql);
}
