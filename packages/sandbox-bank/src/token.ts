import { randomBytes } from 'node:crypto';

/** A secret that stands in the address of a page: 192 random bits, so nobody else finds the page. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}
