import type { Payment, Payout } from '@sarf/sdk';

/** Something that an entry may prove. */
export interface Candidate {
  readonly id: string;
  readonly kind: 'payment' | 'payout';
  readonly name: string;
  readonly note: string;
  readonly amount: number;
  readonly currency: string;
  readonly at: string;
}

export const ofPayment = ({ id, reference, external_reference: own, payer, ...rest }: Payment): Candidate => ({
  id,
  kind: 'payment',
  name: payer?.name ?? own ?? reference,
  note: [reference, own].filter((text) => text !== null).join(' · '),
  amount: rest.amount,
  currency: rest.currency,
  at: rest.created_at,
});

export const ofPayout = ({ id, reference, end_to_end_id: own, ...rest }: Payout): Candidate => ({
  id,
  kind: 'payout',
  name: reference ?? own,
  note: own,
  amount: rest.amount,
  currency: rest.currency,
  at: rest.created_at,
});

/** Those that fit what was typed, the ones of the very amount first, otherwise the newest. */
export function choose(all: readonly Candidate[], typed: string, amount: number): readonly Candidate[] {
  const text = typed.trim().toLowerCase();
  const fits = all.filter((one) => `${one.name} ${one.note} ${one.id} ${one.amount}`.toLowerCase().includes(text));
  const rank = (one: Candidate): number => (one.amount === amount ? 0 : 1);
  return fits.toSorted((one, other) => rank(one) - rank(other) || other.at.localeCompare(one.at));
}
