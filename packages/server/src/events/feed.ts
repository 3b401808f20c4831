import { after } from '../foundation/clock.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { firstIdAt } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import {
  type FeedFilter,
  type FeedRow,
  selectCompleteTo,
  selectEventsByIds,
  selectFeed,
  selectPositionFrom,
} from './store.ts';

export { selectCompleteTo as feedCompleteTo } from './store.ts';
export type FeedEvent = FeedRow;

/** What to read of the feed. */
export interface FeedQuery {
  /** The id of the event after which to begin. */
  readonly after?: string | undefined;
  readonly type?: string | undefined;
  readonly objectId?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

// The time in an event's id is when its transaction began; the position is taken when it writes. No transaction is open
// for this long, so a minute to each side is enough to find the part of the line to look through.
const SLACK_MS = 60_000;

/**
 * Reads a part of an application's feed, in order. An event that was being written while a reader was here can only come
 * after what it has read. Refuses with UNKNOWN_EVENT when the event to begin after is not kept.
 */
export async function readFeed(sql: Sql, applicationId: string, query: FeedQuery, limit: number): Promise<FeedEvent[]> {
  const upTo = await selectCompleteTo(sql);
  const [start, begin, end] = await Promise.all([
    query.after === undefined ? 0n : positionOf(sql, applicationId, query.after),
    query.from && selectPositionFrom(sql, applicationId, firstIdAt(after(query.from, -SLACK_MS))),
    query.to && selectPositionFrom(sql, applicationId, firstIdAt(after(query.to, SLACK_MS))),
  ]);
  // Nothing is as new as the beginning that was asked for.
  if (query.from && begin === undefined) return [];
  const filter: FeedFilter = {
    after: begin !== undefined && begin > start ? begin - 1n : start,
    upTo: end !== undefined && end < upTo ? end : upTo,
    types: query.type === undefined ? undefined : [query.type],
    objectId: query.objectId,
    from: query.from,
    to: query.to,
  };
  return selectFeed(sql, applicationId, filter, limit);
}

/** Reads what comes after a position, up to one that `feedCompleteTo` gave in an earlier statement. */
export function readFeedBetween(
  sql: Sql | Tx,
  applicationId: string,
  part: Pick<FeedFilter, 'after' | 'upTo' | 'types'>,
  limit: number,
): Promise<FeedEvent[]> {
  return selectFeed(sql, applicationId, { ...part, objectId: undefined, from: undefined, to: undefined }, limit);
}

/** Finds events by their ids; those that are not kept are left out. */
export function findEvents(
  sql: Sql | Tx,
  keys: readonly { readonly applicationId: string; readonly id: string }[],
): Promise<FeedEvent[]> {
  return selectEventsByIds(sql, keys);
}

/** One event. Refuses with UNKNOWN_EVENT. */
export async function findEvent(sql: Sql, applicationId: string, id: string): Promise<FeedEvent> {
  const [event] = await selectEventsByIds(sql, [{ applicationId, id }]);
  if (!event) throw new Refusal('UNKNOWN_EVENT');
  return event;
}

/** The place of an event in the line. Refuses with UNKNOWN_EVENT. */
export async function positionOf(sql: Sql, applicationId: string, id: string): Promise<bigint> {
  return (await findEvent(sql, applicationId, id)).position;
}
