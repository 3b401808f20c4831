import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Customer } from './customer.ts';

/** A customer as the contract shows them. */
export function presentCustomer(row: Customer): Static<typeof schemas.Customer> {
  return { id: row.id, customer_id: row.id, app_user_id: row.appUserId, created_at: row.createdAt.toISOString() };
}
