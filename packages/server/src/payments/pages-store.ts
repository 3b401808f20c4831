import type { PaymentState, ReconciliationState } from '@sarf/contract';
import { list, type Sql } from '../foundation/database.ts';
import type { PaymentRow } from './payment.ts';
import { columns, payments } from './store.ts';

export interface PaymentFilter {
  readonly after: string | undefined;
  readonly states: readonly PaymentState[] | undefined;
  readonly reconciliationStates: readonly ReconciliationState[] | undefined;
  readonly kind: string | undefined;
  readonly customerId: string | undefined;
  readonly payoutAccountId: string | undefined;
  readonly consentId: string | undefined;
  readonly reference: string | undefined;
  readonly externalReference: string | undefined;
  /** Edges of the range of ids, from the times asked for. */
  readonly idFrom: string | undefined;
  readonly idTo: string | undefined;
}

/** One page of an application's payments, newest first: ids are ordered by time. */
export function selectPage(
  sql: Sql,
  applicationId: string,
  filter: PaymentFilter,
  limit: number,
): Promise<PaymentRow[]> {
  const { states, reconciliationStates } = filter;
  return sql<PaymentRow[]>`
    select ${columns(sql)} from ${payments(sql)}
    where p.application_id = ${applicationId}
    ${filter.after ? sql`and p.id < ${filter.after}` : sql``}
    ${filter.idFrom ? sql`and p.id >= ${filter.idFrom}` : sql``}
    ${filter.idTo ? sql`and p.id < ${filter.idTo}` : sql``}
    ${states ? sql`and p.state = any(${list([...states])}::text[])` : sql``}
    ${reconciliationStates ? sql`and p.reconciliation_state = any(${list([...reconciliationStates])}::text[])` : sql``}
    ${filter.kind ? sql`and p.kind = ${filter.kind}` : sql``}
    ${filter.customerId ? sql`and p.customer_id = ${filter.customerId}` : sql``}
    ${filter.payoutAccountId ? sql`and p.payout_account_id = ${filter.payoutAccountId}` : sql``}
    ${filter.consentId ? sql`and p.consent_id = ${filter.consentId}` : sql``}
    ${filter.reference === undefined ? sql`` : sql`and p.reference = ${filter.reference}`}
    ${filter.externalReference === undefined ? sql`` : sql`and p.external_reference = ${filter.externalReference}`}
    order by p.id desc limit ${limit}`;
}
