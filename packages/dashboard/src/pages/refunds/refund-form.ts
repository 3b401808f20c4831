import { decimalsOf } from '@sarf/contract/currencies';
import type { Payment, Refund, RefundRequest } from '@sarf/sdk';

/** What the form has, as it was typed. */
export interface RefundForm {
  readonly amount: string;
  readonly reason: string;
  readonly reference: string;
  readonly description: string;
}

export const emptyForm: RefundForm = { amount: '', reason: '', reference: '', description: '' };

const ARABIC_ZERO = '٠'.codePointAt(0) ?? 0;

/** An amount as people type it: with separators of thousands, in the digits of either language. */
export function readAmount(text: string): number | undefined {
  const plain = text
    .trim()
    .replaceAll(/[٠-٩]/g, (digit) => String((digit.codePointAt(0) ?? 0) - ARABIC_ZERO))
    .replaceAll('٫', '.')
    .replaceAll(/(?<=\d)[,٬](?=\d{3}(?!\d))/g, '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** An amount as it is typed: with the decimals of its currency, and no separators. */
export const typedAmount = (amount: number, currency: string): string => amount.toFixed(decimalsOf(currency) ?? 2);

/** The request that a form is; undefined while it is not filled in. What is wrong with it, the server says. */
export function requestOf(form: RefundForm, payment: Pick<Payment, 'id' | 'currency'>): RefundRequest | undefined {
  const amount = readAmount(form.amount);
  if (amount === undefined || form.reason === '') return undefined;
  const [reference, description] = [form.reference.trim(), form.description.trim()];
  return {
    payment_id: payment.id,
    amount,
    currency: payment.currency,
    reason_code: form.reason,
    ...(reference !== '' && { external_reference: reference }),
    ...(description !== '' && { description }),
  };
}

/** Is this refund one that this party asked for itself? Parties are compared as the server does. */
export const isOwn = ({ created_by: by }: Pick<Refund, 'created_by'>, party: string): boolean =>
  by.toLowerCase() === party.toLowerCase();
