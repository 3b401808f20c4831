import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { maskIban } from '../foundation/iban.ts';
import { amountToNumber } from '../foundation/money.ts';
import type { EntryRow } from './entries-store.ts';
import type { MatchRow } from './match.ts';
import type { StatementRow } from './statements-store.ts';

/** A statement as the contract shows it. */
export function presentStatement(row: StatementRow): Static<typeof schemas.Statement> {
  const amount = (minor: bigint): number => amountToNumber(minor, row.currency);
  const amountOrNull = (minor: bigint | null): number | null => (minor === null ? null : amount(minor));
  return {
    id: row.id,
    payout_account_id: row.payoutAccountId,
    statement_id: row.bankStatementId,
    bank_sequence: row.bankSequence,
    source: row.source,
    currency: row.currency,
    from: row.fromText ?? row.firstBookedOn,
    to: row.toText ?? row.lastBookedOn,
    opening: amountOrNull(row.openingMinor),
    closing: amountOrNull(row.closingMinor),
    credits: amount(row.creditMinor),
    debits: amount(row.debitMinor),
    entries: row.entries,
    new_entries: row.newEntries,
    warnings: [...row.warnings],
    file_sha256: row.fileSha256,
    created_at: row.createdAt.toISOString(),
  };
}

/** A statement entry as the contract shows it. Who is at the other end is shown with the IBAN masked. */
export function presentEntry(row: EntryRow, matches: readonly MatchRow[]): Static<typeof schemas.StatementEntry> {
  const { counterpartyName: name, counterpartyIban: iban } = row;
  return {
    id: row.id,
    statement_id: row.statementId,
    payout_account_id: row.payoutAccountId,
    direction: row.direction,
    amount: amountToNumber(row.amountMinor, row.currency),
    currency: row.currency,
    booked_at: row.bookedOn,
    value_at: row.valueOn,
    bank_reference: row.bankReference,
    bank_code: row.bankCode,
    references: [...row.referenceList],
    remittance: row.remittance,
    counterparty: name === null && iban === null ? null : { name, iban: iban && maskIban(iban) },
    matched: amountToNumber(row.matchedMinor, row.currency),
    unmatched: amountToNumber(row.amountMinor - row.matchedMinor, row.currency),
    status: statusOf(row),
    matches: matches.map(presentMatch),
    created_at: row.createdAt.toISOString(),
  };
}

function statusOf({ amountMinor, matchedMinor, unknownAt, isSuggested }: EntryRow) {
  if (matchedMinor === amountMinor) return 'matched';
  if (matchedMinor > 0n) return 'partial';
  if (unknownAt !== null) return 'unknown_debit';
  return isSuggested ? 'suggested' : 'unmatched';
}

/** A match as the contract shows it. */
export function presentMatch(row: MatchRow): Static<typeof schemas.Match> {
  return {
    id: row.id,
    kind: row.kind,
    entry_id: row.entryId,
    statement_id: row.statementId,
    payment_id: row.paymentId,
    payout_id: row.payoutId,
    amount: amountToNumber(row.amountMinor, row.currency),
    currency: row.currency,
    status: row.state === 'made' ? 'MADE' : 'UNDONE',
    how: row.how,
    step: row.step,
    score: row.score,
    reasons: [...row.reasons],
    made_by: row.madeBy,
    undone_by: row.undoneBy,
    undo_reason: row.undoReason,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
