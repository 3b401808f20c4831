import { isScope, type Scope, scopes } from './scopes.ts';

const reading: readonly Scope[] = [
  'payouts:read',
  'destinations:read',
  'accounts:read',
  'customers:read',
  'consents:read',
  'payment_sources:read',
  'payments:read',
  'reconciliation:read',
  'refunds:read',
  'events:read',
  'webhooks:read',
  'team:read',
  'settings:read',
];
const initiating: readonly Scope[] = [
  'payouts:write',
  'destinations:write',
  'customers:write',
  'consents:write',
  'payment_sources:write',
  'payments:write',
  'reconciliation:write',
  'refunds:write',
];
const approving: readonly Scope[] = ['payouts:approve', 'refunds:approve', 'audit:read'];
const keeping: readonly Scope[] = [
  'accounts:write',
  'webhooks:write',
  'team:write',
  'clients:read',
  'clients:write',
  'settings:write',
  'audit:read',
];

interface RoleRow {
  readonly sentence: string;
  readonly scopes: readonly Scope[];
}

/** What a member of an application may do, by their role. Server and pages decide by this one table. */
export const roles = {
  owner: { sentence: 'May do everything, and alone makes other owners.', scopes: Object.keys(scopes).filter(isScope) },
  admin: {
    sentence: 'Keeps the team, the clients and the settings; moves no money.',
    scopes: [...reading, ...keeping],
  },
  controller: {
    sentence: 'Financial controller: initiates, and approves what others initiated.',
    scopes: [...reading, ...initiating, ...approving],
  },
  operator: { sentence: 'Initiates; somebody else approves.', scopes: [...reading, ...initiating] },
  viewer: { sentence: 'Looks, and changes nothing.', scopes: reading },
} as const satisfies Record<string, RoleRow>;

export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles).filter(isRole);

/** Is this text the name of a role? */
export function isRole(text: string): text is Role {
  return Object.hasOwn(roles, text);
}
