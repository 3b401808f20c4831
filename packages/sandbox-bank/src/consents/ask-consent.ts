import assert from 'node:assert/strict';
import type { Books } from '../books.ts';
import { newToken } from '../token.ts';
import type { Consent, ConsentRequest } from './consent.ts';

/**
 * Notes what a payer is asked to allow. `expiresAt` is a time outside the bank: it is moved by what the bank's clock is
 * ahead, so that what is good for an hour is good for an hour here. The same id again gives what is there.
 */
export function askConsent(books: Books, request: ConsentRequest): Consent {
  return books.inOneTransaction(() => {
    const expiresAt = books.clock.fromOutside(request.expiresAt);
    books.consents.add({ ...request, expiresAt }, newToken(), books.clock.now());
    const consent = books.consents.find(request.consentId);
    assert(consent !== undefined, 'a consent that was added is there');
    return consent;
  });
}
