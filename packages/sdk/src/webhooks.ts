import type { Calls } from './call.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import { type Result, resultOf, same } from './result.ts';

type Schemas = components['schemas'];
export type Endpoint = Schemas['Endpoint'];
export type EndpointWithSecret = Schemas['EndpointWithSecret'];
export type EndpointRequest = Schemas['EndpointRequest'];
export type EndpointChange = Schemas['EndpointChange'];
export type WebhookDelivery = Schemas['Delivery'];
export type DeliveryFilter = NonNullable<operations['listDeliveries']['parameters']['query']>;

/** Where Sarf sends its events. */
export interface Endpoints {
  /** Registers an endpoint. Its `secret` is shown this once. */
  create(request: EndpointRequest): Promise<Result<EndpointWithSecret, 'createEndpoint'>>;
  get(endpointId: string): Promise<Result<Endpoint, 'getEndpoint'>>;
  /** All endpoints, oldest first. */
  list(): Promise<Result<Endpoint[], 'listEndpoints'>>;
  /** Changes, disables or enables an endpoint. */
  update(endpointId: string, change: EndpointChange): Promise<Result<Endpoint, 'updateEndpoint'>>;
  delete(endpointId: string): Promise<Result<null, 'deleteEndpoint'>>;
  /** Gives a new secret, shown this once. The one before signs, too, for a day or as long as is asked for. */
  rotateSecret(
    endpointId: string,
    options?: Schemas['RotateSecretRequest'],
  ): Promise<Result<EndpointWithSecret, 'rotateEndpointSecret'>>;
  /** Sends a `ping`. */
  test(endpointId: string): Promise<Result<WebhookDelivery, 'testEndpoint'>>;
  /** Sends the events of a span of time again. */
  replay(endpointId: string, span: Schemas['ReplayRequest']): Promise<Result<Schemas['Replay'], 'replayEndpoint'>>;
  stats(endpointId: string): Promise<Result<Schemas['EndpointStats'], 'getEndpointStats'>>;
}

/** What was sent to endpoints, and what came of it. */
export interface Deliveries {
  /** All deliveries that fit, newest event first. Throws SarfRefused. */
  list(filter?: DeliveryFilter): AsyncGenerator<WebhookDelivery, void, undefined>;
  /** One delivery with all its attempts. */
  get(deliveryId: string): Promise<Result<Schemas['DeliveryWithAttempts'], 'getDelivery'>>;
  /** Sends it again. */
  replay(deliveryId: string): Promise<Result<WebhookDelivery, 'replayDelivery'>>;
}

export function endpointCalls({ api }: Calls): Endpoints {
  const all = '/webhooks/v1/endpoints';
  const one = '/webhooks/v1/endpoints/{endpoint_id}';
  const at = (endpoint_id: string) => ({ params: { path: { endpoint_id } } });
  return {
    create: (body) => resultOf('createEndpoint', api.POST(all, { body }), same),
    get: (id) => resultOf('getEndpoint', api.GET(one, at(id)), same),
    list: () => resultOf('listEndpoints', api.GET(all), (data) => data?.content),
    update: (id, body) => resultOf('updateEndpoint', api.PATCH(one, { ...at(id), body }), same),
    delete: (id) => resultOf('deleteEndpoint', api.DELETE(one, at(id)), () => null),
    rotateSecret: (id, body = {}) =>
      resultOf('rotateEndpointSecret', api.POST(`${one}/rotate-secret`, { ...at(id), body }), same),
    test: (id) => resultOf('testEndpoint', api.POST(`${one}/test`, at(id)), same),
    replay: (id, body) => resultOf('replayEndpoint', api.POST(`${one}/replay`, { ...at(id), body }), same),
    stats: (id) => resultOf('getEndpointStats', api.GET(`${one}/stats`, at(id)), same),
  };
}

export function deliveryCalls({ api }: Calls): Deliveries {
  const one = '/webhooks/v1/deliveries/{delivery_id}';
  const at = (delivery_id: string) => ({ params: { path: { delivery_id } } });
  return {
    list: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listDeliveries', api.GET('/webhooks/v1/deliveries', { params: { query } }), same);
      }, after),
    get: (id) => resultOf('getDelivery', api.GET(one, at(id)), same),
    replay: (id) => resultOf('replayDelivery', api.POST(`${one}/replay`, at(id)), same),
  };
}
