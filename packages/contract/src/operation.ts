import type { TSchema } from 'typebox';
import type { RefusalCode } from './refusals.ts';
import type { Scope } from './scopes.ts';

/** One operation of the API. Everything that is said of it elsewhere is derived from this. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly tag:
    | 'Payouts'
    | 'Payout Destinations'
    | 'Payout Accounts'
    | 'Customers'
    | 'Consents'
    | 'Payment Sources'
    | 'Payments'
    | 'Reconciliation'
    | 'Refunds'
    | 'Events'
    | 'Webhooks'
    | 'Team'
    | 'Clients'
    | 'Settings'
    | 'Audit';
  /** Null: whoever has a good token or session. */
  readonly scope: Scope | null;
  /** It releases money, or what keeps money in: a person proves their second factor again before it. */
  readonly releases?: true;
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly headers?: TSchema;
  readonly body?: TSchema;
  /** The body is a file that is read as it comes, in one of these media types, and no JSON. */
  readonly file?: { readonly mediaTypes: readonly string[]; readonly bytesMax: number };
  /** How large a JSON body may be, where that is not 64 KiB. */
  readonly bodyBytesMax?: number;
  readonly success:
    | { readonly code: 200 | 201 | 202; readonly description: string; readonly schema: TSchema }
    /** There is nothing to show. */
    | { readonly code: 204; readonly description: string; readonly schema?: undefined };
  readonly refusals: readonly RefusalCode[];
}
