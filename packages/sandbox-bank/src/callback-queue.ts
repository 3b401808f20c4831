import type { DatabaseSync } from 'node:sqlite';
import { type Row, text, textOrNull, whole } from './row.ts';

/** One status change to tell the client. */
export interface Notice {
  endToEndId: string;
  status: string;
  reasonCode: string | null;
  bankReference: string;
  /** When it happened, bank time in milliseconds. */
  at: number;
}

/** A notice in the queue. */
export interface QueuedNotice extends Notice {
  id: number;
  /** How often sending it has failed so far. */
  tries: number;
}

/**
 * The queue of callbacks still to be sent. A notice is added in the transaction of the change it tells of, so
 * that neither exists without the other.
 */
export function callbackQueueIn(db: DatabaseSync) {
  const insert = db.prepare(`
    insert into callback (end_to_end_id, status, reason_code, bank_reference, at, due_at) values (?, ?, ?, ?, ?, ?)`);
  const due = db.prepare(`
    select id, end_to_end_id, status, reason_code, bank_reference, at, tries
    from callback where due_at <= ? order by due_at, id limit ?`);
  const firstDue = db.prepare('select due_at from callback order by due_at limit 1');
  const postpone = db.prepare('update callback set tries = tries + 1, due_at = ? where id = ?');
  const remove = db.prepare('delete from callback where id = ?');
  const tally = db.prepare('update tally set n = n + ? where name = ?');
  const removeAll = (ids: readonly number[], name: string): void => {
    for (const id of ids) remove.run(id);
    if (ids.length > 0) tally.run(ids.length, name);
  };
  return {
    add: (n: Notice, dueAt: number): unknown =>
      insert.run(n.endToEndId, n.status, n.reasonCode, n.bankReference, n.at, dueAt),
    /** Up to `limit` notices due at a real time, the oldest first. */
    due: (at: number, limit: number): QueuedNotice[] => due.all(at, limit).map(noticeFrom),
    /** When the next notice falls due, real time in milliseconds; null when the queue is empty. */
    firstDueAt(): number | null {
      const row = firstDue.get();
      return row === undefined ? null : whole(row, 'due_at');
    },
    /** Notes that these were taken by the client. */
    sent: (ids: readonly number[]): void => removeAll(ids, 'callbacks_sent'),
    /** Notes that these have failed too often and will not be tried again. */
    givenUp: (ids: readonly number[]): void => removeAll(ids, 'callbacks_failed'),
    /** Counts a failed try and says when the next one is, real time in milliseconds. */
    postpone: (id: number, dueAt: number): unknown => postpone.run(dueAt, id),
  };
}

function noticeFrom(row: Row): QueuedNotice {
  return {
    id: whole(row, 'id'),
    endToEndId: text(row, 'end_to_end_id'),
    status: text(row, 'status'),
    reasonCode: textOrNull(row, 'reason_code'),
    bankReference: text(row, 'bank_reference'),
    at: whole(row, 'at'),
    tries: whole(row, 'tries'),
  };
}
