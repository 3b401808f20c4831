import type { Caller, Handlers } from '../auth/caller.ts';
import type { Deps } from '../deps.ts';
import { cutPage } from '../foundation/page.ts';
import {
  createEndpoint,
  deleteEndpoint,
  type Endpoint,
  type EndpointWithSecret,
  findEndpoint,
  listEndpoints,
  rotateSecret,
  updateEndpoint,
} from './endpoints.ts';
import type { Key } from './endpoints-store.ts';
import { presentDelivery, presentEndpoint, presentStats, presentWhole } from './present.ts';
import { findDelivery, listDeliveries, readStats } from './read-deliveries.ts';
import { replayDelivery, replayEndpoint } from './replay.ts';
import { signingKeyOf } from './signature.ts';
import { testEndpoint } from './test-endpoint.ts';

type EndpointIds =
  | 'createEndpoint'
  | 'listEndpoints'
  | 'getEndpoint'
  | 'updateEndpoint'
  | 'deleteEndpoint'
  | 'rotateEndpointSecret';
type DeliveryIds =
  | 'testEndpoint'
  | 'replayEndpoint'
  | 'getEndpointStats'
  | 'listDeliveries'
  | 'getDelivery'
  | 'replayDelivery';

const OVERLAP_SECONDS = 24 * 60 * 60;

const endpointOf = (caller: Caller, params: { readonly endpoint_id: string }): Key => ({
  applicationId: caller.applicationId,
  id: params.endpoint_id,
});
const deliveryOf = (caller: Caller, params: { readonly delivery_id: string }): Key => ({
  applicationId: caller.applicationId,
  id: params.delivery_id,
});

/** Which verb answers which operation on webhook endpoints and deliveries. */
export function webhookHandlers(deps: Deps): Pick<Handlers, EndpointIds | DeliveryIds> {
  return { ...endpointHandlers(deps), ...deliveryHandlers(deps) };
}

function endpointHandlers(deps: Deps): Pick<Handlers, EndpointIds> {
  const { publicKeyText } = signingKeyOf(deps.secretKey);
  const present = (row: Endpoint) => presentEndpoint(row, publicKeyText, deps.clock.now());
  const withSecret = ({ endpoint, secret }: EndpointWithSecret) => ({ body: { ...present(endpoint), secret } });
  return {
    createEndpoint: async ({ caller, body }) => withSecret(await createEndpoint(deps, caller.applicationId, body)),
    async listEndpoints({ caller }) {
      return { body: { content: (await listEndpoints(deps, caller.applicationId)).map(present) } };
    },
    async getEndpoint({ caller, params }) {
      return { body: present(await findEndpoint(deps, endpointOf(caller, params))) };
    },
    async updateEndpoint({ caller, params, body }) {
      return { body: present(await updateEndpoint(deps, endpointOf(caller, params), body)) };
    },
    async deleteEndpoint({ caller, params }) {
      await deleteEndpoint(deps, endpointOf(caller, params));
      return { body: undefined };
    },
    async rotateEndpointSecret({ caller, params, body }) {
      const overlap = body.overlap_seconds ?? OVERLAP_SECONDS;
      return withSecret(await rotateSecret(deps, endpointOf(caller, params), overlap));
    },
  };
}

function deliveryHandlers(deps: Deps): Pick<Handlers, DeliveryIds> {
  return {
    async testEndpoint({ caller, params }) {
      return { body: presentDelivery(await testEndpoint(deps, endpointOf(caller, params))) };
    },
    async replayEndpoint({ caller, params, body }) {
      return { body: { deliveries: await replayEndpoint(deps, endpointOf(caller, params), body) } };
    },
    async getEndpointStats({ caller, params }) {
      return { body: presentStats(await readStats(deps, endpointOf(caller, params))) };
    },
    async listDeliveries({ caller, query }) {
      const size = query.page_size ?? 50;
      const rows = await listDeliveries(deps, caller.applicationId, query, size);
      return { body: cutPage(rows, size, presentDelivery) };
    },
    async getDelivery({ caller, params }) {
      const { delivery, attempts } = await findDelivery(deps, deliveryOf(caller, params));
      return { body: presentWhole(delivery, attempts) };
    },
    async replayDelivery({ caller, params }) {
      return { body: presentDelivery(await replayDelivery(deps, deliveryOf(caller, params))) };
    },
  };
}
