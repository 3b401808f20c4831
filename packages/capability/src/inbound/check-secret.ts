import { readTarget } from '../rest/read-target.ts';
import type { Caller, Passage } from './gate.ts';
import { quoted, unauthorized } from './refuse-caller.ts';
import { isSameSecret } from './secret-text.ts';

type Check = (request: Caller) => Promise<Passage>;

/** Lets in whoever sends `Authorization: Bearer <token>` (RFC 6750 section 2.1); with null nobody. */
export function bearerCheck(token: string | null, realm: string): Check {
  return async ({ headers: { authorization } }) => {
    const given = credentialsOf(authorization, 'bearer');
    if (given !== undefined && token !== null && isSameSecret(given, token)) return { ok: true };
    const error = given === undefined ? '' : ', error="invalid_token"';
    return unauthorized(`Bearer realm=${quoted(realm)}${error}`, 'This needs the header Authorization: Bearer <token>');
  };
}

/** Lets in whoever sends user name and password as RFC 7617 has it; with null nobody. */
export function basicCheck(username: string | null, password: string | null, realm: string): Check {
  const wanted = username === null || password === null ? null : `${username}:${password}`;
  return async ({ headers: { authorization } }) => {
    const given = Buffer.from(credentialsOf(authorization, 'basic') ?? '', 'base64').toString('utf8');
    if (wanted !== null && isSameSecret(given, wanted)) return { ok: true };
    return unauthorized(`Basic realm=${quoted(realm)}, charset="UTF-8"`, 'This needs a user name and a password');
  };
}

/** Lets in whoever sends the value under the name, as header or in the query; with null nobody. */
export function apikeyCheck(
  key: string | null,
  value: string | null,
  placement: 'header' | 'query',
  realm: string,
): Check {
  const scheme = key?.toLowerCase() === 'authorization' && /^bearer /i.test(value ?? '') ? 'Bearer' : 'ApiKey';
  return async (request) => {
    const given = key === null ? [] : placement === 'header' ? headerOf(request, key) : queryOf(request, key);
    // One value, once: two of them would be read differently by others.
    const [only = ''] = given;
    if (value !== null && given.length === 1 && isSameSecret(only, value)) return { ok: true };
    return unauthorized(`${scheme} realm=${quoted(realm)}`, `This needs a key in the ${placement} ${key ?? ''}`);
  };
}

/** What follows the scheme in an Authorization header; undefined when the header has another scheme. */
export function credentialsOf(authorization: string | undefined, scheme: string): string | undefined {
  const [, name = '', rest = ''] = /^([\w-]+) +(.*?) *$/.exec(authorization ?? '') ?? [];
  return name.toLowerCase() === scheme && rest !== '' ? rest : undefined;
}

function headerOf({ headers }: Caller, key: string): string[] {
  const value = headers[key.toLowerCase()];
  return value === undefined ? [] : [value].flat();
}

function queryOf({ url }: Caller, key: string): string[] {
  return (readTarget(url ?? '')?.query ?? []).flatMap(([name, value]) => (name === key ? [value] : []));
}
