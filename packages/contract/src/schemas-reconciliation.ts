import { Type } from 'typebox';
import { After, Amount, Currency, Filled, Id, OrNull, Page, PageSize, Text, Time, TimeEdge } from './schema-parts.ts';
import { ReconciliationStatus } from './schemas-payments.ts';

const Day = (description: string) => Type.String({ format: 'date', description });
const Direction = Type.String({ enum: ['credit', 'debit'], description: 'Into the account, or out of it.' });
const MatchKind = Type.String({
  enum: ['payment', 'payout', 'return'],
  description: 'The money of a payment came in, a payout went out, or a payout came back.',
});

export const Statement = Type.Object(
  {
    id: Id('The statement.'),
    payout_account_id: Id('The account it is of.'),
    statement_id: OrNull(Type.String({ description: 'What the bank calls it.' })),
    bank_sequence: OrNull(Type.String({ description: 'Its number in the line of statements of the bank.' })),
    source: Type.String({ enum: ['bank', 'upload'] }),
    currency: Currency,
    from: OrNull(Type.String()),
    to: OrNull(Type.String()),
    opening: OrNull(Amount('What was on the account before its first entry.')),
    closing: OrNull(Amount('What was on it after its last entry.')),
    credits: Amount('All that came in.'),
    debits: Amount('All that went out.'),
    entries: Type.Integer({ description: 'How many entries it has.' }),
    new_entries: Type.Integer({ description: 'How many of them no statement had before.' }),
    warnings: Type.Array(Type.String()),
    file_sha256: Type.String({ description: 'Of the file as it came; it is kept as it is.' }),
    created_at: Time('When it was read.'),
  },
  { $id: 'Statement' },
);

export const StatementUpload = Type.Object(
  {
    entries: Type.Integer({ description: 'How many entries the file has.' }),
    new_entries: Type.Integer({ description: 'How many of them were not known before.' }),
    matched: Type.Integer({ description: 'How many matches were made by themselves.' }),
    suggested: Type.Integer({ description: 'How many suggestions now wait for a person.' }),
    unknown_debits: Type.Integer({ description: 'How many debits match no payout: look at them now.' }),
    duplicate: Type.Boolean({ description: 'Was this very file read before?' }),
    warnings: Type.Array(Type.String()),
    statements: Type.Array(Type.Ref('Statement')),
  },
  { $id: 'StatementUpload' },
);

export const StatementUploadQuery = Type.Object({
  column_map: Type.Optional(Text(64, 'For text/csv: the name of the column map to read it with.')),
  payout_account_id: Type.Optional(Id('For text/csv: the account, where no column names it.')),
});

export const StatementPage = Type.Object(
  { content: Type.Array(Type.Ref('Statement')), page: Page },
  { $id: 'StatementPage' },
);
export const StatementListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  payout_account_id: Type.Optional(Id('Only statements of this account.')),
});

export const StatementEntry = Type.Object(
  {
    id: Id('The entry.'),
    statement_id: Id('The statement that first had it.'),
    payout_account_id: Id('The account it is booked on.'),
    direction: Direction,
    amount: Amount('In major units.'),
    currency: Currency,
    booked_at: Day('The day on which the bank booked it.'),
    value_at: OrNull(Day('The day from which it counts for interest.')),
    bank_reference: OrNull(Type.String()),
    bank_code: OrNull(Type.String({ description: 'What kind of booking it is, as the bank says.' })),
    references: Type.Array(Type.String()),
    remittance: OrNull(Type.String()),
    counterparty: OrNull(
      Type.Object({ name: OrNull(Type.String()), iban: OrNull(Type.String({ description: 'Masked.' })) }),
    ),
    matched: Amount('What of it is matched.'),
    unmatched: Amount('What of it is not.'),
    status: Type.String({ enum: ['matched', 'partial', 'suggested', 'unmatched', 'unknown_debit'] }),
    matches: Type.Array(Type.Ref('Match')),
    created_at: Time('When it was read.'),
  },
  { $id: 'StatementEntry' },
);

