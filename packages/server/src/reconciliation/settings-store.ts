import type { Sql } from '../foundation/database.ts';

/** Are exact matches of this application made without a person? */
export async function isExactAutomatic(sql: Sql, applicationId: string): Promise<boolean> {
  const [row] = await sql<{ reconcileExact: boolean }[]>`
    select reconcile_exact from applications where id = ${applicationId}`;
  return row?.reconcileExact ?? false;
}

/** Changes that; false when there is no such application. */
export async function updateExactAutomatic(sql: Sql, applicationId: string, isOn: boolean): Promise<boolean> {
  const done = await sql`update applications set reconcile_exact = ${isOn} where id = ${applicationId}`;
  return done.count === 1;
}
