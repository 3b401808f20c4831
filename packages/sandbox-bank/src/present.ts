import { type Account, balanceMinor } from './accounts.ts';
import type { Answer, InstructionRecord, Kind, Party } from './instruction.ts';
import { formatAmount } from './money.ts';
import { reasonText } from './reasons.ts';

/** One status change to tell the client; `at` is when it happened, bank time in milliseconds. */
export interface Notice extends Answer {
  at: number;
  kind: Kind;
  debtor: Party | null;
}

/** An account as the API shows it, amounts as decimal texts. */
export function presentAccount(account: Account) {
  const amount = (amountMinor: bigint) => formatAmount(amountMinor, account.currency);
  return {
    iban: account.iban,
    holder_name: account.holderName,
    currency: account.currency,
    opening_balance: amount(account.openingMinor),
    balance: amount(balanceMinor(account)),
    booked_debits: amount(account.bookedMinor),
    returned_credits: amount(account.returnedMinor),
    received: amount(account.receivedMinor),
  };
}

/** The account of a made-up payer. */
export function presentPayer(account: Account) {
  const { iban, holder_name, currency, balance } = presentAccount(account);
  return { iban, holder_name, currency, balance };
}

/** The answer about one end-to-end id, for submissions and status queries alike. */
export function presentAnswer(answer: Answer) {
  return {
    end_to_end_id: answer.endToEndId,
    status: answer.status,
    reason_code: answer.reasonCode,
    reason: reasonText(answer.reasonCode),
    bank_reference: answer.bankReference,
  };
}

/** Everything the bank remembers of an end-to-end id, for audits. */
export function presentRecord(record: InstructionRecord) {
  const { creditor } = record;
  return {
    sequence: record.seq,
    ...presentAnswer(record),
    kind: record.kind,
    consent_id: record.consentId,
    amount: record.amountMinor === null ? null : formatAmount(record.amountMinor, record.currency),
    currency: record.currency,
    debtor_iban: record.debtorIban,
    creditor:
      creditor.iban === null
        ? { name: creditor.name, account_number: creditor.accountNumber, bank_code: creditor.bankCode }
        : { name: creditor.name, iban: creditor.iban },
    creditor_iban: creditor.iban,
    remittance: record.remittance,
    times_received: record.timesReceived,
    times_booked: record.timesBooked,
    received_at: presentTime(record.receivedAt),
    settled_at: presentTime(record.settledAt),
    returned_at: presentTime(record.returnedAt),
  };
}

/** One notification of a callback. */
export function presentNotice(notice: Notice) {
  return {
    ...presentAnswer(notice),
    at: presentTime(notice.at),
    kind: notice.kind,
    debtor: notice.debtor,
  };
}

/** The running counts. */
export function presentStats(counts: ReadonlyMap<string, number>) {
  const count = (name: string) => counts.get(name) ?? 0;
  const statuses = ['ACSP', 'ACSC', 'RJCT', 'RTRN', 'NOTFOUND'] as const;
  return {
    instructions: Object.fromEntries(statuses.map((status) => [status, count(status)])),
    times_received: count('times_received'),
    booked_more_than_once: count('booked_more_than_once'),
    callbacks: {
      sent: count('callbacks_sent'),
      failed: count('callbacks_failed'),
      pending: count('callbacks_pending'),
    },
  };
}

/** A time in milliseconds as ISO 8601 in UTC; null for a time that has not come. */
export function presentTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
