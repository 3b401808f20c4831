import type { DestinationRequest } from '@sarf/sdk';

/** What the form has, as it was typed. */
export interface DestinationForm {
  readonly name: string;
  readonly by: 'iban' | 'number';
  readonly iban: string;
  readonly accountNumber: string;
  readonly bankCode: string;
  readonly country: string;
  readonly currency: string;
}

export const emptyForm: DestinationForm = {
  name: '',
  by: 'iban',
  iban: '',
  accountNumber: '',
  bankCode: '',
  country: '',
  currency: '',
};

/** The request that a form is. What is wrong with it or missing, the server says, each at its field. */
export function requestOf(form: DestinationForm): DestinationRequest {
  const [name, currency] = [form.name.trim(), form.currency.trim().toUpperCase()];
  const account = {
    account_number: form.accountNumber.trim(),
    bank_code: form.bankCode.trim(),
    country: form.country.trim().toUpperCase(),
  };
  return {
    beneficiary_name: name,
    ...(form.by === 'iban' ? { iban: form.iban.trim() } : filledIn(account)),
    ...(currency !== '' && { currency }),
  };
}

const filledIn = (texts: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
