import { findCustomers } from '../customers/find-customers.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import type { SourceRow } from './consent.ts';
import { selectOfCustomer, selectSources } from './sources-store.ts';

/** A payment source as addresses name it. */
export interface SourceKey {
  readonly applicationId: string;
  readonly customerId: string;
  readonly id: string;
}

/** Reads a payment source of a customer. Refuses with UNKNOWN_PAYMENT_SOURCE. */
export async function findSource({ sql }: Pick<Deps, 'sql'>, key: SourceKey): Promise<SourceRow> {
  const [row] = await selectSources(sql, [key]);
  if (!row || row.customerId !== key.customerId.toLowerCase()) throw new Refusal('UNKNOWN_PAYMENT_SOURCE');
  return row;
}

/** All payment sources of a customer, newest first, those that ended too. Refuses with UNKNOWN_CUSTOMER. */
export async function listSources(
  { sql }: Pick<Deps, 'sql'>,
  applicationId: string,
  customerId: string,
): Promise<SourceRow[]> {
  const [customer] = await findCustomers(sql, [{ applicationId, id: customerId }]);
  if (!customer) throw new Refusal('UNKNOWN_CUSTOMER');
  return selectOfCustomer(sql, applicationId, customerId);
}
