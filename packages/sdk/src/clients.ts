import type { Calls } from './call.ts';
import type { components } from './openapi.ts';
import { type Result, resultOf, same } from './result.ts';

type Schemas = components['schemas'];
export type ApiClient = Schemas['ApiClient'];
export type ApiClientRequest = Schemas['ApiClientRequest'];
export type ApiClientWithSecret = Schemas['ApiClientWithSecret'];
export type ApiClientChange = Schemas['ApiClientChange'];
export type AgentLimits = Schemas['AgentLimits'];
export type AgentLimitsRequest = Schemas['AgentLimitsRequest'];

/** The API clients of the application, and what keeps them within limits. */
export interface ApiClients {
  /** All of them, oldest first; members are none. */
  list(): Promise<Result<ApiClient[], 'listClients'>>;
  /** Makes one that may do no more than whoever makes it. Its `client_secret` is shown this once. */
  create(request: ApiClientRequest): Promise<Result<ApiClientWithSecret, 'createClient'>>;
  /** Stops it, lets it go on, or revokes it for good. */
  change(clientId: string, change: ApiClientChange): Promise<Result<ApiClient, 'changeClient'>>;
  limits(clientId: string): Promise<Result<AgentLimits, 'getClientLimits'>>;
  /** Sets all limits; those that it had are gone. */
  setLimits(clientId: string, limits: AgentLimitsRequest): Promise<Result<AgentLimits, 'putClientLimits'>>;
  deleteLimits(clientId: string): Promise<Result<null, 'deleteClientLimits'>>;
}

export function apiClientCalls({ api }: Calls): ApiClients {
  const one = '/clients/v1/{client_id}';
  const at = (client_id: string) => ({ params: { path: { client_id } } });
  return {
    list: () => resultOf('listClients', api.GET('/clients/v1'), (data) => data?.content),
    create: (body) => resultOf('createClient', api.POST('/clients/v1', { body }), same),
    change: (id, body) => resultOf('changeClient', api.PATCH(one, { ...at(id), body }), same),
    limits: (id) => resultOf('getClientLimits', api.GET(`${one}/limits`, at(id)), same),
    setLimits: (id, body) => resultOf('putClientLimits', api.PUT(`${one}/limits`, { ...at(id), body }), same),
    deleteLimits: (id) => resultOf('deleteClientLimits', api.DELETE(`${one}/limits`, at(id)), () => null),
  };
}
