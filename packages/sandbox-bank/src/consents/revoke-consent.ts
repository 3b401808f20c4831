import assert from 'node:assert/strict';
import type { Books } from '../books.ts';
import type { Consent } from './consent.ts';

/** What asking for a revocation came to. */
export interface Revocation {
  consent: Consent;
  /** It was asked for and is not carried out yet; until then the consent is what it was. */
  isUnderWay: boolean;
}

/**
 * Revokes a consent at the wish of the client, whatever it is now, so that nothing can be collected under it. The bank
 * takes `revokeMs` of its time to carry it out. Undefined when there is no such consent.
 */
export function revokeConsent(books: Books, consentId: string, revokeMs: number): Revocation | undefined {
  return books.inOneTransaction(() => {
    const now = books.clock.now();
    const before = books.consents.find(consentId);
    if (before === undefined) return undefined;
    if (before.status !== 'REVOKED') {
      if (revokeMs === 0) books.consents.revoke(consentId, now);
      else if (before.revokeDueAt === null) books.consents.revokeLater(consentId, now + revokeMs);
    }
    const consent = books.consents.find(consentId);
    assert(consent !== undefined, 'a consent that was revoked is there');
    return { consent, isUnderWay: consent.status !== 'REVOKED' };
  });
}
