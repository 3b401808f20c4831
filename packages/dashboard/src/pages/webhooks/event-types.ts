import type { SarfEventType } from '@sarf/sdk';

const all: Readonly<Record<SarfEventType, true>> = {
  'payout.created': true,
  'payout.awaiting_approval': true,
  'payout.queued': true,
  'payout.submitting': true,
  'payout.submitted': true,
  'payout.in_doubt': true,
  'payout.completed': true,
  'payout.failed': true,
  'payout.returned': true,
  'payout.rejected': true,
  'destination.created': true,
  'consent.created': true,
  'consent.authorised': true,
  'consent.rejected': true,
  'consent.suspended': true,
  'consent.revoked': true,
  'consent.expired': true,
  'consent.consumed': true,
  'payment_source.created': true,
  'payment_source.expired': true,
  'payment_source.revoked': true,
  'payment.created': true,
  'payment.awaiting_authorisation': true,
  'payment.queued': true,
  'payment.submitting': true,
  'payment.submitted': true,
  'payment.in_doubt': true,
  'payment.completed': true,
  'payment.failed': true,
  'payment.returned': true,
  'payment.rejected': true,
  'payment.reconciliation.updated': true,
  'refund.created': true,
  'refund.confirmed': true,
  'refund.rejected': true,
  'refund.submitted': true,
  'refund.completed': true,
  'refund.failed': true,
  'reconciliation.matched': true,
  'reconciliation.unmatched': true,
  'reconciliation.statement_read': true,
  'reconciliation.unknown_debit': true,
  ping: true,
};

const isType = (text: string): text is SarfEventType => Object.hasOwn(all, text);

/** All types of events, as the compiler sees to. */
export const eventTypes = Object.keys(all).filter(isType);

/** Those that an endpoint can be told of; a ping goes only where it was asked for. */
export const endpointTypes = eventTypes.filter((type) => type !== 'ping');
