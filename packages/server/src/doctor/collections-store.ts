import type { Tx } from '../foundation/database.ts';
import { type Found, first } from './store.ts';

// What is true of customers' money: consents and their charges, payments, statements and refunds. What is held against
// the rows themselves is held against all of them, so that a sum that is wrong is told of once.

/** What matches prove, by the thing that they prove. */
export const proven = (tx: Tx, side: 'payment_id' | 'payout_id' | 'entry_id') => tx`(
  select application_id, ${tx(side)}, sum(amount_minor) as amount,
    coalesce(sum(amount_minor) filter (where kind <> 'return'), 0) as there,
    coalesce(sum(amount_minor) filter (where kind = 'return'), 0) as back
  from matches where state = 'made' and ${tx(side)} is not null group by application_id, ${tx(side)})`;

/** What was charged, by consent or by period of a consent: charges that failed do not count. */
const charged = (tx: Tx, by: 'consent' | 'period') => tx`(
  select application_id, consent_id, ${by === 'period' ? tx`consent_period,` : tx``} sum(amount_minor) as amount,
    count(*) as number, max(amount_minor) as largest
  from payments
  where consent_id is not null and state not in ('failed', 'rejected')
    ${by === 'period' ? tx`and consent_period is not null` : tx``}
  group by application_id, consent_id ${by === 'period' ? tx`, consent_period` : tx``})`;

/** Every sum is the sum of what it adds up. */
export const findWrongSums = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('has %s %s, and what it adds up comes to %s%s', name, coalesce(has, 0), coalesce(adds, 0), unit) as what
    from (
      select c.id, v.* from consents c
      left join ${charged(tx, 'consent')} s on s.application_id = c.application_id and s.consent_id = c.id
      cross join lateral (values ('used', c.used_minor::numeric, s.amount, ', in minor units'),
        ('charges counted', c.used_count, s.number, '')) v (name, has, adds, unit)
      union all
      select coalesce(p.consent_id, s.consent_id), v.* from consent_periods p
      full join ${charged(tx, 'period')} s on s.application_id = p.application_id and s.consent_id = p.consent_id
        and s.consent_period = p.starts_on
      cross join lateral (values
        (format('in its period of %s used', coalesce(p.starts_on, s.consent_period)), p.used_minor::numeric, s.amount,
          ', in minor units'),
        (format('in its period of %s charges counted', coalesce(p.starts_on, s.consent_period)), p.used_count, s.number,
          '')) v (name, has, adds, unit)
      union all
      select e.id, 'matched', e.matched_minor, s.amount, ', in minor units' from entries e
      left join ${proven(tx, 'entry_id')} s on s.application_id = e.application_id and s.entry_id = e.id
      union all
      select p.id, v.*, ', in minor units' from payments p
      left join ${proven(tx, 'payment_id')} s on s.application_id = p.application_id and s.payment_id = p.id
      left join (
        select application_id, payment_id, sum(amount_minor) filter (where state = 'completed') as gone,
          sum(amount_minor) filter (where state in ('created', 'confirmed', 'submitted')) as set_aside
        from refunds group by application_id, payment_id
      ) r on r.application_id = p.application_id and r.payment_id = p.id
      cross join lateral (values ('matched', p.matched_minor, s.amount), ('refunded', p.refunded_minor, r.gone),
        ('refunds set aside', p.refund_pending_minor, r.set_aside)) v (name, has, adds)
      union all
      select p.id, v.*, ', in minor units' from payouts p
      left join ${proven(tx, 'payout_id')} s on s.application_id = p.application_id and s.payout_id = p.id
      cross join lateral (values ('matched', p.matched_minor, s.there), ('matched as returned', p.returned_minor, s.back))
        v (name, has, adds)
    ) sums where coalesce(has, 0) <> coalesce(adds, 0)`,
  );

/** No consent is used beyond what the customer allowed, whatever its own sums say. */
export const findOverused = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select c.id, format('allows %s in %s charges, %s in one, and was charged %s in %s, %s in one, in minor units',
      coalesce(c.max_cumulative_minor::text, 'any amount'), coalesce(c.max_cumulative_count::text, 'any number of'),
      coalesce(c.max_individual_minor::text, 'any amount'), s.amount, s.number, s.largest) as what
    from ${charged(tx, 'consent')} s
    join consents c on c.application_id = s.application_id and c.id = s.consent_id
    where s.amount > c.max_cumulative_minor or s.number > c.max_cumulative_count or s.largest > c.max_individual_minor
    union all
    select c.id, format('allows %s in %s charges a period, and was charged %s in %s in that of %s, in minor units',
      coalesce(c.max_period_minor::text, 'any amount'), coalesce(c.max_period_count::text, 'any number of'), s.amount,
      s.number, s.consent_period)
    from ${charged(tx, 'period')} s
    join consents c on c.application_id = s.application_id and c.id = s.consent_id
    where s.amount > c.max_period_minor or s.number > c.max_period_count
    union all
    -- The guard looks at the limits as they stand in the period.
    select c.id, format('keeps other limits for its period of %s than its own', p.starts_on)
    from consent_periods p join consents c on c.application_id = p.application_id and c.id = p.consent_id
    where (p.max_minor, p.max_count) is distinct from (c.max_period_minor, c.max_period_count)`,
  );

