import { changesSomething, operations, refusals } from '@sarf/contract';
import type { FastifyRequest } from 'fastify';
import { readOnly } from '../auth/agent-limits.ts';
import type { Tokens } from '../auth/tokens.ts';
import { Refusal } from '../foundation/refuse.ts';

/**
 * Closed by default: every operation of the contract needs a token with its scope, and those that change something a
 * client that may. Refuses with UNAUTHORIZED, CLIENT_STOPPED, INCORRECT_ACCESS_LEVEL or AGENT_LIMIT (read_only).
 */
export async function authenticate(tokens: Tokens, request: FastifyRequest): Promise<void> {
  const id = request.routeOptions.config.operation;
  if (!id) return;
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) throw new Refusal('UNAUTHORIZED');
  const caller = await tokens.verify(token);
  const { scope } = operations[id];
  if (scope !== null && !caller.scopes.has(scope)) {
    const message = `${refusals.INCORRECT_ACCESS_LEVEL.sentence} It is: ${scope}.`;
    throw new Refusal('INCORRECT_ACCESS_LEVEL', message, { metadata: { scope } });
  }
  if (changesSomething(operations[id]) && tokens.isReadOnly(caller.clientId)) throw readOnly();
  request.caller = caller;
}
