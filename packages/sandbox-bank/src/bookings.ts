import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import type { Counterparty } from './entries/entries.ts';
import { isKind, type Kind } from './instruction.ts';
import { money, type Row, text, textOrNull, whole } from './row.ts';

/** A debit about to be written. */
interface NewBooking {
  instructionSeq: number;
  /** 1 for the first booking of an instruction, 2 for the second. */
  nth: number;
  iban: string;
  amountMinor: bigint;
  bookedAt: number;
  /** When it settles, bank time in milliseconds; null: held until the clock is moved. */
  dueAt: number | null;
  /** The line of the account that it made. */
  entryId: number;
}

/** A step whose time has come. */
export interface DueStep {
  bookingId: number;
  instructionSeq: number;
  endToEndId: string;
  kind: Kind;
  nth: number;
  iban: string;
  /** Whose account was debited; null when nobody has said. */
  holderName: string | null;
  amountMinor: bigint;
  currency: string;
  bookedAt: number;
  /** Whom it pays and why, as it was when it was booked. */
  creditor: Counterparty;
  remittance: string | null;
  /** The account of this bank that was credited when it settled. */
  creditedIban: string | null;
  step: 'settle' | 'return';
  dueAt: number;
}

const dueSql = `
  select b.id, b.instruction_seq, b.nth, b.iban, b.amount_minor, b.booked_at, b.next_step, b.due_at, b.credited_iban,
    i.end_to_end_id, i.kind, a.currency, a.holder_name, e.counterparty_name, e.counterparty_iban,
    e.counterparty_account_number, e.remittance
  from booking b
  join instruction i on i.seq = b.instruction_seq
  join account a on a.iban = b.iban
  join entry e on e.id = b.entry_id
  where b.next_step is not null and b.due_at <= ?
  order by b.due_at limit ?`;

/** The statements on bookings; each runs in the transaction of its caller, if there is one. */
export function bookingsIn(db: DatabaseSync) {
  const insert = db.prepare(`
    insert into booking (instruction_seq, nth, iban, amount_minor, booked_at, next_step, due_at, entry_id)
    values (?, ?, ?, ?, ?, 'settle', ?, ?)`);
  const due = db.prepare(dueSql);
  const firstDue = db.prepare(`
    select due_at from booking where next_step is not null and due_at is not null order by due_at limit 1`);
  const move = db.prepare('update booking set next_step = ?, due_at = ? where id = ?');
  const credited = db.prepare('update booking set credited_iban = ? where id = ?');
  const release = db.prepare('update booking set due_at = ? where next_step is not null and due_at is null');
  return {
    add: (b: NewBooking): unknown =>
      insert.run(b.instructionSeq, b.nth, b.iban, b.amountMinor, b.bookedAt, b.dueAt, b.entryId),
    /** Up to `limit` steps due at a bank time, the oldest first. */
    due: (at: number, limit: number): DueStep[] => due.all(at, limit).map(stepFrom),
    /** When the next step falls due, bank time in milliseconds; null when nothing waits for a time. */
    firstDueAt(): number | null {
      const row = firstDue.get();
      return row === undefined ? null : whole(row, 'due_at');
    },
    /** Notes which account of this bank has the money. */
    credited: (bookingId: number, iban: string): unknown => credited.run(iban, bookingId),
    /** Says when a settled booking is to be returned. */
    returnsAt: (bookingId: number, at: number): unknown => move.run('return', at, bookingId),
    /** Ends the life of a booking. */
    finish: (bookingId: number): unknown => move.run(null, null, bookingId),
    /** Makes everything that is held due at a bank time. */
    releaseHeld: (at: number): unknown => release.run(at),
  };
}

function stepFrom(row: Row): DueStep {
  const step = text(row, 'next_step');
  const kind = text(row, 'kind');
  assert(step === 'settle' || step === 'return', `${step} is not a step`);
  assert(isKind(kind), `${kind} is not a kind`);
  return {
    bookingId: whole(row, 'id'),
    instructionSeq: whole(row, 'instruction_seq'),
    endToEndId: text(row, 'end_to_end_id'),
    kind,
    nth: whole(row, 'nth'),
    iban: text(row, 'iban'),
    holderName: textOrNull(row, 'holder_name'),
    amountMinor: money(row, 'amount_minor'),
    currency: text(row, 'currency'),
    bookedAt: whole(row, 'booked_at'),
    creditor: {
      name: textOrNull(row, 'counterparty_name'),
      iban: textOrNull(row, 'counterparty_iban'),
      accountNumber: textOrNull(row, 'counterparty_account_number'),
    },
    remittance: textOrNull(row, 'remittance'),
    creditedIban: textOrNull(row, 'credited_iban'),
    step,
    dueAt: whole(row, 'due_at'),
  };
}
