import { createHmac } from 'node:crypto';
import { after } from '../foundation/clock.ts';
import { sameText } from '../foundation/seal.ts';

/** A session ends this long after its beginning, and this long after it was used last. */
export const SESSION_LASTS_MS = 12 * 3_600_000;
const SESSION_IDLE_MS = 3_600_000;

/** Is this session over? Pure. */
export function isOver({ beganAt, seenAt }: { readonly beganAt: Date; readonly seenAt: Date }, now: Date): boolean {
  return after(beganAt, SESSION_LASTS_MS) <= now || after(seenAt, SESSION_IDLE_MS) <= now;
}

/** The name of the cookie of sessions; browsers take the prefix from secure pages of this very host alone. */
export const sessionCookieOf = (publicUrl: string): string =>
  publicUrl.startsWith('https:') ? '__Host-sarf_session' : 'sarf_session';

/** A value as it stands in a cookie: with its signature, so that nobody can make one from what the database holds. */
export function signValue(key: string, value: string): string {
  return encodeURIComponent(`${value}.${signatureOf(key, value)}`);
}

const signatureOf = (key: string, value: string): string => createHmac('sha256', key).update(value).digest('base64');

/** The value of a signed cookie in the header `cookie`; undefined where it is missing, or its signature is wrong. Pure. */
export function readSigned(header: string | undefined, name: string, key: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [own, ...rest] = part.trim().split('=');
    if (own !== name) continue;
    const text = decode(rest.join('='));
    const dot = text.lastIndexOf('.');
    if (dot < 1) continue;
    const value = text.slice(0, dot);
    if (sameText(text.slice(dot + 1), signatureOf(key, value))) return value;
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
