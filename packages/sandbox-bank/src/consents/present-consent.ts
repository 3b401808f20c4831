import { presentTime } from '../present.ts';
import { type Consent, statusAt } from './consent.ts';

/** A consent as the API shows it at a bank time. */
export function presentConsent(consent: Consent, now: number) {
  return {
    ...presentConsentStatus(consent, now),
    created_at: presentTime(consent.createdAt),
    decided_at: presentTime(consent.decidedAt),
    revoked_at: presentTime(consent.revokedAt),
  };
}

/** The answer about one consent. */
export function presentConsentStatus(consent: Consent, now: number) {
  return {
    consent_id: consent.consentId,
    status: statusAt(consent, now),
    account: accountOf(consent),
  };
}

/** One change of a consent, for a callback; `at` is when it happened. */
export function presentConsentChange(consent: Consent, at: number) {
  return {
    consent_id: consent.consentId,
    status: consent.status,
    account: accountOf(consent),
    at: presentTime(at),
  };
}

function accountOf({ accountIban, holderName, currency }: Consent) {
  return accountIban === null
    ? null
    : { iban: accountIban, holder_name: holderName, currency, bank_identifier: 'SANDBOX' };
}
