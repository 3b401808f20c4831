import type { DatabaseSync } from 'node:sqlite';
import { money, type Row, text } from './row.ts';

/** An account at this bank; all amounts in minor units of its currency. */
export interface Account {
  iban: string;
  currency: string;
  openingMinor: bigint;
  bookedMinor: bigint;
  returnedMinor: bigint;
}

const columns = 'iban, currency, opening_minor, booked_minor, returned_minor';

/** What the account can still pay, in minor units. */
export function balanceMinor(account: Account): bigint {
  return account.openingMinor - account.bookedMinor + account.returnedMinor;
}

/** The statements on accounts; each runs in the transaction of its caller, if there is one. */
export function accountsIn(db: DatabaseSync) {
  const insert = db.prepare(
    'insert into account (iban, currency, opening_minor) values (?, ?, ?) on conflict (iban) do nothing',
  );
  const select = db.prepare(`select ${columns} from account where iban = ?`);
  const page = db.prepare(`select ${columns} from account where iban > ? order by iban limit ?`);
  const debit = db.prepare('update account set booked_minor = booked_minor + ? where iban = ?');
  const credit = db.prepare('update account set returned_minor = returned_minor + ? where iban = ?');
  return {
    /** Opens an account; false when it was there already, which changes nothing. */
    open: (iban: string, currency: string, openingMinor: bigint): boolean =>
      insert.run(iban, currency, openingMinor).changes === 1n,
    find(iban: string): Account | undefined {
      const row = select.get(iban);
      return row === undefined ? undefined : accountFrom(row);
    },
    /** Up to `limit` accounts after an IBAN, in the order of their IBANs. */
    list: (afterIban: string, limit: number): Account[] => page.all(afterIban, limit).map(accountFrom),
    debit: (iban: string, amountMinor: bigint): unknown => debit.run(amountMinor, iban),
    credit: (iban: string, amountMinor: bigint): unknown => credit.run(amountMinor, iban),
  };
}

function accountFrom(row: Row): Account {
  return {
    iban: text(row, 'iban'),
    currency: text(row, 'currency'),
    openingMinor: money(row, 'opening_minor'),
    bookedMinor: money(row, 'booked_minor'),
    returnedMinor: money(row, 'returned_minor'),
  };
}
