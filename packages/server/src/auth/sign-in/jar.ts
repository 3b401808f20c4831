import { readSigned } from '../session-rules.ts';

/** Only these cookies of a header `cookie`. Pure. */
export function pick(header: string | undefined, ...names: readonly string[]): { readonly cookie: string } {
  const parts = (header ?? '').split(';').map((part) => part.trim());
  return { cookie: parts.filter((part) => names.includes(part.split('=')[0] ?? '')).join('; ') };
}

/** The value of a signed cookie among those that are being set; undefined: it is not, or it is being taken away. Pure. */
export function valueSet(cookies: readonly string[], name: string, key: string): string | undefined {
  const own = cookies.findLast((cookie) => cookie.startsWith(`${name}=`));
  return own === undefined ? undefined : readSigned(own.split(';')[0], name, key);
}

/** What takes a cookie away from the browser. Pure. */
export const takeAway = (name: string): string =>
  `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict${name.startsWith('__Host-') ? '; Secure' : ''}`;
