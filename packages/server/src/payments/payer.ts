import type { Party } from '../banks/collections.ts';
import type { Deps } from '../deps.ts';
import { seal, unseal } from '../foundation/seal.ts';
import type { PaymentRow } from './payment.ts';

const purposeOf = (paymentId: string): string => `payment:${paymentId}`;

/** Seals who paid, for this payment alone. */
export function sealPayer({ secretKey }: Pick<Deps, 'secretKey'>, paymentId: string, { name, iban }: Party): string {
  return seal(secretKey, purposeOf(paymentId), JSON.stringify({ name, iban }));
}

/** Who paid, in the clear; null while nobody knows. */
export function openPayer(
  { secretKey }: Pick<Deps, 'secretKey'>,
  { id, sealedPayer }: Pick<PaymentRow, 'id' | 'sealedPayer'>,
): Party | null {
  return sealedPayer === null ? null : JSON.parse(unseal(secretKey, purposeOf(id), sealedPayer));
}
