import { composeIBAN, extractIBAN, ValidationErrorsIBAN, validateIBAN } from 'ibantools';

/** What `readIban` says: the IBAN in its electronic form and what it tells, or one sentence on what is wrong. */
export type ReadIban =
  | {
      readonly ok: true;
      readonly iban: string;
      /** ISO 3166-1 alpha-2 (or XK, Kosovo). */
      readonly country: string;
      /** The national code of the bank that the IBAN carries, where the country's format has one. */
      readonly bankCode: string | null;
    }
  | { readonly ok: false; readonly message: string };

// How many characters after the check digits name the bank, for the countries where `ibantools` does not say. From the
// SWIFT IBAN registry; AE by the Central Bank of the UAE, SA by SAMA.
const bankCodeLengths: ReadonlyMap<string, number> = new Map([
  ['AE', 3],
  ['BH', 4],
  ['EG', 4],
  ['JO', 4],
  ['KW', 4],
  ['LB', 4],
  ['OM', 3],
  ['QA', 4],
  ['SA', 2],
]);

// Longer text is no IBAN (the longest has 34 characters) and is not looked at, blanks included.
const textLengthMax = 80;
// The shortest IBAN (Norway). Of anything shorter the mask shows less, so that it is still a mask.
const ibanLengthMin = 15;

/**
 * Reads an IBAN as a person or a client writes it: blanks anywhere and lower case are fine. Gives it without blanks and
 * in upper case, with its country and bank code.
 *
 * Refuses, in a sentence that shows the IBAN masked: a country without IBANs, a wrong length, a wrong form (such as
 * letters where the country has digits), and wrong check digits, the national ones included where there are any.
 */
export function readIban(text: string): ReadIban {
  const compact = text.length > textLengthMax ? '' : text.replace(/\s+/g, '');
  // Before upper-casing, because upper-casing turns some other letters (ı, ſ, ß) into A to Z.
  if (!/^[A-Za-z0-9]+$/.test(compact)) {
    return { ok: false, message: 'An IBAN has only letters A to Z, digits and blanks, and at most 34 characters.' };
  }
  const iban = compact.toUpperCase();
  const { valid, errorCodes } = validateIBAN(iban);
  if (!valid) return { ok: false, message: explain(iban, errorCodes) };
  const country = iban.slice(0, 2);
  return { ok: true, iban, country, bankCode: bankCodeOf(iban, country) };
}

/**
 * The IBAN as logs and messages may show it: `AE07…3456`, the first four characters and the last four. Text too short
 * to be an IBAN shows its first two only. Characters other than letters and digits are left out.
 */
export function maskIban(iban: string): string {
  const kept = iban.slice(0, textLengthMax).replace(/[^A-Za-z0-9]+/g, '');
  return kept.length < ibanLengthMin ? `${kept.slice(0, 2)}…` : `${kept.slice(0, 4)}…${kept.slice(-4)}`;
}

/**
 * The IBAN for a country (alpha-2) and the rest of an account number (BBAN: bank code and account, no blanks, in the
 * country's form), with the check digits computed. Made for sandbox accounts.
 *
 * It throws when they do not make a valid IBAN; that is a mistake in our code, not of a caller.
 */
export function makeIban(country: string, bban: string): string {
  const iban = composeIBAN({ countryCode: country, bban });
  if (iban === null || !readIban(iban).ok) {
    throw new Error(`A BBAN of ${bban.length} characters in this form is not one of ${country}.`);
  }
  return iban;
}

function bankCodeOf(iban: string, country: string): string | null {
  const length = bankCodeLengths.get(country);
  return length === undefined ? (extractIBAN(iban).bankIdentifier ?? null) : iban.slice(4, 4 + length);
}

// In the order in which the first fault found explains the others best: a wrong length makes the check digits wrong too.
const faults: readonly (readonly [ValidationErrorsIBAN, string])[] = [
  [ValidationErrorsIBAN.NoIBANCountry, 'does not start with the code of a country that has IBANs'],
  [ValidationErrorsIBAN.WrongBBANLength, 'does not have the length of an IBAN of its country'],
  [ValidationErrorsIBAN.WrongBBANFormat, 'does not have the form of an IBAN of its country'],
  [ValidationErrorsIBAN.ChecksumNotNumber, 'does not have two check digits after the country'],
  [ValidationErrorsIBAN.WrongIBANChecksum, 'has check digits that do not fit; a character is probably mistyped'],
  [ValidationErrorsIBAN.WrongAccountBankBranchChecksum, 'has an account number whose own check digits do not fit'],
];

function explain(iban: string, errorCodes: readonly ValidationErrorsIBAN[]): string {
  const fault = faults.find(([code]) => errorCodes.includes(code));
  return `The IBAN ${maskIban(iban)} ${fault === undefined ? 'is not valid' : fault[1]}.`;
}
