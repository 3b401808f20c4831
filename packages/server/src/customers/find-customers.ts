import type { Sql, Tx } from '../foundation/database.ts';
import type { Customer } from './customer.ts';
import { type Key, selectCustomers } from './store.ts';

/** Finds customers by their ids; those that the application does not have are left out. */
export function findCustomers(sql: Sql | Tx, keys: readonly Key[]): Promise<Customer[]> {
  return selectCustomers(sql, keys);
}