export const EntryPage = Type.Object(
  { content: Type.Array(Type.Ref('StatementEntry')), page: Page },
  { $id: 'StatementEntryPage' },
);
export const EntryListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  payout_account_id: Type.Optional(Id('Only entries of this account.')),
  statement_id: Type.Optional(Id('Only entries that this statement was the first to have.')),
  direction: Type.Optional(Direction),
  status: Type.Optional(Type.String({ enum: ['matched', 'partial', 'unmatched', 'unknown_debit'] })),
  from: Type.Optional(Day('Booked on this day or later.')),
  to: Type.Optional(Day('Booked before this day.')),
});
export const EntryParams = Type.Object({ entry_id: Id('The entry.') });

export const Match = Type.Object(
  {
    id: Id('The match.'),
    kind: MatchKind,
    entry_id: Id('The entry that proves it.'),
    statement_id: Id('The statement that first had the entry.'),
    payment_id: OrNull(Id('The payment that came in.')),
    payout_id: OrNull(Id('The payout that went out or came back.')),
    amount: Amount('What the entry proves of it.'),
    currency: Currency,
    status: Type.String({ enum: ['MADE', 'UNDONE'] }),
    how: Type.String({ enum: ['automatic', 'manual'] }),
    step: OrNull(Type.Integer({ description: 'By which rule it was found; null when a person made it.' })),
    score: OrNull(Type.Integer({ description: '0 to 100.' })),
    reasons: Type.Array(Type.String()),
    made_by: Type.String(),
    undone_by: OrNull(Type.String()),
    undo_reason: OrNull(Type.String()),
    created_at: Time('When it was made.'),
    updated_at: Time('When it was made or undone.'),
  },
  { $id: 'Match' },
);
export const MatchPage = Type.Object({ content: Type.Array(Type.Ref('Match')), page: Page }, { $id: 'MatchPage' });
export const Matches = Type.Object({ content: Type.Array(Type.Ref('Match')) }, { $id: 'Matches' });

export const MatchListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  entry_id: Type.Optional(Id('Only matches of this entry.')),
  payment_id: Type.Optional(Id('Only matches of this payment.')),
  payout_id: Type.Optional(Id('Only matches of this payout.')),
});

export const MatchRequest = Type.Object(
  {
    suggestion_id: Type.Optional(Id('Make the match of this suggestion.')),
    matches: Type.Optional(
      Type.Array(
        Type.Object(
          {
            entry_id: Id('The entry.'),
            payment_id: Type.Optional(Id('The payment that it proves.')),
            payout_id: Type.Optional(Id('The payout that it proves, or whose return it is.')),
            amount: Type.Optional(Amount('How much of it; without it as much as both sides have open.')),
          },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: 100, description: 'Make these matches: all of them, or none.' },
      ),
    ),
  },
  { $id: 'MatchRequest', additionalProperties: false },
);

export const MatchParams = Type.Object({ match_id: Id('The match.') });
export const UndoQuery = Type.Object({ reason: Type.Optional(Text(255, 'Why; here or in the body.')) });
export const UndoRequest = Type.Object(
  { reason: Type.Optional(Filled(255, 'Why; here or in the query.')) },
  { $id: 'UndoMatchRequest', additionalProperties: false },
);

export const Suggestion = Type.Object(
  {
    id: Id('The suggestion.'),
    kind: MatchKind,
    entry: Type.Ref('StatementEntry'),
    payment: OrNull(Type.Ref('Payment')),
    payout: OrNull(Type.Ref('Payout')),
    amount: Amount('What would be matched.'),
    currency: Currency,
    step: Type.Integer({ description: 'By which rule it was found.' }),
    score: Type.Integer({ description: '0 to 100.' }),
    reasons: Type.Array(Type.String()),
  },
  { $id: 'Suggestion' },
);
export const SuggestionPage = Type.Object(
  { content: Type.Array(Type.Ref('Suggestion')), page: Page },
  { $id: 'SuggestionPage' },
);
export const SuggestionListQuery = Type.Object({
  after: After,
  page_size: PageSize,
  payout_account_id: Type.Optional(Id('Only suggestions on this account.')),
});

