import type { PayoutRequest } from '@sarf/sdk';

/** What the form has, as it was typed. */
export interface PayoutForm {
  readonly destinationId: string;
  readonly amount: string;
  readonly currency: string;
  readonly accountId: string;
  readonly reference: string;
  readonly description: string;
  readonly allowDuplicate: boolean;
}

export const emptyForm: PayoutForm = {
  destinationId: '',
  amount: '',
  currency: '',
  accountId: '',
  reference: '',
  description: '',
  allowDuplicate: false,
};

/** The request that a form is; undefined while it is not filled in. What is wrong with it, the server says. */
export function requestOf(form: PayoutForm): PayoutRequest | undefined {
  const amount = Number(form.amount.replaceAll(',', ''));
  if (form.amount.trim() === '' || Number.isNaN(amount) || form.destinationId === '' || form.currency === '') return;
  const { accountId, reference, description, allowDuplicate } = form;
  return {
    amount,
    currency: form.currency,
    destination_id: form.destinationId,
    ...(accountId !== '' && { payout_account_id: accountId }),
    ...(reference.trim() !== '' && { reference: reference.trim() }),
    ...(description.trim() !== '' && { description: description.trim() }),
    ...(allowDuplicate && { allow_duplicate: true }),
  };
}
