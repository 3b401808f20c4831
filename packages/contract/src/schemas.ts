import { type TSchema, Type } from 'typebox';
import { Ping } from './events.ts';
import { OrNull, Time } from './schema-parts.ts';
import * as events from './schemas-events.ts';
import * as payouts from './schemas-payouts.ts';
import * as webhooks from './schemas-webhooks.ts';

export * from './schemas-events.ts';
export * from './schemas-payouts.ts';
export * from './schemas-webhooks.ts';

export const Refusal = Type.Object(
  {
    status: Type.String({ description: 'The name of the refusal.' }),
    message: Type.String(),
    timestamp: Time('When it was refused.'),
    request_id: Type.String({ description: 'Quote it when you ask for help; it is in the logs.' }),
    retryable: Type.Boolean({ description: 'May the same request succeed later?' }),
    money_moved: Type.String({ enum: ['no', 'yes', 'unknown'] }),
    errors: Type.Array(
      Type.Object({ path: Type.String(), message: Type.String(), code: Type.Optional(Type.String()) }),
    ),
    metadata: OrNull(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'Refusal' },
);

/** The schemas that have a name of their own in the OpenAPI document: its `$id`. */
export const namedSchemas: Readonly<Record<string, TSchema>> = {
  PayoutRequest: payouts.PayoutRequest,
  Payout: payouts.Payout,
  PayoutPage: payouts.PayoutPage,
  PayoutHistory: payouts.PayoutHistory,
  PayoutDestinationRequest: payouts.DestinationRequest,
  PayoutDestination: payouts.Destination,
  PayoutDestinationPage: payouts.DestinationPage,
  PayoutIntent: payouts.PayoutIntent,
  PayoutAccounts: payouts.PayoutAccounts,
  PayoutExplanation: payouts.Explanation,
  Ping,
  Event: events.Event,
  EventPage: events.EventPage,
  EndpointRequest: webhooks.EndpointRequest,
  EndpointChange: webhooks.EndpointChange,
  Endpoint: webhooks.Endpoint,
  EndpointWithSecret: webhooks.EndpointWithSecret,
  Endpoints: webhooks.Endpoints,
  RotateSecretRequest: webhooks.RotateSecretRequest,
  ReplayRequest: webhooks.ReplayRequest,
  Replay: webhooks.Replay,
  Delivery: webhooks.Delivery,
  DeliveryWithAttempts: webhooks.DeliveryWithAttempts,
  DeliveryPage: webhooks.DeliveryPage,
  EndpointStats: webhooks.EndpointStats,
  Refusal,
};
