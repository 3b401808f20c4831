import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { type AddressPolicy, forbiddenBy } from './address-rules.ts';

/** Gives the addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The code of the error with which a connection is refused for its address. */
export const ADDRESS_REFUSED = 'ADDRESS_REFUSED';

// As the system does it, so that /etc/hosts and the names of containers count.
const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true });

// A burst of new connections to one host asks once. Far shorter than anybody's time to live.
const REMEMBER_MS = 1000;

/**
 * A `lookup` for node:net, node:http and node:https. It fails with ADDRESS_REFUSED when any address of the name is
 * forbidden, and otherwise gives the very addresses that were checked: they are what is connected to, so a name that
 * points elsewhere a moment later gains nothing. Does not see hosts that are written as addresses; check these before.
 */
export function guardedLookup(policy: AddressPolicy, resolve: Resolve = resolveBySystem): LookupFunction {
  const isForbidden = forbiddenBy(policy);
  const find = sharing(resolve);
  return (hostname, options, callback) => {
    const fail = (code: string, message: string): void => callback(Object.assign(new Error(message), { code }), '');
    find(hostname).then(
      (found) => {
        // One forbidden address among good ones is no accident: it is there to be connected to in the end.
        if (found.some(({ address }) => isForbidden(address))) {
          return fail(ADDRESS_REFUSED, 'The host has an address to which nothing is sent.');
        }
        const wanted = found.filter(({ family }) => !options.family || family === familyOf(options.family));
        const [first] = wanted;
        if (!first) fail('ENOTFOUND', 'The host has no address.');
        else if (options.all) callback(null, wanted);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

const familyOf = (family: number | 'IPv4' | 'IPv6'): number => (family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family);

/** The same, but whoever asks for a name that is being looked up, or was a moment ago, shares the answer. */
function sharing(resolve: Resolve): Resolve {
  const known = new Map<string, Promise<readonly LookupAddress[]>>();
  return (hostname) => {
    const asked = known.get(hostname);
    if (asked) return asked;
    const answer = resolve(hostname);
    known.set(hostname, answer);
    const forget = (): void => void known.delete(hostname);
    answer.then(() => setTimeout(forget, REMEMBER_MS).unref(), forget);
    return answer;
  };
}
