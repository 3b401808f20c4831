import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { systemTime } from './clock.ts';
import { readEvent, type SarfEvent } from './event.ts';

export type WebhookRefusalCode = 'MISSING_HEADER' | 'TOO_OLD' | 'TOO_NEW' | 'BAD_SIGNATURE' | 'BAD_BODY';

/** A delivery that is not to be believed. Nothing of its body was used. */
export class WebhookRefused extends Error {
  readonly code: WebhookRefusalCode;
  constructor(code: WebhookRefusalCode, message: string) {
    super(message);
    this.name = 'WebhookRefused';
    this.code = code;
  }
}

/** The headers of a request, as node:http, a framework on it, or `fetch` has them. */
export type WebhookHeaders =
  | Readonly<Record<string, string | readonly string[] | undefined>>
  | { get(name: string): string | null };

/** One delivery as it came over the wire. */
export interface Delivery {
  readonly headers: WebhookHeaders;
  /** The body as it came, byte for byte: not parsed and written anew. */
  readonly body: string | Uint8Array;
}

type OneOrMore = string | readonly string[];

/** What signatures are checked with; one that fits is enough. Give several while one takes the place of another. */
export interface Trust {
  /** The secrets of the endpoint, `whsec_…`. An empty list: only the public key counts. */
  readonly secret: OneOrMore;
  /** The public keys of the installation, `whpk_…`. */
  readonly publicKey?: OneOrMore;
  /** How far the time of the attempt may be from now, in seconds, either way. Without it 300. */
  readonly toleranceSeconds?: number;
}

const DEFAULT_TOLERANCE_SECONDS = 300;
// More than any sender has a reason to send. Each costs a check, and a stranger can send as many as fit into a header.
const SIGNATURES_MAX = 16;
const SECRET_BYTES_MIN = 16;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * Checks one delivery by the Standard Webhooks rules (HMAC `v1`, Ed25519 `v1a`) and gives its event. Throws
 * WebhookRefused: MISSING_HEADER, TOO_OLD, TOO_NEW, BAD_SIGNATURE or BAD_BODY; and TypeError when the secret or the
 * public key is not one.
 */
export function verifyWebhook({ headers, body, now, ...trust }: Delivery & Trust & { readonly now?: Date }): SarfEvent {
  return createVerifier(trust)({ headers, body }, now ?? systemTime());
}

/** The same for many deliveries: the keys are read once, and a wrong one is told at once, as a TypeError. */
export function createVerifier(trust: Trust): (delivery: Delivery, now: Date) => SarfEvent {
  const { toleranceSeconds = DEFAULT_TOLERANCE_SECONDS } = trust;
  const secrets = listOf(trust.secret).map(readSecret);
  const publicKeys = listOf(trust.publicKey ?? []).map(readPublicKey);
  if (secrets.length + publicKeys.length === 0) throw new TypeError('Give a secret or a public key.');
  return ({ headers, body }, now) => {
    const id = headerOf(headers, 'webhook-id');
    const timestamp = headerOf(headers, 'webhook-timestamp');
    const signatures = headerOf(headers, 'webhook-signature').split(' ').slice(0, SIGNATURES_MAX);
    checkTime(timestamp, now, toleranceSeconds);
    const content = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), bytesOf(body)]);
    if (!isSignedBy(secrets, content, signatures) && !isSignedWith(publicKeys, content, signatures)) {
      throw new WebhookRefused('BAD_SIGNATURE', 'No signature of this delivery fits.');
    }
    const event = readEvent(body);
    if (event === undefined) throw new WebhookRefused('BAD_BODY', 'The body is not an event.');
    return event;
  };
}

function listOf(given: OneOrMore): readonly string[] {
  return typeof given === 'string' ? [given] : given;
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  if (typeof body === 'string') return Buffer.from(body);
  if (body instanceof Uint8Array) return body;
  throw new TypeError('Give the body as it came, as text or bytes: once it is parsed, no signature can be checked.');
}

/** The bytes that the signature is made with. */
function readSecret(secret: string): Uint8Array {
  const text = secret.replace(/^whsec_/, '');
  const bytes = Buffer.from(text, 'base64');
  // Whoever forgot to set it must not end up with a key that anybody knows.
  if (!BASE64.test(text) || bytes.length < SECRET_BYTES_MIN) {
    throw new TypeError('The secret is not one: it is `whsec_` and base64.');
  }
  return bytes;
}

function readPublicKey(key: string): KeyObject {
  const bytes = Buffer.from(key.replace(/^whpk_/, ''), 'base64');
  if (bytes.length !== 32) throw new TypeError('The public key is not one: it is `whpk_` and 32 bytes in base64.');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
  return createPublicKey({ key: jwk, format: 'jwk' });
}

function isHeaders(headers: WebhookHeaders): headers is { get(name: string): string | null } {
  return typeof headers.get === 'function';
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = isHeaders(headers)
    ? headers.get(name)
    : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookRefused('MISSING_HEADER', `The header ${name} is missing.`);
}

function checkTime(timestamp: string, now: Date, toleranceSeconds: number): void {
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookRefused('MISSING_HEADER', 'The header webhook-timestamp is not a number of seconds.');
  }
  const age = now.getTime() / 1000 - Number(timestamp);
  if (age > toleranceSeconds) throw new WebhookRefused('TOO_OLD', 'The delivery was sent too long ago.');
  if (-age > toleranceSeconds) throw new WebhookRefused('TOO_NEW', 'The delivery was sent in the future.');
}

/** The signatures of one version, without its name. */
function signaturesOf(version: string, signatures: readonly string[]): Buffer[] {
  const prefix = `${version},`;
  return signatures.filter((one) => one.startsWith(prefix)).map((one) => Buffer.from(one.slice(prefix.length)));
}

function isSignedBy(secrets: readonly Uint8Array[], content: Uint8Array, signatures: readonly string[]): boolean {
  const given = signaturesOf('v1', signatures);
  return secrets.some((secret) => {
    const right = Buffer.from(createHmac('sha256', secret).update(content).digest('base64'));
    return given.some((one) => one.length === right.length && timingSafeEqual(one, right));
  });
}

function isSignedWith(keys: readonly KeyObject[], content: Uint8Array, signatures: readonly string[]): boolean {
  if (keys.length === 0) return false;
  const given = signaturesOf('v1a', signatures).map((one) => Buffer.from(one.toString(), 'base64'));
  return keys.some((key) => given.some((one) => one.length === 64 && verify(null, content, key, one)));
}
