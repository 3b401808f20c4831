import type { Scope } from '@sarf/contract';
import { Refusal } from '../foundation/refuse.ts';

/** Who makes or changes an API client: a member or another client, as it stands in the database. */
export interface Maker {
  /** Of a member their e-mail address; null: a client that belongs to nobody but itself. */
  readonly owner: string | null;
  readonly scopes: ReadonlySet<string>;
  /** Does it have agent limits? */
  readonly isLimited: boolean;
}

export interface WishedClient {
  readonly scopes: readonly Scope[];
  /** Undefined: whoever makes it is its owner. */
  readonly owner: string | undefined;
}

/**
 * May they make or change API clients at all? ROLE_NOT_ALLOWED: who is kept within limits could make a client that has
 * none. Pure.
 */
export function decideKeeping({ isLimited }: Pick<Maker, 'isLimited'>): Refusal | undefined {
  if (!isLimited) return undefined;
  return new Refusal('ROLE_NOT_ALLOWED', 'A client that is kept within limits may not make or change clients.');
}

/**
 * May they make this client, and whose is it? ROLE_NOT_ALLOWED: nobody gives away a scope that they do not have, and who
 * makes a client sees its secret, so that it is of their own party. Pure.
 */
export function decideMaking(maker: Maker, wished: WishedClient): { readonly owner: string | null } | Refusal {
  const barred = decideKeeping(maker);
  if (barred) return barred;
  const missing = wished.scopes.filter((scope) => !maker.scopes.has(scope));
  if (missing.length > 0) {
    const message = `You may not give away what you may not do yourself: ${missing.join(', ')}.`;
    return new Refusal('ROLE_NOT_ALLOWED', message, { metadata: { scopes: missing } });
  }
  const owner = wished.owner?.toLowerCase() ?? maker.owner;
  if (maker.owner !== null && owner !== maker.owner) {
    const message = 'Whoever makes a client sees its secret, so it can only be their own; let its owner make it.';
    return new Refusal('ROLE_NOT_ALLOWED', message);
  }
  return { owner };
}
