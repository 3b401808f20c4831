import type { IncomingMessage } from 'node:http';
import type { Json, RestOperation } from '../capability.ts';
import { parseJson } from '../json/parse-json.ts';
import type { Input } from '../running/runtime.ts';
import { checkInput } from './check-input.ts';
import { flatHeaders } from './passed-headers.ts';
import type { Refusal } from './problem-answer.ts';
import { readBody } from './read-body.ts';
import type { Target } from './read-target.ts';

/** What a request gives to an operation, and its body as it came. */
export type ReadInput =
  | { readonly ok: true; readonly input: Input; readonly bodyBytes: Uint8Array | null }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads a request to an operation. Refuses bodies that are too large (413), of another kind than JSON (415) or not
 * well formed (400 `malformed-json`), and declared parameters that are missing or wrong (400 `invalid-parameters`).
 */
export async function readInput(
  request: IncomingMessage,
  target: Target,
  operation: RestOperation,
  path: Readonly<Record<string, string>>,
  bodyBytesMax: number,
): Promise<ReadInput> {
  const read = await readJsonBody(request, bodyBytesMax);
  if (!read.ok) return read;
  const { namespace, parameters } = operation;
  const headers = flatHeaders(request.headers);
  const input = { namespace, parameters, path, query: target.query, headers, body: read.body, arguments: null };
  const faults = checkInput(input);
  if (faults.length === 0) return { ok: true, input, bodyBytes: read.bytes };
  const detail = faults.map(({ parameter, message }) => `${parameter} ${message}`).join('; ');
  return { ok: false, refusal: { status: 400, code: 'invalid-parameters', detail, faults } };
}

type JsonBody =
  | { readonly ok: true; readonly body: Json | undefined; readonly bytes: Uint8Array | null }
  | { readonly ok: false; readonly refusal: Refusal };

async function readJsonBody(request: IncomingMessage, bodyBytesMax: number): Promise<JsonBody> {
  const read = await readBody(request, bodyBytesMax);
  if (!read.ok) return read;
  // A body says nothing in a request that only reads (RFC 9110 section 9.3.1).
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (reads || read.bytes.length === 0) return { ok: true, body: undefined, bytes: null };
  const unsupported = faultOfKind(request.headers['content-type'], request.headers['content-encoding']);
  if (unsupported !== undefined) {
    return { ok: false, refusal: { status: 415, code: 'unsupported-media-type', detail: unsupported } };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(read.bytes);
    return { ok: true, body: parseJson(text), bytes: read.bytes };
  } catch {
    return { ok: false, refusal: { status: 400, code: 'malformed-json', detail: 'The body is not well-formed JSON' } };
  }
}

function faultOfKind(contentType: string | undefined, contentEncoding: string | undefined): string | undefined {
  if (contentEncoding !== undefined && contentEncoding.trim().toLowerCase() !== 'identity') {
    return 'The body is compressed; send it as it is';
  }
  const [kind = '', ...parameters] = (contentType ?? '').toLowerCase().split(';');
  if (kind.trim() !== '' && !/^application\/(json|[\w.+-]+\+json)$/.test(kind.trim())) {
    return 'The body has to be JSON, with the header Content-Type: application/json';
  }
  const charset = parameters.map((one) => one.trim()).find((one) => one.startsWith('charset='));
  return charset === undefined || /^charset="?(utf-?8|us-ascii)"?$/.test(charset)
    ? undefined
    : 'The body has to be UTF-8';
}
