import { listChains, verifyAudit } from '../auth/audit/verify-audit.ts';
import type { Tx } from '../foundation/database.ts';
import type { Found } from './store.ts';

/** The applications whose audit log is not as it was written, with the first line that is not. */
export async function findBrokenChains(tx: Tx): Promise<Found[]> {
  const found: Omit<Found, 'total'>[] = [];
  for (const id of await listChains(tx)) {
    const { fault } = await verifyAudit(tx, id);
    if (fault) found.push({ id, what: `has a broken audit log: ${fault.what}` });
  }
  return found.map((one) => ({ ...one, total: BigInt(found.length) }));
}
