import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { type Row, text, whole } from './row.ts';

/** What a callback is about: a change of an instruction, or of a consent. */
export type Topic = 'notification' | 'consent';

/** One thing to tell, in the queue. */
export interface QueuedNotice {
  id: number;
  topic: Topic;
  /** The JSON text that the client will read. */
  content: string;
  /** How often sending it has failed so far. */
  tries: number;
}

/**
 * The queue of callbacks still to be sent. A notice is added in the transaction of the change it tells of, so
 * that neither exists without the other.
 */
export function callbackQueueIn(db: DatabaseSync) {
  const insert = db.prepare('insert into callback (topic, content, due_at) values (?, ?, ?)');
  const due = db.prepare(`
    select id, topic, content, tries from callback where due_at <= ? order by due_at, id limit ?`);
  const firstDue = db.prepare('select due_at from callback order by due_at limit 1');
  const postpone = db.prepare('update callback set tries = tries + 1, due_at = ? where id = ?');
  const remove = db.prepare('delete from callback where id = ?');
  const tally = db.prepare('update tally set n = n + ? where name = ?');
  const removeAll = (ids: readonly number[], name: string): void => {
    for (const id of ids) remove.run(id);
    if (ids.length > 0) tally.run(ids.length, name);
  };
  return {
    /** Adds what is to be told, as the client will read it, not before a real time. */
    add: (topic: Topic, content: object, dueAt: number): unknown => insert.run(topic, JSON.stringify(content), dueAt),
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
  const topic = text(row, 'topic');
  assert(topic === 'notification' || topic === 'consent', `${topic} is not a topic`);
  return { id: whole(row, 'id'), topic, content: text(row, 'content'), tries: whole(row, 'tries') };
}
