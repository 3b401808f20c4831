import { list, type Tx } from '../foundation/database.ts';
import type { Bounds } from './agent-limit-rules.ts';
import type { ClientKey } from './agent-limits-store.ts';

/** Locks a client against others who change it. */
export async function lockClient(tx: Tx, id: string): Promise<ClientKey | undefined> {
  const [row] = await tx<ClientKey[]>`
    select application_id, id as client_id from clients where id = ${id} for no key update`;
  return row;
}

/** Takes away all limits of a client. What it has asked for stays. */
export async function deleteLimits(tx: Tx, { applicationId, clientId }: ClientKey): Promise<void> {
  await tx`delete from client_destinations where application_id = ${applicationId} and client_id = ${clientId}`;
  await tx`delete from client_amount_limits where application_id = ${applicationId} and client_id = ${clientId}`;
  await tx`delete from client_limits where application_id = ${applicationId} and client_id = ${clientId}`;
}

/** Gives limits to a client that has none. */
export async function saveLimits(
  tx: Tx,
  { applicationId, clientId }: ClientKey,
  { readOnly, needsApproval, countPerHour, allowedDestinations, amounts }: Bounds,
  at: Date,
): Promise<void> {
  await tx`
    insert into client_limits (application_id, client_id, read_only, needs_approval, max_count_per_hour,
      only_allowed_destinations, updated_at)
    values (${applicationId}, ${clientId}, ${readOnly}, ${needsApproval}, ${countPerHour},
      ${allowedDestinations !== null}, ${at})`;
  const bounds = [...amounts.values()];
  await tx`
    insert into client_amount_limits (application_id, client_id, currency, max_per_payout_minor, max_per_day_minor)
    select ${applicationId}::uuid, ${clientId}::uuid, u.currency, u.per_payout, u.per_day
    from unnest(
      ${list([...amounts.keys()])}::text[], ${list(bounds.map((one) => one.perPayoutMinor))}::bigint[],
      ${list(bounds.map((one) => one.perDayMinor))}::bigint[]) u (currency, per_payout, per_day)`;
  await tx`
    insert into client_destinations (application_id, client_id, destination_id)
    select ${applicationId}::uuid, ${clientId}::uuid, u.id
    from unnest(${list([...(allowedDestinations ?? [])])}::uuid[]) u (id)`;
}

/** Tells every process at the commit that clients may do something else than before. */
export async function notifyLimits(tx: Tx): Promise<void> {
  await tx`select pg_notify('sarf_auth', 'limits')`;
}
