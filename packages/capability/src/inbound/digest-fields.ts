/**
 * Reads the fields of an Authorization header of scheme Digest: `name=token` or `name="text"`, between commas (RFC 9110
 * section 11.4). Undefined: it is none, or a name comes twice.
 */
export function readDigestFields(authorization: string | undefined): ReadonlyMap<string, string> | undefined {
  const [, list] = /^digest +(.*)$/i.exec(authorization ?? '') ?? [];
  if (list === undefined || list.length > 8192) return undefined;
  const fields = new Map<string, string>();
  const field = /\s*([A-Za-z][\w*-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s",]+))\s*(?:,|$)/y;
  while (field.lastIndex < list.length) {
    const [, name = '', text, token] = field.exec(list) ?? [];
    const key = name.toLowerCase();
    if (key === '' || fields.has(key)) return undefined;
    fields.set(key, text === undefined ? (token ?? '') : text.replace(/\\(.)/g, '$1'));
  }
  return fields;
}
