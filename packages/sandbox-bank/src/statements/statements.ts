import type { DatabaseSync } from 'node:sqlite';
import { type Row, text, textOrNull, whole } from '../row.ts';

/** A statement about to be written: the lines of an account after one line, up to and with another. */
export interface NewStatement {
  iban: string;
  /** 1, 2, 3 for each account, without gaps. */
  sequence: number;
  /** Whose account it was; null when nobody had said. */
  holderName: string | null;
  afterEntry: number;
  throughEntry: number;
  openingMinor: bigint;
  closingMinor: bigint;
  credits: number;
  debits: number;
  creditedMinor: bigint;
  debitedMinor: bigint;
  /** The time it tells of goes from here to when it was made; bank time in milliseconds. */
  fromAt: number;
  createdAt: number;
}

/** A statement; it never changes. */
export interface Statement extends NewStatement {
  id: number;
}

const columns = `iban, sequence, holder_name, after_entry, through_entry, opening_minor, closing_minor, credits, debits,
  credited_minor, debited_minor, from_at, created_at`;

/** The statements of accounts, as rows; each call runs in the transaction of its caller, if there is one. */
export function statementsIn(db: DatabaseSync) {
  const insert = db.prepare(`insert into statement (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const last = db.prepare(`select id, ${columns} from statement where iban = ? order by sequence desc limit 1`);
  const find = db.prepare(`select id, ${columns} from statement where iban = ? and sequence = ?`);
  const page = db.prepare(`
    select id, ${columns} from statement where iban = ? and sequence > ? order by sequence limit ?`);
  return {
    add: (statement: NewStatement): unknown => insert.run(...valuesOf(statement)),
    /** The newest statement of an account. */
    last(iban: string): Statement | undefined {
      const row = last.get(iban);
      return row === undefined ? undefined : statementFrom(row);
    },
    find(iban: string, sequence: number): Statement | undefined {
      const row = find.get(iban, sequence);
      return row === undefined ? undefined : statementFrom(row);
    },
    /** Up to `limit` statements of an account after a sequence number, in order. */
    list: (iban: string, afterSequence: number, limit: number): Statement[] =>
      page.all(iban, afterSequence, limit).map(statementFrom),
  };
}

function valuesOf(statement: NewStatement) {
  return [
    statement.iban,
    statement.sequence,
    statement.holderName,
    statement.afterEntry,
    statement.throughEntry,
    String(statement.openingMinor),
    String(statement.closingMinor),
    statement.credits,
    statement.debits,
    String(statement.creditedMinor),
    String(statement.debitedMinor),
    statement.fromAt,
    statement.createdAt,
  ];
}

function statementFrom(row: Row): Statement {
  return {
    id: whole(row, 'id'),
    iban: text(row, 'iban'),
    sequence: whole(row, 'sequence'),
    holderName: textOrNull(row, 'holder_name'),
    afterEntry: whole(row, 'after_entry'),
    throughEntry: whole(row, 'through_entry'),
    openingMinor: BigInt(text(row, 'opening_minor')),
    closingMinor: BigInt(text(row, 'closing_minor')),
    credits: whole(row, 'credits'),
    debits: whole(row, 'debits'),
    creditedMinor: BigInt(text(row, 'credited_minor')),
    debitedMinor: BigInt(text(row, 'debited_minor')),
    fromAt: whole(row, 'from_at'),
    createdAt: whole(row, 'created_at'),
  };
}
