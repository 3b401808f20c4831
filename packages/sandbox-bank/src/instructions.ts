import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import {
  bankReference,
  type Instruction,
  type InstructionRecord,
  isKind,
  isStatus,
  type Status,
} from './instruction.ts';
import { moneyOrNull, type Row, text, textOrNull, whole, wholeOrNull } from './row.ts';

/** What a receipt writes into the record of its end-to-end id. */
interface Entry {
  status: Status;
  reasonCode: string | null;
  amountMinor: bigint | null;
  /** 1 when this receipt was booked, else 0. */
  booked: 0 | 1;
  /** Bank time, milliseconds. */
  receivedAt: number;
}

const contentColumns = `kind, consent_id, amount_minor, currency, debtor_iban, creditor_name, creditor_iban, creditor_account_number,
  creditor_bank_code, remittance`;

const columns = `seq, end_to_end_id, status, reason_code, ${contentColumns}, times_received, times_booked, received_at,
  settled_at, returned_at`;

const writeSql = `
  insert into instruction (end_to_end_id, status, reason_code, ${contentColumns}, times_booked, received_at)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  on conflict (end_to_end_id) do update set
    status = excluded.status, reason_code = excluded.reason_code, kind = excluded.kind,
    consent_id = excluded.consent_id, amount_minor = excluded.amount_minor,
    currency = excluded.currency, debtor_iban = excluded.debtor_iban, creditor_name = excluded.creditor_name,
    creditor_iban = excluded.creditor_iban, creditor_account_number = excluded.creditor_account_number,
    creditor_bank_code = excluded.creditor_bank_code, remittance = excluded.remittance,
    times_received = times_received + 1, times_booked = times_booked + excluded.times_booked,
    settled_at = null, returned_at = null
  returning seq, times_booked`;

/** The statements on instructions; each runs in the transaction of its caller, if there is one. */
export function instructionsIn(db: DatabaseSync) {
  const write = db.prepare(writeSql);
  const count = db.prepare('update instruction set times_received = times_received + 1 where end_to_end_id = ?');
  const settle = db.prepare("update instruction set status = 'ACSC', reason_code = null, settled_at = ? where seq = ?");
  const giveBack = db.prepare("update instruction set status = 'RTRN', reason_code = ?, returned_at = ? where seq = ?");
  const select = db.prepare(`select ${columns} from instruction where end_to_end_id = ?`);
  const page = db.prepare(`select ${columns} from instruction where seq > ? order by seq limit ?`);
  const pageBookedAgain = db.prepare(
    `select ${columns} from instruction where times_booked > 1 and seq > ? order by seq limit ?`,
  );
  return {
    /** Writes a receipt as the latest word on its end-to-end id; says which row and how often it is now booked. */
    write(instruction: Instruction, entry: Entry): { seq: number; timesBooked: number } {
      const row = write.get(...valuesOf(instruction, entry));
      assert(row !== undefined, 'an upsert returns its row');
      return { seq: whole(row, 'seq'), timesBooked: whole(row, 'times_booked') };
    },
    /** Counts a receipt and leaves everything else of the record as it is. */
    count: (endToEndId: string): unknown => count.run(endToEndId),
    settle: (seq: number, at: number): unknown => settle.run(at, seq),
    giveBack: (seq: number, at: number, reasonCode: string): unknown => giveBack.run(reasonCode, at, seq),
    find(endToEndId: string): InstructionRecord | undefined {
      const row = select.get(endToEndId);
      return row === undefined ? undefined : recordFrom(row);
    },
    /** Up to `limit` records after a sequence number, in the order in which they were first received. */
    list: (afterSeq: number, limit: number, bookedAgainOnly: boolean): InstructionRecord[] =>
      (bookedAgainOnly ? pageBookedAgain : page).all(afterSeq, limit).map(recordFrom),
  };
}

function valuesOf(instruction: Instruction, entry: Entry) {
  const { creditor } = instruction;
  return [
    instruction.endToEndId,
    entry.status,
    entry.reasonCode,
    instruction.kind,
    instruction.consentId,
    entry.amountMinor,
    instruction.currency,
    instruction.debtorIban,
    creditor.name,
    creditor.iban,
    creditor.accountNumber,
    creditor.bankCode,
    instruction.remittance,
    entry.booked,
    entry.receivedAt,
  ];
}

function recordFrom(row: Row): InstructionRecord {
  const seq = whole(row, 'seq');
  const status = text(row, 'status');
  const timesBooked = whole(row, 'times_booked');
  const kind = text(row, 'kind');
  assert(isStatus(status), `${status} is not a status`);
  assert(isKind(kind), `${kind} is not a kind`);
  return {
    seq,
    kind,
    consentId: textOrNull(row, 'consent_id'),
    endToEndId: text(row, 'end_to_end_id'),
    status,
    reasonCode: textOrNull(row, 'reason_code'),
    bankReference: bankReference(seq, timesBooked),
    amountMinor: moneyOrNull(row, 'amount_minor'),
    currency: text(row, 'currency'),
    debtorIban: text(row, 'debtor_iban'),
    creditor: {
      name: text(row, 'creditor_name'),
      iban: textOrNull(row, 'creditor_iban'),
      accountNumber: textOrNull(row, 'creditor_account_number'),
      bankCode: textOrNull(row, 'creditor_bank_code'),
    },
    remittance: textOrNull(row, 'remittance'),
    timesReceived: whole(row, 'times_received'),
    timesBooked,
    receivedAt: whole(row, 'received_at'),
    settledAt: wholeOrNull(row, 'settled_at'),
    returnedAt: wholeOrNull(row, 'returned_at'),
  };
}
