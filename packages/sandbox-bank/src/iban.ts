/**
 * Is this an IBAN whose check digits are right (ISO 13616, ISO 7064 mod 97)? A real bank refuses a mistyped
 * creditor; country lengths are left to the client, which knows them.
 */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  return restOf(text.slice(4) + text.slice(0, 4)) === 1;
}

/** The check digits of an IBAN, from its country and what follows the digits. */
export function checkDigits(country: string, bban: string): string {
  return String(98 - restOf(`${bban}${country}00`)).padStart(2, '0');
}

/** The remainder by 97 of letters and digits, each letter being a number from 10 to 35. */
function restOf(characters: string): number {
  let rest = 0;
  for (const character of characters) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest;
}
