import { isScope, type Scope } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { inTransaction, type Sql, type Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { hashSecret, newSecret } from '../foundation/seal.ts';
import * as store from './store.ts';

type AuthDeps = Pick<Deps, 'clock'> & { readonly sql: Sql | Tx };

/** Makes an application, the owner of everything else. Returns its id. */
export async function createApplication(deps: AuthDeps, name: string): Promise<string> {
  const now = deps.clock.now();
  const id = newId(now.getTime());
  await store.insertApplication(deps.sql, id, name, now);
  return id;
}

export interface NewClient {
  readonly clientId: string;
  /** Shown this once; only its hash is kept. */
  readonly clientSecret: string;
}

/**
 * Makes client credentials for an application.
 * @param owner the member whose they are; the clients of one member are one party
 */
export async function createClient(
  deps: AuthDeps,
  applicationId: string,
  name: string,
  scopes: readonly Scope[],
  owner: string | null = null,
): Promise<NewClient> {
  const now = deps.clock.now();
  const clientId = newId(now.getTime());
  const clientSecret = newSecret();
  await store.insertClient(deps.sql, {
    applicationId,
    id: clientId,
    name,
    secretHash: hashSecret(clientSecret),
    scopes: [...scopes],
    createdAt: now,
    // The address of a member is theirs however it is typed.
    owner: owner?.toLowerCase() ?? null,
  });
  return { clientId, clientSecret };
}

/** Lets a client do this from now on, and nothing else. Tokens that it has already say what it might do before. */
export function setScopes(deps: Pick<Deps, 'sql'>, clientId: string, scopes: readonly Scope[]): Promise<void> {
  return store.updateScopes(deps.sql, clientId, scopes);
}

/** Revokes a client: its tokens are refused from now on. False when there is no such client. */
export function revokeClient(deps: Pick<Deps, 'sql' | 'clock'>, clientId: string): Promise<boolean> {
  return inTransaction(deps.sql, (tx) => store.revokeClient(tx, clientId, deps.clock.now()));
}

interface Known {
  readonly applicationId: string;
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly revokedAt: Date | null;
  readonly stoppedAt: Date | null;
  readonly isLimited: boolean;
  /** A person who signs in; all others have a secret. */
  readonly isMember: boolean;
  readonly owner: string | null;
}

/** All clients, without their secrets, members among them. */
export async function listClients(deps: Pick<Deps, 'sql'>): Promise<Known[]> {
  const rows = await store.selectClients(deps.sql);
  return rows.map((row) => ({
    applicationId: row.applicationId,
    id: row.id,
    name: row.name,
    scopes: row.scopes.filter(isScope),
    revokedAt: row.revokedAt,
    stoppedAt: row.stoppedAt,
    isLimited: row.isLimited,
    isMember: row.isMember,
    owner: row.owner,
  }));
}

/** All applications, oldest first. */
export function listApplications(deps: {
  readonly sql: Sql | Tx;
}): Promise<{ id: string; name: string; createdAt: Date }[]> {
  return store.selectApplications(deps.sql);
}

/** Sets for how long a payout with the same details counts as a possible duplicate. False: no such application. */
export function setDuplicateWindow(deps: Pick<Deps, 'sql'>, applicationId: string, seconds: number): Promise<boolean> {
  return store.updateDuplicateWindow(deps.sql, applicationId, seconds);
}