export const ReconciliationPaymentQuery = Type.Object({
  after: After,
  page_size: PageSize,
  status: Type.Optional(ReconciliationStatus),
  customer_id: Type.Optional(Id('Only payments of this customer.')),
  payout_account_id: Type.Optional(Id('Only payments to this account.')),
  from: Type.Optional(TimeEdge('Made at this time or later.')),
  to: Type.Optional(TimeEdge('Made before this time.')),
});

export const ReconciliationChange = Type.Object(
  {
    status: Type.String({
      enum: ['UNRECEIVED', 'OUTSTANDING'],
      description: 'UNRECEIVED: the money will not come. OUTSTANDING: it is waited for again.',
    }),
    reason: Filled(255, 'Why.'),
  },
  { $id: 'ReconciliationChange', additionalProperties: false },
);

const Movement = Type.Object({
  kind: Type.String({ enum: ['payments', 'payouts', 'returns', 'unmatched_credits', 'unmatched_debits'] }),
  count: Type.Integer(),
  amount: Amount('In: above zero. Out: below zero.'),
});

export const ReconciliationSummary = Type.Object(
  {
    payout_account_id: Id('The account.'),
    currency: Currency,
    from: Day('The first day.'),
    to: Day('The last day.'),
    opening: OrNull(Amount('On the account at the beginning, as the statements say; null when none says it.')),
    movements: Type.Array(Movement),
    closing: OrNull(Amount('On the account at the end, as the statements say.')),
    difference: OrNull(Amount('Closing less opening and movements: 0 when no entry is missing.')),
    in_flight: Type.Object({
      payouts: Type.Object({ count: Type.Integer(), amount: Amount('Submitted and not booked yet.') }),
      payments: Type.Object({ count: Type.Integer(), amount: Amount('Accepted by a bank and not booked yet.') }),
    }),
    unmatched: Type.Object({ entries: Type.Integer(), suggestions: Type.Integer(), unknown_debits: Type.Integer() }),
  },
  { $id: 'ReconciliationSummary' },
);
export const ReconciliationSummaries = Type.Object(
  { content: Type.Array(Type.Ref('ReconciliationSummary')) },
  { $id: 'ReconciliationSummaries' },
);
export const SummaryQuery = Type.Object({
  payout_account_id: Type.Optional(Id('Only this account.')),
  from: Type.Optional(Day('The first day; without it the first of this month.')),
  to: Type.Optional(Day('The last day; without it today.')),
});

const ColumnName = Type.Optional(Text(255, 'The name of the column.'));
export const ColumnMap = Type.Object(
  {
    columns: Type.Object(
      {
        booked_on: ColumnName,
        value_on: ColumnName,
        amount: ColumnName,
        credit: ColumnName,
        debit: ColumnName,
        direction: ColumnName,
        currency: ColumnName,
        account: ColumnName,
        reference: ColumnName,
        end_to_end_id: ColumnName,
        remittance: ColumnName,
        counterparty_name: ColumnName,
        counterparty_iban: ColumnName,
        balance: ColumnName,
      },
      { additionalProperties: false },
    ),
    date_format: Type.Optional(
      Type.String({ enum: ['YYYY-MM-DD', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD.MM.YYYY', 'DDMMMYYYY'] }),
    ),
    decimal: Type.Optional(Type.String({ enum: ['.', ','], description: 'A point where it is left out.' })),
    thousands: Type.Optional(
      Type.String({ enum: ['.', ',', ' ', "'"], description: 'Where it is left out, no amount may have one.' }),
    ),
    delimiter: Type.Optional(Type.String({ enum: [',', ';', '\t'], description: 'Found out where it is left out.' })),
    encoding: Type.Optional(Text(40, 'Such as windows-1256; UTF-8 where it is left out.')),
  },
  { $id: 'ColumnMap', additionalProperties: false },
);
export const NamedColumnMap = Type.Object(
  { name: Type.String(), map: Type.Ref('ColumnMap'), updated_at: Time('When it was last changed.') },
  { $id: 'NamedColumnMap' },
);
export const NamedColumnMaps = Type.Object(
  { content: Type.Array(Type.Ref('NamedColumnMap')) },
  { $id: 'NamedColumnMaps' },
);
export const ColumnMapParams = Type.Object({
  name: Type.String({ pattern: '^[a-z0-9_-]{1,64}$', description: 'The name of the column map.' }),
});
