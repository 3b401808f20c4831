import type { Books } from '../books.ts';
import { announceConsent } from './announce-consent.ts';

/**
 * Ends up to `limit` consents whose time is over at a bank time, and carries out as many revocations that are due; tells
 * the client, in the caller's transaction. Gives how many there were.
 */
export function endDueConsents(books: Books, at: number, limit: number): number {
  const expired = books.consents.expired(at, limit);
  for (const { consentId, expiresAt } of expired) {
    books.consents.move(consentId, 'EXPIRED');
    announceConsent(books, consentId, expiresAt);
  }
  const revocable = books.consents.revocable(at, limit);
  for (const { consentId, revokeDueAt } of revocable) {
    books.consents.revoke(consentId, revokeDueAt ?? at);
    announceConsent(books, consentId, revokeDueAt ?? at);
  }
  return expired.length + revocable.length;
}
