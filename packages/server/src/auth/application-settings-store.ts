import type { Sql, Tx } from '../foundation/database.ts';

/** What can be set of an application. */
export interface SettingsRow {
  readonly applicationId: string;
  readonly name: string;
  readonly duplicateWindowSeconds: number;
  readonly refundsFourEyes: boolean;
  readonly exactMatching: boolean;
}

const columns = (sql: Sql | Tx) => sql`
  id as application_id, name, duplicate_window_seconds, refunds_four_eyes, reconcile_exact as exact_matching`;

export async function selectSettings(sql: Sql | Tx, applicationId: string): Promise<SettingsRow | undefined> {
  const [row] = await sql<SettingsRow[]>`select ${columns(sql)} from applications where id = ${applicationId}`;
  return row;
}

/** The same, locked against others who change them. */
export async function lockSettings(tx: Tx, applicationId: string): Promise<SettingsRow | undefined> {
  const [row] = await tx<SettingsRow[]>`
    select ${columns(tx)} from applications where id = ${applicationId} for no key update`;
  return row;
}

export async function updateSettings(tx: Tx, row: SettingsRow): Promise<void> {
  await tx`
    update applications set duplicate_window_seconds = ${row.duplicateWindowSeconds},
      refunds_four_eyes = ${row.refundsFourEyes}, reconcile_exact = ${row.exactMatching}
    where id = ${row.applicationId}`;
}
