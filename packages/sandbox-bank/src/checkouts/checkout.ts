import type { ReasonCode } from '../reasons.ts';

/** One payment that a payer is asked for. Times are bank time in milliseconds, the amount is in minor units. */
export interface CheckoutRequest {
  endToEndId: string;
  amountMinor: bigint;
  currency: string;
  creditorIban: string;
  creditorName: string | null;
  remittance: string | null;
  /** Where the payer's browser goes when the payer has decided. */
  returnUrl: string | null;
  expiresAt: number;
}

/** An approved checkout is an instruction, and what became of it is to be read there. */
export type CheckoutState = 'AWAITING' | 'APPROVED' | 'REFUSED' | 'EXPIRED';

/** A checkout as the bank has it. */
export interface Checkout extends CheckoutRequest {
  /** Nobody can guess it: who has it is the payer. */
  token: string;
  state: CheckoutState;
  createdAt: number;
  decidedAt: number | null;
}

/** The state at a time: one whose time is over has expired, also before somebody has noted it. */
export function stateAt({ state, expiresAt }: Checkout, now: number): CheckoutState {
  return state === 'AWAITING' && now >= expiresAt ? 'EXPIRED' : state;
}

/** Why a checkout that came to nothing is refused. */
export const reasonOf = { REFUSED: 'CUST', EXPIRED: 'TM01' } as const satisfies Record<string, ReasonCode>;

/** Narrows a text from the database to a state. */
export function isCheckoutState(text: string): text is CheckoutState {
  return /^(AWAITING|APPROVED|REFUSED|EXPIRED)$/.test(text);
}
