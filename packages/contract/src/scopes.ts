/** What an access token may be used for. `api` stands for all scopes its client has. */
export const scopes = {
  'payouts:read': 'Read payouts, their history and payment intents.',
  'payouts:write': 'Create and cancel payouts.',
  'destinations:read': 'Read payout destinations.',
  'destinations:write': 'Register payout destinations.',
  'accounts:read': 'Read payout accounts and their balances.',
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
