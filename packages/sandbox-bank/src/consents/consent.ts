/** What a payer is asked to allow. Times are bank time in milliseconds. */
export interface ConsentRequest {
  /** The caller's own id. */
  consentId: string;
  creditorIban: string;
  creditorName: string | null;
  currency: string;
  /** What it is for, in the words of whoever asks. */
  reference: string;
  limits: Limits;
  /** Where the payer's browser goes when the payer has decided. */
  returnUrl: string | null;
  expiresAt: number;
}

/** What was agreed about the size and number of payments. The bank shows it; who collects keeps to it. */
export interface Limits {
  period_type?: string;
  max_individual_amount?: string;
  max_cumulative_amount?: string;
  max_cumulative_count?: number;
  max_amount_per_period?: string;
  max_count_per_period?: number;
}

export type ConsentStatus = 'AWAITING' | 'AUTHORISED' | 'REJECTED' | 'SUSPENDED' | 'REVOKED' | 'EXPIRED';

/** A consent as the bank has it. */
export interface Consent extends ConsentRequest {
  /** Nobody can guess it: who has it is the payer. */
  token: string;
  status: ConsentStatus;
  /** The account that the payer chose, and whose it is. */
  accountIban: string | null;
  holderName: string | null;
  createdAt: number;
  decidedAt: number | null;
  revokedAt: number | null;
  /** When a revocation that was asked for is carried out; null when none was. */
  revokeDueAt: number | null;
}

/** What can be decided at the bank, and from which state to which it leads. */
const decisions = {
  approve: { from: ['AWAITING'], to: 'AUTHORISED' },
  refuse: { from: ['AWAITING'], to: 'REJECTED' },
  suspend: { from: ['AUTHORISED'], to: 'SUSPENDED' },
  resume: { from: ['SUSPENDED'], to: 'AUTHORISED' },
  revoke: { from: ['AUTHORISED', 'SUSPENDED'], to: 'REVOKED' },
  expire: { from: ['AWAITING', 'AUTHORISED', 'SUSPENDED'], to: 'EXPIRED' },
} as const satisfies Record<string, { from: readonly ConsentStatus[]; to: ConsentStatus }>;

export type ConsentDecision = keyof typeof decisions;

/** What a consent becomes by a decision; null when it cannot be decided like that in its state. */
export function statusAfter(status: ConsentStatus, decision: ConsentDecision): ConsentStatus | null {
  const { from, to }: { from: readonly ConsentStatus[]; to: ConsentStatus } = decisions[decision];
  return from.includes(status) ? to : null;
}

/** The status at a time: one whose time is over has expired, also before somebody has noted it. */
export function statusAt({ status, expiresAt }: Consent, now: number): ConsentStatus {
  return now >= expiresAt && statusAfter(status, 'expire') !== null ? 'EXPIRED' : status;
}

/** Narrows a text from the database to a status. */
export function isConsentStatus(text: string): text is ConsentStatus {
  return /^(AWAITING|AUTHORISED|REJECTED|SUSPENDED|REVOKED|EXPIRED)$/.test(text);
}
