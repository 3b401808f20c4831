import type { Refusal } from '../rest/problem-answer.ts';

/** Where something listens, as far as it matters to who may call it by which name. */
export interface Listening {
  readonly address: string;
  /** Names under which it may be called besides, such as that of a proxy in front; lower-case, without port. */
  readonly hosts: readonly string[];
}

/** Can only this machine reach the address? */
export function isLoopback(address: string): boolean {
  const name = address.toLowerCase().replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(name);
}

/**
 * Refuses with 403 what a browser was tricked into sending. A page of another site can have its own name lead to
 * 127.0.0.1 (DNS rebinding): then `Host` is that name. Or it can send a request as it is: then `Origin` is that site.
 * `Host` is looked at only where we listen on loopback; elsewhere callers have to say who they are. Null: no objection.
 */
export function hostRefusal(
  host: string | undefined,
  origin: string | undefined,
  { address, hosts }: Listening,
): Refusal | null {
  const called = hostName(`http://${host ?? ''}`);
  const isKnown = (name: string): boolean =>
    isLoopback(name) || name === hostName(`http://${bracketed(address)}`) || hosts.includes(name);
  if (isLoopback(address) && (called === undefined || !isKnown(called))) {
    return { status: 403, code: 'host-not-allowed', detail: 'This is not served under the name in the header Host' };
  }
  if (origin === undefined) return null;
  const site = hostName(origin);
  if (site !== undefined && (isKnown(site) || site === called)) return null;
  return { status: 403, code: 'origin-not-allowed', detail: 'Pages of other sites may not call this' };
}

/** The name in an address, lower-case, without port; undefined when there is none. */
function hostName(url: string): string | undefined {
  if (!/^https?:\/\/[^/?#@\\\s]+$/i.test(url) || !URL.canParse(url)) return undefined;
  return new URL(url).hostname.toLowerCase();
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);
