import { endToEndIdsIn } from '../foundation/id.ts';
import type { PaymentRow } from '../payments/payment.ts';
import type { PayoutRow } from '../payouts/payout.ts';
import type { OpenEntryRow } from './entries-store.ts';
import type { MatchKind } from './match.ts';
import type { Counterparty, Expected, OpenEntry } from './match-terms.ts';

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

// A payout may be expected twice: to go out, and to come back.
const RETURN = ':return';

/** How what is expected is named among its like. */
export function expectedIdOf(kind: MatchKind, objectId: string): string {
  return kind === 'return' ? `${objectId}${RETURN}` : objectId;
}

/** The payment or payout behind such a name. */
export function objectIdOf(expectedId: string): string {
  return expectedId.endsWith(RETURN) ? expectedId.slice(0, -RETURN.length) : expectedId;
}

/** An entry as the matcher knows it. */
export function openEntryOf(row: OpenEntryRow, accountId: string): OpenEntry {
  const { id, direction, currency, openMinor, bookedOn, isReturn, texts } = row;
  const { counterpartyName: name, counterpartyIban: iban } = row;
  const counterparty = name === null && iban === null ? null : { name, iban };
  return {
    id,
    accountId,
    direction,
    currency,
    openMinor,
    bookedOn,
    isReturn,
    references: row.referenceList,
    texts,
    counterparty,
  };
}

/** A payment that should come in. */
export function expectedPayment(row: PaymentRow, payer: Counterparty | null): Expected {
  return {
    id: row.id,
    kind: 'payment',
    accountId: row.payoutAccountId,
    direction: 'credit',
    currency: row.currency,
    openMinor: row.amountMinor - row.matchedMinor,
    expectedOn: dayOf(row.paidAt ?? row.createdAt),
    endToEndId: row.endToEndId,
    bankReference: row.bankReference,
    reference: row.reference,
    counterparty: payer,
  };
}

/** A payout that should go out. */
export function expectedPayout(row: PayoutRow, payee: Counterparty | null): Expected {
  return {
    id: expectedIdOf('payout', row.id),
    kind: 'payout',
    direction: 'debit',
    openMinor: row.amountMinor - row.matchedMinor,
    expectedOn: dayOf(row.createdAt),
    ...ofPayout(row, payee),
  };
}

/** A payout that may come back. */
export function expectedReturn(row: PayoutRow, payee: Counterparty | null): Expected {
  return {
    id: expectedIdOf('return', row.id),
    kind: 'return',
    direction: 'credit',
    openMinor: row.amountMinor - row.returnedMinor,
    expectedOn: dayOf(row.updatedAt),
    ...ofPayout(row, payee),
  };
}

const ofPayout = (row: PayoutRow, counterparty: Counterparty | null) => ({
  accountId: row.payoutAccountId,
  currency: row.currency,
  endToEndId: row.endToEndId,
  bankReference: row.bankReference,
  reference: row.reference,
  counterparty,
});

// No bank was ever told of it, so nothing of it can be on a statement; or it is not in order that something is.
const NEVER_OUT = new Set(['awaiting_approval', 'rejected', 'queued']);

/** May a payout in this state come back? */
export function mayReturn({ state }: PayoutRow): boolean {
  return !NEVER_OUT.has(state);
}

/** The end-to-end ids that entries name, wherever in them. */
export function idsNamedIn(entries: readonly OpenEntryRow[], nowMs: number): Map<string, string[]> {
  return new Map(
    entries.map(({ id, referenceList, texts }) => [
      id,
      [...referenceList.flatMap((text) => endToEndIdsIn(text, nowMs)), ...endToEndIdsIn(texts.join(' '), nowMs)],
    ]),
  );
}