/** A payment source is as its consent is, and a charge is under the source, the customer and the account of its own. */
export const findUnlikeSources = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select c.id, format('is a consent that is %s, and its payment source is %s', c.state, coalesce(s.state, 'missing')) as what
    from consents c left join payment_sources s on s.application_id = c.application_id and s.consent_id = c.id
    where case
      -- The customer has not authorised it: it never came to a source.
      when c.bank_identifier is null then s.id is not null or c.state not in ('awaiting_authorisation', 'rejected', 'expired')
      else s.state is distinct from case when c.state in ('authorised', 'suspended') then 'active'
        when c.state = 'revoked' then 'revoked' when c.state in ('expired', 'consumed') then 'expired' end
        or (s.customer_id, s.currency) <> (c.customer_id, c.currency) end
    union all
    select p.id, format('is a charge of another customer, source, currency or account than those of its consent %s', c.id)
    from payments p
    join consents c on c.application_id = p.application_id and c.id = p.consent_id
    left join payment_sources s on s.application_id = c.application_id and s.consent_id = c.id
    where (p.customer_id, p.payment_source_id, p.currency, p.payout_account_id) is distinct from
      (c.customer_id, s.id, c.currency, c.payout_account_id)`,
  );

/** Nothing is given back that is not proven to have come in. */
export const findOverRefunded = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select r.payment_id as id, format('is proven to have brought %s, and its refunds are %s, in minor units',
      coalesce(s.amount, 0), r.amount) as what
    from (
      select application_id, payment_id, sum(amount_minor) as amount from refunds
      where state not in ('rejected', 'failed') group by application_id, payment_id
    ) r
    left join ${proven(tx, 'payment_id')} s on s.application_id = r.application_id and s.payment_id = r.payment_id
    where r.amount > coalesce(s.amount, 0)`,
  );

/**
 * A refund is where its payout is, and no refund has two.
 * @param fates where a refund is by the state of its payout; null: still confirmed, or submitted already
 */
export const findParted = (tx: Tx, fates: Readonly<Record<string, string | null>>): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, case
      when payout_state is null then format('is %s and has no payout', state)
      when state in ('created', 'rejected') then format('is %s, and payout %s carries it out', state, carried_by)
      when payout_id is distinct from carried_by then format('has payout %s, and payout %s says that it carries it out',
        coalesce(payout_id::text, 'none'), carried_by)
      when not fits then format('is of another amount, currency or account than its payout %s', carried_by)
      else format('is %s, and its payout %s is %s', state, carried_by, payout_state) end as what
    from (
      select r.id, r.state, r.payout_id, p.id as carried_by, p.state as payout_state,
        ${JSON.stringify(fates)}::text::jsonb ->> p.state as fate,
        (p.amount_minor, p.currency, p.currency, p.payout_account_id) =
          (r.amount_minor, r.currency, y.currency, y.payout_account_id) as fits
      from refunds r
      join payments y on y.application_id = r.application_id and y.id = r.payment_id
      left join payouts p on p.application_id = r.application_id and p.refund_id = r.id
    ) pairs
    where payout_id is distinct from carried_by or (payout_state is null) <> (state in ('created', 'rejected')) or not fits
      or case when payout_state is null then false when fate is null then state not in ('confirmed', 'submitted')
        else state <> fate end`,
  );

/** What is open is looked at again some time; what is final, or with nobody, is left alone. */
export const findOtherUnscheduled = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select id, format('is a payment that is %s, and %s', state, case when due_at is null
      then 'nobody will look at it again' else 'a worker will look at it again' end) as what
    from payments
    where case when state in ('awaiting_authorisation', 'queued', 'submitting', 'with_bank', 'in_doubt')
      then due_at is null else due_at is not null or lease_until is not null end
    union all
    select id, format('is a consent that is %s, and %s', state, case when due_at is null
      then 'nobody will look at it again' else 'a worker will look at it again' end)
    from consents
    where case when state in ('awaiting_authorisation', 'authorised', 'suspended') or (state = 'revoked' and confirmed_at is null)
      then due_at is null else due_at is not null or lease_until is not null end`,
  );
