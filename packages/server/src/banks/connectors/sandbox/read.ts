import { type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Outcome } from '../../connector.ts';

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const Item = Type.Object({
  end_to_end_id: Type.String(),
  status: Type.String(),
  reason_code: orNull(Type.String()),
  reason: orNull(Type.String()),
  bank_reference: orNull(Type.String()),
});

const results = Compile(Type.Object({ results: Type.Array(Item) }));
const notifications = Compile(Type.Object({ notifications: Type.Array(Item) }));

// ISO 20022 status codes, and the bank's own word for an id it has never seen.
const kinds: Readonly<Record<string, Outcome['kind']>> = {
  ACSC: 'accepted',
  ACCC: 'accepted',
  ACSP: 'pending',
  PDNG: 'pending',
  RJCT: 'rejected',
  RTRN: 'returned',
  NOTFOUND: 'not_known',
};

/** The outcomes in the bank's answer, or undefined when it is not one that can be read. */
export function readResults(body: unknown): Outcome[] | undefined {
  return results.Check(body) ? body.results.map(outcomeOf) : undefined;
}

/** The outcomes in a callback, or undefined when it is not one that can be read. */
export function readNotifications(body: unknown): Outcome[] | undefined {
  return notifications.Check(body) ? body.notifications.map(outcomeOf) : undefined;
}

/** What a status word of the bank means; a word we do not know decides nothing. */
export const kindOf = (status: string): Outcome['kind'] => kinds[status] ?? 'unknown';

const TEXT_MAX = 500;

/** A text of the bank as the database can keep it: one with a NUL would fail all the news it came with. */
function plain(text: string): string {
  let kept = '';
  for (const character of text.slice(0, TEXT_MAX)) kept += character < ' ' || character === '\u007f' ? ' ' : character;
  return kept;
}

function outcomeOf(item: {
  end_to_end_id: string;
  status: string;
  reason_code: string | null;
  reason: string | null;
  bank_reference: string | null;
}): Outcome {
  return {
    endToEndId: plain(item.end_to_end_id),
    kind: kindOf(item.status),
    code: item.reason_code && plain(item.reason_code),
    message: item.reason && plain(item.reason),
    bankReference: item.bank_reference && plain(item.bank_reference),
  };
}
