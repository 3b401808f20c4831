import assert from 'node:assert/strict';
import type { DatabaseSync } from 'node:sqlite';
import { money, type Row, text, textOrNull, whole } from '../row.ts';

/** What a line of an account is about. */
export type EntryKind = 'transfer' | 'return' | 'fee' | 'interest';

/** A line about to be written. */
export interface NewEntry {
  iban: string;
  direction: 'credit' | 'debit';
  kind: EntryKind;
  amountMinor: bigint;
  /** Bank time, milliseconds. */
  bookedAt: number;
  /** Null for a line that is booked by hand, which is given one. */
  bankReference: string | null;
  endToEndId: string | null;
  reasonCode: string | null;
  counterparty: Counterparty | null;
  remittance: string | null;
}

/** Who is on the other side; an account number stands where there is no IBAN. */
export interface Counterparty {
  name: string | null;
  iban: string | null;
  accountNumber: string | null;
}

/** One line of an account. */
export interface Entry extends NewEntry {
  id: number;
  bankReference: string;
}

/** What the lines of a part of an account come to. */
export interface EntryTotals {
  /** The last line of the part. */
  throughId: number;
  credits: number;
  debits: number;
  creditedMinor: bigint;
  debitedMinor: bigint;
  /** When the first of it was booked, bank time in milliseconds. */
  fromAt: number;
}

const contentColumns = `iban, direction, kind, amount_minor, booked_at, bank_reference, end_to_end_id, reason_code,
  counterparty_name, counterparty_iban, counterparty_account_number, remittance`;

/** Sums are taken in two halves: a sum of lines can be larger than what SQLite can count. */
const half = 1_000_000_000;
const totalsOf = (direction: string) => `
  sum(direction = '${direction}') as ${direction}s,
  sum(case direction when '${direction}' then amount_minor / ${half} else 0 end) as ${direction}_high,
  sum(case direction when '${direction}' then amount_minor % ${half} else 0 end) as ${direction}_low`;

/** The statements on lines of accounts; each runs in the transaction of its caller, if there is one. */
export function entriesIn(db: DatabaseSync) {
  const insert = db.prepare(`insert into entry (${contentColumns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const page = db.prepare(`
    select id, ${contentColumns} from entry where iban = ? and id > ? and id <= ? order by id limit ?`);
  const totals = db.prepare(`
    select max(id) as through_id, min(booked_at) as from_at, ${totalsOf('credit')}, ${totalsOf('debit')}
    from entry where iban = ? and id > ?`);
  return {
    /** Writes a line; gives its id. */
    add: (entry: NewEntry): number => Number(insert.run(...valuesOf(entry)).lastInsertRowid),
    /** Up to `limit` lines of an account after one id, up to and with another, in the order in which they were booked. */
    list: (iban: string, afterId: number, throughId: number, limit: number): Entry[] =>
      page.all(iban, afterId, throughId, limit).map(entryFrom),
    /** What was booked on an account after a line; undefined when that is nothing. */
    totalsAfter(iban: string, afterId: number): EntryTotals | undefined {
      const row = totals.get(iban, afterId);
      if (row === undefined || row.through_id === null) return undefined;
      return {
        throughId: whole(row, 'through_id'),
        credits: whole(row, 'credits'),
        debits: whole(row, 'debits'),
        creditedMinor: money(row, 'credit_high') * BigInt(half) + money(row, 'credit_low'),
        debitedMinor: money(row, 'debit_high') * BigInt(half) + money(row, 'debit_low'),
        fromAt: whole(row, 'from_at'),
      };
    },
  };
}

/** The bank's own reference of a line that was booked by hand. */
export function referenceByHand(id: number): string {
  return `SE${String(id).padStart(10, '0')}`;
}

function valuesOf(entry: NewEntry) {
  return [
    entry.iban,
    entry.direction,
    entry.kind,
    entry.amountMinor,
    entry.bookedAt,
    entry.bankReference,
    entry.endToEndId,
    entry.reasonCode,
    entry.counterparty?.name ?? null,
    entry.counterparty?.iban ?? null,
    entry.counterparty?.accountNumber ?? null,
    entry.remittance,
  ];
}

function entryFrom(row: Row): Entry {
  const id = whole(row, 'id');
  const direction = text(row, 'direction');
  const kind = text(row, 'kind');
  assert(direction === 'credit' || direction === 'debit', `${direction} is not a direction`);
  assert(isKind(kind), `${kind} is not a kind of line`);
  return {
    id,
    iban: text(row, 'iban'),
    direction,
    kind,
    amountMinor: money(row, 'amount_minor'),
    bookedAt: whole(row, 'booked_at'),
    bankReference: textOrNull(row, 'bank_reference') ?? referenceByHand(id),
    endToEndId: textOrNull(row, 'end_to_end_id'),
    reasonCode: textOrNull(row, 'reason_code'),
    counterparty: {
      name: textOrNull(row, 'counterparty_name'),
      iban: textOrNull(row, 'counterparty_iban'),
      accountNumber: textOrNull(row, 'counterparty_account_number'),
    },
    remittance: textOrNull(row, 'remittance'),
  };
}

function isKind(kind: string): kind is EntryKind {
  return kind === 'transfer' || kind === 'return' || kind === 'fee' || kind === 'interest';
}
