import { Type } from 'typebox';
import { payoutStatuses } from './payout-states.ts';
import { Amount, Currency, Id, OrNull, Text, Time } from './schema-parts.ts';

// What keeps a client, such as an AI agent, within bounds, and what would happen if it asked.

const AmountLimit = Type.Object({
  currency: Currency,
  max_amount_per_payout: OrNull(Amount('The most that one payout or refund may be, in major units; null: no limit.')),
  max_total_per_day: OrNull(Amount('The most that may be asked for in one day (UTC), in major units; null: no limit.')),
  spent_today: Amount('What was asked for today, in major units.'),
  left_today: OrNull(Amount('What may still be asked for today; null: no limit.')),
});

export const AgentLimits = Type.Object(
  {
    limited: Type.Boolean({ description: 'Does this client have any limit?' }),
    read_only: Type.Boolean({ description: 'It may look and preview, and change nothing.' }),
    needs_approval: Type.Boolean({
      description: 'What it asks for waits until another party approves it, and it may approve nothing itself.',
    }),
    max_count_per_hour: OrNull(Type.Integer({ description: 'The most payouts and refunds in one hour of the clock.' })),
    count_this_hour: Type.Integer({ description: 'How many it asked for in this hour.' }),
    hour_ends_at: Time('When the next hour begins.'),
    day_ends_at: Time('When the next day begins.'),
    allowed_destinations: OrNull(
      Type.Array(Id('A destination it may pay.'), { description: 'Null: it may pay any destination.' }),
    ),
    amounts: Type.Array(AmountLimit, {
      description: 'By currency. Where any currency is listed, the client may ask for no other.',
    }),
  },
  { $id: 'AgentLimits' },
);

const PreviewRefusal = Type.Object(
  {
    status: Type.String({ description: 'The name of the refusal.' }),
    message: Type.String(),
    retryable: Type.Boolean({ description: 'May the same request succeed later?' }),
    errors: Type.Array(
      Type.Object({ path: Type.String(), message: Type.String(), code: Type.Optional(Type.String()) }),
    ),
    metadata: OrNull(Type.Record(Type.String(), Type.Unknown())),
  },
  { description: 'What the request would be refused with.' },
);

const payoutVerdicts = ['WOULD_BE_QUEUED', 'WOULD_AWAIT_APPROVAL', 'WOULD_BE_REPLAYED', 'WOULD_BE_REFUSED'] as const;
const LimitsLeft = Type.Object(
  {
    left_today: OrNull(Amount('What the client may still ask for today in this currency after it; null: no limit.')),
    left_this_hour: OrNull(Type.Integer({ description: 'How many it may still ask for this hour; null: no limit.' })),
  },
  { description: 'What the limits of the client leave after it.' },
);

export const PayoutPreview = Type.Object(
  {
    verdict: Type.String({ enum: [...payoutVerdicts], description: 'What would happen to this request now.' }),
    refusal: OrNull(PreviewRefusal),
    payment_id: OrNull(Id('The payout that was made under the same idempotency key, where there is one.')),
    amount: Amount('What the beneficiary is sent, in major units.'),
    total: Amount('What leaves the payout account, in major units; fees of banks are not known and not in it.'),
    currency: Currency,
    payout_account: OrNull(
      Type.Object({
        id: Id('The account it would be paid from.'),
        name: Type.String(),
        iban: Type.String({ description: 'Masked.' }),
        available_before: Amount('What can be paid out now.'),
        available_after: Amount('What could be paid out then; below zero where the account allows it.'),
      }),
    ),
    destination: OrNull(
      Type.Object({
        id: Id('Whom it would pay.'),
        beneficiary_name: Type.String(),
        account: Type.String({ description: 'The IBAN or account number, masked.' }),
      }),
    ),
    possible_duplicate: OrNull(
      Type.Object({
        payment_id: Id('The payout that looks like this one.'),
        status: Type.String({ enum: [...payoutStatuses] }),
        created_at: Time('When it was accepted.'),
      }),
    ),
    limits: OrNull(LimitsLeft),
  },
  { $id: 'PayoutPreview' },
);

const refundVerdicts = ['WOULD_BE_CREATED', 'WOULD_BE_REPLAYED', 'WOULD_BE_REFUSED'] as const;

export const RefundPreview = Type.Object(
  {
    verdict: Type.String({
      enum: [...refundVerdicts],
      description: 'What would happen to the request as a whole now: all of its refunds are made, or none.',
    }),
    refusal: OrNull(PreviewRefusal),
    content: Type.Array(
      Type.Object({
        payment_id: Id('The payment it would give back.'),
        refund_id: OrNull(Id('The refund that was made under the same idempotency key, where there is one.')),
        amount: Amount('What the customer is sent, in major units.'),
        currency: OrNull(Currency),
        remaining_before: OrNull(
          Amount('What can still be refunded of the payment, after the items before this one; null: no such payment.'),
        ),
        remaining_after: OrNull(Amount('What could still be refunded after it.')),
        possible_duplicates: Type.Array(Id('An open refund.'), {
          description: 'Open refunds of the same payment and amount, newest first, at most ten.',
        }),
      }),
      { description: 'In the order of the request.' },
    ),
    needs_second_party: Type.Boolean({ description: 'Must another party confirm it before money moves?' }),
    limits: OrNull({
      ...LimitsLeft,
      description: 'What the limits leave after it, in the currency of the first refund.',
    }),
  },
  { $id: 'RefundPreview' },
);

export const RejectionRequest = Type.Object(
  { reason: Type.Optional(Text(140, 'Why, for whoever asked.')) },
  { $id: 'PayoutRejectionRequest', additionalProperties: false },
);
