import type { Deps } from '../deps.ts';
import { inTransaction } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import { seal } from '../foundation/seal.ts';
import { changeEndpoint, type EndpointChange, type EndpointRequest, rotate, settingsOf } from './endpoint-rules.ts';
import * as store from './endpoints-store.ts';
import { newEndpointSecret, SECRET_PURPOSE } from './signature.ts';

export type Endpoint = store.EndpointRow;
export type EndpointKey = store.Key;

/** An endpoint and its secret, which is shown to its owner and never again. */
export interface EndpointWithSecret {
  readonly endpoint: Endpoint;
  readonly secret: string;
}

// Each of them costs a little for every event.
const ENDPOINTS_MAX = 100;

/** Registers an endpoint; it hears of what happens from now on. Refuses with TOO_MANY_ENDPOINTS. */
export async function createEndpoint(
  deps: Pick<Deps, 'sql' | 'clock' | 'secretKey'>,
  applicationId: string,
  request: EndpointRequest,
): Promise<EndpointWithSecret> {
  const now = deps.clock.now();
  const secret = newEndpointSecret();
  const row = {
    applicationId,
    id: newId(now.getTime()),
    ...settingsOf(request),
    state: 'enabled',
    disabledReason: null,
    failures: 0,
    pausedUntil: null,
    sealedSecret: seal(deps.secretKey, SECRET_PURPOSE, secret),
    sealedPreviousSecret: null,
    previousSecretUntil: null,
    createdAt: now,
    updatedAt: now,
  } as const;
  const endpoint = await store.insertEndpoint(deps.sql, row, ENDPOINTS_MAX);
  if (!endpoint) throw new Refusal('TOO_MANY_ENDPOINTS');
  return { endpoint, secret };
}

/** All endpoints of an application, oldest first. */
export function listEndpoints(deps: Pick<Deps, 'sql'>, applicationId: string): Promise<Endpoint[]> {
  return store.selectEndpoints(deps.sql, applicationId);
}

/** One endpoint. Refuses with UNKNOWN_ENDPOINT. */
export async function findEndpoint(deps: Pick<Deps, 'sql'>, key: EndpointKey): Promise<Endpoint> {
  return orRefuse(await store.selectEndpoint(deps.sql, key));
}

/**
 * Changes an endpoint. One that was disabled kept its place in the line of events, and catches up when it is enabled.
 * Refuses with UNKNOWN_ENDPOINT.
 */
export async function updateEndpoint(
  deps: Pick<Deps, 'sql' | 'clock'>,
  key: EndpointKey,
  change: EndpointChange,
): Promise<Endpoint> {
  return withEndpoint(deps, key, (row) => changeEndpoint(row, change, deps.clock.now()));
}

/**
 * Gives an endpoint a new secret; the one before signs too, for `overlapSeconds`. The one before that is forgotten.
 * Refuses with UNKNOWN_ENDPOINT.
 */
export async function rotateSecret(
  deps: Pick<Deps, 'sql' | 'clock' | 'secretKey'>,
  key: EndpointKey,
  overlapSeconds: number,
): Promise<EndpointWithSecret> {
  const secret = newEndpointSecret();
  const sealed = seal(deps.secretKey, SECRET_PURPOSE, secret);
  const endpoint = await withEndpoint(deps, key, (row) => rotate(row, sealed, overlapSeconds, deps.clock.now()));
  return { endpoint, secret };
}

/** Deletes an endpoint, its deliveries and what is left of its attempts. Refuses with UNKNOWN_ENDPOINT. */
export async function deleteEndpoint(deps: Pick<Deps, 'sql'>, key: EndpointKey): Promise<void> {
  if (!(await store.deleteEndpoint(deps.sql, key))) throw new Refusal('UNKNOWN_ENDPOINT');
}

// Under lock: what a worker finds out of the endpoint at the same time is not written over.
function withEndpoint(
  deps: Pick<Deps, 'sql'>,
  key: EndpointKey,
  change: (row: Endpoint) => Endpoint,
): Promise<Endpoint> {
  return inTransaction(deps.sql, async (tx) => {
    const changed = change(orRefuse(await store.lockEndpoint(tx, key)));
    await store.updateEndpoint(tx, changed);
    return changed;
  });
}

function orRefuse(row: Endpoint | undefined): Endpoint {
  if (!row) throw new Refusal('UNKNOWN_ENDPOINT');
  return row;
}
