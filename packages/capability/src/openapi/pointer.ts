import type { Json } from '../capability.ts';
import { isJsonArray, memberOf } from '../json/json.ts';

/** The keys of a reference into the same document, `#/a/b~1c` (RFC 6901 section 6); null for any other reference. */
export function keysOfPointer(reference: string): readonly string[] | null {
  if (reference === '#') return [];
  if (!reference.startsWith('#/')) return null;
  try {
    const keys = decodeURIComponent(reference.slice(2)).split('/');
    return keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  } catch {
    return null;
  }
}

/** What a reference into the same document leads to; undefined for nothing. */
export function followPointer(root: Json, reference: string): Json | undefined {
  return keysOfPointer(reference)?.reduce<Json | undefined>(
    (value, key) => (isJsonArray(value) ? value[Number(key)] : memberOf(value, key)),
    root,
  );
}
