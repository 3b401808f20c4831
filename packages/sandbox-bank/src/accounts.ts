import type { DatabaseSync } from 'node:sqlite';
import type { Party } from './instruction.ts';
import { money, type Row, text, textOrNull } from './row.ts';

/** An account at this bank; all amounts in minor units of its currency. */
export interface Account {
  iban: string;
  currency: string;
  /** Whose account it is; null when nobody has said. */
  holderName: string | null;
  openingMinor: bigint;
  bookedMinor: bigint;
  returnedMinor: bigint;
  /** What came in from elsewhere, less what was returned of it. */
  receivedMinor: bigint;
}

/** The most that any total of an account may come to: SQLite holds whole numbers below 2^63. */
export const totalMinorMax = 2n ** 63n - 1n;

const columns = 'iban, currency, holder_name, opening_minor, booked_minor, returned_minor, received_minor';

/** What the account can still pay, in minor units. Below zero when money that it has spent was returned. */
export function balanceMinor(account: Account): bigint {
  return account.openingMinor - account.bookedMinor + account.returnedMinor + account.receivedMinor;
}

/** The holder of an account as the party to a payment; null when the bank does not know the name. */
export function holderOf(account: Account | undefined): Party | null {
  return account === undefined || account.holderName === null ? null : { name: account.holderName, iban: account.iban };
}

/** The statements on accounts; each runs in the transaction of its caller, if there is one. */
export function accountsIn(db: DatabaseSync) {
  const insert = db.prepare(`
    insert into account (iban, currency, holder_name, opening_minor) values (?, ?, ?, ?) on conflict (iban) do nothing`);
  const name = db.prepare('update account set holder_name = ? where iban = ? and holder_name is null');
  const select = db.prepare(`select ${columns} from account where iban = ?`);
  const page = db.prepare(`select ${columns} from account where iban > ? order by iban limit ?`);
  const debit = db.prepare('update account set booked_minor = booked_minor + ? where iban = ?');
  const credit = db.prepare('update account set returned_minor = returned_minor + ? where iban = ?');
  const receive = db.prepare(`
    update account set received_minor = received_minor + ?1
    where iban = ?2 and currency = ?3 and received_minor <= ${totalMinorMax} - ?1`);
  const takeBack = db.prepare('update account set received_minor = received_minor - ? where iban = ?');
  return {
    /** Opens an account; false when it was there already, which changes nothing. */
    open: (iban: string, currency: string, holderName: string | null, openingMinor: bigint): boolean =>
      insert.run(iban, currency, holderName, openingMinor).changes === 1n,
    /** Notes whose account it is, where that was not known. */
    nameHolder: (iban: string, holderName: string): unknown => name.run(holderName, iban),
    find(iban: string): Account | undefined {
      const row = select.get(iban);
      return row === undefined ? undefined : accountFrom(row);
    },
    /** Up to `limit` accounts after an IBAN, in the order of their IBANs. */
    list: (afterIban: string, limit: number): Account[] => page.all(afterIban, limit).map(accountFrom),
    debit: (iban: string, amountMinor: bigint): unknown => debit.run(amountMinor, iban),
    /** Gives back to a debited account what was returned. */
    credit: (iban: string, amountMinor: bigint): unknown => credit.run(amountMinor, iban),
    /**
     * Credits an account with what came in. False, and nothing is done, when this bank has no such account in that
     * currency, or when it holds more than the books can count.
     */
    receive: (iban: string, currency: string, amountMinor: bigint): boolean =>
      receive.run(amountMinor, iban, currency).changes === 1n,
    /** Takes what came in from an account again, because it was returned to the payer. */
    takeBack: (iban: string, amountMinor: bigint): unknown => takeBack.run(amountMinor, iban),
  };
}

function accountFrom(row: Row): Account {
  return {
    iban: text(row, 'iban'),
    currency: text(row, 'currency'),
    holderName: textOrNull(row, 'holder_name'),
    openingMinor: money(row, 'opening_minor'),
    bookedMinor: money(row, 'booked_minor'),
    returnedMinor: money(row, 'returned_minor'),
    receivedMinor: money(row, 'received_minor'),
  };
}
