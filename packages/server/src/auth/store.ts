import { list, type Sql, type Tx } from '../foundation/database.ts';

export interface ClientRow {
  readonly applicationId: string;
  readonly id: string;
  readonly name: string;
  /** Null: of a member, who has none. */
  readonly secretHash: string | null;
  readonly scopes: string[];
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  readonly stoppedAt: Date | null;
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

export async function insertClient(sql: Sql | Tx, row: Omit<ClientRow, 'revokedAt' | 'stoppedAt'>): Promise<void> {
  await sql`
    insert into clients (application_id, id, name, secret_hash, scopes, created_at, owner)
    values (${row.applicationId}, ${row.id}, ${row.name}, ${row.secretHash}, ${row.scopes}, ${row.createdAt}, ${row.owner})`;
}

/** Changes what a client may do. */
export async function updateScopes(sql: Sql, id: string, scopes: readonly string[]): Promise<void> {
  await sql`update clients set scopes = ${list(scopes)}::text[] where id = ${id}`;
}

/** An API client, by its id. Members have no secret, and get no token. */
export async function selectClient(sql: Sql, id: string): Promise<ClientRow | undefined> {
  const [row] = await sql<ClientRow[]>`
    select application_id, id, name, secret_hash, scopes, created_at, revoked_at, stopped_at, owner
    from clients where id = ${id} and kind = 'api'`;
  return row;
}

type ListedClient = ClientRow & { readonly isLimited: boolean; readonly isMember: boolean };

export function selectClients(sql: Sql): Promise<ListedClient[]> {
  return sql<ListedClient[]>`
    select c.application_id, c.id, c.name, c.secret_hash, c.scopes, c.created_at, c.revoked_at, c.stopped_at, c.owner,
      l.client_id is not null as is_limited, c.kind = 'member' as is_member
    from clients c left join client_limits l on l.application_id = c.application_id and l.client_id = c.id
    order by c.application_id, c.created_at, c.id`;
}

/** Revokes a client and tells every process of it at the commit. False when there is no such client. */
export async function revokeClient(tx: Tx, id: string, at: Date): Promise<boolean> {
  const [done] = await Promise.all([
    tx`update clients set revoked_at = coalesce(revoked_at, ${at}) where id = ${id}`,
    tx`select pg_notify('sarf_auth', 'revoked')`,
  ]);
  return done.count > 0;
}

/**
 * Stops a client, or with null lets it go on, and tells every process of it at the commit. What was stopped before keeps
 * its time. False when there is no such client.
 */
export async function updateStopped(tx: Tx, id: string, at: Date | null): Promise<boolean> {
  const [done] = await Promise.all([
    tx`
    update clients set stopped_at = case when ${at}::timestamptz is null then null
      else coalesce(stopped_at, ${at}::timestamptz) end
    where id = ${id}`,
    tx`select pg_notify('sarf_auth', 'stopped')`,
  ]);
  return done.count > 0;
}

/** A client that may not do all that its tokens say. */
export interface Restrained {
  readonly id: string;
  readonly isRevoked: boolean;
  readonly isStopped: boolean;
  readonly isReadOnly: boolean;
}

/** Clients that are stopped or may only look, and those revoked since a time, whose tokens have not all run out yet. */
export function selectRestrained(sql: Sql, revokedSince: Date): Promise<Restrained[]> {
  return sql<Restrained[]>`
    select c.id, coalesce(c.revoked_at > ${revokedSince}, false) as is_revoked, c.stopped_at is not null as is_stopped,
      coalesce(l.read_only, false) as is_read_only
    from (
      select application_id, id from clients where revoked_at > ${revokedSince} or stopped_at is not null
      union select application_id, client_id from client_limits where read_only
    ) r
    join clients c on c.application_id = r.application_id and c.id = r.id
    left join client_limits l on l.application_id = c.application_id and l.client_id = c.id`;
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
