import { isRole, roles } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { deriveKey } from '../foundation/seal.ts';
import type { Identity } from './caller.ts';
import { proofs } from './proof-rules.ts';
import { isOver, readSigned, sessionCookieOf } from './session-rules.ts';
import { type SessionRow, selectSession, touchSession } from './sessions-store.ts';

type SessionDeps = Pick<Deps, 'sql' | 'clock' | 'secretKey' | 'settings'>;

// A session that was looked up is believed for this long where no notification passes.
const REMEMBERED_MS = 2_000;
const REMEMBERED_MAX = 10_000;
// A session in use is not noted as used more often than this.
const TOUCHED_EVERY_MS = 60_000;

export interface Sessions {
  /**
   * Whose session the cookies of a request carry; undefined where they carry none that is good. Refuses with
   * CLIENT_STOPPED a member who is disabled.
   */
  verify(cookies: string | undefined): Promise<Identity | undefined>;
  /** Is the session of these cookies still good? Looking does not keep it from ending for want of use. */
  isGood(cookies: string | undefined): Promise<boolean>;
  /** Looks every session up anew. */
  forget(): void;
  stop(): Promise<void>;
}

interface Known {
  readonly row: SessionRow;
  readonly untilMs: number;
}

/** The key with which cookies of the sign-in are signed. */
export const signInKey = (secretKey: Buffer): string => deriveKey(secretKey, 'sign-in');

/**
 * Opens the room's doors for sessions. A session that was looked up is remembered for two seconds at most; what ends or
 * changes it is told to every process by a notification.
 */
export function openSessions(deps: SessionDeps): Sessions {
  const [name, key] = [sessionCookieOf(deps.settings.publicUrl), signInKey(deps.secretKey)];
  const known = new Map<string, Known>();
  let generation = 0;
  const forget = (): void => {
    generation += 1;
    known.clear();
  };
  // Also called when the connection comes back: what was told meanwhile was not heard.
  const listening = ['sarf_sessions', 'sarf_auth'].map((channel) =>
    deps.sql.listen(channel, forget, forget).catch(() => undefined),
  );

  const lookUp = async (token: string): Promise<SessionRow | undefined> => {
    const entry = known.get(token);
    if (entry && entry.untilMs > deps.clock.elapsedMs()) return entry.row;
    const began = generation;
    const row = await selectSession(deps.sql, token);
    if (!row || isOver(row, deps.clock.now())) return undefined;
    if (known.size >= REMEMBERED_MAX) known.clear();
    // What was read before something ended is not remembered after it.
    if (began === generation) known.set(token, { row, untilMs: deps.clock.elapsedMs() + REMEMBERED_MS });
    return row;
  };

  return {
    async verify(cookies) {
      const token = readSigned(cookies, name, key);
      const row = token === undefined ? undefined : await lookUp(token);
      const now = deps.clock.now();
      if (!row || row.isRevoked || isOver(row, now)) return undefined;
      if (row.isStopped) throw new Refusal('CLIENT_STOPPED', 'This member was disabled.');
      if (now.getTime() - row.seenAt.getTime() > TOUCHED_EVERY_MS) {
        await touchSession(deps.sql, row, now);
        if (token !== undefined) known.delete(token);
      }
      return identityOf(row);
    },
    async isGood(cookies) {
      const token = readSigned(cookies, name, key);
      const row = token === undefined ? undefined : await lookUp(token);
      return row !== undefined && !row.isRevoked && !row.isStopped && !isOver(row, deps.clock.now());
    },
    forget,
    async stop() {
      for (const one of await Promise.all(listening)) await one?.unlisten().catch(() => {});
    },
  };
}

function identityOf(row: SessionRow): Identity | undefined {
  const { role } = row;
  if (!isRole(role)) return undefined;
  const by = proofs.find((one) => one === row.provenBy);
  return {
    applicationId: row.applicationId,
    clientId: row.memberId,
    scopes: new Set(roles[role].scopes),
    member: { id: row.memberId, email: row.email, name: row.name, role },
    session: {
      id: row.id,
      userId: row.userId,
      proof: by && row.provenAt ? { by, at: row.provenAt } : null,
      factors: { totp: row.hasTotp, passkeys: row.passkeys },
    },
  };
}
