import assert from 'node:assert/strict';
import type { Books } from '../books.ts';
import type { Consent } from './consent.ts';
import { presentConsentChange } from './present-consent.ts';

/**
 * Tells the client what a consent is now, in the transaction of the change; gives the consent. `at` is when it
 * changed, bank time in milliseconds.
 */
export function announceConsent(books: Books, consentId: string, at: number): Consent {
  const consent = books.consents.find(consentId);
  assert(consent !== undefined, 'a consent that has changed is there');
  if (books.announces) books.callbacks.add('consent', presentConsentChange(consent, at), books.clock.realNow());
  return consent;
}
