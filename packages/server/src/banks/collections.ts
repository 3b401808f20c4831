import { type Outcome, sameOutcome } from './connector.ts';

/** Name and IBAN of whoever paid. */
export interface Party {
  readonly name: string;
  readonly iban: string;
}

/** A charge of a customer's account under their consent. */
export interface Charge {
  readonly endToEndId: string;
  readonly consentId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  /** The account of ours that the money is to go to. */
  readonly creditorIban: string;
  /** Our reference, which travels with the money. */
  readonly reference: string;
}

/** The payer of a checkout has not decided yet. */
export interface Awaiting extends Omit<Outcome, 'kind'> {
  readonly kind: 'awaiting';
}

/** What became of a charge or a checkout, and who paid, where the bank says so. */
export type ChargeOutcome = (Outcome | Awaiting) & { readonly payer: Party | null };

/** How far a consent goes. Null: no limit of that kind. */
export interface ConsentLimits {
  /** The period of `maxPerPeriodMinor` and `maxPerPeriodCount`. */
  readonly periodType: 'Day' | 'Week' | 'Month' | 'Year' | null;
  readonly maxIndividualMinor: bigint | null;
  readonly maxCumulativeMinor: bigint | null;
  readonly maxCumulativeCount: number | null;
  readonly maxPerPeriodMinor: bigint | null;
  readonly maxPerPeriodCount: number | null;
}

/** A permission that a customer is asked for: to charge their account from time to time. */
export interface ConsentRequest {
  readonly consentId: string;
  readonly creditorIban: string;
  readonly currency: string;
  readonly reference: string;
  readonly expiresAt: Date;
  /** Where the bank sends the customer when they have decided. */
  readonly returnUrl: string | null;
  readonly limits: ConsentLimits;
}

/** One payment that a customer is asked for. */
export interface CheckoutRequest {
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly creditorIban: string;
  readonly reference: string;
  readonly expiresAt: Date;
  readonly returnUrl: string | null;
}

/** What came of asking the bank for a page on which the customer decides. Asking again is safe. */
export type Invitation =
  | { readonly kind: 'invited'; readonly url: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  /** The bank may have it or not. */
  | { readonly kind: 'no_answer'; readonly message: string };

/** What a bank says of a consent. */
export interface ConsentNews {
  readonly consentId: string;
  /** not_known: the bank says it has never seen the id · unknown: no answer that can be relied on. */
  readonly kind: 'awaiting' | 'authorised' | 'rejected' | 'suspended' | 'revoked' | 'expired' | 'not_known' | 'unknown';
  /** The account that the customer chose; null until then. */
  readonly account: {
    readonly holderName: string;
    readonly iban: string;
    readonly currency: string;
    readonly bankIdentifier: string;
  } | null;
}

/** What came of telling the bank that a consent is revoked. told: it knows, and has not carried it out yet. */
export type Telling =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'told' }
  | { readonly kind: 'no_answer'; readonly message: string };

/** Collecting money from customers' accounts. Nothing here throws for what a bank does. */
export interface Collections {
  /** Asks for the page of a consent. The same consent again gets the same page. */
  requestConsent(request: ConsentRequest): Promise<Invitation>;
  /** Asks how consents stand: one answer each, in their order. */
  consentsOf(consentIds: readonly string[]): Promise<ConsentNews[]>;
  /** Tells the bank that a consent is revoked. Telling again is safe. */
  revokeConsent(consentId: string): Promise<Telling>;
  /** Asks for the page of a checkout. The same end-to-end id again gets the same page. */
  requestCheckout(request: CheckoutRequest): Promise<Invitation>;
  /** Hands charges to the bank: one outcome each, in their order, within the time of one call. */
  charge(charges: readonly Charge[]): Promise<ChargeOutcome[]>;
  /** Asks what became of charges and checkouts: one outcome each, in their order. */
  chargesOf(endToEndIds: readonly string[]): Promise<ChargeOutcome[]>;
}

/** The same outcome for many charges: what is said of a call that was not answered item by item. */
export function sameChargeOutcome(
  endToEndIds: readonly string[],
  kind: Outcome['kind'],
  message: string,
): ChargeOutcome[] {
  return sameOutcome(endToEndIds, kind, message).map((outcome) => ({ ...outcome, payer: null }));
}
