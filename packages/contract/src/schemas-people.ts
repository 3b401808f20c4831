import { Type } from 'typebox';
import { EMAIL_MAX, emailPattern } from './emails.ts';
import { roleNames } from './roles.ts';
import { Amount, Currency, Filled, Id, OrNull, Page, PageSize, Time, TimeEdge, textPattern } from './schema-parts.ts';
import { scopes } from './scopes.ts';

// People who sign in, what they may do, what they did, and what waits for them.

const Role = Type.String({ enum: [...roleNames], description: 'What they may do.' });
const Email = Type.String({
  maxLength: EMAIL_MAX,
  pattern: emailPattern,
  description: 'An e-mail address; it is how they sign in.',
});
const ScopeWord = Type.String({ enum: Object.keys(scopes), description: 'What it may be used for.' });

export const Session = Type.Object(
  {
    kind: Type.String({ enum: ['client', 'member'], description: 'An API client, or a person.' }),
    id: Id('The client, or the member.'),
    name: Type.String(),
    email: OrNull(Type.String()),
    role: OrNull(Role),
    scopes: Type.Array(ScopeWord, { description: 'What it may do.' }),
    application: Type.Object({ id: Id('The application.'), name: Type.String() }),
    mode: Type.String({ enum: ['sandbox', 'production'] }),
    second_factor: Type.Object(
      {
        totp: Type.Boolean({ description: 'Codes of an app are set up.' }),
        passkeys: Type.Integer({ description: 'How many passkeys are set up.' }),
        fresh_until: OrNull(Time('Until then money may be released without proving it again.')),
        asked_for: Type.String({
          enum: ['totp', 'passkey', 'password', 'set_up', 'nothing'],
          description:
            'What is asked for before money is released: the password where nothing else is set up; `set_up` where the ' +
            'role needs more than that and has nothing.',
        }),
      },
      { description: 'Of a person.' },
    ),
  },
  { $id: 'Session' },
);

export const Member = Type.Object(
  {
    id: Id('The member.'),
    name: Type.String(),
    email: Type.String(),
    role: Role,
    is_disabled: Type.Boolean(),
    has_second_factor: Type.Boolean(),
    created_at: Time('When they joined.'),
    last_seen_at: OrNull(Time('When they were last signed in.')),
  },
  { $id: 'Member' },
);
export const Members = Type.Object({ content: Type.Array(Type.Ref('Member')) }, { $id: 'Members' });
export const MemberParams = Type.Object({ member_id: Id('The member.') });
export const MemberChange = Type.Object(
  { role: Type.Optional(Role), is_disabled: Type.Optional(Type.Boolean()) },
  { $id: 'MemberChange', additionalProperties: false, minProperties: 1 },
);

export const InvitationRequest = Type.Object(
  { email: Email, role: Role },
  { $id: 'InvitationRequest', additionalProperties: false },
);
export const Invitation = Type.Object(
  {
    id: Id('The invitation.'),
    email: Type.String(),
    role: Role,
    invited_by: Type.String({ description: 'Who invited them.' }),
    created_at: Time('When.'),
    expires_at: Time('After this it is good for nothing.'),
    link: OrNull(Type.String({ description: 'Where they set their password. Shown once, to whoever invited them.' })),
  },
  { $id: 'Invitation' },
);
export const Invitations = Type.Object({ content: Type.Array(Type.Ref('Invitation')) }, { $id: 'Invitations' });
export const InvitationParams = Type.Object({ invitation_id: Id('The invitation.') });

export const ApiClient = Type.Object(
  {
    id: Id('The client.'),
    name: Type.String(),
    scopes: Type.Array(ScopeWord),
    owner: OrNull(Type.String({ description: 'The e-mail address of the member whose it is; the two are one party.' })),
    is_stopped: Type.Boolean(),
    is_revoked: Type.Boolean(),
    is_limited: Type.Boolean({ description: 'Does it have agent limits?' }),
    created_at: Time('When it was made.'),
  },
  { $id: 'ApiClient' },
);
export const ApiClients = Type.Object({ content: Type.Array(Type.Ref('ApiClient')) }, { $id: 'ApiClients' });
export const ApiClientRequest = Type.Object(
  {
    name: Filled(100, 'What it is called.'),
    scopes: Type.Array(ScopeWord, { minItems: 1 }),
    owner: Type.Optional({
      ...Email,
      description:
        'The e-mail address of the member whose it is. Who makes a client sees its secret, so that members, and ' +
        'clients that have an owner, make clients of their own alone; left out, it is theirs.',
    }),
  },
  { $id: 'ApiClientRequest', additionalProperties: false },
);
export const ApiClientWithSecret = Type.Object(
  { client: Type.Ref('ApiClient'), client_secret: Type.String({ description: 'Shown this once.' }) },
  { $id: 'ApiClientWithSecret' },
);
export const ApiClientChange = Type.Object(
  {
    is_stopped: Type.Optional(Type.Boolean({ description: 'Stopped clients are refused at once.' })),
    is_revoked: Type.Optional(Type.Boolean({ description: 'Only true: it cannot be taken back.' })),
  },
  { $id: 'ApiClientChange', additionalProperties: false, minProperties: 1 },
);
export const ApiClientParams = Type.Object({ client_id: Id('The client.') });

