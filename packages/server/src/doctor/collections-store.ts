import { consentEventOf, paymentEventOf, reconciliationEvent, refundEventOf, sourceEventOf } from '@sarf/contract';
import type { Tx } from '../foundation/database.ts';
import { type Found, first } from './store.ts';

// What is true of customers' money: consents, payments, matches and refunds.

/** Where every object but the payouts stands, by its own row. */
const objects = (tx: Tx) => tx`
  select application_id, id, 'consent' as object_type, state, sequence from consents
  union all
  select application_id, id, 'payment_source', state, sequence from payment_sources
  union all
  select application_id, id, 'payment', state, sequence from payments
  union all
  select application_id, overlay(id::text placing '9' from 15)::uuid, 'payment_reconciliation', reconciliation_state,
    reconciliation_sequence from payments where reconciliation_sequence > 0
  union all
  select application_id, id, 'match', state, sequence from matches
  union all
  select application_id, id, 'refund', state, sequence from refunds`;

/** Every history but those of payouts goes on from where it was, by moves that the table lists. */
export const findOtherBroken = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select h.object_id as id, case when h.sequence <> h.number or h.from_state <> h.before
      then format('line %s of the history of this %s (%s to %s) does not follow the one before', h.sequence,
        h.object_type, h.from_state, h.to_state)
      else format('is a %s and moved from %s to %s, which is no move', h.object_type, h.from_state, h.to_state) end as what
    from (
      select object_id, object_type, sequence, from_state, to_state, lag(to_state, 1, 'new') over lines as before,
        row_number() over lines as number
      from history where object_type <> 'payout'
      window lines as (partition by application_id, object_id order by sequence)
    ) h
    left join transitions t
      on t.object_type = h.object_type and t.from_state = h.from_state and t.to_state = h.to_state
    where h.sequence <> h.number or h.from_state <> h.before or t.to_state is null`,
  );

/** Every object but the payouts is where its history ends; where a history is, there is its object. */
export const findAstray = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select coalesce(o.id, l.object_id) as id, case when o.id is null
      then format('there is no such %s, but there is a history of it', l.object_type)
      else format('is a %s and is %s (line %s), and its history ends with %s (line %s)', o.object_type, o.state,
        o.sequence, coalesce(l.to_state, 'nothing'), coalesce(l.sequence, 0)) end as what
    from (${objects(tx)}) o
    full join (
      select application_id, object_id, object_type, sequence, to_state from (
        select application_id, object_id, object_type, sequence, to_state,
          lead(sequence) over (partition by application_id, object_id order by sequence) as following
        from history where object_type <> 'payout'
      ) lines where following is null
    ) l on l.application_id = o.application_id and l.object_id = o.id and l.object_type = o.object_type
    where (o.sequence, o.state) is distinct from (l.sequence, l.to_state)`,
  );

const matchEventOf = { made: reconciliationEvent.matched, undone: reconciliationEvent.unmatched };
const eventNames = JSON.stringify({
  consent: consentEventOf,
  payment_source: sourceEventOf,
  payment: paymentEventOf,
  refund: refundEventOf,
  match: matchEventOf,
});

