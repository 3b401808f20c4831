import { Type } from 'typebox';
import { consentStates, consentStatusOf, sourceStatusOf } from './collection-states.ts';
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
  Text,
  Time,
  TimeEdge,
} from './schema-parts.ts';

const AppUserId = Filled(255, 'Your own id of the customer; each may come once.');

export const CustomerRequest = Type.Object(
  { app_user_id: AppUserId },
  { $id: 'CustomerRequest', additionalProperties: false },
);

export const Customer = Type.Object(
  {
    id: Id('The customer.'),
    customer_id: Id('The same id, under the name that other operations give it.'),
    app_user_id: Type.String({ description: 'Your own id of the customer.' }),
    created_at: Time('When the customer was registered.'),
  },
  { $id: 'Customer' },
);

export const CustomerPage = Type.Object(
  { content: Type.Array(Type.Ref('Customer')), page: Page },
  { $id: 'CustomerPage' },
);

export const CustomerListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  app_user_id: Type.Optional(AppUserId),
});
export const CustomerParams = Type.Object({ customer_id: Id('The customer.') });
export const AppUserParams = Type.Object({ app_user_id: AppUserId });

const Limit = (description: string) => Type.Optional(OrNull(Amount(description)));
const Count = (description: string) =>
  Type.Optional(OrNull(Type.Integer({ minimum: 1, maximum: 1_000_000_000, description })));

const ControlParameters = Type.Object(
  {
    type: Type.Optional(Type.String({ enum: ['VariableOnDemand'] })),
    period_type: Type.Optional(
      OrNull(
        Type.String({
          enum: ['Day', 'Week', 'Month', 'Year'],
          description:
            'What a period is: a calendar day, month or year in UTC, or seven days counted from the start of the consent.',
        }),
      ),
    ),
    max_individual_amount: Limit('The most that one payment may take.'),
    max_cumulative_amount: Limit('The most that all payments together may take.'),
    max_cumulative_number_of_payments: Count('How many payments there may be in all.'),
    max_cumulative_amount_per_period: Limit('The most that the payments of one period may take together.'),
    max_cumulative_number_of_payments_per_period: Count('How many payments there may be in one period.'),
  },
  { additionalProperties: false, description: 'What the customer allows; at least one limit is needed.' },
);

export const ConsentRequest = Type.Object(
  {
    customer_id: Id('Whose account is to be charged.'),
    currency: Currency,
    control_parameters: ControlParameters,
    destination_account_id: Type.Optional(
      Id('The payout account that the money goes to; without it the default account in that currency.'),
    ),
    reference: Type.Optional(Text(64, 'Shown to the customer at their bank.')),
    purpose: Type.Optional(Text(35, 'What the money is for, in a word or code.')),
    start_date_time: Type.Optional(TimeEdge('No charge before this time; without it from now on.')),
    expiration_date_time: Type.Optional(TimeEdge('No charge from this time on; without it a year after the start.')),
    return_url: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2048,
        pattern: '^https?://[^\\s\\u0000-\\u001f]+$',
        description: 'Where the bank sends the customer when they have decided.',
      }),
    ),
  },
  { $id: 'ConsentRequest', additionalProperties: false },
);

const Use = Type.Object({
  cumulative_number_of_payments: Type.Integer(),
  cumulative_value_of_payments: Amount('What all payments that did not fail took together.'),
  cumulative_number_of_payments_in_current_period: Type.Integer(),
  cumulative_value_of_payments_in_current_period: Amount('The same for the period that is now.'),
});

const ConsentStatus = Type.String({ enum: Object.values(consentStatusOf), description: 'The public status.' });

