import { changesSomething, type OperationId, operations, refusals } from '@sarf/contract';
import type { FastifyRequest } from 'fastify';
import { readOnly } from '../auth/agent-limits.ts';
import type { Identity, Origin } from '../auth/caller.ts';
import type { Doors } from '../auth/doors.ts';
import { refuseUnproven } from '../auth/refuse-unproven.ts';
import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { refuseCrossSite } from './cross-site.ts';

type AuthDeps = Pick<Deps, 'clock' | 'settings'>;

/** Whose body says whether they release something; their handlers look at the proof themselves. */
const releasesByBody: ReadonlySet<OperationId> = new Set(['processRefunds', 'changeMember', 'changeClient']);

/**
 * Closed by default: every operation of the contract needs a token or a session with its scope, and those that change
 * something a client that may. Refuses with UNAUTHORIZED, CROSS_SITE_REQUEST, CLIENT_STOPPED, INCORRECT_ACCESS_LEVEL,
 * AGENT_LIMIT (read_only) or SECOND_FACTOR_NEEDED.
 */
export async function authenticate(deps: AuthDeps, doors: Doors, request: FastifyRequest): Promise<void> {
  const id = request.routeOptions.config.operation;
  if (!id) return;
  const caller = { ...(await identify(doors, request)), origin: originOf(request) };
  // Known from here on, whatever is refused: what members are refused is written down.
  request.caller = caller;
  if (caller.session) refuseCrossSite(request, deps.settings.publicUrl);
  const { scope } = operations[id];
  if (scope !== null && !caller.scopes.has(scope)) throw withoutScope(scope, caller);
  if (changesSomething(operations[id]) && doors.tokens.isReadOnly(caller.clientId)) throw readOnly();
  if ('releases' in operations[id] && !releasesByBody.has(id)) refuseUnproven(deps, caller);
}

/** Who is asking. A token counts before a session. Refuses with UNAUTHORIZED or CLIENT_STOPPED. */
async function identify({ tokens, sessions }: Doors, { headers }: FastifyRequest): Promise<Identity> {
  if (headers.authorization === undefined) {
    const identity = headers.cookie === undefined ? undefined : await sessions.verify(headers.cookie);
    if (!identity) throw new Refusal('UNAUTHORIZED');
    return identity;
  }
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization) ?? [];
  if (token === undefined) throw new Refusal('UNAUTHORIZED');
  return tokens.verify(token);
}

const USER_AGENT_MAX = 300;

/** Where a request came from. */
export function originOf({ ip, id, headers }: FastifyRequest): Origin {
  return { ip, userAgent: headers['user-agent']?.slice(0, USER_AGENT_MAX) ?? null, requestId: id };
}

function withoutScope(scope: string, { member }: Identity): Refusal {
  const message = member
    ? `The role ${member.role} does not have the scope this operation needs: ${scope}.`
    : `${refusals.INCORRECT_ACCESS_LEVEL.sentence} It is: ${scope}.`;
  return new Refusal('INCORRECT_ACCESS_LEVEL', message, { metadata: { scope } });
}
