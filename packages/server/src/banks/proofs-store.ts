import { list, type Sql, type Tx } from '../foundation/database.ts';

/** What a booked entry proves of a payment or a payout. */
export interface Proof {
  /** The payment, or the payout. */
  readonly objectId: string;
  readonly matchId: string;
  readonly statementId: string;
  readonly entryId: string;
  /** YYYY-MM-DD */
  readonly bookedOn: string;
  readonly amountMinor: bigint;
}

interface Key {
  readonly applicationId: string;
  readonly id: string;
}

/** The matches that hold of these objects, with the entries behind them, in the order in which they were made. */
export function selectProofs(sql: Sql | Tx, side: 'payment' | 'payout', keys: readonly Key[]): Promise<Proof[]> {
  const column = side === 'payment' ? sql`payment_id` : sql`payout_id`;
  return sql<Proof[]>`
    select m.${column} as object_id, m.id as match_id, e.statement_id, m.entry_id, e.booked_on::text as booked_on,
      m.amount_minor
    from (select distinct * from unnest(
      ${list(keys.map((k) => k.applicationId))}::uuid[], ${list(keys.map((k) => k.id))}::uuid[]) u (application_id, id)) k
    join matches m on m.application_id = k.application_id and m.${column} = k.id
    join entries e on e.application_id = m.application_id and e.id = m.entry_id
    where m.kind = ${side} and m.state = 'made'
    order by m.id`;
}
