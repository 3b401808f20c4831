import { Type } from 'typebox';
import { paymentStates, paymentStatuses, reconciliationStatuses } from './collection-states.ts';
import {
  After,
  Amount,
  Currency,
  Evidence,
  Filled,
  History,
  Id,
  OrNull,
  Page,
  PageSize,
  Reason,
  Text,
  Time,
  TimeEdge,
} from './schema-parts.ts';

const Status = Type.String({ enum: [...paymentStatuses], description: 'The public status.' });
export const ReconciliationStatus = Type.String({
  enum: [...reconciliationStatuses],
  description: 'Has a booked statement entry proven that the money arrived?',
});
const Kind = Type.String({
  enum: ['charge', 'checkout', 'record'],
  description: 'Charged under a consent, paid by the customer at a checkout, or collected by another system.',
});

export const Payment = Type.Object(
  {
    id: Id('The payment.'),
    status: Status,
    kind: Kind,
    amount: Amount('In major units.'),
    currency: Currency,
    reference: Type.String({ description: 'Travels with the money; the statement shows it.' }),
    description: OrNull(Type.String()),
    external_reference: OrNull(Type.String({ description: 'Your own reference.' })),
    customer_id: OrNull(Id('Who pays.')),
    consent_id: OrNull(Id('The consent it is charged under.')),
    payment_source_id: OrNull(Id('The payment source it is charged from.')),
    payment_intent_id: OrNull(Id('The intent behind a checkout.')),
    payout_account_id: Id('The account the money goes to.'),
    payer: OrNull(
      Type.Object(
        {
          name: Type.String(),
          iban: Type.String({ description: 'In lists all but the beginning and the last four characters are masked.' }),
        },
        { description: 'Who paid, once that is known. Events do not tell it: read the payment.' },
      ),
    ),
    reconciliation: Type.Object({
      status: ReconciliationStatus,
      amount: Amount('What is proven to have arrived.'),
      currency: Currency,
      status_update_timestamp: OrNull(Time('When the status last changed.')),
      evidence: Type.Array(Evidence, {
        description: 'The booked entries. Of the events, `payment.reconciliation.updated` alone has them.',
      }),
    }),
    refunds: Type.Object({
      refunded: Amount('What went back.'),
      pending: Amount('What refunds that are not final set aside.'),
      remaining: Amount('What can still be refunded: proven to have arrived, less the two.'),
    }),
    end_to_end_id: OrNull(Type.String({ description: 'Our reference at the bank.' })),
    bank_reference: OrNull(Type.String({ description: 'The reference the bank gave it.' })),
    idempotency_key: OrNull(Type.String()),
    checkout_url: OrNull(
      Type.String({ description: 'Where the customer pays, while the status is AWAITING_AUTHORIZATION.' }),
    ),
    expires_at: OrNull(Time('Until when the customer can pay.')),
    paid_at: OrNull(Time('When it was paid.')),
    reason: OrNull(Reason),
    created_at: Time('When it was made.'),
    updated_at: Time('When its status last changed.'),
  },
  { $id: 'Payment' },
);

export const PaymentPage = Type.Object(
  { content: Type.Array(Type.Ref('Payment')), page: Page },
  { $id: 'PaymentPage' },
);

export const ChargeRequest = Type.Object(
  {
    amount: Amount('In major units.'),
    currency: Type.Optional(Currency),
    consent_id: Type.Optional(Id('The consent to charge under; this or `payment_source_id` is needed.')),
    payment_source_id: Type.Optional(Id('The payment source to charge; this or `consent_id` is needed.')),
    description: Type.Optional(Text(140, 'For your own lists.')),
    external_reference: Type.Optional(Text(64, 'Your own reference.')),
    idempotency_key: Type.Optional(Text(255, 'The same as the header.')),
    reference: Type.Optional(Text(64, 'Your own reference, where `external_reference` is not given.')),
    creditor_reference: Type.Optional(Text(64, 'Taken for compatibility; `reference` of the payment is ours.')),
    purpose: Type.Optional(Text(35, 'Taken for compatibility.')),
    risk_details: Type.Optional(Type.Record(Type.String({ maxLength: 64 }), Type.Unknown())),
  },
  { $id: 'AccountOnFilePaymentRequest', additionalProperties: false },
);

