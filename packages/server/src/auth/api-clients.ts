import { isScope, type Scope } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { inTransaction, type Tx } from '../foundation/database.ts';
import { assert, Refusal } from '../foundation/refuse.ts';
import { decideKeeping, decideMaking, type Maker, type WishedClient } from './api-client-rules.ts';
import { type ApiClientRow, holdMaker, lockApiClient, selectApiClient, selectApiClients } from './api-clients-store.ts';
import { auditBy, recordAudit } from './audit/record-audit.ts';
import type { Caller } from './caller.ts';
import { createClient, type NewClient } from './clients.ts';
import { deleteInvitationsOf } from './invitations-store.ts';
import { takeEffect } from './stop-clients.ts';
import { revokeClient, updateStopped } from './store.ts';

type ClientDeps = Pick<Deps, 'sql' | 'clock'>;

/** An API client of an application, without its secret. Members are none. */
export type ApiClient = Omit<ApiClientRow, 'scopes'> & { readonly scopes: Scope[] };

const withScopes = (row: ApiClientRow): ApiClient => ({ ...row, scopes: row.scopes.filter(isScope) });

/** The API clients of an application, in the order they were made. */
export async function listApiClients(deps: Pick<Deps, 'sql'>, applicationId: string): Promise<ApiClient[]> {
  return (await selectApiClients(deps.sql, applicationId)).map(withScopes);
}

/** Whoever asks, as they stand now; they keep what they have until the end of the transaction. */
async function holdCaller(tx: Tx, { applicationId, clientId, scopes }: Caller): Promise<Maker> {
  const row = await holdMaker(tx, applicationId, clientId);
  // They were stopped or revoked since they came in.
  if (!row) throw new Refusal('UNAUTHORIZED');
  // A token may say less than its client may do, and a role may have been taken away since.
  return { ...row, scopes: new Set(row.scopes.filter((scope) => isScope(scope) && scopes.has(scope))) };
}

/** Locks a client that somebody wants to change. Refuses with ROLE_NOT_ALLOWED or UNKNOWN_CLIENT. */
export async function lockForCaller(tx: Tx, caller: Caller, clientId: string): Promise<ApiClient> {
  const refusal = decideKeeping(await holdCaller(tx, caller));
  if (refusal) throw refusal;
  const row = await lockApiClient(tx, caller.applicationId, clientId);
  if (!row) throw new Refusal('UNKNOWN_CLIENT');
  return withScopes(row);
}

/**
 * Makes an API client that may do no more than whoever makes it, and belongs to them where they are somebody's. Refuses
 * with ROLE_NOT_ALLOWED.
 */
export function makeApiClient(
  deps: ClientDeps,
  caller: Caller,
  wished: WishedClient & { readonly name: string },
): Promise<NewClient & { readonly client: ApiClient }> {
  const { applicationId } = caller;
  return inTransaction(deps.sql, async (tx) => {
    const scopes = [...new Set(wished.scopes)];
    const decision = decideMaking(await holdCaller(tx, caller), { ...wished, scopes });
    if (decision instanceof Refusal) throw decision;
    const made = await createClient({ ...deps, sql: tx }, applicationId, wished.name, scopes, decision.owner);
    const client = await knownClient(tx, applicationId, made.clientId);
    await record(tx, deps, caller, { action: 'createClient', id: made.clientId, after: auditedOf(client) });
    return { ...made, client };
  });
}

export interface ApiClientChange {
  readonly isStopped: boolean | undefined;
  /** Only true: nobody takes it back. */
  readonly isRevoked: true | undefined;
}

/**
 * Stops an API client, lets it go on, or revokes it. Once this has returned nothing that a stopped client asked for
 * before is accepted any more. Refuses with ROLE_NOT_ALLOWED or UNKNOWN_CLIENT.
 */
export async function changeApiClient(
  deps: ClientDeps,
  caller: Caller,
  clientId: string,
  { isStopped, isRevoked }: ApiClientChange,
): Promise<ApiClient> {
  const client = await inTransaction(deps.sql, async (tx) => {
    const at = deps.clock.now();
    const before = await lockForCaller(tx, caller, clientId);
    if (isStopped !== undefined) await updateStopped(tx, clientId, isStopped ? at : null);
    if (isRevoked) await revokeClient(tx, clientId, at);
    const after = await knownClient(tx, caller.applicationId, clientId);
    // What it has let in may not outlast it.
    if (after.isStopped || after.isRevoked) await deleteInvitationsOf(tx, after, at);
    const change = { before: auditedOf(before), after: auditedOf(after) };
    await record(tx, deps, caller, { action: 'changeClient', id: clientId, ...change });
    return after;
  });
  if (client.isStopped || client.isRevoked) await takeEffect(deps, clientId);
  return client;
}

async function knownClient(tx: Tx, applicationId: string, id: string): Promise<ApiClient> {
  const row = await selectApiClient(tx, applicationId, id);
  assert(row, 'a client that is locked or just made is there');
  return withScopes(row);
}

const auditedOf = ({ name, scopes, owner, isStopped, isRevoked }: ApiClient) => ({
  name,
  scopes,
  owner,
  is_stopped: isStopped,
  is_revoked: isRevoked,
});

interface Recorded {
  readonly action: string;
  readonly id: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

function record(tx: Tx, { clock }: ClientDeps, caller: Caller, { id, ...rest }: Recorded): Promise<void> {
  const about = { objectType: 'client', objectId: id, outcome: 'done' };
  return recordAudit(tx, { by: auditBy(caller), at: clock.now(), ...about, ...rest });
}
