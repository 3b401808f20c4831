import { createHmac } from 'node:crypto';

/**
 * The headers that prove a callback comes from this bank. The signature covers the time (unix seconds, real
 * time) and the exact bytes of the body, so neither an altered nor an old callback passes for a new one.
 */
export function signatureHeaders(secret: string, unixSeconds: number, body: string): Record<string, string> {
  const hmac = createHmac('sha256', secret).update(`${unixSeconds}.${body}`).digest('hex');
  return { 'bank-timestamp': String(unixSeconds), 'bank-signature': `v1=${hmac}` };
}
