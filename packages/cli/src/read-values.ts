import { quote } from '@sarf/capability';
import { UsageFault, type Words } from './command.ts';

const PORT_MAX = 65_535;

/** Reads `NAMESPACE=VALUE` flags into a map. Throws UsageFault for another form, and for a namespace that comes twice. */
function readPairs<T>(words: Words, flag: string, shape: string, read: (text: string) => T | null): Map<string, T> {
  const pairs = new Map<string, T>();
  for (const text of words.values(flag)) {
    const [, namespace = '', value = ''] = /^([^=]+)=(.+)$/.exec(text) ?? [];
    const parsed = namespace === '' ? null : read(value);
    if (parsed === null) throw new UsageFault(`--${flag} must be ${shape}, but it is ${quote(text)}.`);
    if (pairs.has(namespace)) throw new UsageFault(`--${flag} is given twice for ${quote(namespace)}.`);
    pairs.set(namespace, parsed);
  }
  return pairs;
}

/** Bases of consumed APIs by namespace, without a slash at their end. Throws UsageFault. */
export const readBaseUris = (words: Words): Map<string, string> =>
  readPairs(words, 'base-uri', 'NAMESPACE=URL with an http or https address without a query', (text) => {
    if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
    const { username, password, search, hash } = new URL(text);
    return username + password + search + hash === '' ? text.replace(/\/+$/, '') : null;
  });

/** Ports by namespace of the expose. Throws UsageFault. */
export const readPorts = (words: Words): Map<string, number> =>
  readPairs(words, 'port', 'NAMESPACE=PORT with a port from 1 to 65535', (text) => {
    const port = wholeNumber(text);
    return port !== null && port >= 1 && port <= PORT_MAX ? port : null;
  });

/** A port that is given for all exposes of a kind; null where none is. Throws UsageFault. */
export function readPort(words: Words, flag: string): number | null {
  const [text] = words.values(flag);
  if (text === undefined) return null;
  const port = wholeNumber(text);
  if (port !== null && port >= 1 && port <= PORT_MAX) return port;
  throw new UsageFault(`--${flag} must be a port from 1 to 65535, but it is ${quote(text)}.`);
}

/** What is added to every port of the files. Throws UsageFault. */
export function readPortOffset(words: Words): number {
  const [text = '0'] = words.values('port-offset');
  const offset = wholeNumber(text);
  if (offset === null || offset > PORT_MAX) {
    throw new UsageFault(`--port-offset must be a whole number from 0 to 65535, but it is ${quote(text)}.`);
  }
  return offset;
}

/** The token that callers need, from the environment variable that is named; null where none is. Throws UsageFault. */
export function readToken(words: Words, environment: Readonly<Record<string, string | undefined>>): string | null {
  const [name] = words.values('token-env');
  if (name === undefined) return null;
  const token = Object.hasOwn(environment, name) ? environment[name]?.trim() : undefined;
  // The name may be a token that somebody put here by mistake, so it is not repeated unless it looks like a name.
  const shown = /^[A-Z][A-Z0-9_]{0,60}$/.test(name) ? name : 'that --token-env names';
  if (!token)
    throw new UsageFault(`The environment variable ${shown} is not set, or empty; --token-env needs its name.`);
  return token;
}

const wholeNumber = (text: string): number | null => (/^\d{1,6}$/.test(text) ? Number(text) : null);
