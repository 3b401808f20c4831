import { changesSomething, type Operation, type OperationId, operations } from '@sarf/contract';
import type { FastifyRequest } from 'fastify';
import { type AuditDraft, auditBy, recordAudit } from '../auth/audit/record-audit.ts';
import type { Answer, Caller } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { inTransaction } from '../foundation/database.ts';
import { refusalCodeOf } from './answers.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Was it written down what was asked for? Then what came of it is written by whoever wrote that. */
    isAudited?: boolean;
  }
}

/** Writes down what people ask for and what came of it. */
export interface AuditDoor {
  /** Writes down a refusal, unless `around` did: what is refused at the door, and by verbs that write their own line. */
  refused(request: FastifyRequest, error: unknown): Promise<void>;
  /** A line before the work and one after it, so that a crash between them leaves the first. */
  around(request: FastifyRequest, checked: Checked, work: () => Promise<Answer>): Promise<Answer>;
}

interface Checked {
  readonly params: object;
  readonly body: unknown;
}

// What keeps people, clients and money in bounds is written down whoever asks for it.
const tags: ReadonlySet<Operation['tag']> = new Set(['Team', 'Clients', 'Settings', 'Payout Accounts', 'Webhooks']);
const approvals: ReadonlySet<OperationId> = new Set(['approvePayout', 'rejectPayout', 'processRefunds']);
// Their verbs write their line in the transaction of the change, with what it was before.
const writtenByVerb: ReadonlySet<OperationId> = new Set([
  'changeMember',
  'createInvitation',
  'deleteInvitation',
  'createClient',
  'changeClient',
  'putClientLimits',
  'deleteClientLimits',
  'changeSettings',
  'changePayoutAccount',
]);

type AuditDeps = Pick<Deps, 'sql' | 'clock' | 'log'>;

/** The audit log at the door: every change that a member asks for, and some that clients ask for. */
export function auditDoor(deps: AuditDeps): AuditDoor {
  return {
    async refused(request, error) {
      const { caller } = request;
      const id = request.routeOptions.config.operation;
      if (!id || !caller || request.isAudited || !isAudited(id, caller)) return;
      const about = objectOf(id, request.params, undefined);
      await quietly(deps, draftOf(deps, caller, { action: id, outcome: refusalCodeOf(error), ...about }));
    },
    async around(request, { params, body }, work) {
      const { caller } = request;
      const id = request.routeOptions.config.operation;
      if (!id || !caller || writtenByVerb.has(id) || !isAudited(id, caller)) return work();
      const asked = 'file' in operations[id] ? undefined : body;
      const first = { action: id, outcome: 'asked', ...objectOf(id, params, undefined), after: asked };
      await record(deps, draftOf(deps, caller, first));
      request.isAudited = true;
      try {
        const answer = await work();
        const done = { action: id, outcome: 'done', ...objectOf(id, params, answer.body), after: answer.body };
        // It is done and saved; that the line is missing must not make it look otherwise. The first line stays.
        await quietly(deps, draftOf(deps, caller, done));
        return answer;
      } catch (error) {
        const refused = { action: id, outcome: refusalCodeOf(error), ...objectOf(id, params, undefined) };
        await quietly(deps, draftOf(deps, caller, refused));
        throw error;
      }
    },
  };
}

function isAudited(id: OperationId, caller: Caller): boolean {
  const operation: Operation = operations[id];
  return changesSomething(operation) && (caller.member !== null || tags.has(operation.tag) || approvals.has(id));
}

const draftOf = (deps: AuditDeps, caller: Caller, rest: Omit<AuditDraft, 'by' | 'at'>): AuditDraft => ({
  by: auditBy(caller),
  at: deps.clock.now(),
  ...rest,
});

const record = (deps: AuditDeps, draft: AuditDraft): Promise<void> =>
  inTransaction(deps.sql, (tx) => recordAudit(tx, draft));

async function quietly(deps: AuditDeps, draft: AuditDraft): Promise<void> {
  try {
    await record(deps, draft);
  } catch (error) {
    const { action, outcome } = draft;
    deps.log.error({ err: error, action, outcome }, 'a line of the audit log could not be written');
  }
}

const ID = /^[\w-]{1,100}$/;

/** What an operation is about: what its path names, or what it made. */
function objectOf(id: OperationId, params: unknown, answer: unknown): Pick<AuditDraft, 'objectType' | 'objectId'> {
  const [name, value] = entriesOf(params)[0] ?? [];
  if (name !== undefined && typeof value === 'string' && ID.test(value)) {
    return { objectType: name.replace(/_id$/, ''), objectId: value.toLowerCase() };
  }
  const made = new Map(entriesOf(answer)).get('id');
  const { tag }: Operation = operations[id];
  return typeof made === 'string' ? { objectType: tag.toLowerCase().replaceAll(' ', '_'), objectId: made } : {};
}

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
