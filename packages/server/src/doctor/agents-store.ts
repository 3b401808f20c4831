import type { Tx } from '../foundation/database.ts';
import { type Found, first } from './store.ts';

/** What clients asked for in a day or an hour is within the limit that held when it was last written. */
export const findOverspent = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select client_id as id, format('has asked for %s of %s %s on %s, in minor units', spent_minor, limit_minor, currency, day)
      as what
    from client_days where spent_minor < 0 or spent_minor > limit_minor
    union all
    select client_id, format('has asked for %s of %s payouts and refunds in the hour from %s', count, limit_count, hour)
    from client_hours where count < 0 or count > limit_count`,
  );

/**
 * Payouts that waited for approval were asked for by a client that was limited then, so they were counted: what was
 * counted cannot be less. Of all other payouts and refunds nobody can tell later whether their client was limited.
 */
export const findUncounted = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    with waited as materialized (
      select p.application_id, h.actor, p.currency, p.amount_minor, (h.at at time zone 'UTC') as at
      from payouts p
      join history h on h.application_id = p.application_id and h.object_id = p.id and h.sequence = 1
      where p.asked_by is not null and h.to_state = 'awaiting_approval'
    ), days as (
      select application_id, actor, currency, at::date as day, sum(amount_minor) as sum from waited group by 1, 2, 3, 4
    ), hours as (
      select application_id, actor, date_trunc('hour', at) at time zone 'UTC' as hour, count(*) as count
      from waited group by 1, 2, 3
    )
    select c.id, format('has payouts of %s %s that waited for approval, asked for on %s, and %s of them is counted, in '
      'minor units', w.sum, w.currency, w.day, coalesce(d.spent_minor, 0)) as what
    from days w
    join clients c on c.application_id = w.application_id and 'client:' || c.id = w.actor
    left join client_days d on d.application_id = c.application_id and d.client_id = c.id
      and d.currency = w.currency and d.day = w.day
    where w.sum > coalesce(d.spent_minor, 0)
    union all
    select c.id, format('has %s payouts that waited for approval, asked for in the hour from %s, and %s of them are '
      'counted', w.count, w.hour, coalesce(n.count, 0))
    from hours w
    join clients c on c.application_id = w.application_id and 'client:' || c.id = w.actor
    left join client_hours n on n.application_id = c.application_id and n.client_id = c.id and n.hour = w.hour
    where w.count > coalesce(n.count, 0)`,
  );

/** What needs approval began by waiting for it, and went on when another party had decided. */
export const findUnapproved = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    select p.id, case
      when p.asked_by is null then 'waits for approval, and nobody knows who asked for it'
      when p.asked_by = p.decided_by then format('was asked for and decided by the same party, %s', p.asked_by)
      when h.to_state <> 'awaiting_approval' then format('needs approval, and began as %s', h.to_state)
      else format('needs approval, is %s, and nobody approved it', p.state) end as what
    from payouts p
    left join history h on h.application_id = p.application_id and h.object_id = p.id and h.sequence = 1
    where (p.asked_by is null and p.state = 'awaiting_approval')
      or p.asked_by = p.decided_by
      or (p.asked_by is not null and h.to_state <> 'awaiting_approval')
      -- Restored from a backup, it is in doubt until the bank has said whether it was approved since then.
      or (p.asked_by is not null and p.decided_by is null and p.state not in ('awaiting_approval', 'rejected', 'in_doubt'))`,
  );
