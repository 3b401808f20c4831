import { Type } from 'typebox';
import { refundStates, refundStatuses } from './collection-states.ts';
import {
  After,
  Amount,
  Currency,
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

const Status = Type.String({ enum: refundStatuses, description: 'Where the refund is.' });
const ReasonCode = Type.String({ pattern: '^[A-Z][A-Z0-9_]{1,63}$', description: 'One of the refund reasons.' });

export const RefundRequest = Type.Object(
  {
    payment_id: Id('The payment to give back; it must be RECONCILED.'),
    amount: Amount('In major units: all of the payment or a part of it.'),
    reason_code: ReasonCode,
    currency: Type.Optional(Currency),
    description: Type.Optional(Text(140, 'Travels with the money.')),
    external_reference: Type.Optional(Text(64, 'Your own reference.')),
    idempotency_key: Type.Optional(Text(255, 'The same key never makes a second refund.')),
    beneficiary: Type.Optional(
      Type.Object(
        {
          name: Type.Optional(Filled(140, 'A hint; the money goes back to the account that paid.')),
          iban: Type.Optional(Text(64, 'Must be the account that paid.')),
          city: Type.Optional(Filled(64, 'A hint.')),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { $id: 'RefundRequest', additionalProperties: false },
);

export const RefundRequests = Type.Union([RefundRequest, Type.Array(RefundRequest, { minItems: 1, maxItems: 100 })], {
  $id: 'RefundRequests',
  description: 'One refund, or several: all of them are made, or none.',
});

export const Refund = Type.Object(
  {
    refund_id: Id('The refund.'),
    id: Id('The same id.'),
    payment_id: Id('The payment that it gives back.'),
    status: Status,
    amount: Amount('In major units.'),
    currency: Currency,
    reason_code: Type.String(),
    description: OrNull(Type.String()),
    external_reference: OrNull(Type.String()),
    idempotency_key: OrNull(Type.String()),
    beneficiary: OrNull(
      Type.Object(
        {
          name: Type.String(),
          iban: Type.String({ description: 'Whole where one refund is read; masked everywhere else.' }),
          city: OrNull(Type.String()),
        },
        { description: 'Who paid, and gets it back. Null in events: they do not tell it.' },
      ),
    ),
    deposit_amount: Amount('What of the payment is proven to have arrived.'),
    deposit_currency: Currency,
    payout_id: OrNull(Id('The payout that carries it out, once it is confirmed.')),
    refund_intent_id: OrNull(Id('The intent of that payout.')),
    created_by: Type.String({ description: 'Who asked for it.' }),
    actioned_by: OrNull(Type.String({ description: 'Who confirmed or rejected it.' })),
    reason: OrNull(Reason),
    created_at: Time('When it was asked for.'),
    updated_at: Time('When its status last changed.'),
  },
  { $id: 'Refund' },
);

export const RefundOrRefunds = Type.Union([Type.Ref('Refund'), Type.Array(Type.Ref('Refund'))], {
  $id: 'RefundOrRefunds',
  description: 'One refund when one was asked for, a list when a list was.',
});
export const Refunds = Type.Array(Type.Ref('Refund'), { $id: 'Refunds' });
export const RefundPage = Type.Object({ content: Type.Array(Type.Ref('Refund')), page: Page }, { $id: 'RefundPage' });

export const RefundDecisions = Type.Array(
  Type.Object(
    {
      refund_id: Id('The refund.'),
      status: Type.String({ enum: ['CONFIRMED', 'REJECTED', 'APPROVED'], description: 'APPROVED means CONFIRMED.' }),
      reason: Type.Optional(Text(140, 'Why it is rejected, for whoever asked for it. It is in its history.')),
    },
    { additionalProperties: false },
  ),
  { $id: 'RefundDecisions', minItems: 1, maxItems: 100, description: 'All of them are decided, or none.' },
);

// What an empty body is read as.
const NoBody = Type.Object({}, { additionalProperties: false });
export const ProcessRequest = Type.Union([RefundDecisions, NoBody], {
  $id: 'ProcessRefundsRequest',
  description: 'Decisions; without a body everything that is confirmed and not with the bank yet is submitted now.',
});

const StatusWord = Type.String({ enum: [...refundStatuses, 'APPROVED'] });
export const RefundListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  status: Type.Optional(
    Type.Union([StatusWord, Type.Array(StatusWord, { maxItems: 10 }), Type.String({ pattern: '^[A-Z]+(,[A-Z]+)+$' })], {
      description: 'Only refunds with this status; several as `status=A&status=B` or `status=A,B`.',
    }),
  ),
  payment_id: Type.Optional(Id('Only refunds of this payment.')),
  external_reference: Type.Optional(Text(64, 'Only refunds with this reference of yours.')),
  from: Type.Optional(TimeEdge('Made at this time or later.')),
  to: Type.Optional(TimeEdge('Made before this time.')),
});

export const RefundParams = Type.Object({ refund_id: Id('The refund.') });
export const RefundHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Text(200, 'The same key never makes a second refund. For a list it stands for all of its items.'),
  ),
});

export const RefundHistory = History('RefundHistory', refundStatuses, refundStates);

export const RefundExplanation = Type.Object(
  {
    refund_id: Id('The refund.'),
    status: Status,
    since: Time('When it entered this state.'),
    why: Type.String({ description: 'What this state means and how the refund came to it.' }),
    next: Type.Object({
      who: Type.String({ enum: ['caller', 'sarf', 'bank', 'beneficiary', 'operator', 'nobody'] }),
      what: Type.String(),
      at: OrNull(Time('When it is due, where that is known.')),
    }),
    money_moved: Type.String({ enum: ['no', 'yes', 'unknown'] }),
    payout: OrNull(Type.Ref('PayoutExplanation')),
    customer_message: Type.String({ description: 'A sentence that is safe to show to the customer.' }),
  },
  { $id: 'RefundExplanation' },
);

export const RefundReason = Type.Object(
  { code: ReasonCode, description: Filled(140, 'What it means.') },
  { $id: 'RefundReason', additionalProperties: false },
);
export const RefundReasons = Type.Array(Type.Ref('RefundReason'), { $id: 'RefundReasons' });