export const ChargeHeader = Type.Object({
  'idempotency-key': Text(255, 'Needed. The same key never charges twice.'),
});

export const PaymentIntentRequest = Type.Object(
  {
    amount: Amount('In major units.'),
    currency: Currency,
    customer_id: Type.Optional(Id('Who pays.')),
    description: Type.Optional(Text(140, 'For your own lists.')),
    external_reference: Type.Optional(Text(64, 'Your own reference.')),
    payout_account_id: Type.Optional(Id('The account the money goes to; without it the default one in the currency.')),
    return_url: Type.Optional(
      Type.String({ minLength: 1, maxLength: 2048, pattern: '^https?://[^\\s\\u0000-\\u001f]+$' }),
    ),
    expires_in_seconds: Type.Optional(Type.Integer({ minimum: 60, maximum: 2_592_000, default: 3600 })),
    idempotency_key: Type.Optional(Text(255, 'The same key never makes a second intent.')),
  },
  { $id: 'PaymentIntentRequest', additionalProperties: false },
);

export const IntentHeader = Type.Object({
  'idempotency-key': Type.Optional(Text(255, 'The same key never makes a second intent.')),
});

export const PaymentIntent = Type.Object(
  {
    payment_intent_id: Id('The intent.'),
    amount: Amount('In major units.'),
    currency: Currency,
    customer_id: OrNull(Id('Who pays.')),
    description: OrNull(Type.String()),
    checkout_url: OrNull(Type.String({ description: 'Send the customer here to pay.' })),
    payments: Type.Array(Type.Ref('Payment'), { description: 'The payment of the intent.' }),
    created_at: Time('When it was made.'),
  },
  { $id: 'PaymentIntent' },
);

const RecordedPayment = Type.Object(
  {
    external_reference: Filled(64, 'Your own reference; the same one never records a second payment.'),
    amount: Amount('In major units.'),
    currency: Currency,
    reference: Filled(140, 'What the payer gave with the money, as the statement will show it.'),
    payer: Type.Object(
      { name: Filled(140, 'The name of the account holder.'), iban: Text(64, 'The IBAN; blanks are ignored.') },
      { additionalProperties: false },
    ),
    paid_at: TimeEdge('When it was paid.'),
    description: Type.Optional(Text(140, 'For your own lists.')),
    customer_id: Type.Optional(Id('Who paid.')),
    payout_account_id: Type.Optional(Id('The account it went to; without it the default one in the currency.')),
  },
  { additionalProperties: false },
);

export const PaymentRecords = Type.Array(RecordedPayment, { $id: 'PaymentRecords', minItems: 1, maxItems: 500 });
export const Payments = Type.Array(Type.Ref('Payment'), { $id: 'Payments' });

export const PaymentListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  status: Type.Optional(Status),
  reconciliation_status: Type.Optional(ReconciliationStatus),
  kind: Type.Optional(Kind),
  customer_id: Type.Optional(Id('Only payments of this customer.')),
  consent_id: Type.Optional(Id('Only payments under this consent.')),
  reference: Type.Optional(Text(140, 'Only payments with this reference.')),
  external_reference: Type.Optional(Text(64, 'Only payments with this reference of yours.')),
  from: Type.Optional(TimeEdge('Made at this time or later.')),
  to: Type.Optional(TimeEdge('Made before this time.')),
});

export const CollectedPaymentParams = Type.Object({ payment_id: Id('The payment.') });
export const PaymentIntentParams = Type.Object({ payment_intent_id: Id('The payment intent.') });

export const PaymentHistory = History('PaymentHistory', paymentStatuses, paymentStates);
