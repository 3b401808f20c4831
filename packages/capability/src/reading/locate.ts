import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place } from '../problem.ts';
import { quote } from './nearest.ts';
import type { Section } from './section.ts';

/**
 * The absolute path that a location in a file means: a path, or a `file:` URI. What is relative (`./x`, and
 * `file:///./x`, which the format writes for that) is so to the file in which it stands.
 */
function locate(location: string, { file }: Place): { readonly path: string } | { readonly fault: string } {
  const directory = dirname(resolve(file));
  const [, scheme] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(location) ?? [];
  if (scheme === undefined) return { path: resolve(directory, location) };
  if (scheme.toLowerCase() !== 'file') return { fault: `only files can be read, not ${quote(`${scheme}:`)}` };
  const [, relative] = /^file:(?:\/\/\/?)?(\.{1,2}\/.*)$/i.exec(location) ?? [];
  try {
    if (relative !== undefined) return { path: resolve(directory, decodeURIComponent(relative)) };
    return { path: fileURLToPath(location) };
  } catch {
    return { fault: `${quote(location)} is no URI of a file` };
  }
}

/** The absolute path at a key; null where it is absent or wrong, which is reported. */
export function readLocation(section: Section, key: string): string | null {
  const location = section.text(key);
  if (location === null) return null;
  if (location.trim() === '') {
    section.report.error(section.placeOf(key), 'empty', `${quote(key)} is empty`);
    return null;
  }
  const located = locate(location, section.placeOf(key));
  if ('path' in located) return located.path;
  section.report.error(section.placeOf(key), 'unsupported-location', `${quote(key)}: ${located.fault}`);
  return null;
}
