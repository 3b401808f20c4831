import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';
import { listKey, type ObjectType, objectKey } from '../api/keys.ts';
import type { PageOf } from '../api/pages-of.ts';

/** What of an event the pages need: what happened to which object, and how it is now. */
export interface News {
  readonly type: string;
  readonly object: { readonly type: string; readonly id: string };
  readonly payload: { readonly [name: string]: unknown };
}

interface Row {
  readonly type: ObjectType;
  /** Of what else it changes what is shown. */
  readonly touches: readonly ObjectType[];
  /** What events do not tell of it, and reading it does. */
  readonly untold?: readonly string[];
}

// The words of events for objects, and what hangs together with them.
const rows: Readonly<Record<string, Row>> = {
  payout: { type: 'payout', touches: ['payout_account', 'refund', 'overview'] },
  destination: { type: 'destination', touches: [] },
  consent: { type: 'consent', touches: ['payment_source', 'customer'] },
  payment_source: { type: 'payment_source', touches: ['consent', 'customer'] },
  payment: { type: 'payment', touches: ['consent', 'overview'], untold: ['payer'] },
  payment_reconciliation: { type: 'payment', touches: ['reconciliation_summary', 'overview'], untold: ['payer'] },
  refund: { type: 'refund', touches: ['payment', 'overview'], untold: ['beneficiary'] },
  match: {
    type: 'match',
    touches: ['statement_entry', 'statement', 'suggestion', 'reconciliation_summary', 'payment', 'payout', 'overview'],
  },
  statement: { type: 'statement', touches: ['statement_entry', 'suggestion', 'reconciliation_summary', 'overview'] },
  statement_entry: { type: 'statement_entry', touches: ['overview'] },
};
// Every event is one, and is delivered.
const always: readonly ObjectType[] = ['event', 'delivery'];
// A list that was walked further than this is not read again by itself: it would be many requests for each event.
const PAGES_MAX = 3;

/** Is this an event, as far as the pages need it? */
export function isNews(value: unknown): value is News {
  if (!isRecord(value) || !isRecord(value.object) || !isRecord(value.payload)) return false;
  return typeof value.type === 'string' && typeof value.object.type === 'string' && typeof value.object.id === 'string';
}

/** Puts the object of an event where pages read it. Gives the types of objects of which more was changed than that. */
export function takeEvent(client: QueryClient, { object, payload }: News): ReadonlySet<ObjectType> {
  const row = rows[object.type];
  if (!row) return new Set(always);
  const { type, touches, untold = [] } = row;
  const renew = (known: unknown): unknown => (isNewer(payload, known) ? withUntold(payload, known, untold) : known);
  // What nobody has read is read when it is wanted, and whole.
  client.setQueryData(objectKey(type, object.id), (known: unknown) => (known === undefined ? known : renew(known)));
  client.setQueriesData<InfiniteData<PageOf<unknown>>>({ queryKey: listKey(type) }, (list) =>
    isWalked(list) ? { ...list, pages: list.pages.map((page) => withRow(page, object.id, renew)) } : list,
  );
  return new Set([type, ...touches, ...always]);
}

/** Has everything of these types that is shown read again; long lists are only marked as changed. */
export function refresh(client: QueryClient, types: ReadonlySet<ObjectType>): void {
  const isMeant = ({ queryKey: [kind, type] }: Query): boolean =>
    (kind === 'object' || kind === 'part' || kind === 'list') && types.has(asType(type));
  const isLong = (query: Query): boolean => pagesIn(query.state.data) > PAGES_MAX;
  void client.invalidateQueries({ predicate: (query) => isMeant(query) && !isLong(query) });
  void client.invalidateQueries({ predicate: (query) => isMeant(query) && isLong(query), refetchType: 'none' });
}

/** How many pages of a list were read. */
const pagesIn = (data: unknown): number => (isWalked(data) ? data.pages.length : 0);

const known: ReadonlyMap<unknown, ObjectType> = new Map(
  [...Object.values(rows).flatMap(({ type, touches }) => [type, ...touches]), ...always].map((type) => [type, type]),
);
// A type that no event touches is in no set of touched ones.
const asType = (type: unknown): ObjectType => known.get(type) ?? 'settings';

function withRow(page: PageOf<unknown>, id: string, renew: (known: unknown) => unknown): PageOf<unknown> {
  const at = page.content.findIndex((item) => isRecord(item) && item.id === id);
  return at === -1 ? page : { ...page, content: page.content.with(at, renew(page.content[at])) };
}

function withUntold(payload: News['payload'], known: unknown, untold: readonly string[]): News['payload'] {
  if (!isRecord(known)) return payload;
  return { ...payload, ...Object.fromEntries(untold.map((name) => [name, payload[name] ?? known[name]])) };
}

// News may come after an answer that knew more already.
function isNewer(payload: News['payload'], known: unknown): boolean {
  const [ours, theirs] = [isRecord(known) ? known.updated_at : undefined, payload.updated_at];
  return typeof ours !== 'string' || typeof theirs !== 'string' || Date.parse(theirs) >= Date.parse(ours);
}

function isWalked(data: unknown): data is InfiniteData<PageOf<unknown>> {
  return isRecord(data) && Array.isArray(data.pages) && data.pages.every((page) => isRecord(page) && 'content' in page);
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
