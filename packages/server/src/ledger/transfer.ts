import type { Sql, Statement, Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { insertAccounts, insertTransfers, type LedgerVerb, type Transfer } from './store.ts';

export type { LedgerVerb } from './store.ts';

/** What a ledger step is about: an object, its two accounts and its amount. */
export interface Movement {
  readonly applicationId: string;
  readonly objectId: string;
  readonly payoutAccountId: string;
  /** The other side: what counts the money paid out, or the money received. */
  readonly counterAccountId: string;
  readonly amountMinor: bigint;
}

/**
 * The transfer of one ledger step. hold, post and release debit the payout account for what is paid out, and unreceive
 * for what did not come in after all; reverse and receive go the other way.
 */
function transferOf(verb: LedgerVerb, movement: Movement, at: Date): Transfer {
  const { applicationId, objectId, payoutAccountId, counterAccountId, amountMinor } = movement;
  const into = verb === 'reverse' || verb === 'receive';
  return {
    applicationId,
    objectId,
    verb,
    debitAccountId: into ? counterAccountId : payoutAccountId,
    creditAccountId: into ? payoutAccountId : counterAccountId,
    amountMinor,
    at,
  };
}

/** Books ledger steps, one or many at once. A binding balance that does not cover a hold is refused by the database. */
export function book(tx: Tx, steps: readonly (readonly [LedgerVerb, Movement])[], at: Date): Statement {
  return insertTransfers(
    tx,
    steps.map(([verb, movement]) => transferOf(verb, movement, at)),
  );
}

interface NewAccounts {
  readonly applicationId: string;
  readonly payoutAccountId: string;
  readonly currency: string;
  readonly balanceBinding: boolean;
  /** What the account holds at the beginning, in minor units. */
  readonly openingMinor: bigint;
  readonly at: Date;
}

/** The accounts that count what went out of a payout account, and what payments brought in. */
interface CounterAccounts {
  readonly paidOutAccountId: string;
  readonly receivedAccountId: string;
}

/**
 * Opens the ledger accounts behind a payout account: its own, and those that count what was paid out of it and received
 * on it; books the opening amount against a funding account.
 */
export async function openAccounts(tx: Sql | Tx, accounts: NewAccounts): Promise<CounterAccounts> {
  const { applicationId, payoutAccountId, currency, balanceBinding, openingMinor, at } = accounts;
  const paidOutAccountId = newId(at.getTime());
  const receivedAccountId = newId(at.getTime());
  const fundingId = newId(at.getTime());
  const shared = { applicationId, currency };
  await insertAccounts(tx, [
    { ...shared, id: payoutAccountId, kind: 'payout_account', balanceBinding },
    { ...shared, id: paidOutAccountId, kind: 'paid_out', balanceBinding: false },
    { ...shared, id: receivedAccountId, kind: 'received', balanceBinding: false },
    { ...shared, id: fundingId, kind: 'funding', balanceBinding: false },
  ]);
  if (openingMinor > 0n) {
    await fund(tx, { applicationId, fundingId, payoutAccountId, amountMinor: openingMinor, at });
  }
  return { paidOutAccountId, receivedAccountId };
}

/** Books money that came into a payout account. */
async function fund(
  tx: Sql | Tx,
  funding: { applicationId: string; fundingId: string; payoutAccountId: string; amountMinor: bigint; at: Date },
): Promise<void> {
  await insertTransfers(tx, [
    {
      applicationId: funding.applicationId,
      objectId: newId(funding.at.getTime()),
      verb: 'fund',
      debitAccountId: funding.fundingId,
      creditAccountId: funding.payoutAccountId,
      amountMinor: funding.amountMinor,
      at: funding.at,
    },
  ]);
}
