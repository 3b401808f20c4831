import { isIP, SocketAddress } from 'node:net';

/** A range of addresses: all that share the first `prefix` bits with `address`. */
export interface Network {
  readonly address: string;
  readonly prefix: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** Reads a network as it is written: `10.0.0.0/8`, `fd12:3456::/32`, or one address alone. */
export function parseNetwork(text: string): Network | undefined {
  const [, address = '', digits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? [];
  const version = isIP(address);
  if (version === 0) return undefined;
  const bits = version === 4 ? 32 : 128;
  const prefix = digits === undefined ? bits : Number(digits);
  if (prefix > bits) return undefined;
  return { address, prefix, family: version === 4 ? 'ipv4' : 'ipv6' };
}

/**
 * Reads a comma-separated list of networks. Each fault is added to `faults`, in a sentence.
 * @param name the variable that has the list
 */
export function readNetworks(text: string, name: string, faults: string[]): string[] {
  const words = text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
  for (const word of words) {
    const network = parseNetwork(word);
    if (!network) faults.push(`${name} has "${word}", which is not a network such as 10.20.0.0/16 or fd12:3456::/32.`);
    // Whoever writes this wants to switch the check off, which is more than to name a network.
    else if (network.prefix === 0) faults.push(`${name} has "${word}", which is every address; name your networks.`);
  }
  return words;
}

/**
 * What tries of one caller are counted by: an IPv4 address, and of IPv6 the first 64 bits, because whoever has one address
 * there has all that share them (RFC 6177). An IPv4 address written as IPv6 is that address. Pure.
 */
export function neighbourhoodOf(address: string): string {
  if (isIP(address) !== 6) return address;
  // The one way of writing it (RFC 5952), without the name of the interface.
  const plain = new SocketAddress({ address: address.replace(/%.*$/, ''), family: 'ipv6' }).address;
  const [, v4] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain) ?? [];
  if (v4 !== undefined) return v4;
  const [head = '', tail] = plain.split('::');
  const [first, last] = [head, tail ?? ''].map((text) => (text === '' ? [] : text.split(':')));
  const groups = first ?? [];
  if (tail !== undefined)
    groups.push(...Array<string>(8 - groups.length - (last ?? []).length).fill('0'), ...(last ?? []));
  return `${groups.slice(0, 4).join(':')}::/64`;
}
