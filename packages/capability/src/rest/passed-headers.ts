// What a caller's request may tell the API behind: nothing that identifies the caller, nothing about this connection.
const passed = ['idempotency-key', 'traceparent', 'tracestate', 'x-request-id', 'accept-language'];
// Never, not even where a file trusts them: they speak of one connection (RFC 9110 section 7.6.1), or of the message as it
// was framed there.
const ofConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
  'host',
  'content-length',
]);

/** One value for each name, lower-case, as node:http gives them. */
type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The headers of a request by their lower-case names, one text each. */
export function flatHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
    ),
  );
}

/** The headers of a request that go along with a call. */
export function passedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return pick(headers, passed);
}

/**
 * The headers of a request that is forwarded: those that always go along, what says what the body is, and those that the
 * file trusts by name; of those never what belongs to the connection.
 */
export function forwardedHeaders(
  headers: Readonly<Record<string, string>>,
  trusted: readonly string[],
): Record<string, string> {
  const own = new Set((headers.connection ?? '').split(',').map((name) => name.trim().toLowerCase()));
  const names = [...passed, 'content-type', 'accept', ...trusted.map((name) => name.toLowerCase())];
  return pick(
    headers,
    names.filter((name) => !ofConnection.has(name) && !own.has(name)),
  );
}

/** Drops from an answer what belongs to the connection it came on. */
export function withoutConnection(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.has(name)));
}

function pick(headers: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
