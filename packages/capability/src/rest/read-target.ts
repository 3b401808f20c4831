/** The target of a request, taken apart. */
export interface Target {
  /** As it came, still encoded; begins with a slash. */
  readonly pathname: string;
  /** Decoded, in the order of the request, names as often as they came. */
  readonly query: readonly (readonly [string, string])[];
  /** As it came, without the question mark. */
  readonly search: string;
}

/**
 * Reads the target of a request: the path with its query, or an absolute address, as proxies get it (RFC 9112 section
 * 3.2). Undefined: it is neither, or its path is not well encoded.
 */
export function readTarget(url: string): Target | undefined {
  const [, absolute = url] = /^https?:\/\/[^/?#]*(.*)$/i.exec(url) ?? [];
  const [path = '', ...searches] = absolute.split('#', 1).join('').split('?');
  const pathname = absolute !== url && path === '' ? '/' : path;
  if (!pathname.startsWith('/') || !isWellEncoded(pathname)) return undefined;
  const search = searches.join('?');
  return { pathname, search, query: [...new URLSearchParams(search)] };
}

function isWellEncoded(text: string): boolean {
  try {
    return !decodeURIComponent(text).includes('\0');
  } catch {
    return false;
  }
}
