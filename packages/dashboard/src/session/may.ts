import { type Role, roleNames, roles } from '@sarf/contract/roles';
import { type Scope, scopes } from '@sarf/contract/scopes';

/** What of a session decides what may be done. */
interface Holder {
  readonly role: Role | null;
  readonly scopes: readonly Scope[];
}

/** May it be done, and if not, what is missing. */
export type May = { readonly ok: true } | { readonly ok: false; readonly missing: Missing };

interface Missing {
  /** What it takes, in the words of the contract. */
  readonly sentence: string;
  readonly role: Role | null;
  /** Whom to ask. */
  readonly rolesThatMay: readonly Role[];
}

/** Decides by the same table as the server: the scopes that the roles of the contract have. */
export function mayOf(holder: Holder, scope: Scope): May {
  if (holder.scopes.includes(scope)) return { ok: true };
  const rolesThatMay = roleNames.filter((role) => roles[role].scopes.includes(scope));
  return { ok: false, missing: { sentence: scopes[scope], role: holder.role, rolesThatMay } };
}
