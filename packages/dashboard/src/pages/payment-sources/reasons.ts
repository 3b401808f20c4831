import type { RevocationRequest } from './source-queries.ts';

export type RevocationReason = NonNullable<RevocationRequest['reason']>;

const all: Readonly<Record<RevocationReason, true>> = {
  END_USER_REQUESTED: true,
  CONSENT_RENEWAL: true,
  KYC_VERIFICATION_FAILED: true,
  REGULATORY_RESTRICTION: true,
  FRAUD_SUSPECTED: true,
  CLIENT_TERMINATED_RELATIONSHIP: true,
  ACCOUNT_CLOSED_BY_USER: true,
  DUPLICATE_CONSENT: true,
};

/** Why a consent may be revoked: all words of the API, as the compiler sees to. */
export const reasons = Object.keys(all).filter(isReason);

export function isReason(text: string): text is RevocationReason {
  return Object.hasOwn(all, text);
}
