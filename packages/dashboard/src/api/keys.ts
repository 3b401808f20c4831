/**
 * The names under which answers are kept. Live events find them by the same names, so a page that uses these is kept up
 * to date without doing anything for it.
 */

/** The types of objects that events tell of, and others that pages show. */
export type ObjectType =
  | 'payout'
  | 'payout_account'
  | 'destination'
  | 'customer'
  | 'consent'
  | 'payment_source'
  | 'payment'
  | 'refund'
  | 'statement'
  | 'statement_entry'
  | 'suggestion'
  | 'match'
  | 'reconciliation_summary'
  | 'event'
  | 'webhook_endpoint'
  | 'delivery'
  | 'member'
  | 'invitation'
  | 'client'
  | 'settings'
  | 'audit_line'
  | 'overview';

/** One object, as its GET shows it. */
export const objectKey = (type: ObjectType, id: string) => ['object', type, id] as const;

/** Something that is read of one object besides itself: its history, its explanation. */
export const partKey = (type: ObjectType, id: string, part: string) => ['part', type, id, part] as const;

/** Lists of objects of a type. With filters: one of them. */
export const listKey = (type: ObjectType, filters?: object) =>
  filters === undefined ? (['list', type] as const) : (['list', type, filters] as const);
