import type { Deps } from '../deps.ts';
import { inTransaction, type Sql, type Tx } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { type AgentLimits, peekLimits, presentLimits } from './agent-limits.ts';
import { lockForCaller } from './api-clients.ts';
import { selectApiClient, selectUnknownDestinations } from './api-clients-store.ts';
import { auditBy, recordAudit } from './audit/record-audit.ts';
import type { Caller } from './caller.ts';
import { type LimitsChange, writeLimits } from './set-agent-limits.ts';
import { takeEffect } from './stop-clients.ts';

type LimitDeps = Pick<Deps, 'sql' | 'clock'>;

/** The limits of an API client, and what is left of them. Refuses with UNKNOWN_CLIENT. */
export async function findClientLimits(deps: LimitDeps, applicationId: string, clientId: string): Promise<AgentLimits> {
  if (!(await selectApiClient(deps.sql, applicationId, clientId))) throw new Refusal('UNKNOWN_CLIENT');
  return limitsOf(deps.sql, { applicationId, clientId }, deps.clock.now());
}

async function limitsOf(
  sql: Sql | Tx,
  key: { readonly applicationId: string; readonly clientId: string },
  at: Date,
): Promise<AgentLimits> {
  const limits = (await peekLimits(sql, [key], at)).get(key.clientId);
  if (!limits) throw new Refusal('UNKNOWN_CLIENT');
  return limits;
}

/**
 * Gives an API client these limits in the place of those it had, or takes them away (null). Once this has returned
 * nothing is accepted that they do not allow. Refuses with ROLE_NOT_ALLOWED, UNKNOWN_CLIENT or
 * UNKNOWN_PAYMENT_DESTINATION.
 */
export async function changeClientLimits(
  deps: LimitDeps,
  caller: Caller,
  clientId: string,
  limits: LimitsChange | null,
): Promise<AgentLimits> {
  const changed = await inTransaction(deps.sql, async (tx) => {
    const at = deps.clock.now();
    const { applicationId } = await lockForCaller(tx, caller, clientId);
    await refuseUnknown(tx, applicationId, limits?.allowedDestinations ?? new Set());
    const key = { applicationId, clientId };
    const before = await limitsOf(tx, key, at);
    await writeLimits(tx, key, limits, at);
    const after = await limitsOf(tx, key, at);
    await recordAudit(tx, {
      by: auditBy(caller),
      at,
      action: limits ? 'putClientLimits' : 'deleteClientLimits',
      outcome: 'done',
      objectType: 'client',
      objectId: clientId,
      before: auditedOf(before),
      after: auditedOf(after),
    });
    return after;
  });
  await takeEffect(deps, clientId);
  return changed;
}

async function refuseUnknown(tx: Tx, applicationId: string, ids: ReadonlySet<string>): Promise<void> {
  const unknown = new Set(await selectUnknownDestinations(tx, applicationId, ids));
  if (unknown.size === 0) return;
  const faults = [...ids].flatMap((id, index) =>
    unknown.has(id)
      ? [
          {
            path: `allowed_destinations.${index}`,
            message: `There is no destination ${id}.`,
            code: 'UNKNOWN_PAYMENT_DESTINATION' as const,
          },
        ]
      : [],
  );
  throw new Refusal('UNKNOWN_PAYMENT_DESTINATION', undefined, { faults });
}

/** The limits alone, without what was asked for. */
function auditedOf(limits: AgentLimits): unknown {
  if (limits.bounds === null) return null;
  const { read_only, needs_approval, max_count_per_hour, allowed_destinations, amounts } = presentLimits(limits);
  const bounds = amounts.map(({ spent_today: _spent, left_today: _left, ...bound }) => bound);
  return { read_only, needs_approval, max_count_per_hour, allowed_destinations, amounts: bounds };
}
