import { readIban } from '../foundation/iban.ts';
import { parseAmount } from '../foundation/money.ts';
import type { Asked } from './request.ts';

/** What a refund is, as far as two requests under one key are compared. */
export interface Content {
  readonly paymentId: string;
  /** Null: more decimals than the currency has. */
  readonly amountMinor: bigint | null;
  readonly currency: string;
  readonly reasonCode: string;
  readonly description: string | null;
  readonly externalReference: string | null;
  readonly city: string | null;
  readonly iban: string | null;
}

/** What is asked for, beside what was made under the same key: what was left out is as it is there. */
export function contentOf(asked: Asked, made: Content): Content {
  const currency = asked.currency ?? made.currency;
  const amount = parseAmount(asked.amount, made.currency);
  const iban = asked.iban === null ? undefined : readIban(asked.iban);
  return {
    ...asked,
    currency,
    amountMinor: amount.ok ? amount.minor : null,
    iban: iban === undefined ? made.iban : iban.ok ? iban.iban : asked.iban,
  };
}

const fields = [
  ['payment_id', 'paymentId'],
  ['amount', 'amountMinor'],
  ['currency', 'currency'],
  ['reason_code', 'reasonCode'],
  ['description', 'description'],
  ['external_reference', 'externalReference'],
  ['beneficiary.iban', 'iban'],
  ['beneficiary.city', 'city'],
] as const satisfies readonly (readonly [string, keyof Content])[];

/** The fields, by their names on the wire, in which a request differs from what was made under its key. */
export function differingFields(asked: Content, made: Content): string[] {
  return fields.filter(([, name]) => asked[name] !== made[name]).map(([wire]) => wire);
}
