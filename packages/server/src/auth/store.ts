import { list, type Sql, type Tx } from '../foundation/database.ts';

export interface ClientRow {
  readonly applicationId: string;
  readonly id: string;
  readonly name: string;
  readonly secretHash: string;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  /** Whose it is; null: it belongs to nobody but itself. */
  readonly owner: string | null;
}

export interface SigningKeyRow {
  readonly id: string;
  readonly publicJwk: Record<string, unknown>;
  readonly sealedPrivateJwk: string;
  readonly createdAt: Date;
  readonly supersededAt: Date | null;
  readonly retiredAt: Date | null;
}

export async function insertApplication(sql: Sql | Tx, id: string, name: string, at: Date): Promise<void> {
  await sql`insert into applications (id, name, created_at) values (${id}, ${name}, ${at})`;
}

export function selectApplications(sql: Sql | Tx): Promise<{ id: string; name: string; createdAt: Date }[]> {
  return sql<{ id: string; name: string; createdAt: Date }[]>`
    select id, name, created_at from applications order by created_at, id`;
}

/** Changes the duplicate window; false when there is no such application. */
export async function updateDuplicateWindow(sql: Sql, id: string, seconds: number): Promise<boolean> {
  const done = await sql`update applications set duplicate_window_seconds = ${seconds} where id = ${id}`;
  return done.count === 1;
}

/** Changes whether refunds are confirmed by a second party; false when there is no such application. */
export async function updateFourEyes(sql: Sql, id: string, isOn: boolean): Promise<boolean> {
  const done = await sql`update applications set refunds_four_eyes = ${isOn} where id = ${id}`;
  return done.count === 1;
}

/** Does this application want a second party to confirm refunds? */
export async function selectFourEyes(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx<{ isOn: boolean }[]>`
    select refunds_four_eyes as is_on from applications where id = ${id}`;
  return row?.isOn ?? false;
}

/** The owners of clients, where they have one. */
export function selectOwners(
  tx: Tx,
  keys: readonly { readonly applicationId: string; readonly clientId: string }[],
): Promise<{ clientId: string; owner: string }[]> {
  return tx<{ clientId: string; owner: string }[]>`
    select c.id as client_id, c.owner
    from (select distinct * from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.clientId))}::uuid[])
      u (application_id, id)) k
    join clients c on c.application_id = k.application_id and c.id = k.id
    where c.owner is not null`;
}

export async function insertClient(sql: Sql | Tx, row: ClientRow): Promise<void> {
  await sql`
    insert into clients (application_id, id, name, secret_hash, scopes, created_at, owner)
    values (${row.applicationId}, ${row.id}, ${row.name}, ${row.secretHash}, ${row.scopes}, ${row.createdAt}, ${row.owner})`;
}

/** Changes what a client may do. */
export async function updateScopes(sql: Sql, id: string, scopes: readonly string[]): Promise<void> {
  await sql`update clients set scopes = ${list(scopes)}::text[] where id = ${id}`;
}

export async function selectClient(sql: Sql, id: string): Promise<ClientRow | undefined> {
  const [row] = await sql<ClientRow[]>`
    select application_id, id, name, secret_hash, scopes, created_at, revoked_at, owner from clients where id = ${id}`;
  return row;
}

export function selectClients(sql: Sql): Promise<ClientRow[]> {
  return sql<ClientRow[]>`
    select application_id, id, name, secret_hash, scopes, created_at, revoked_at, owner
    from clients order by application_id, created_at, id`;
}

/** Revokes a client and tells every process of it at the commit. False when there is no such client. */
export async function revokeClient(sql: Sql, id: string, at: Date): Promise<boolean> {
  const [rows] = await sql.begin((tx) => [
    tx`update clients set revoked_at = coalesce(revoked_at, ${at}) where id = ${id} returning id`,
    tx`select pg_notify('sarf_auth', 'revoked')`,
  ]);
  return rows.length > 0;
}

/** Clients revoked since a time; their tokens have not all run out yet. */
export async function selectRevoked(sql: Sql, since: Date): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`select id from clients where revoked_at > ${since}`;
  return rows.map((row) => row.id);
}

/** Keys that sign or still verify. */
export function selectSigningKeys(sql: Sql | Tx, now: Date): Promise<SigningKeyRow[]> {
  return sql<SigningKeyRow[]>`
    select id, public_jwk, sealed_private_jwk, created_at, superseded_at, retired_at from signing_keys
    where retired_at is null or retired_at > ${now} order by created_at desc, id desc`;
}

export async function lockSigningKeys(tx: Tx): Promise<void> {
  await tx`lock table signing_keys in share row exclusive mode`;
}

export async function insertSigningKey(
  tx: Tx,
  row: { id: string; publicJwk: string; sealedPrivateJwk: string; createdAt: Date },
): Promise<void> {
  await tx`
    insert into signing_keys (id, public_jwk, sealed_private_jwk, created_at)
    values (${row.id}, ${row.publicJwk}::text::jsonb, ${row.sealedPrivateJwk}, ${row.createdAt})`;
}

/** Lets every older key sign no more; it verifies until `retiredAt`. */
export async function supersedeSigningKeys(tx: Tx, keptId: string, at: Date, retiredAt: Date): Promise<void> {
  await tx`
    update signing_keys set superseded_at = ${at}, retired_at = ${retiredAt}
    where id <> ${keptId} and superseded_at is null`;
  await tx`select pg_notify('sarf_auth', 'keys')`;
}
