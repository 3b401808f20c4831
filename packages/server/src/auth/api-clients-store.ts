import { list, type Sql, type Tx } from '../foundation/database.ts';

/** An API client of an application, without its secret. */
export interface ApiClientRow {
  readonly applicationId: string;
  readonly id: string;
  readonly name: string;
  readonly scopes: string[];
  readonly owner: string | null;
  readonly isStopped: boolean;
  readonly isRevoked: boolean;
  readonly isLimited: boolean;
  readonly createdAt: Date;
}

const columns = (sql: Sql | Tx) => sql`
  c.application_id, c.id, c.name, c.scopes, c.owner, c.stopped_at is not null as is_stopped,
  c.revoked_at is not null as is_revoked, c.created_at,
  exists (select 1 from client_limits l where l.application_id = c.application_id and l.client_id = c.id) as is_limited`;

/** The API clients of an application, in the order they were made. */
export function selectApiClients(sql: Sql | Tx, applicationId: string): Promise<ApiClientRow[]> {
  return sql<ApiClientRow[]>`
    select ${columns(sql)} from clients c
    where c.application_id = ${applicationId} and c.kind = 'api' order by c.created_at, c.id`;
}

export async function selectApiClient(
  sql: Sql | Tx,
  applicationId: string,
  id: string,
): Promise<ApiClientRow | undefined> {
  const [row] = await sql<ApiClientRow[]>`
    select ${columns(sql)} from clients c where c.application_id = ${applicationId} and c.id = ${id} and c.kind = 'api'`;
  return row;
}

/** The same, locked against others who change it. */
export async function lockApiClient(tx: Tx, applicationId: string, id: string): Promise<ApiClientRow | undefined> {
  await tx`
    select id from clients where application_id = ${applicationId} and id = ${id} and kind = 'api' for no key update`;
  // A statement of its own: it sees what was committed while we waited.
  return selectApiClient(tx, applicationId, id);
}

/** What whoever changes clients may do: a member, or an API client. */
export interface MakerRow {
  readonly scopes: string[];
  readonly owner: string | null;
  readonly isLimited: boolean;
}

/** The same as it is now; until the end of the transaction nobody takes any of it away from them. */
export async function holdMaker(tx: Tx, applicationId: string, id: string): Promise<MakerRow | undefined> {
  await tx`select id from clients where application_id = ${applicationId} and id = ${id} for share`;
  const [row] = await tx<MakerRow[]>`
    select c.scopes, c.owner, exists (
      select 1 from client_limits l where l.application_id = c.application_id and l.client_id = c.id) as is_limited
    from clients c where c.application_id = ${applicationId} and c.id = ${id}
      and c.stopped_at is null and c.revoked_at is null`;
  return row;
}

/** Those of these destinations that the application does not have. */
export async function selectUnknownDestinations(
  tx: Tx,
  applicationId: string,
  ids: ReadonlySet<string>,
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select u.id::text as id from unnest(${list([...ids])}::uuid[]) u (id)
    where not exists (select 1 from destinations d where d.application_id = ${applicationId} and d.id = u.id)`;
  return rows.map(({ id }) => id);
}
