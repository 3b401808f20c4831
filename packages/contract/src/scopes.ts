/** What an access token may be used for. `api` stands for all scopes its client has. */
export const scopes = {
  'payouts:read': 'Read payouts, their history and payment intents.',
  'payouts:write': 'Create and cancel payouts.',
  'payouts:approve': 'Approve and reject payouts that wait for another party.',
  'destinations:read': 'Read payout destinations.',
  'destinations:write': 'Register payout destinations.',
  'accounts:read': 'Read payout accounts and their balances.',
  'accounts:write': 'Change payout accounts.',
  'customers:read': 'Read customers.',
  'customers:write': 'Register customers.',
  'consents:read': 'Read consents, their use and their revocations.',
  'consents:write': 'Ask for consents and revoke them.',
  'payment_sources:read': 'Read the payment sources of customers.',
  'payment_sources:write': 'Delete payment sources.',
  'payments:read': 'Read payments of customers.',
  'payments:write': 'Charge payment sources, open checkouts, and record payments.',
  'reconciliation:read': 'Read statements, entries, matches and suggestions.',
  'reconciliation:write': 'Upload statements, match entries and undo matches.',
  'refunds:read': 'Read refunds and their reasons.',
  'refunds:write': 'Create refunds.',
  'refunds:approve': 'Confirm and reject refunds.',
  'team:read': 'Read the members and invitations.',
  'team:write': 'Invite members, change their roles and disable them.',
  'clients:read': 'Read API clients and their limits.',
  'clients:write': 'Make, stop and limit API clients.',
  'settings:read': 'Read the settings of the application.',
  'settings:write': 'Change the settings of the application.',
  'audit:read': 'Read the audit log.',
  'events:read': 'Read events, page by page or as a stream.',
  'webhooks:read': 'Read webhook endpoints and deliveries.',
  'webhooks:write': 'Make and change webhook endpoints, and send events again.',
} as const;

export type Scope = keyof typeof scopes;

/** The scope that stands for all of the client's. */
export const ALL_SCOPES = 'api';

const names = new Set<string>(Object.keys(scopes));

/** Is this text the name of a scope? */
export function isScope(text: string): text is Scope {
  return names.has(text);
}
