import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Fault } from './fault.ts';
import { tooLarge, type WireAnswer, type WireRequest, writes } from './wire.ts';

/** What of an answer may go on to the caller. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

// What speaks of the answer. What speaks of the connection, of a session with us or of our credentials is not here.
const PASSED = new Set([
  'cache-control',
  'content-disposition',
  'content-language',
  'content-type',
  'deprecation',
  'etag',
  'idempotent-replayed',
  'last-modified',
  'link',
  'location',
  'request-id',
  'retry-after',
  'sunset',
  'x-request-id',
]);
const RATE_LIMIT = /^(?:x-)?ratelimit(?:-|$)/;

const DECODERS: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/**
 * The part of an answer that may go on, its body decoded. Throws Fault 502: `upstream-too-large`, and `unusable-answer`
 * for a body in an encoding that we did not ask for and do not know, or that is broken.
 */
export async function readAnswer(answer: WireAnswer, request: WireRequest, bytesMax: number): Promise<ApiAnswer> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value === undefined || !(PASSED.has(name) || RATE_LIMIT.test(name))) continue;
    headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  const body = await decode(answer, request, bytesMax);
  if (body.length > 0) headers['content-type'] ??= 'application/octet-stream';
  return { status: answer.status, headers, body };
}

async function decode({ headers, body }: WireAnswer, request: WireRequest, bytesMax: number): Promise<Buffer> {
  const encodings = [headers['content-encoding'] ?? []].flat().flatMap((value) => value.split(','));
  let decoded = body;
  for (const encoding of encodings.map((value) => value.trim().toLowerCase()).toReversed()) {
    if (encoding === '' || encoding === 'identity' || decoded.length === 0) continue;
    const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
    if (decoder === undefined) throw unusable(request, 'its encoding is not known');
    decoded = await decoder(decoded, { maxOutputLength: bytesMax }).catch((error: unknown) => {
      const isTooLarge = error instanceof RangeError;
      throw isTooLarge ? tooLarge(request, writes(request.method)) : unusable(request, 'its encoding is broken');
    });
  }
  return decoded;
}

const unusable = ({ label, method }: WireRequest, why: string): Fault =>
  new Fault(502, 'unusable-answer', `${label}: the answer cannot be used: ${why}.`, writes(method));
