import type { ConsumedOperation, ConsumedParameter, Json } from '../capability.ts';
import { fillTemplate, type Lookup } from '../expressions/fill-template.ts';
import { isJsonArray, textOf } from '../json/json.ts';
import { buildBody } from './build-body.ts';
import { buildPath, encodePart } from './build-path.ts';
import { badArgument, missingArgument } from './fault.ts';
import type { Input, Sending } from './runtime.ts';

/** A request to a consumed API before authentication. */
export interface ApiRequest {
  readonly method: string;
  /** Absolute, without the query. */
  readonly path: string;
  /** Encoded, without the question mark. */
  readonly query: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/** What a request is made from. */
export interface Arguments {
  /** For templates. */
  readonly lookup: Lookup;
  /** For parameters without a value of their own. */
  argument(name: string): Json | undefined;
  readonly input: Input;
  readonly sending: Sending;
}

/** The connection's own headers: they are ours to set. */
export const OURS =
  /^(connection|content-length|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/;

/**
 * Builds the request for an operation. Everything is encoded for its place, so that no argument can leave it.
 * Throws Fault 400 `missing-argument` and `bad-argument`.
 */
export function buildRequest(operation: ConsumedOperation, args: Arguments): ApiRequest {
  const values = parameterValues(operation, args);
  const body = buildBody(operation, values, args);
  const headers: Record<string, string> = {
    accept: operation.rawFormat === 'json' ? 'application/json, */*;q=0.5' : '*/*',
    ...args.sending.headers,
    ...(body === null ? {} : { 'content-type': body.contentType }),
    ...headersOf(values),
  };
  return {
    method: operation.method,
    path: buildPath(operation, values, args),
    query: buildQuery(values, args.sending.query),
    headers,
    body: body?.bytes ?? null,
  };
}

/** A parameter with the value that goes out. */
export type Valued = readonly [parameter: ConsumedParameter, value: Json];

function parameterValues(operation: ConsumedOperation, args: Arguments): readonly Valued[] {
  const values: Valued[] = [];
  for (const parameter of operation.parameters) {
    const value = parameter.value === null ? args.argument(parameter.name) : fillTemplate(parameter.value, args.lookup);
    if (value !== undefined && (value !== null || parameter.in === 'body')) values.push([parameter, value]);
    else if (parameter.required) throw missingArgument(parameter.name);
  }
  return values;
}

function buildQuery(values: readonly Valued[], passed: Sending['query']): string {
  const own = values.filter(([{ in: place }]) => place === 'query');
  const taken = new Set(own.map(([{ name }]) => name));
  const pairs = [
    ...own.flatMap(([{ name }, value]) => listOf(value).map((item) => [name, textOf(item)] as const)),
    ...passed.filter(([name]) => !taken.has(name)),
  ];
  return pairs.map(([name, value]) => `${encodePart(name, name)}=${encodePart(value, name)}`).join('&');
}

function headersOf(values: readonly Valued[]): Record<string, string> {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [{ name, in: place }, value] of values) {
    if (place === 'cookie') cookies.push(`${name}=${encodePart(textOf(value), name)}`);
    const header = name.toLowerCase();
    if (place === 'header' && !OURS.test(header))
      headers[header] = headerText(listOf(value).map(textOf).join(', '), name);
  }
  return cookies.length === 0 ? headers : { ...headers, cookie: cookies.join('; ') };
}

/** A value as the text of a header; refused where it would end the line or cannot be sent (RFC 9110, section 5.5). */
function headerText(value: string, name: string): string {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) throw badArgument(name, 'a header cannot hold these characters');
  return value;
}

const listOf = (value: Json): readonly Json[] => (isJsonArray(value) ? value : [value]);