/** There is an event for each line of these histories, and it is of the type that belongs to the line. */
export const findOtherMistold = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select h.object_id as id, case when e.object_id is null
      then format('there is no event for line %s of the history of this %s', h.sequence, h.object_type)
      else format('event %s of this %s tells of something else than its history', e.sequence, h.object_type) end as what
    from (
      -- Events are forgotten in time; what is older than the oldest may have had one.
      select application_id, object_id, object_type, sequence, to_state from history
      where object_type <> 'payout' and at >= (select min(created_at) from events)
    ) h
    left join events e
      on e.application_id = h.application_id and e.object_id = h.object_id and e.sequence = h.sequence
    where e.object_id is null or e.object_type <> h.object_type
      or e.type is distinct from case
        when h.object_type = 'payment_reconciliation' then ${reconciliationEvent.payment}
        when h.object_type = 'payment' and h.sequence = 1 then ${paymentEventOf.created}
        else ${eventNames}::text::jsonb -> h.object_type ->> h.to_state end`,
  );

/** Every sum is the sum of what it adds up. */
export const findWrongSums = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('has %s %s, and what it adds up is %s, in minor units', name, has, coalesce(adds, 0)) as what from (
      select c.id, 'used' as name, c.used_minor::numeric as has, s.amount as adds from consents c left join (
        select application_id, consent_id, sum(amount_minor) as amount from payments
        where consent_id is not null and state not in ('failed', 'rejected') group by 1, 2
      ) s on s.application_id = c.application_id and s.consent_id = c.id
      union all
      select p.consent_id, format('in the period of %s used', p.starts_on), p.used_minor, s.amount
      from consent_periods p left join (
        select application_id, consent_id, consent_period, sum(amount_minor) as amount from payments
        where consent_period is not null and state not in ('failed', 'rejected') group by 1, 2, 3
      ) s on s.application_id = p.application_id and s.consent_id = p.consent_id and s.consent_period = p.starts_on
      union all
      select e.id, 'matched', e.matched_minor, s.amount from entries e left join (
        select application_id, entry_id, sum(amount_minor) as amount from matches where state = 'made' group by 1, 2
      ) s on s.application_id = e.application_id and s.entry_id = e.id
      union all
      select p.id, 'matched', p.matched_minor, s.amount from payments p left join (
        select application_id, payment_id, sum(amount_minor) as amount from matches
        where state = 'made' and payment_id is not null group by 1, 2
      ) s on s.application_id = p.application_id and s.payment_id = p.id
      union all
      select p.id, 'refunds set aside', p.refund_pending_minor, s.amount from payments p left join (
        select application_id, payment_id, sum(amount_minor) as amount from refunds
        where state in ('created', 'confirmed', 'submitted') group by 1, 2
      ) s on s.application_id = p.application_id and s.payment_id = p.id
      union all
      select p.id, 'refunded', p.refunded_minor, s.amount from payments p left join (
        select application_id, payment_id, sum(amount_minor) as amount from refunds where state = 'completed' group by 1, 2
      ) s on s.application_id = p.application_id and s.payment_id = p.id
      union all
      select p.id, 'matched', p.matched_minor, s.amount from payouts p left join (
        select application_id, payout_id, sum(amount_minor) as amount from matches
        where state = 'made' and kind = 'payout' group by 1, 2
      ) s on s.application_id = p.application_id and s.payout_id = p.id
      union all
      select p.id, 'matched as returned', p.returned_minor, s.amount from payouts p left join (
        select application_id, payout_id, sum(amount_minor) as amount from matches
        where state = 'made' and kind = 'return' group by 1, 2
      ) s on s.application_id = p.application_id and s.payout_id = p.id
    ) sums where has <> coalesce(adds, 0)`,
  );

/** Nothing is given back that is not proven to have come in, and nothing is proven beyond its amount. */
export const findOverRefunded = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select p.id, format('is %s, proven are %s, and its refunds are %s, in minor units', p.amount_minor, p.matched_minor,
      coalesce(r.amount, 0)) as what
    from payments p left join (
      select application_id, payment_id, sum(amount_minor) as amount from refunds
      where state not in ('rejected', 'failed') group by 1, 2
    ) r on r.application_id = p.application_id and r.payment_id = p.id
    where p.matched_minor > p.amount_minor or coalesce(r.amount, 0) > p.matched_minor`,
  );

/** A refund is where its payout is, and no refund has two. */
export const findParted = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select coalesce(r.id, p.refund_id) as id, case
      when r.id is null then format('is the refund that payout %s carries out, and there is no such refund', p.id)
      when p.id is null then format('is %s and has no payout', r.state)
      else format('is %s, and its payout %s is %s', r.state, p.id, p.state) end as what
    from refunds r
    full join (select application_id, id, refund_id, state from payouts where refund_id is not null) p
      on p.application_id = r.application_id and p.refund_id = r.id
    where r.id is null
      or r.payout_id is distinct from p.id
      or (p.id is null) <> (r.state in ('created', 'rejected'))
      or not case
        when p.state in ('queued', 'awaiting_approval') then r.state in ('confirmed', 'submitted')
        when p.state in ('submitting', 'with_bank', 'in_doubt') then r.state = 'submitted'
        when p.state = 'completed' then r.state = 'completed'
        when p.state in ('failed', 'rejected', 'returned') then r.state = 'failed'
        else true end`,
  );

