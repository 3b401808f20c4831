import { list, type Tx } from '../foundation/database.ts';
import { kinds } from './kinds.ts';
import { type Found, first } from './store.ts';

// What is true of everything that has a history.

/** Where every object stands, by its own row. */
const objects = (tx: Tx) => tx`
  select application_id, id, 'payout' as object_type, state, sequence from payouts
  union all
  select application_id, id, 'consent', state, sequence from consents
  union all
  select application_id, id, 'payment_source', state, sequence from payment_sources
  union all
  select application_id, id, 'payment', state, sequence from payments
  union all
  -- A reconciliation has its payment's id with another version digit, and no history before its first move.
  select application_id, overlay(id::text placing '9' from 15)::uuid, 'payment_reconciliation', reconciliation_state,
    reconciliation_sequence from payments where reconciliation_sequence > 0 or reconciliation_state <> 'new'
  union all
  select application_id, id, 'match', state, sequence from matches
  union all
  select application_id, id, 'refund', state, sequence from refunds`;

const moves = list(
  kinds.flatMap(({ objectType, edges }) => edges.map(({ from, to }) => `${objectType} ${from} ${to}`)),
);

/** Every history begins with 'new' and goes on from where it was, without gaps, by moves that the table lists. */
export const findBroken = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select h.object_id as id, case when sequence <> number or from_state <> before
      then format('line %s of the history of this %s (%s to %s) does not follow the one before', sequence, object_type,
        from_state, to_state)
      else format('is a %s and moved from %s to %s, which is no move', object_type, from_state, to_state) end as what
    from (
      select object_id, object_type, sequence, from_state, to_state, lag(to_state, 1, 'new') over lines as before,
        row_number() over lines as number
      from history window lines as (partition by application_id, object_id order by sequence)
    ) h
    where sequence <> number or from_state <> before
      or object_type || ' ' || from_state || ' ' || to_state <> all(${moves}::text[])`,
  );

/** Every object is where its history ends. */
export const findAstray = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select o.id, format('is a %s that is %s (line %s), and its history ends with %s (line %s)', o.object_type, o.state,
      o.sequence, coalesce(last.to_state, 'nothing'), coalesce(last.sequence, 0)) as what
    from (${objects(tx)}) o
    left join (
      select application_id, object_id, object_type, sequence, to_state,
        lead(sequence) over (partition by application_id, object_id order by sequence) as following
      from history
    ) last on last.application_id = o.application_id and last.object_id = o.id and last.following is null
    where (o.object_type, o.sequence, o.state) is distinct from (last.object_type, last.sequence, last.to_state)`,
  );

/** What was accepted left a line of history, an event and often a transfer; where one is, there must be the object. */
export const findMissing = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('there is no such %s, but there is %s', kind, string_agg(distinct trace, ' and ')) as what from (
      select h.application_id, h.object_id as id, h.object_type as kind, 'a history of it' as trace
      from history h left join (${objects(tx)}) o on o.application_id = h.application_id and o.id = h.object_id
      where h.sequence = 1 and o.object_type is distinct from h.object_type
      union all
      select t.application_id, t.object_id, 'payout', 'a transfer of it in the ledger'
      from ledger_transfers t left join payouts p on p.application_id = t.application_id and p.id = t.object_id
      where t.verb in ('hold', 'post', 'release', 'reverse') and p.id is null
      union all
      select t.application_id, t.object_id, 'match', 'a transfer of it in the ledger'
      from ledger_transfers t left join matches m on m.application_id = t.application_id and m.id = t.object_id
      where t.verb in ('receive', 'unreceive') and m.id is null
      union all
      select p.application_id, p.refund_id, 'refund', 'a payout of it'
      from payouts p left join refunds r on r.application_id = p.application_id and r.id = p.refund_id
      where p.refund_id is not null and r.id is null
    ) traces group by application_id, kind, id`,
  );

const byKind = (wordsOf: (kind: (typeof kinds)[number]) => unknown): string =>
  JSON.stringify(Object.fromEntries(kinds.map((kind) => [kind.objectType, wordsOf(kind)])));
const events = byKind((kind) => kind.events);
const firstEvents = byKind((kind) => kind.firstEvent);
const statuses = byKind((kind) => kind.statuses);
const types = list(kinds.map(({ objectType }) => objectType));

/** There is one event for each line of history, without gaps, and it tells what the line says. */
export const findMistold = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select coalesce(h.object_id, e.object_id) as id, case
      when h.object_id is null
        then format('there is an event for line %s of the history of this %s, and no such line', e.sequence, e.object_type)
      when e.object_id is null
        then format('there is no event for line %s of the history of this %s', h.sequence, h.object_type)
      else format('event %s of this %s tells of something else than its history', e.sequence, e.object_type) end as what
    from (
      select application_id, object_id, sequence, object_type, at, to_state,
        ${statuses}::text::jsonb -> object_type ->> to_state as status
      from history
    ) h
    full join (
      select application_id, object_id, sequence, object_type, type, payload from events
      where object_type = any(${types}::text[])
    ) e on e.application_id = h.application_id and e.object_id = h.object_id and e.sequence = h.sequence
    -- Events are forgotten in time; what is older than the oldest may have had one.
    where h.object_id is null or (e.object_id is null and h.at >= (select min(created_at) from events))
      or e.object_type <> h.object_type
      or e.type is distinct from coalesce(
        case e.sequence when 1 then ${firstEvents}::text::jsonb ->> h.object_type end,
        ${events}::text::jsonb -> h.object_type ->> h.to_state)
      or case
        -- As Sarf writes most of them, and much cheaper to see than to parse.
        when starts_with(e.payload::text, format('{"id":"%s","status":"%s"', h.object_id, h.status)) then false
        when h.object_type = 'payment_reconciliation'
          then (e.payload ->> 'id', e.payload -> 'reconciliation' ->> 'status') is distinct from
            (overlay(h.object_id::text placing '7' from 15), h.status)
        else (e.payload ->> 'id', e.payload ->> 'status') is distinct from (h.object_id::text, h.status) end`,
  );
