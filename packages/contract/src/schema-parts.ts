import { Type } from 'typebox';

// What schemas are made of.

// The pattern is stricter than the format, which also allows a urn: prefix.
const uuidPattern = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';

export const Id = (description: string) => Type.String({ format: 'uuid', pattern: uuidPattern, description });
export const Time = (description: string) => Type.String({ format: 'date-time', description });
export const OrNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
// A text that may stand in a database and a bank file: no NUL, no other control characters, no half of a character.
export const textPattern = '^[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]*$';
export const Text = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: textPattern, description });
// The same with more than blanks in it.
const filledPattern = textPattern.replace('^', '^(?=.*\\S)');
export const Filled = (maxLength: number, description: string) =>
  Type.String({ minLength: 1, maxLength, pattern: filledPattern, description });
// The pattern is stricter than the format, which also allows leap seconds and a time zone's name in brackets.
const timePattern = '^\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:[0-5]\\d(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})$';
export const TimeEdge = (description: string) =>
  Type.String({ format: 'date-time', pattern: timePattern, description });

export const Currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217 code, such as AED.' });
export const Amount = (description: string) => Type.Number({ description });

// What a booked statement entry proves of a payment or a payout.
export const Evidence = Type.Object({
  match_id: Id('The match.'),
  statement_id: Id('The statement that first had the entry.'),
  entry_id: Id('The entry.'),
  booked_at: Type.String({ format: 'date', description: 'The day on which the bank booked it.' }),
  amount: Amount('What the entry proves of it.'),
});

export const Reason = Type.Object(
  {
    code: Type.String({ description: 'ISO 20022 reason code, or a word of ours.' }),
    message: Type.String({ description: 'The same in plain words.' }),
  },
  { description: 'Why it is where it is.' },
);

/** The history of one kind of object, by its public status words and the states behind them. */
export const History = (id: string, statuses: readonly string[], states: readonly string[]) =>
  Type.Object(
    {
      content: Type.Array(
        Type.Object({
          sequence: Type.Integer({ description: 'From 1, without gaps.' }),
          status: Type.String({ enum: [...statuses], description: 'The public status.' }),
          state: Type.String({ enum: [...states], description: 'The exact state behind the status.' }),
          at: Time('When it entered this state.'),
          actor: Type.String({ description: 'Who or what moved it.' }),
          reason: OrNull(Reason),
        }),
      ),
    },
    { $id: id },
  );

export const Page = Type.Object({
  size: Type.Integer({ description: 'The page size that was asked for.' }),
  next: OrNull(Type.String({ description: 'Send it as `after` to get the next page; null on the last one.' })),
});

// Query texts: values arrive as text, so the door turns digits into numbers before they are checked.
export const PageSize = Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 }));
export const After = Type.Optional(Id('The `next` of the page before.'));
