import { Type } from 'typebox';
import { eventTypeNames } from './events.ts';
import { Id, OrNull, Page, PageSize, Time, TimeEdge } from './schema-parts.ts';

export const Event = Type.Object(
  {
    id: Id('The event. It is the same wherever and however often the event is told.'),
    type: Type.String({ description: 'What happened. There may be more types in time.' }),
    created_at: Time('When it happened.'),
    application_id: Id('Whose event it is.'),
    object: Type.Object({
      type: Type.String({ description: 'The kind of object it happened to.' }),
      id: Id('The object.'),
    }),
    sequence: Type.Integer({ description: 'Among the events of its object: from 1, without gaps.' }),
    previous_event_id: OrNull(
      Id('The event of the same object before this one; null for the first, or when it is no longer kept.'),
    ),
    payload: Type.Union(
      [
        Type.Ref('Payout'),
        Type.Ref('PayoutDestination'),
        Type.Ref('Consent'),
        Type.Ref('PaymentSource'),
        Type.Ref('Payment'),
        Type.Ref('Refund'),
        Type.Ref('Match'),
        Type.Ref('Statement'),
        Type.Ref('StatementEntry'),
        Type.Ref('Ping'),
      ],
      {
        description: 'The object as it was right then, in the form in which it is read.',
      },
    ),
  },
  { $id: 'Event' },
);

export const EventPage = Type.Object({ content: Type.Array(Type.Ref('Event')), page: Page }, { $id: 'EventPage' });

export const EventListQuery = Type.Object({
  after: Type.Optional(Id('The event to go on after: the last one you have read.')),
  page_size: PageSize,
  type: Type.Optional(Type.String({ enum: eventTypeNames, description: 'Only events of this type.' })),
  object_id: Type.Optional(Id('Only events of this object.')),
  from: Type.Optional(TimeEdge('Happened at this time or later.')),
  to: Type.Optional(TimeEdge('Happened before this time.')),
});

export const EventStream = Type.String({ description: 'Server-sent events.' });

export const EventStreamQuery = Type.Object({
  after: Type.Optional(Id('The event to go on after; without it the stream begins with what happens next.')),
});

export const EventStreamHeaders = Type.Object({
  'last-event-id': Type.Optional(Id('The same, as clients of server-sent events send it by themselves.')),
});

export const EventParams = Type.Object({ event_id: Id('The event.') });
