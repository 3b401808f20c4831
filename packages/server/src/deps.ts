import type { Banks } from './banks/connector.ts';
import type { ExistingDestinations } from './destinations/known-destinations.ts';
import type { Clock } from './foundation/clock.ts';
import type { Sql } from './foundation/database.ts';
import type { Log } from './foundation/log.ts';
import type { Metrics } from './foundation/metrics.ts';
import type { FollowPayouts } from './payouts/move-payouts.ts';
import type { AddressPolicy } from './webhooks/address-rules.ts';

/** What a verb may use of the world. */
export interface Deps {
  readonly sql: Sql;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly banks: Banks;
  /** Which destinations exist. */
  readonly existingDestinations: ExistingDestinations;
  /** Moves refunds along with the payouts that carry them out. */
  readonly followPayouts: FollowPayouts;
  /** Makes an end-to-end id that is unique for ever. */
  readonly newEndToEndId: (nowMs: number) => string;
  /** The secret key of the installation, 32 bytes: seals what must be readable again. */
  readonly secretKey: Buffer;
  readonly settings: Settings;
}

export interface Settings {
  /** `live`: real money, and nothing is made by itself. */
  readonly mode: 'sandbox' | 'live';
  /** The address under which clients reach the API; the issuer of tokens. */
  readonly publicUrl: string;
  /** Networks of proxies whose word is taken for where a request comes from. */
  readonly trustedProxies: readonly string[];
  /** How long a worker keeps what it claimed, in milliseconds. */
  readonly leaseMs: number;
  /** For how many days events and finished deliveries are kept. */
  readonly eventsKeptDays: number;
  /** Where webhooks may be sent. */
  readonly webhooks: AddressPolicy;
}
