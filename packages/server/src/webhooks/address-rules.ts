import { BlockList, isIP } from 'node:net';
import { type Network, parseNetwork } from '../foundation/networks.ts';
import { assert } from '../foundation/refuse.ts';

/** Which addresses beside the public ones endpoints may have. */
export interface AddressPolicy {
  /** This machine itself, also without encryption: in sandbox mode only. */
  readonly allowLoopback: boolean;
  /** Networks of the operator's own, such as `10.20.0.0/16`. */
  readonly allowNetworks: readonly string[];
}

const URL_MAX = 2048;

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

// What IANA lists as not reachable from everywhere, and multicast.
const NOT_PUBLIC_4 =
  `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
  192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4`.split(/\s+/);

// IPv6 is the other way round: this much of it is public. The second is how a network without IPv4 reaches an IPv4
// address, the third how a socket for both writes one; of both, what is not public as IPv4 is not public here.
const PUBLIC_6 = ['2000::/3', '64:ff9b::/96', '::ffff:0:0/96'];
// But not these parts of it: protocol assignments with Teredo, documentation twice, and 6to4.
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '3fff::/20', '2002::/16'];

// Where clouds tell a machine its own secrets. Nobody who allows a network means these, so it does not allow them.
const METADATA = `169.254.169.254 169.254.170.2 169.254.170.23 100.100.100.200 168.63.129.16 192.0.0.192
  fd00:ec2::254 fd00:ec2::23 fd20:ce::254`.split(/\s+/);

/** Says of an address whether nothing may be sent to it. What is not an address may not be sent to either. */
export type IsForbidden = (address: string) => boolean;

/** Makes the check of addresses that a policy stands for. */
export function forbiddenBy({ allowLoopback, allowNetworks }: AddressPolicy): IsForbidden {
  const allowed = blockListOf(allowNetworks.map(networkOf));
  return (address) => {
    const version = isIP(address);
    // An address with a zone (`fe80::1%eth0`) is of this machine's own wires, and no list knows it.
    if (version === 0 || address.includes('%')) return true;
    const family = version === 4 ? 'ipv4' : 'ipv6';
    if (metadata.check(address, family)) return true;
    if (allowed.check(address, family)) return false;
    if (loopback.check(address, family)) return !allowLoopback;
    return notPublic.check(address, family) || (version === 6 && !public6.check(address, family));
  };
}

/** Why an endpoint may not have this URL, in a sentence; undefined when it may. Names are looked up when connecting. */
export function faultOfUrl(text: string, policy: AddressPolicy): string | undefined {
  if (text.length > URL_MAX) return `A URL has at most ${URL_MAX.toLocaleString('en')} characters.`;
  // The parser would leave them out without a word, and the URL shown would not be the one used.
  if (/[\s\p{Cc}]/u.test(text)) return 'A URL has no spaces and no control characters.';
  const url = URL.parse(text);
  if (!url) return 'This is not a URL.';
  // It also turns every way to write an IPv4 address (0x7f.1, 2130706433) into the usual one.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');
  const address = isLocalName(host) ? '127.0.0.1' : isIP(host) ? host : undefined;
  const isLoopback = address !== undefined && loopback.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback && policy.allowLoopback)) {
    const exception = policy.allowLoopback ? '; http:// is for this machine only, such as http://localhost:4000' : '';
    return `The URL must begin with https://${exception}.`;
  }
  if (url.username !== '' || url.password !== '') return 'The URL must not hold a user name or a password.';
  if (address !== undefined && forbiddenBy(policy)(address)) return `Nothing is sent to ${host}: it is not public.`;
  return undefined;
}

/** Names that mean this machine wherever they are looked up. */
function isLocalName(host: string): boolean {
  return /(^|\.)localhost$/.test(host) || ['localhost.localdomain', 'ip6-localhost', 'ip6-loopback'].includes(host);
}

function networkOf(text: string): Network {
  const network = parseNetwork(text);
  assert(network, `"${text}" is a network`);
  return network;
}

/** An IPv4 network as a network without IPv4 reaches it. (As a socket for both writes it, a BlockList knows it itself.) */
function translated({ address, prefix, family }: Network): Network[] {
  return family === 'ipv4' ? [{ address: `64:ff9b::${address}`, prefix: 96 + prefix, family: 'ipv6' }] : [];
}

function blockListOf(networks: readonly Network[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix, family } of networks) list.addSubnet(address, prefix, family);
  return list;
}

const withTranslated = (texts: readonly string[]): BlockList => {
  const networks = texts.map(networkOf);
  return blockListOf([...networks, ...networks.flatMap(translated)]);
};

const loopback = blockListOf(LOOPBACK.map(networkOf));
const metadata = withTranslated(METADATA);
const notPublic = withTranslated([...NOT_PUBLIC_4, ...NOT_PUBLIC_6]);
const public6 = blockListOf(PUBLIC_6.map(networkOf));
