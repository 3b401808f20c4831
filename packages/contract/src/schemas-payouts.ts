import { Type } from 'typebox';
import { payoutStates, payoutStatuses } from './payout-states.ts';
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
  textPattern,
} from './schema-parts.ts';

const Status = Type.String({ enum: [...payoutStatuses], description: 'The public status.' });
const State = Type.String({ enum: payoutStates, description: 'The exact state behind the status.' });

export const PayoutRequest = Type.Object(
  {
    amount: Amount('In major units, as a JSON number; no more decimals than the currency has.'),
    currency: Currency,
    destination_id: Id('Whom to pay: a destination of this application.'),
    description: Type.Optional(Text(140, 'Travels with the money to the beneficiary.')),
    reference: Type.Optional(Text(64, 'Your own reference. Guards against paying the same thing twice.')),
    idempotency_key: Type.Optional(Text(255, 'The same key never makes a second payout.')),
    payout_account_id: Type.Optional(Id('The account to pay from; without it the default account in that currency.')),
    allow_duplicate: Type.Optional(
      Type.Boolean({ description: 'Pay even though a payout like this one was made a short time ago.' }),
    ),
  },
  { $id: 'PayoutRequest', additionalProperties: false },
);

export const Payout = Type.Object(
  {
    id: Id('The payout.'),
    status: Status,
    amount: Amount('In major units.'),
    currency: Currency,
    destination_id: Id('Whom it pays.'),
    created_at: Time('When it was accepted.'),
    payment_intent_id: Id('The intent it was made from.'),
    payout_account_id: Id('The account it is paid from.'),
    refund_id: OrNull(Id('The refund that it carries out.')),
    description: OrNull(Type.String()),
    reference: OrNull(Type.String()),
    idempotency_key: OrNull(Type.String()),
    end_to_end_id: Type.String({ description: 'Our reference that travels with the money.' }),
    bank_reference: OrNull(Type.String({ description: 'The reference the bank gave it.' })),
    reason: OrNull(Reason),
    approval: OrNull(
      Type.Object(
        {
          asked_by: Type.String({ description: 'The party that asked for it.' }),
          decided_by: OrNull(Type.String({ description: 'The party that approved or rejected it.' })),
        },
        { description: 'Of a payout that another party had to approve; null where none had to.' },
      ),
    ),
    evidence: Type.Array(Evidence, { description: 'The statement entries that prove that the money left.' }),
    updated_at: Time('When its state last changed.'),
  },
  { $id: 'Payout' },
);

export const PayoutPage = Type.Object({ content: Type.Array(Type.Ref('Payout')), page: Page }, { $id: 'PayoutPage' });

const LedgerSide = (description: string) =>
  Type.Object(
    {
      kind: Type.String({ enum: ['payout_account', 'paid_out', 'received', 'funding'] }),
      id: Id('The account of the ledger; that of a payout account has the same id.'),
    },
    { description },
  );
export const PayoutLedger = Type.Object(
  {
    content: Type.Array(
      Type.Object({
        step: Type.String({
          enum: ['hold', 'post', 'release', 'reverse'],
          description: 'The amount was set aside, booked, given back, or came back after it was booked.',
        }),
        amount: Amount('In major units.'),
        currency: Currency,
        debit: LedgerSide('What was debited.'),
        credit: LedgerSide('What was credited.'),
        at: Time('When it was booked.'),
      }),
      { description: 'In their order.' },
    ),
  },
  { $id: 'PayoutLedger' },
);

export const PayoutHistory = History('PayoutHistory', payoutStatuses, payoutStates);

export const DestinationRequest = Type.Object(
  {
    beneficiary_name: Text(140, 'The name of the account holder.'),
    iban: Type.Optional(Text(64, 'The IBAN; blanks are ignored.')),
    account_number: Type.Optional(Filled(34, 'The account number, where there is no IBAN.')),
    bank_code: Type.Optional(Filled(35, 'The bank: BIC or national code. Needed with `account_number`.')),
    country: Type.Optional(
      Type.String({
        pattern: '^[A-Za-z]{2,3}$',
        description: 'ISO 3166 alpha-2 or alpha-3. Needed with `account_number`.',
      }),
    ),
    currency: Type.Optional(Currency),
  },
  { $id: 'PayoutDestinationRequest', additionalProperties: false },
);

