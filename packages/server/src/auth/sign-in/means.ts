import type { Deps } from '../../deps.ts';
import { inTransaction, type Tx } from '../../foundation/database.ts';
import { Refusal } from '../../foundation/refuse.ts';
import { type AuditBy, type AuditDraft, auditBy, recordAudit } from '../audit/record-audit.ts';
import type { Caller, Origin, Session, SignedIn } from '../caller.ts';
import { selectFirstMembership } from '../members-store.ts';
import type { Proven } from '../proof-rules.ts';
import { readSigned } from '../session-rules.ts';
import { type Sessions, signInKey } from '../sessions.ts';
import { admitSession, deleteSessionByToken, notifySessions, selectSessionUser } from '../sessions-store.ts';
import { valueSet } from './jar.ts';
import type { Answered, Library } from './library.ts';

/** What the verbs of the sign-in need. */
export interface Means {
  readonly deps: Pick<Deps, 'sql' | 'clock' | 'secretKey' | 'settings' | 'log'>;
  readonly library: Library;
  readonly sessions: Sessions;
}

/** What comes with a request of a browser. */
export interface Visit {
  readonly cookies: string | undefined;
  readonly origin: Origin;
}

/** A person in their session. */
export interface Signed extends Visit {
  readonly member: SignedIn;
  readonly session: Session;
  readonly caller: Caller;
}

/** What the browser is answered. */
export interface Outcome {
  readonly body?: unknown;
  readonly cookies: readonly string[];
}

/** Is this what the library says when all is well? Refuses with WRONG_CREDENTIALS what it did not take. */
export function isTaken({ status, body }: Answered): boolean {
  if (status >= 500) throw new Error(`the sign-in library answered ${status}: ${JSON.stringify(body)}`);
  return status === 200;
}

/** Refuses with WRONG_CREDENTIALS what the library did not take. */
export function refuseWrong(answered: Answered): void {
  if (!isTaken(answered)) throw new Refusal('WRONG_CREDENTIALS');
}

/** The token of the session that the library made. */
export function tokenIn({ deps, library }: Means, { cookies }: Answered): string | undefined {
  return valueSet(cookies, library.cookieNames.session, signInKey(deps.secretKey));
}

/**
 * Lets in the session that the library has just made, in place of the one that the browser had: nobody can have known its
 * token before. Refuses with WRONG_CREDENTIALS whoever is a member nowhere, or disabled.
 * @param proven what was proven on the way
 */
export async function admit(
  means: Means,
  answered: Answered,
  visit: Visit,
  { proven, action }: { readonly proven: Proven | null; readonly action: string },
): Promise<void> {
  const { deps, sessions, library } = means;
  const token = tokenIn(means, answered);
  if (token === undefined) throw new Error('bug: the sign-in library made no session');
  const earlier = readSigned(visit.cookies, library.cookieNames.session, signInKey(deps.secretKey));
  const at = deps.clock.now();
  const isIn = await inTransaction(deps.sql, async (tx) => {
    if (earlier !== undefined && earlier !== token) await deleteSessionByToken(tx, earlier);
    const userId = await selectSessionUser(tx, token);
    const member = userId === undefined ? undefined : await selectFirstMembership(tx, userId);
    if (!member) {
      await deleteSessionByToken(tx, token);
      return false;
    }
    await admitSession(tx, token, member.applicationId, proven && { by: proven, at }, at);
    await notifySessions(tx);
    const { applicationId, id, name } = member;
    const by: AuditBy = { applicationId, actor: `member:${id}`, actorName: name, clientId: id, origin: visit.origin };
    await recordAudit(tx, { by, at, action, outcome: 'done', ...about(id), after: proven && { proven } });
    return true;
  });
  sessions.forget();
  if (!isIn) throw new Refusal('WRONG_CREDENTIALS');
}

const about = (id: string): Pick<AuditDraft, 'objectType' | 'objectId'> => ({ objectType: 'member', objectId: id });

/** Changes something of a signed-in person and writes it down, in one transaction; every process looks them up anew. */
export async function changeSigned(
  { deps, sessions }: Means,
  { caller }: Signed,
  line: Pick<AuditDraft, 'action' | 'before' | 'after'> & Partial<Pick<AuditDraft, 'outcome'>>,
  change: (tx: Tx) => Promise<void>,
): Promise<void> {
  await inTransaction(deps.sql, async (tx) => {
    await change(tx);
    await notifySessions(tx);
    const by = auditBy(caller);
    await recordAudit(tx, { by, at: deps.clock.now(), outcome: 'done', ...about(caller.clientId), ...line });
  });
  sessions.forget();
}
