import type { Books } from '../books.ts';
import { payingAccount } from '../payers.ts';
import { announceConsent } from './announce-consent.ts';
import { type Consent, type ConsentDecision, statusAfter, statusAt } from './consent.ts';

/** What a decision came to; nothing is changed unless it was taken. */
export type ConsentDecided = { kind: 'taken'; consent: Consent } | { kind: 'wrong_state' } | { kind: 'wrong_account' };

/**
 * Takes a decision about a consent at the bank, by its payer or by the bank, and tells the client. Who approves
 * chooses an account by its IBAN; null takes that of the first payer in the currency.
 */
export function decideConsent(
  books: Books,
  consent: Consent,
  decision: ConsentDecision,
  iban: string | null,
): ConsentDecided {
  return books.inOneTransaction(() => {
    const now = books.clock.now();
    const status = statusAfter(statusAt(consent, now), decision);
    if (status === null) return { kind: 'wrong_state' };
    if (decision === 'approve') {
      const account = payingAccount(books, consent.currency, iban);
      if (account === undefined) return { kind: 'wrong_account' };
      books.consents.decide(consent.consentId, account.iban, now);
    }
    if (decision === 'refuse') books.consents.decide(consent.consentId, null, now);
    if (decision === 'revoke') books.consents.revoke(consent.consentId, now);
    else books.consents.move(consent.consentId, status);
    return { kind: 'taken', consent: announceConsent(books, consent.consentId, now) };
  });
}
