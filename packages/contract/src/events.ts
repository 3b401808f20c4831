import { type TSchema, Type } from 'typebox';
import type { ConsentState, PaymentState, RefundState, SourceState } from './collection-states.ts';
import type { PayoutState } from './payout-states.ts';
import { Consent, PaymentSource } from './schemas-customers.ts';
import { Payment } from './schemas-payments.ts';
import { Destination, Payout } from './schemas-payouts.ts';
import { Match, Statement, StatementEntry } from './schemas-reconciliation.ts';
import { Refund } from './schemas-refunds.ts';

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

/** The event that tells of a consent entering a state. */
export const consentEventOf = {
  awaiting_authorisation: 'consent.created',
  authorised: 'consent.authorised',
  rejected: 'consent.rejected',
  suspended: 'consent.suspended',
  revoked: 'consent.revoked',
  expired: 'consent.expired',
  consumed: 'consent.consumed',
} as const satisfies Record<ConsentState, string>;

/** The event that tells of a payment source entering a state. */
export const sourceEventOf = {
  active: 'payment_source.created',
  expired: 'payment_source.expired',
  revoked: 'payment_source.revoked',
} as const satisfies Record<SourceState, string>;

/** The event that tells of a payment entering a state. */
export const paymentEventOf = {
  created: 'payment.created',
  awaiting_authorisation: 'payment.awaiting_authorisation',
  queued: 'payment.queued',
  submitting: 'payment.submitting',
  with_bank: 'payment.submitted',
  in_doubt: 'payment.in_doubt',
  completed: 'payment.completed',
  failed: 'payment.failed',
  returned: 'payment.returned',
  rejected: 'payment.rejected',
} as const satisfies Record<PaymentState | 'created', string>;

/** The event that tells of a refund entering a state. */
export const refundEventOf = {
  created: 'refund.created',
  confirmed: 'refund.confirmed',
  submitted: 'refund.submitted',
  completed: 'refund.completed',
  failed: 'refund.failed',
  rejected: 'refund.rejected',
} as const satisfies Record<RefundState, string>;

/** What reconciliation tells of. */
export const reconciliationEvent = {
  payment: 'payment.reconciliation.updated',
  matched: 'reconciliation.matched',
  unmatched: 'reconciliation.unmatched',
  statement: 'reconciliation.statement_read',
  unknownDebit: 'reconciliation.unknown_debit',
} as const;

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
  readonly objectType:
    | 'payout'
    | 'destination'
    | 'consent'
    | 'payment_source'
    | 'payment'
    | 'payment_reconciliation'
    | 'refund'
    | 'match'
    | 'statement'
    | 'statement_entry'
    | 'webhook_endpoint';
  /** The object as its GET shows it. */
  readonly payload: TSchema;
  readonly sentence: string;
}

const ofPayout = (sentence: string): EventTypeRow => ({ objectType: 'payout', payload: Payout, sentence });

const ofConsent = (sentence: string): EventTypeRow => ({ objectType: 'consent', payload: Consent, sentence });
const ofSource = (sentence: string): EventTypeRow => ({
  objectType: 'payment_source',
  payload: PaymentSource,
  sentence,
});
const ofPayment = (sentence: string): EventTypeRow => ({ objectType: 'payment', payload: Payment, sentence });
const ofRefund = (sentence: string): EventTypeRow => ({ objectType: 'refund', payload: Refund, sentence });
const ofMatch = (sentence: string): EventTypeRow => ({ objectType: 'match', payload: Match, sentence });

/** Every type of event: what it tells of, and the schema of its payload. */
export const eventTypes = {
  'payout.created': ofPayout(
    'A payout was accepted and its amount is held. `approval` says whether another party has to approve it.',
  ),
  'payout.awaiting_approval': ofPayout(
    'A payout waits for approval again, after a restore. That it waits at first, `payout.created` tells.',
  ),
  'payout.queued': ofPayout('A payout waits for its turn: it was approved, or it waits again.'),
  'payout.submitting': ofPayout('A payout is being sent to the bank.'),
  'payout.submitted': ofPayout('The bank has accepted a payout.'),
  'payout.in_doubt': ofPayout('The bank gave no clear answer; it is being asked. Do not pay again.'),
  'payout.completed': ofPayout('The beneficiary has been paid.'),
  'payout.failed': ofPayout('The bank did not pay; the amount is released.'),
  'payout.returned': ofPayout('The money of a completed payout came back.'),
  'payout.rejected': ofPayout(
    'A payout was refused, not approved, or cancelled before any bank paid; the amount is released.',
  ),
  [DESTINATION_CREATED]: { objectType: 'destination', payload: Destination, sentence: 'A destination was registered.' },
  'consent.created': ofConsent('A customer was asked for permission to charge an account.'),
  'consent.authorised': ofConsent('The customer allowed it, or the bank lifted a suspension.'),
  'consent.rejected': ofConsent('The customer refused.'),
  'consent.suspended': ofConsent('The bank suspended the consent for a time.'),
  'consent.revoked': ofConsent('The consent was revoked; no charge can start any more.'),
  'consent.expired': ofConsent('The time of the consent is over.'),
  'consent.consumed': ofConsent('A limit of the consent is used up.'),
  'payment_source.created': ofSource('A bank account of a customer can be charged.'),
  'payment_source.expired': ofSource('The account can be charged no more: its consent is over.'),
  'payment_source.revoked': ofSource('The account can be charged no more: its consent was revoked.'),
  'payment.created': ofPayment('A payment of a customer was made.'),
  'payment.awaiting_authorisation': ofPayment('A payment waits for the customer to decide.'),
  'payment.queued': ofPayment('A payment waits for its turn, for the first time or again.'),
  'payment.submitting': ofPayment('A payment is being sent to the bank.'),
  'payment.submitted': ofPayment('The bank has accepted a payment.'),
  'payment.in_doubt': ofPayment('The bank gave no clear answer; it is being asked. Do not charge again.'),
  'payment.completed': ofPayment('The bank says that the customer has paid.'),
  'payment.failed': ofPayment('The bank did not carry the payment out.'),
  'payment.returned': ofPayment('The money of a completed payment was taken back.'),
  'payment.rejected': ofPayment('A payment was refused before any bank carried it out.'),
  [reconciliationEvent.payment]: {
    objectType: 'payment_reconciliation',
    payload: Payment,
    sentence: 'What is proven of a payment to have arrived has changed.',
  },
  'refund.created': ofRefund('A refund waits to be confirmed; its amount is set aside.'),
  'refund.confirmed': ofRefund('A refund was confirmed; a payout carries it out.'),
  'refund.rejected': ofRefund('A refund was rejected; its amount can be refunded again.'),
  'refund.submitted': ofRefund('The bank has the refund.'),
  'refund.completed': ofRefund('The customer has the money back.'),
  'refund.failed': ofRefund('A refund was not carried out or came back; its amount can be refunded again.'),
  [reconciliationEvent.matched]: ofMatch('A statement entry was tied to what it proves.'),
  [reconciliationEvent.unmatched]: ofMatch('A match was undone.'),
  [reconciliationEvent.statement]: { objectType: 'statement', payload: Statement, sentence: 'A statement was read.' },
  [reconciliationEvent.unknownDebit]: {
    objectType: 'statement_entry',
    payload: StatementEntry,
    sentence: 'Money left an account and no payout explains it. Look at once.',
  },
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
