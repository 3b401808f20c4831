import type { Tx } from '../../foundation/database.ts';
import { actorOf, type Caller, type Origin } from '../caller.ts';
import { insertLine, lockChain, selectEnd } from './audit-store.ts';
import { asKept, hashOf, NO_HASH } from './line-rules.ts';
import { textOf } from './mask-rules.ts';

/** Who does something, in which application, and from where. */
export interface AuditBy {
  readonly applicationId: string;
  readonly actor: string;
  /** Null: the name of the client. */
  readonly actorName: string | null;
  readonly clientId: string | null;
  readonly origin: Origin;
}

/** What is to be written down. */
export interface AuditDraft {
  readonly by: AuditBy;
  readonly at: Date;
  /** The operation, by its name in the contract, or a command of the terminal. */
  readonly action: string;
  /** `done`, `asked`, or the name of the refusal. */
  readonly outcome: string;
  readonly objectType?: string | null;
  readonly objectId?: string | null;
  /** What it was and what it became: anything that JSON can say. Secrets are left out, IBANs and names masked. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Who asks, as the audit log has it. */
export const auditBy = (caller: Pick<Caller, 'applicationId' | 'clientId' | 'member' | 'origin'>): AuditBy => ({
  applicationId: caller.applicationId,
  actor: actorOf(caller),
  actorName: caller.member?.name ?? null,
  clientId: caller.clientId,
  origin: caller.origin,
});

/** The person at the terminal of the server, as the audit log has it. */
export const operatorOf = (applicationId: string): AuditBy => ({
  applicationId,
  actor: 'operator',
  actorName: 'Operator at the terminal',
  clientId: null,
  origin: { ip: null, userAgent: null, requestId: null },
});

/**
 * Adds a line to the audit log of an application, in the caller's transaction: it is saved with what it tells, or not at
 * all. Lines are added one after another, under a lock on the chain that is held until the end of the transaction. So let
 * this be the last thing that the transaction does: then no other lock is waited for while the chain is locked, nobody
 * can wait in a ring, and the chain is locked for the time of one commit.
 */
export async function recordAudit(tx: Tx, draft: AuditDraft): Promise<void> {
  const { applicationId, actor, actorName, clientId, origin } = draft.by;
  await lockChain(tx, applicationId);
  // A statement of its own: it sees what was committed while we waited.
  const end = await selectEnd(tx, applicationId, clientId);
  const line = asKept({
    applicationId,
    sequence: (end.sequence ?? 0n) + 1n,
    at: draft.at,
    actor,
    actorName: actorName ?? end.clientName ?? actor,
    action: draft.action,
    outcome: draft.outcome,
    objectType: draft.objectType ?? null,
    objectId: draft.objectId ?? null,
    before: textOf(draft.before),
    after: textOf(draft.after),
    ip: origin.ip,
    userAgent: origin.userAgent,
    requestId: origin.requestId,
    previousHash: end.hash ?? NO_HASH,
  });
  await insertLine(tx, { ...line, hash: hashOf(line) });
}
