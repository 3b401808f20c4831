import { type TSchema, Type } from 'typebox';
import type { PayoutState } from './payout-states.ts';
import { Destination, Payout } from './schemas-payouts.ts';

/** The event that tells of a payout entering a state. */
export const payoutEventOf = {
  created: 'payout.created',
  awaiting_approval: 'payout.awaiting_approval',
  queued: 'payout.queued',
  submitting: 'payout.submitting',
  with_bank: 'payout.submitted',
  in_doubt: 'payout.in_doubt',
  completed: 'payout.completed',
  failed: 'payout.failed',
  returned: 'payout.returned',
  rejected: 'payout.rejected',
} as const satisfies Record<PayoutState | 'created', string>;

/** The event that tells of a new destination. */
export const DESTINATION_CREATED = 'destination.created';

/** The event that tells of nothing: it is sent to one endpoint when its owner asks for it. */
export const PING = 'ping';

export const Ping = Type.Object(
  { message: Type.String({ description: 'A sentence for whoever looks.' }) },
  { $id: 'Ping', description: 'What an event says that was asked for as a test.' },
);

interface EventTypeRow {
  /** The word for the object that the event tells of. */
  readonly objectType: 'payout' | 'destination' | 'webhook_endpoint';
  /** The object as its GET shows it. */
  readonly payload: TSchema;
  readonly sentence: string;
}

const ofPayout = (sentence: string): EventTypeRow => ({ objectType: 'payout', payload: Payout, sentence });

/** Every type of event: what it tells of, and the schema of its payload. */
export const eventTypes = {
  'payout.created': ofPayout('A payout was accepted and its amount is held.'),
  'payout.awaiting_approval': ofPayout('A payout waits for somebody to approve it.'),
  'payout.queued': ofPayout('A payout waits for its turn, for the first time or again.'),
  'payout.submitting': ofPayout('A payout is being sent to the bank.'),
  'payout.submitted': ofPayout('The bank has accepted a payout.'),
  'payout.in_doubt': ofPayout('The bank gave no clear answer; it is being asked. Do not pay again.'),
  'payout.completed': ofPayout('The beneficiary has been paid.'),
  'payout.failed': ofPayout('The bank did not pay; the amount is released.'),
  'payout.returned': ofPayout('The money of a completed payout came back.'),
  'payout.rejected': ofPayout('A payout was refused or cancelled before any bank paid; the amount is released.'),
  [DESTINATION_CREATED]: { objectType: 'destination', payload: Destination, sentence: 'A destination was registered.' },
  [PING]: { objectType: 'webhook_endpoint', payload: Ping, sentence: 'A test, sent to one endpoint on request.' },
} as const satisfies Record<string, EventTypeRow>;

export type EventType = keyof typeof eventTypes;

/** Is this text the name of a type of event? */
export function isEventType(text: string): text is EventType {
  return Object.hasOwn(eventTypes, text);
}

/** The names of all types of events. */
export const eventTypeNames = Object.keys(eventTypes).filter(isEventType);

/** The types that an endpoint can be told of as they happen. A ping goes only where it was asked for. */
export const endpointEventTypes = eventTypeNames.filter((type) => type !== PING);
