/** Why the bank refuses or returns: code and sentence, as data. */
export const reasonTexts = {
  AC01: 'The debtor account is not known here.',
  AC03: 'The creditor account number is invalid.',
  AC04: 'The account is closed.',
  AC06: 'The account is blocked.',
  AG01: 'There is no such consent.',
  AM01: 'The amount is zero.',
  AM02: 'The amount is larger than the books of this bank can hold.',
  AM03: 'The currency is not the currency of the debtor account.',
  AM04: 'Insufficient funds.',
  AM12: 'The amount is not valid for its currency.',
  CUST: 'Refused by the payer.',
  MD01: 'The consent is not in force.',
  TM01: 'The payer did not decide in time.',
} as const;

/** The ISO 20022 external status reason codes this bank uses. */
export type ReasonCode = keyof typeof reasonTexts;

/** The sentence for a reason code; null for none. Sentences are not stored: they follow from the code. */
export function reasonText(code: string | null): string | null {
  return code !== null && isReasonCode(code) ? reasonTexts[code] : null;
}

function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(reasonTexts, code);
}
