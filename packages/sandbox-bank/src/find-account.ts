import type { Account } from './accounts.ts';
import type { Books } from './books.ts';
import { Refusal } from './refuse.ts';

/** The account with an IBAN; refuses UNKNOWN_ACCOUNT when this bank has none. */
export function findAccount(books: Books, iban: string): Account {
  const account = books.accounts.find(iban);
  if (account === undefined) throw new Refusal(404, 'UNKNOWN_ACCOUNT', 'This bank has no account with that IBAN.');
  return account;
}
