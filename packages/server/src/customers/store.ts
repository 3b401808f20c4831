import { list, type Sql, type Tx } from '../foundation/database.ts';
import type { Customer } from './customer.ts';

const columns = (sql: Sql | Tx) => sql`c.application_id, c.id, c.app_user_id, c.created_at`;

export interface Key {
  readonly applicationId: string;
  readonly id: string;
}

/** Adds those customers whose `app_user_id` nobody has yet; waits for whoever is adding the same one. */
export async function insertCustomers(tx: Tx, rows: readonly Customer[]): Promise<void> {
  await tx`
    insert into customers (application_id, id, app_user_id, created_at)
    select * from unnest(
      ${list(rows.map((r) => r.applicationId))}::uuid[], ${list(rows.map((r) => r.id))}::uuid[],
      ${list(rows.map((r) => r.appUserId))}::text[], ${list(rows.map((r) => r.createdAt))}::timestamptz[])
    on conflict (application_id, app_user_id) do nothing`;
}

export function selectByAppUserId(
  sql: Sql | Tx,
  keys: readonly Pick<Customer, 'applicationId' | 'appUserId'>[],
): Promise<Customer[]> {
  return sql<Customer[]>`
    select ${columns(sql)} from (select distinct * from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.appUserId))}::text[])
      u (application_id, app_user_id)) k
    join customers c on c.application_id = k.application_id and c.app_user_id = k.app_user_id`;
}

export function selectCustomers(sql: Sql | Tx, keys: readonly Key[]): Promise<Customer[]> {
  return sql<Customer[]>`
    select ${columns(sql)} from (select distinct * from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[]) u (application_id, id)) k
    join customers c on c.application_id = k.application_id and c.id = k.id`;
}

/** One page of an application's customers, newest first: ids are ordered by time. */
export function selectPage(
  sql: Sql,
  applicationId: string,
  { after, appUserId }: { readonly after: string | undefined; readonly appUserId: string | undefined },
  limit: number,
): Promise<Customer[]> {
  return sql<Customer[]>`
    select ${columns(sql)} from customers c
    where c.application_id = ${applicationId}
    ${after === undefined ? sql`` : sql`and c.id < ${after}`}
    ${appUserId === undefined ? sql`` : sql`and c.app_user_id = ${appUserId}`}
    order by c.id desc limit ${limit}`;
}
