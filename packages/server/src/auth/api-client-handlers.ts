import { type Fault, isScope, type schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Deps } from '../deps.ts';
import { presentLimits } from './agent-limits.ts';
import { type ApiClient, changeApiClient, listApiClients, makeApiClient } from './api-clients.ts';
import type { Handlers } from './caller.ts';
import { limitsOfRequest } from './client-limit-rules.ts';
import { changeClientLimits, findClientLimits } from './client-limits.ts';
import { refuseUnproven } from './refuse-unproven.ts';

export { clientLimitFaults } from './client-limit-rules.ts';

type Ids =
  | 'listClients'
  | 'createClient'
  | 'changeClient'
  | 'getClientLimits'
  | 'putClientLimits'
  | 'deleteClientLimits';

/** Which verb answers which operation on API clients. */
export function apiClientHandlers(deps: Pick<Deps, 'sql' | 'clock' | 'settings'>): Pick<Handlers, Ids> {
  return {
    async listClients({ caller }) {
      return { body: { content: (await listApiClients(deps, caller.applicationId)).map(presentClient) } };
    },
    async createClient({ caller, body: { name, scopes, owner } }) {
      const wished = { name, scopes: scopes.filter(isScope), owner };
      const { client, clientSecret } = await makeApiClient(deps, caller, wished);
      return { body: { client: presentClient(client), client_secret: clientSecret } };
    },
    async changeClient({ caller, params, body }) {
      // Stopping has to be quick; letting go on is what releases something.
      if (body.is_stopped === false) refuseUnproven(deps, caller);
      const change = { isStopped: body.is_stopped, isRevoked: body.is_revoked ? (true as const) : undefined };
      return { body: presentClient(await changeApiClient(deps, caller, params.client_id.toLowerCase(), change)) };
    },
    async getClientLimits({ caller, params }) {
      const limits = await findClientLimits(deps, caller.applicationId, params.client_id.toLowerCase());
      return { body: presentLimits(limits) };
    },
    async putClientLimits({ caller, params, body }) {
      const id = params.client_id.toLowerCase();
      return { body: presentLimits(await changeClientLimits(deps, caller, id, limitsOfRequest(body))) };
    },
    async deleteClientLimits({ caller, params }) {
      await changeClientLimits(deps, caller, params.client_id.toLowerCase(), null);
      return { body: undefined };
    },
  };
}

/** What is wrong with a change of a client beyond its form: nobody takes a revocation back. Pure. */
export function clientChangeFaults(body: unknown): Fault[] {
  if (typeof body !== 'object' || body === null) return [];
  const { is_revoked: isRevoked }: { is_revoked?: unknown } = body;
  if (isRevoked !== false) return [];
  return [{ path: 'is_revoked', message: 'can only be true; make a new client instead', code: 'INVALID_PARAMETERS' }];
}

const presentClient = (row: ApiClient): Static<typeof schemas.ApiClient> => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  owner: row.owner,
  is_stopped: row.isStopped,
  is_revoked: row.isRevoked,
  is_limited: row.isLimited,
  created_at: row.createdAt.toISOString(),
});
