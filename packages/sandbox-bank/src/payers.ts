import { type Account, holderOf } from './accounts.ts';
import type { Books } from './books.ts';
import { checkDigits } from './iban.ts';
import { parseAmount } from './money.ts';

/** The currencies that the made-up payers have accounts in, with their ISO 4217 numbers. */
const currencies = [
  ['AED', '784'],
  ['SAR', '682'],
  ['USD', '840'],
  ['KWD', '414'],
] as const;
const names = ['Layla Nasser', 'Omar Siddiqui', 'Mariam Aziz'] as const;
const opening = '100000';

/** Made-up accounts at the made-up bank 999 in the UAE; the check digits are right. */
const payers = currencies.flatMap(([currency, number]) =>
  names.map((holderName, index) => {
    const bban = `9997${number}${String(index + 1).padStart(12, '0')}`;
    return { iban: `AE${checkDigits('AE', bban)}${bban}`, currency, holderName };
  }),
);

/** Opens the accounts of the payers; those that are there stay as they are. */
export function openPayers(books: Books): void {
  books.inOneTransaction(() => {
    for (const { iban, currency, holderName } of payers) {
      books.accounts.open(iban, currency, holderName, parseAmount(opening, currency) ?? 0n);
    }
  });
}

/** The accounts of the payers in a currency, or in all. */
export function payersIn(books: Books, currency: string | undefined): Account[] {
  return payers
    .filter((payer) => currency === undefined || payer.currency === currency)
    .flatMap(({ iban }) => books.accounts.find(iban) ?? []);
}

/**
 * The account that pays: the one with an IBAN, or else that of the first payer. It must be in the currency, and the
 * bank must know whose it is, because whoever is paid is told.
 */
export function payingAccount(books: Books, currency: string, iban: string | null): Account | undefined {
  const account = iban === null ? payersIn(books, currency).at(0) : books.accounts.find(iban);
  return account?.currency === currency && holderOf(account) !== null ? account : undefined;
}