export const Destination = Type.Object(
  {
    id: Id('The destination.'),
    beneficiary_name: Type.String(),
    iban: OrNull(Type.String()),
    account_number: OrNull(Type.String()),
    bank_code: OrNull(Type.String()),
    country: Type.String({ description: 'ISO 3166 alpha-2.' }),
    currency: Currency,
    created_at: Time('When it was registered.'),
  },
  { $id: 'PayoutDestination' },
);

export const DestinationPage = Type.Object(
  { content: Type.Array(Type.Ref('PayoutDestination')), page: Page },
  { $id: 'PayoutDestinationPage' },
);

export const PayoutIntent = Type.Object(
  {
    payment_intent_id: Id('The intent.'),
    amount: Amount('In major units.'),
    currency: Currency,
    description: OrNull(Type.String()),
    reference: OrNull(Type.String()),
    created_at: Time('When it was accepted.'),
    payment: Type.Ref('Payout'),
    payment_destination: Type.Ref('PayoutDestination'),
  },
  { $id: 'PayoutIntent' },
);

const PayoutAccount = Type.Object({
  id: Id('The payout account.'),
  name: Type.String(),
  currency: Currency,
  iban: Type.String(),
  connector: Type.String({ description: 'The bank connection that pays from it.' }),
  is_default: Type.Boolean({ description: 'Is it used when a payout in its currency names no account?' }),
  balance_binding: Type.Boolean({ description: 'Is a payout refused when `available` does not cover it?' }),
  available: Amount('What can still be paid out: posted less held.'),
  held: Amount('Set aside for payouts that are not final.'),
  posted: Amount('What is booked.'),
});

export const PayoutAccounts = Type.Object({ content: Type.Array(PayoutAccount) }, { $id: 'PayoutAccounts' });

export const Explanation = Type.Object(
  {
    payment_id: Id('The payout.'),
    status: Status,
    state: State,
    since: Time('When it entered this state.'),
    why: Type.String({ description: 'What this state means and how the payout came to it.' }),
    next: Type.Object({
      who: Type.String({ enum: ['caller', 'sarf', 'bank', 'beneficiary', 'operator', 'nobody'] }),
      what: Type.String(),
      at: OrNull(Time('When it is due, where that is known.')),
    }),
    money_moved: Type.String({ enum: ['no', 'yes', 'unknown'] }),
    bank_code: OrNull(Type.Object({ code: Type.String(), meaning: Type.String() })),
    beneficiary_message: Type.String({ description: 'A sentence that is safe to show to the beneficiary.' }),
  },
  { $id: 'PayoutExplanation' },
);

export const PayoutListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  status: Type.Optional(Status),
  state: Type.Optional(State),
  currency: Type.Optional(Currency),
  destination_id: Type.Optional(Id('Only payouts to this destination.')),
  payout_account_id: Type.Optional(Id('Only payouts from this account.')),
  reference: Type.Optional(Type.String({ maxLength: 64, pattern: textPattern })),
  amount_min: Type.Optional(Type.Number({ minimum: 0 })),
  amount_max: Type.Optional(Type.Number({ minimum: 0 })),
  from: Type.Optional(TimeEdge('Created at this time or later.')),
  to: Type.Optional(TimeEdge('Created before this time.')),
});

export const DestinationListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  search: Type.Optional(
    Type.String({
      ...{ minLength: 1, maxLength: 100, pattern: textPattern },
      description: 'Part of the name of the beneficiary, or of the IBAN or account number.',
    }),
  ),
});
export const PaymentParams = Type.Object({ payment_id: Id('The payout.') });
export const PaymentOrIntentParams = Type.Object({ payment_id: Id('The payout, or the intent it was made from.') });
export const IntentParams = Type.Object({ payment_intent_id: Id('The payment intent.') });
export const DestinationParams = Type.Object({ destination_id: Id('The destination.') });
export const IdempotencyHeader = Type.Object({
  'idempotency-key': Type.Optional(Text(255, 'The same key never makes a second payout.')),
});
