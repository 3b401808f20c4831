import type { Calls } from './call.ts';
import type { components, operations } from './openapi.ts';
import { itemsOf } from './pages.ts';
import { type Result, resultOf, same } from './result.ts';

export type Destination = components['schemas']['PayoutDestination'];
export type DestinationRequest = components['schemas']['PayoutDestinationRequest'];
export type DestinationFilter = NonNullable<operations['listPayoutDestinations']['parameters']['query']>;
export type PayoutAccount = components['schemas']['PayoutAccounts']['content'][number];

/** Whom to pay. */
export interface Destinations {
  /** Registers a destination; the same details again give the same one. */
  create(request: DestinationRequest): Promise<Result<Destination, 'createPayoutDestination'>>;
  get(destinationId: string): Promise<Result<Destination, 'getPayoutDestination'>>;
  /** All destinations, newest first. Throws SarfRefused. */
  list(filter?: DestinationFilter): AsyncGenerator<Destination, void, undefined>;
}

/** The accounts that payouts are paid from. */
export interface Accounts {
  /** All payout accounts with their balances. */
  list(): Promise<Result<PayoutAccount[], 'listPayoutAccounts'>>;
  /** Changes its name, makes it the default of its currency, or says whether its balance binds. Gives all accounts. */
  change(
    payoutAccountId: string,
    change: components['schemas']['PayoutAccountChange'],
  ): Promise<Result<PayoutAccount[], 'changePayoutAccount'>>;
}

export function destinationCalls({ api, repeatable }: Calls): Destinations {
  const path = '/payouts/v1/payment/destinations';
  return {
    // Sent twice, it finds what the first one made.
    create: (body) => resultOf('createPayoutDestination', api.POST(path, { body, ...repeatable }), same),
    get: (destination_id) =>
      resultOf(
        'getPayoutDestination',
        api.GET('/payouts/v1/payment/destinations/{destination_id}', { params: { path: { destination_id } } }),
        same,
      ),
    list: ({ after, ...filter } = {}) =>
      itemsOf((next) => {
        const query = { ...filter, after: next };
        return resultOf('listPayoutDestinations', api.GET(path, { params: { query } }), same);
      }, after),
  };
}

export function accountCalls({ api }: Calls): Accounts {
  return {
    list: () => resultOf('listPayoutAccounts', api.GET('/payouts/v1/accounts'), (data) => data?.content),
    change: (payout_account_id, body) =>
      resultOf(
        'changePayoutAccount',
        api.PATCH('/payouts/v1/accounts/{payout_account_id}', { params: { path: { payout_account_id } }, body }),
        (data) => data?.content,
      ),
  };
}
