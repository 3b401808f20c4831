import type { Deps } from '../deps.ts';
import { hurryPayouts } from '../payouts/hurry-payouts.ts';
import type { RefundRow } from './refund.ts';
import { selectConfirmed } from './store.ts';

const CONFIRMED_MAX = 1_000;

/**
 * Lets workers submit now whatever is confirmed and waits for a later time. What nobody confirmed stays as it is.
 * @returns the refunds that are confirmed and not with the bank yet, oldest first, up to a thousand
 */
export async function submitConfirmed(deps: Pick<Deps, 'sql'>, applicationId: string): Promise<RefundRow[]> {
  const rows = await selectConfirmed(deps.sql, applicationId, CONFIRMED_MAX);
  const keys = rows.flatMap(({ payoutId }) => (payoutId === null ? [] : [{ applicationId, id: payoutId }]));
  await hurryPayouts(deps.sql, keys);
  return rows;
}
