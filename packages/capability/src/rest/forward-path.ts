/**
 * The part of a path that is forwarded, as it came, with its leading slash; '' where there is none. Undefined: it would
 * climb out of the base path, or could be read so by a server that decodes slashes first: a segment `.` or `..`,
 * plain or encoded, between slashes or backslashes, plain or encoded.
 */
export function forwardPath(pathname: string, ownSegments: number): string | undefined {
  const rest = pathname.split('/').slice(1 + ownSegments);
  if (rest.length === 0) return '';
  // Twice: some servers decode what was decoded already.
  const decoded = decode(decode(rest.join('/')));
  // A path parameter is cut off by some servers: `..;x` is `..` to them.
  const climbs = decoded.split(/[/\\]/).some((part) => /^\.{1,2}(;.*)?$/.test(part.trim()));
  return climbs ? undefined : `/${rest.join('/')}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
