import { list, type Sql, type Tx } from '../../foundation/database.ts';

// Beside the other locks of two numbers.
const ATTEMPT_LOCKS = 7_240_005;

/** Lets tries at these keys be counted one after another; in one order. */
export async function lockAttempts(tx: Tx, keys: readonly string[]): Promise<void> {
  await tx`
    select pg_advisory_xact_lock(${ATTEMPT_LOCKS}::integer, h) from (
      select distinct hashtext(u.key) as h from unnest(${list(keys)}::text[]) u (key) order by h
    ) ordered`;
}

/** When the last wrong tries at a key were, the latest first. */
export async function selectFailures(tx: Tx, key: string, limit: number): Promise<Date[]> {
  const rows = await tx<{ at: Date }[]>`
    select at from sign_in.failures where key = ${key} order by at desc limit ${limit}`;
  return rows.map(({ at }) => at);
}

export async function insertFailures(tx: Tx, keys: readonly string[], at: Date): Promise<void> {
  await tx`insert into sign_in.failures (key, at) select u.key, ${at} from unnest(${list(keys)}::text[]) u (key)`;
}

/** Takes back one try at each of these keys, made at this time. */
export async function deleteTry(sql: Sql | Tx, keys: readonly string[], at: Date): Promise<void> {
  await sql`
    delete from sign_in.failures where ctid in (
      select distinct on (f.key) f.ctid from sign_in.failures f
      where f.key = any(${list(keys)}::text[]) and f.at = ${at} order by f.key)`;
}

export async function deleteFailures(sql: Sql | Tx, key: string): Promise<void> {
  await sql`delete from sign_in.failures where key = ${key}`;
}

/** Notes a code as used; false where it was used since a time. */
export async function insertUsedCode(
  tx: Tx,
  { userId, codeHash }: { readonly userId: string; readonly codeHash: string },
  at: Date,
  usedSince: Date,
): Promise<boolean> {
  await tx`delete from sign_in.used_codes where user_id = ${userId} and at < ${usedSince}`;
  const made = await tx`
    insert into sign_in.used_codes (user_id, code_hash, at) values (${userId}, ${codeHash}, ${at}) on conflict do nothing`;
  return made.count === 1;
}

/** Forgets what is over: sessions, challenges and wrong tries. */
export async function deleteOver(sql: Sql, before: Date): Promise<void> {
  await sql.begin((tx) => [
    tx`delete from sign_in.sessions where expires_at < ${before}`,
    tx`delete from sign_in.verifications where expires_at < ${before}`,
    tx`delete from sign_in.failures where at < ${before}`,
    tx`delete from sign_in.used_codes where at < ${before}`,
  ]);
}
