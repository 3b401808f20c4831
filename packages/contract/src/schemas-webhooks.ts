import { Type } from 'typebox';
import { eventTypeNames } from './events.ts';
import { After, Id, OrNull, Page, PageSize, Text, Time, TimeEdge } from './schema-parts.ts';

const Dialect = Type.String({
  enum: ['sarf', 'lean'],
  description:
    'How deliveries are written and signed: `sarf` follows Standard Webhooks, `lean` is compatible with Lean.',
});
const State = Type.String({ enum: ['enabled', 'disabled'], description: 'Nothing is sent to a disabled endpoint.' });
const Types = OrNull(
  Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
    minItems: 1,
    maxItems: 50,
    uniqueItems: true,
    description: 'The types of events it is told of; null is all of them.',
  }),
);
const Url = Type.String({ minLength: 1, maxLength: 2048, description: 'Where deliveries are sent, by POST.' });
const Description = OrNull(Text(255, 'A note for people.'));
const Ordered = Type.Boolean({
  description: 'Is each event of an object sent only after the one before it has arrived or was given up?',
});
const RetrySeconds = Type.Array(Type.Integer({ minimum: 1, maximum: 604_800 }), {
  minItems: 1,
  maxItems: 50,
  description: 'The pauses after failed attempts, in seconds, give or take a little; the last one is repeated.',
});
const GiveUpSeconds = Type.Integer({
  minimum: 1,
  maximum: 2_592_000,
  description: 'No attempt begins later than this many seconds after the first one.',
});

export const EndpointRequest = Type.Object(
  {
    url: Url,
    types: Type.Optional(Types),
    description: Type.Optional(Description),
    dialect: Type.Optional(Dialect),
    ordered: Type.Optional(Ordered),
    retry_seconds: Type.Optional(RetrySeconds),
    give_up_seconds: Type.Optional(GiveUpSeconds),
  },
  { $id: 'EndpointRequest', additionalProperties: false },
);

export const EndpointChange = Type.Object(
  {
    url: Type.Optional(Url),
    types: Type.Optional(Types),
    description: Type.Optional(Description),
    dialect: Type.Optional(Dialect),
    ordered: Type.Optional(Ordered),
    retry_seconds: Type.Optional(RetrySeconds),
    give_up_seconds: Type.Optional(GiveUpSeconds),
    state: Type.Optional(State),
  },
  { $id: 'EndpointChange', additionalProperties: false },
);

const endpointFields = {
  id: Id('The endpoint.'),
  url: Type.String({ description: 'Where deliveries are sent, by POST.' }),
  description: OrNull(Type.String({ description: 'A note for people.' })),
  types: OrNull(Type.Array(Type.String(), { description: 'The types of events it is told of; null is all of them.' })),
  dialect: Dialect,
  ordered: Ordered,
  retry_seconds: Type.Array(Type.Integer(), {
    description: 'The pauses after failed attempts, in seconds; the last one is repeated.',
  }),
  give_up_seconds: Type.Integer({
    description: 'No attempt begins later than this many seconds after the first one.',
  }),
  state: State,
  disabled_reason: OrNull(
    Type.String({
      enum: ['REQUESTED', 'GONE'],
      description: 'Why it is disabled: on request, or because it answered with 410.',
    }),
  ),
  failures: Type.Integer({ description: 'How many attempts in a row have failed.' }),
  paused_until: OrNull(Time('Nothing is sent until then, because attempts kept failing.')),
  public_key: Type.String({ description: 'The key that checks the `v1a` signatures: `whpk_` and base64 of 32 bytes.' }),
  previous_secret_until: OrNull(Time('Until then the secret before this one signs, too.')),
  created_at: Time('When it was made.'),
  updated_at: Time('When it was last changed.'),
};

export const Endpoint = Type.Object(endpointFields, { $id: 'Endpoint' });

export const EndpointWithSecret = Type.Object(
  {
    ...endpointFields,
    secret: Type.String({ description: 'The key that checks the signatures. It is shown this once.' }),
  },
  { $id: 'EndpointWithSecret' },
);

export const Endpoints = Type.Object({ content: Type.Array(Type.Ref('Endpoint')) }, { $id: 'Endpoints' });