export const Consent = Type.Object(
  {
    id: Id('The consent.'),
    consent_id: Id('The same id, under the name that other operations give it.'),
    customer_id: Id('Whose account may be charged.'),
    status: ConsentStatus,
    currency: Currency,
    destination_account_id: Id('The payout account that the money goes to.'),
    control_parameters: ControlParameters,
    payment_consumption: Use,
    reference: OrNull(Type.String()),
    purpose: OrNull(Type.String()),
    bank_identifier: OrNull(Type.String({ description: 'The bank of the account, once it is authorised.' })),
    payment_source_id: OrNull(Id('The payment source that lives under it, once it is authorised.')),
    consented_account: OrNull(
      Type.Object({
        iban_last4: Type.String({ description: 'The last four characters of the IBAN.' }),
        holder_name: OrNull(
          Type.String({ description: 'Shown where one consent is read; null in lists and in events.' }),
        ),
      }),
    ),
    authorisation_url: OrNull(
      Type.String({ description: 'Send the customer here to decide, while the status is AWAITING_AUTHORISATION.' }),
    ),
    start_date_time: Time('No charge before this time.'),
    expiration_date_time: Time('No charge from this time on.'),
    created_at: Time('When it was asked for.'),
    updated_at: Time('When its status last changed.'),
  },
  { $id: 'Consent' },
);

export const ConsentPage = Type.Object(
  { content: Type.Array(Type.Ref('Consent')), page: Page },
  { $id: 'ConsentPage' },
);

export const ConsentListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  customer_id: Type.Optional(Id('Only consents of this customer.')),
  status: Type.Optional(ConsentStatus),
});
export const ConsentParams = Type.Object({ consent_id: Id('The consent.') });

export const ConsentHistory = History('ConsentHistory', Object.values(consentStatusOf), consentStates);

const revocationReasons = [
  'END_USER_REQUESTED',
  'CONSENT_RENEWAL',
  'KYC_VERIFICATION_FAILED',
  'REGULATORY_RESTRICTION',
  'FRAUD_SUSPECTED',
  'CLIENT_TERMINATED_RELATIONSHIP',
  'ACCOUNT_CLOSED_BY_USER',
  'DUPLICATE_CONSENT',
];

export const RevocationRequest = Type.Object(
  {
    reason: Type.Optional(Type.String({ enum: revocationReasons })),
    additional_context: Type.Optional(Text(500, 'A note for people.')),
  },
  { $id: 'RevocationRequest', additionalProperties: false },
);

export const Revocation = Type.Object(
  {
    consent_id: Id('The consent.'),
    reason: Type.String(),
    additional_context: OrNull(Type.String()),
    blocked_at: Time('From here on no charge can start.'),
    told_at: OrNull(Time('When the bank was told, as it answered.')),
    confirmed_at: OrNull(Time('When the bank confirmed that it honours the consent no more.')),
    receipt: Type.String({
      description:
        'These facts as a JSON Web Signature (compact), verified with the key `receipts` at /.well-known/jwks.json.',
    }),
  },
  { $id: 'Revocation' },
);

export const PaymentSource = Type.Object(
  {
    id: Id('The payment source.'),
    customer_id: Id('Whose account it is.'),
    bank_identifier: Type.String(),
    consent_id: Id('The consent that it lives under.'),
    account_iban_last4: Type.String({ description: 'The last four characters of the IBAN.' }),
    currency: Currency,
    status: Type.String({ enum: Object.values(sourceStatusOf), description: 'Only an ACTIVE one can be charged.' }),
    created_at: Time('When the customer authorised it.'),
  },
  { $id: 'PaymentSource' },
);

export const PaymentSources = Type.Array(Type.Ref('PaymentSource'), { $id: 'PaymentSources' });

export const PaymentSourceParams = Type.Object({
  customer_id: Id('The customer.'),
  payment_source_id: Id('The payment source.'),
});

export const DeletionRequest = Type.Object(
  { reason: Type.Optional(Type.String({ enum: ['USER_REQUESTED', 'TPP_REQUESTED'] })) },
  { $id: 'PaymentSourceDeletion', additionalProperties: false },
);
