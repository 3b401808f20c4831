import assert from 'node:assert/strict';
import type { Books } from '../books.ts';
import { newToken } from '../token.ts';
import type { Checkout, CheckoutRequest } from './checkout.ts';

/**
 * Notes a payment that a payer is asked for. `expiresAt` is a time outside the bank and is moved as that of a consent
 * is. The same end-to-end id again gives what is there.
 */
export function openCheckout(books: Books, request: CheckoutRequest): Checkout {
  return books.inOneTransaction(() => {
    const expiresAt = books.clock.fromOutside(request.expiresAt);
    books.checkouts.add({ ...request, expiresAt }, newToken(), books.clock.now());
    const checkout = books.checkouts.find(request.endToEndId);
    assert(checkout !== undefined, 'a checkout that was added is there');
    return checkout;
  });
}