/** The reconciliation of a payment says what its matches prove; a payment source is as its consent is. */
export const findUnlike = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('is %s, and %s of %s are proven, in minor units', reconciliation_state, matched_minor,
      amount_minor) as what
    from payments
    where reconciliation_state is distinct from case
      when matched_minor = amount_minor then 'reconciled'
      when matched_minor > 0 then 'partial'
      when reconciliation_state in ('new', 'outstanding', 'unreceived') then reconciliation_state end
    union all
    select coalesce(s.id, c.id), format('the payment source is %s, and its consent %s is %s', coalesce(s.state, 'missing'),
      c.id, c.state)
    from consents c left join payment_sources s on s.application_id = c.application_id and s.consent_id = c.id
    where not case c.state
      when 'authorised' then s.state is not distinct from 'active'
      when 'suspended' then s.state is not distinct from 'active'
      when 'revoked' then coalesce(s.state, 'revoked') = 'revoked'
      when 'rejected' then s.id is null
      when 'awaiting_authorisation' then s.id is null
      else coalesce(s.state, 'expired') = 'expired' end`,
  );

/** What a match brought into the books is there once, in its amount, and taken out again when it is undone. */
export const findMisreceived = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select coalesce(m.id, t.object_id) as id, case
      when m.id is null then 'there is no such match, but there is a transfer of it in the ledger'
      else format('is a match that is %s and has in the ledger: %s', m.state, coalesce(t.steps, 'nothing')) end as what
    from (
      select m.application_id, m.id, m.state, m.amount_minor, a.id as account_id, a.received_account_id,
        case when m.kind <> 'payment' or not m.books then null
          when m.state = 'made' then 'receive' else 'receive unreceive' end as steps
      from matches m
      join payout_accounts a on a.application_id = m.application_id and a.id = m.payout_account_id
    ) m
    full join (
      select application_id, object_id, string_agg(verb, ' ' order by step) as steps, min(amount_minor) as least,
        max(amount_minor) as most,
        bool_and((credit_account_id, debit_account_id) = (own.account_id, own.received_account_id)
          or verb = 'unreceive') as fits
      from ledger_transfers t
      left join lateral (
        select a.id as account_id, a.received_account_id from payout_accounts a
        where a.application_id = t.application_id and a.id = t.credit_account_id
      ) own on true
      where verb in ('receive', 'unreceive') group by application_id, object_id
    ) t on t.application_id = m.application_id and t.object_id = m.id
    where m.id is null or m.steps is distinct from t.steps
      or (t.object_id is not null and ((t.least, t.most) <> (m.amount_minor, m.amount_minor) or not t.fits))`,
  );

/** What is open is looked at again some time; what is final is left alone. */
export const findOtherUnscheduled = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('is a payment that is %s, and %s', state, case when due_at is null
      then 'nobody will look at it again' else 'a worker will look at it again' end) as what
    from payments
    where (due_at is null) = (state in ('awaiting_authorisation', 'queued', 'submitting', 'with_bank', 'in_doubt'))
    union all
    select id, format('is a consent that is %s, and nobody will look at it again', state)
    from consents
    where due_at is null and (state in ('awaiting_authorisation', 'authorised', 'suspended')
      or (state = 'revoked' and confirmed_at is null))`,
  );
