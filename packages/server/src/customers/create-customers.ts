import type { Deps } from '../deps.ts';
import type { Outcome } from '../foundation/batch.ts';
import { inTransaction } from '../foundation/database.ts';
import { timeOfId } from '../foundation/id.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import type { Customer } from './customer.ts';
import { insertCustomers, selectByAppUserId } from './store.ts';

/** A customer that is to be registered. */
export interface NewCustomer {
  readonly applicationId: string;
  /** Made beforehand, so that a try whose answer was lost recognises its own row. */
  readonly id: string;
  readonly appUserId: string;
}

/**
 * Registers customers, many in one transaction; each gets its own outcome.
 * Refuses with CUSTOMER_ALREADY_EXISTS, naming the customer that has the `app_user_id`.
 */
export async function createCustomers(
  deps: Pick<Deps, 'sql' | 'metrics'>,
  wishes: readonly NewCustomer[],
): Promise<Outcome<Customer>[]> {
  // All batches take their keys in the same order, so that two of them cannot wait for each other.
  const rows = wishes
    .map((wish) => ({ ...wish, createdAt: timeOfId(wish.id) }))
    .toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) > nameOf(b))));
  const found = await inTransaction(deps.sql, async (tx) => {
    await insertCustomers(tx, rows);
    return selectByAppUserId(tx, rows);
  });
  deps.metrics.batchItems.observe({ batch: 'create_customers' }, wishes.length);
  const byName = new Map(found.map((row) => [nameOf(row), row]));
  return wishes.map((wish) => {
    const row = byName.get(nameOf(wish));
    assert(row, 'a customer was added or was there');
    return row.id === wish.id ? { value: row } : { refusal: alreadyThere(row) };
  });
}

const nameOf = ({ applicationId, appUserId }: Pick<Customer, 'applicationId' | 'appUserId'>): string =>
  `${applicationId}/${appUserId}`;

function alreadyThere({ id, appUserId }: Customer): Refusal {
  return new Refusal('CUSTOMER_ALREADY_EXISTS', undefined, {
    metadata: { customer_id: id, app_user_id: appUserId },
  });
}