const AmountLimitRequest = Type.Object(
  {
    currency: Currency,
    max_amount_per_payout: Type.Optional(OrNull(Amount('In major units.'))),
    max_total_per_day: Type.Optional(OrNull(Amount('In major units.'))),
  },
  { additionalProperties: false },
);
export const AgentLimitsRequest = Type.Object(
  {
    read_only: Type.Boolean(),
    needs_approval: Type.Boolean(),
    max_count_per_hour: OrNull(Type.Integer({ minimum: 0, maximum: 2_000_000_000 })),
    allowed_destinations: OrNull(Type.Array(Id('A destination.'), { maxItems: 1000 })),
    amounts: Type.Array(AmountLimitRequest, { maxItems: 200 }),
  },
  {
    $id: 'AgentLimitsRequest',
    additionalProperties: false,
    description: 'All limits of a client; what was is replaced.',
  },
);

export const Settings = Type.Object(
  {
    application: Type.Object({ id: Id('The application.'), name: Type.String() }),
    duplicate_window_seconds: Type.Integer({ description: 'For how long a payout like an earlier one is refused.' }),
    refunds_four_eyes: Type.Boolean({ description: 'Must another party confirm a refund than asked for it?' }),
    exact_matching: Type.Boolean({ description: 'Are sure matches made without a person?' }),
  },
  { $id: 'Settings' },
);
export const SettingsChange = Type.Object(
  {
    duplicate_window_seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 2_000_000_000 })),
    refunds_four_eyes: Type.Optional(Type.Boolean()),
    exact_matching: Type.Optional(Type.Boolean()),
  },
  { $id: 'SettingsChange', additionalProperties: false, minProperties: 1 },
);

export const PayoutAccountChange = Type.Object(
  {
    name: Type.Optional(Filled(100, 'What it is called.')),
    is_default: Type.Optional(
      Type.Boolean({ description: 'Only true: another account takes its place by becoming it.' }),
    ),
    balance_binding: Type.Optional(Type.Boolean()),
  },
  { $id: 'PayoutAccountChange', additionalProperties: false, minProperties: 1 },
);
export const PayoutAccountParams = Type.Object({ payout_account_id: Id('The payout account.') });

export const AuditLine = Type.Object(
  {
    sequence: Type.Integer({ description: 'From 1, without gaps.' }),
    at: Time('When.'),
    actor: Type.String({ description: 'Who: `member:…`, `client:…` or `operator`.' }),
    actor_name: Type.String(),
    action: Type.String({ description: 'The operation, by its name in this document, or a word of ours.' }),
    outcome: Type.String({ description: '`done`, or the name of the refusal.' }),
    object_type: OrNull(Type.String()),
    object_id: OrNull(Type.String()),
    before: OrNull(Type.Unknown({ description: 'What it was.' })),
    after: OrNull(Type.Unknown({ description: 'What it became.' })),
    ip: OrNull(Type.String()),
    user_agent: OrNull(Type.String()),
    request_id: OrNull(Type.String()),
    hash: Type.String({ description: 'SHA-256 of this line and the hash of the one before, in hex.' }),
    previous_hash: Type.String({ description: 'The hash of the line before; 64 zeros for the first.' }),
  },
  { $id: 'AuditLine' },
);
export const AuditPage = Type.Object({ content: Type.Array(Type.Ref('AuditLine')), page: Page }, { $id: 'AuditPage' });
export const AuditListQuery = Type.Object({
  after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}$', description: 'Of the page before.' })),
  page_size: PageSize,
  actor: Type.Optional(Type.String({ maxLength: 100, pattern: textPattern })),
  action: Type.Optional(Type.String({ maxLength: 100, pattern: textPattern })),
  object_id: Type.Optional(Type.String({ maxLength: 100, pattern: textPattern })),
  from: Type.Optional(TimeEdge('At this time or later.')),
  to: Type.Optional(TimeEdge('Before this time.')),
});

const Count = (description: string) => Type.Integer({ description });
export const Overview = Type.Object(
  {
    days: Type.Array(
      Type.Object({
        day: Type.String({ format: 'date' }),
        currency: Currency,
        in: Amount('Of payments that arrived, in major units.'),
        out: Amount('Of payouts that completed.'),
      }),
      { description: 'The last 30 days (UTC), those on which money moved.' },
    ),
    days_as_of: Time('When the days were added up: where that takes long, up to a minute ago.'),
    waiting: Type.Object(
      {
        payouts_to_approve: Count('Payouts that wait for another party.'),
        refunds_to_confirm: Count('Refunds that wait for another party.'),
        suggestions: Count('Entries with a suggestion that waits for a person.'),
      },
      { description: 'What waits for a person.' },
    ),
    alarms: Type.Array(
      Type.Object({
        kind: Type.String({ enum: ['in_doubt', 'stuck', 'unknown_debit', 'failing_endpoint'] }),
        object_type: Type.String(),
        object_id: Id('What it is about.'),
        message: Type.String({ description: 'In plain words.' }),
        amount: OrNull(Amount('In major units; null: it is not about money.')),
        currency: OrNull(Currency),
        since: Time('Since when.'),
      }),
      { description: 'What needs a look, the oldest first; 50 at most.' },
    ),
  },
  { $id: 'Overview' },
);