export const RotateSecretRequest = Type.Object(
  {
    overlap_seconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 604_800,
        description: 'For how long the secret before this one signs, too; without it for a day, 86,400.',
      }),
    ),
  },
  { $id: 'RotateSecretRequest', additionalProperties: false },
);

export const ReplayRequest = Type.Object(
  {
    from: TimeEdge('Events that happened at this time or later.'),
    to: TimeEdge('Events that happened before this time.'),
    types: Type.Optional(Types),
  },
  { $id: 'ReplayRequest', additionalProperties: false },
);

export const Replay = Type.Object(
  { deliveries: Type.Integer({ description: 'How many deliveries wait to be sent, now or again.' }) },
  { $id: 'Replay' },
);

const attemptFields = {
  at: Time('When it began.'),
  duration_ms: Type.Integer({ description: 'How long it took, in milliseconds.' }),
  http_code: OrNull(Type.Integer({ description: 'The HTTP code of the answer; null where none came.' })),
  error: OrNull(Type.String({ description: 'What went wrong; null when it succeeded.' })),
  answer: OrNull(Type.String({ description: 'The first 1,024 characters of the answer.' })),
};

const DeliveryState = Type.String({ enum: ['pending', 'delivered', 'failed'], description: 'Has it arrived?' });

const deliveryFields = {
  id: Id('The delivery.'),
  endpoint_id: Id('Where it goes.'),
  event_id: Id('What it tells of.'),
  event_type: Type.String({ description: 'The type of the event.' }),
  object_id: Id('The object of the event.'),
  sequence: Type.Integer({ description: 'The sequence of the event.' }),
  state: DeliveryState,
  attempts: Type.Integer({ description: 'How many attempts there were.' }),
  due_at: OrNull(Time('When the next attempt is due; null when there will be none.')),
  created_at: Time('When it was made.'),
  finished_at: OrNull(Time('When it arrived or was given up.')),
  last_attempt: OrNull(Type.Object(attemptFields)),
};

export const Delivery = Type.Object(deliveryFields, { $id: 'Delivery' });

export const DeliveryWithAttempts = Type.Object(
  {
    ...deliveryFields,
    attempt_history: Type.Array(
      Type.Object({ number: Type.Integer({ description: 'From 1, in order.' }), ...attemptFields }),
      { description: 'All attempts, oldest first.' },
    ),
  },
  { $id: 'DeliveryWithAttempts' },
);

export const DeliveryPage = Type.Object(
  { content: Type.Array(Type.Ref('Delivery')), page: Page },
  { $id: 'DeliveryPage' },
);

const Milliseconds = (description: string) => OrNull(Type.Integer({ description }));

export const EndpointStats = Type.Object(
  {
    endpoint_id: Id('The endpoint.'),
    pending: Type.Integer({ description: 'Deliveries that wait.' }),
    delivered: Type.Integer({ description: 'Deliveries that arrived.' }),
    failed: Type.Integer({ description: 'Deliveries that were given up.' }),
    oldest_pending_at: OrNull(Time('When the delivery was made that waits the longest.')),
    last_24h: Type.Object({
      attempts: Type.Integer({ description: 'Attempts in the last 24 hours.' }),
      succeeded: Type.Integer({ description: 'How many of them succeeded.' }),
      p50_ms: Milliseconds('Half of them took no longer than this; null without any.'),
      p95_ms: Milliseconds('95 of 100 took no longer than this; null without any.'),
    }),
  },
  { $id: 'EndpointStats' },
);

export const DeliveryListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  endpoint_id: Type.Optional(Id('Only deliveries to this endpoint.')),
  state: Type.Optional(DeliveryState),
  event_id: Type.Optional(Id('Only deliveries of this event.')),
  object_id: Type.Optional(Id('Only deliveries of the events of this object.')),
  event_type: Type.Optional(Type.String({ enum: eventTypeNames, description: 'Only events of this type.' })),
});

export const EndpointParams = Type.Object({ endpoint_id: Id('The endpoint.') });
export const DeliveryParams = Type.Object({ delivery_id: Id('The delivery.') });
