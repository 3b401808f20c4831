import type { Deps } from '../deps.ts';
import { hurryPayouts } from '../payouts/hurry-payouts.ts';
import type { RefundRow } from './refund.ts';
import { selectQueued } from './store.ts';

const QUEUED_MAX = 1_000;

/**
 * Lets workers submit now whatever is in the queue and waits for a later time: what is confirmed, and what went back into
 * the queue because the bank certainly does not have it. What nobody confirmed stays as it is.
 * @returns the refunds that are confirmed and not with the bank yet, oldest first, up to a thousand
 */
export async function submitConfirmed(deps: Pick<Deps, 'sql'>, applicationId: string): Promise<RefundRow[]> {
  const rows = await selectQueued(deps.sql, applicationId, QUEUED_MAX);
  const keys = rows.flatMap(({ payoutId }) => (payoutId === null ? [] : [{ applicationId, id: payoutId }]));
  await hurryPayouts(deps.sql, keys);
  return rows.filter(({ state }) => state === 'confirmed');
}
