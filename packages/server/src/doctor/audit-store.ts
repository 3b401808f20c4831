import type { Tx } from '../foundation/database.ts';
import { type Found, first } from './store.ts';

/**
 * What members did by the histories, and no line of the audit log tells: lines are written before anything is done, so
 * that they were taken away, with the end of the chain or all of it. What was decided of a payout has a line that names it;
 * of everything else there is at least one not long before.
 */
export const findUnwritten = (tx: Tx): Promise<Found[]> =>
  first(
    tx,
    tx`
    with done as (
      select h.application_id, h.object_id, h.object_type, h.from_state, h.to_state, h.at, h.actor, m.id as member_id
      from history h
      join members m on m.application_id = h.application_id and 'member:' || m.id = h.actor
      where h.actor like 'member:%'
    )
    select d.object_id as id, format('was moved from %s to %s by %s, and the audit log has no line of it', d.from_state,
      d.to_state, d.actor) as what
    from done d
    where d.object_type = 'payout' and d.from_state = 'awaiting_approval' and not exists (
      select from audit_lines l
      where l.application_id = d.application_id and l.object_id = d.object_id::text and l.actor = d.actor)
    union all
    select d.member_id, format('is a member who did something at %s, of which the audit log has no line', max(d.at))
    from done d
    group by d.application_id, d.member_id, d.actor
    -- The clocks of processes may differ a little.
    having max(d.at) - interval '10 minutes' > coalesce((
      select l.at from audit_lines l where l.application_id = d.application_id and l.actor = d.actor
      order by l.sequence desc limit 1), '-infinity')`,
  );
