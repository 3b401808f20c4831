import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../../deps.ts';
import type { Page } from '../../foundation/page.ts';
import { type AuditFilter, selectLines } from './audit-store.ts';
import type { AuditLine } from './line-rules.ts';

type Shown = Static<typeof schemas.AuditLine>;

/** One page of the audit log of an application, newest first. */
export async function listAudit(
  deps: Pick<Deps, 'sql'>,
  applicationId: string,
  filter: AuditFilter,
  size: number,
): Promise<Page<Shown>> {
  const rows = await selectLines(deps.sql, applicationId, filter, size + 1);
  const shown = rows.slice(0, size);
  const next = rows.length > size ? (shown.at(-1)?.sequence.toString() ?? null) : null;
  return { content: shown.map(presentAuditLine), page: { size, next } };
}

const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

function presentAuditLine(line: AuditLine): Shown {
  return {
    sequence: Number(line.sequence),
    at: line.at.toISOString(),
    actor: line.actor,
    actor_name: line.actorName,
    action: line.action,
    outcome: line.outcome,
    object_type: line.objectType,
    object_id: line.objectId,
    before: parsed(line.before),
    after: parsed(line.after),
    ip: line.ip,
    user_agent: line.userAgent,
    request_id: line.requestId,
    hash: line.hash,
    previous_hash: line.previousHash,
  };
}
