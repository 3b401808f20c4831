import type { Deps } from '../deps.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import type { Bounds } from './agent-limit-rules.ts';
import { peekLimits } from './agent-limits.ts';
import type { ClientKey } from './agent-limits-store.ts';
import { deleteLimits, lockClient, notifyLimits, saveLimits } from './set-limits-store.ts';
import { takeEffect } from './stop-clients.ts';

/** What is to change of the limits of a client; undefined stays as it is. */
export interface LimitsChange {
  /** By currency, in minor units; all others lose theirs. */
  readonly perPayoutMinor: ReadonlyMap<string, bigint> | undefined;
  readonly perDayMinor: ReadonlyMap<string, bigint> | undefined;
  readonly countPerHour: number | null | undefined;
  /** Ids of destinations of the same application. */
  readonly allowedDestinations: ReadonlySet<string> | null | undefined;
  readonly readOnly: boolean | undefined;
  readonly needsApproval: boolean | undefined;
}

const none: Bounds = {
  readOnly: false,
  needsApproval: false,
  countPerHour: null,
  allowedDestinations: null,
  amounts: new Map(),
};

/**
 * Changes the limits of a client, or takes all of them away (null). Once this has returned nothing is accepted that they
 * do not allow. False when there is no such client.
 */
export async function setAgentLimits(
  deps: Pick<Deps, 'sql' | 'clock'>,
  clientId: string,
  change: LimitsChange | null,
): Promise<boolean> {
  const isKnown = await inTransaction(deps.sql, async (tx) => {
    const at = deps.clock.now();
    // Two commands at once change one after the other what they were told to change.
    const key = await lockClient(tx, clientId);
    if (!key) return false;
    await writeLimits(tx, key, change, at);
    return true;
  });
  if (isKnown) await takeEffect(deps, clientId);
  return isKnown;
}

/** The same in a transaction that has locked the client. It holds everywhere once `takeEffect` has returned after it. */
export async function writeLimits(tx: Tx, key: ClientKey, change: LimitsChange | null, at: Date): Promise<void> {
  const before = (await peekLimits(tx, [key], at)).get(key.clientId)?.bounds ?? none;
  await deleteLimits(tx, key);
  if (change) await saveLimits(tx, key, changed(before, change), at);
  await notifyLimits(tx);
}

function changed(before: Bounds, change: LimitsChange): Bounds {
  const amountsOf = (bound: 'perPayoutMinor' | 'perDayMinor'): ReadonlyMap<string, bigint | null> =>
    change[bound] ?? new Map([...before.amounts].map(([currency, amounts]) => [currency, amounts[bound]]));
  const [perPayout, perDay] = [amountsOf('perPayoutMinor'), amountsOf('perDayMinor')];
  const amounts = [...new Set([...perPayout.keys(), ...perDay.keys()])].toSorted().flatMap((currency) => {
    const bounds = { perPayoutMinor: perPayout.get(currency) ?? null, perDayMinor: perDay.get(currency) ?? null };
    // A currency that has lost both of its limits is none that the client may ask for.
    return bounds.perPayoutMinor === null && bounds.perDayMinor === null ? [] : [[currency, bounds] as const];
  });
  return {
    readOnly: change.readOnly ?? before.readOnly,
    needsApproval: change.needsApproval ?? before.needsApproval,
    countPerHour: change.countPerHour === undefined ? before.countPerHour : change.countPerHour,
    allowedDestinations:
      change.allowedDestinations === undefined ? before.allowedDestinations : change.allowedDestinations,
    amounts: new Map(amounts),
  };
}
