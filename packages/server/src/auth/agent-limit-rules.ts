import { amountToNumber, amountToText } from '../foundation/money.ts';
import { Refusal } from '../foundation/refuse.ts';

/** The day and the hour (UTC) that something is counted in. */
export interface CountedIn {
  /** Such as 2026-01-31. */
  readonly day: string;
  readonly dayEndsAt: Date;
  /** When the hour began. */
  readonly hour: Date;
  readonly hourEndsAt: Date;
}

interface AmountBounds {
  /** In minor units; null: no limit. */
  readonly perPayoutMinor: bigint | null;
  readonly perDayMinor: bigint | null;
}

/** What an operator set for a client. */
export interface Bounds {
  readonly readOnly: boolean;
  readonly needsApproval: boolean;
  /** Payouts and refunds; null: any number. */
  readonly countPerHour: number | null;
  /** Ids of destinations; null: any. */
  readonly allowedDestinations: ReadonlySet<string> | null;
  /** By currency. Where there is any, no other currency may be asked for. */
  readonly amounts: ReadonlyMap<string, AmountBounds>;
}

/** The limits of a client, and what it has asked for in the day and the hour that it is. */
export interface AgentLimits {
  readonly applicationId: string;
  readonly clientId: string;
  readonly isStopped: boolean;
  /** Null: it has no limits, and nothing is counted. */
  readonly bounds: Bounds | null;
  readonly countedIn: CountedIn;
  /** By currency, in minor units. */
  readonly spentMinor: ReadonlyMap<string, bigint>;
  readonly count: number;
}

/** The limits of clients, by the client's id. */
export type LimitsOfClients = ReadonlyMap<string, AgentLimits>;

/** A payout or a refund that a client asks for. */
export interface AskedFor {
  readonly amountMinor: bigint;
  readonly currency: string;
  /** Null: it goes back to whoever paid, which is not for the client to choose. */
  readonly destinationId: string | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
// The largest sum and count that the database can hold: what stands where there is no limit.
export const SUM_MAX_MINOR = 2n ** 63n - 1n;
export const COUNT_MAX = 2 ** 31 - 1;

/** The day and the hour of the clock, both of UTC, that this time is in. */
export function countedInOf(at: Date): CountedIn {
  const [dayMs, hourMs] = [DAY_MS, HOUR_MS].map((ms) => Math.floor(at.getTime() / ms) * ms);
  const [dayBegan, hour] = [new Date(dayMs ?? 0), new Date(hourMs ?? 0)];
  return {
    day: dayBegan.toISOString().slice(0, 10),
    dayEndsAt: new Date(dayBegan.getTime() + DAY_MS),
    hour,
    hourEndsAt: new Date(hour.getTime() + HOUR_MS),
  };
}

/** What a client may still ask for today in a currency, in minor units; null: no limit. Zero where a limit was lowered. */
export function leftTodayMinor({ bounds, spentMinor }: AgentLimits, currency: string): bigint | null {
  const most = bounds?.amounts.get(currency)?.perDayMinor ?? null;
  if (most === null) return null;
  const left = most - (spentMinor.get(currency) ?? 0n);
  return left > 0n ? left : 0n;
}

/** How many payouts and refunds a client may still ask for in this hour; null: no limit. */
export function leftThisHour({ bounds, count }: AgentLimits): number | null {
  const most = bounds?.countPerHour ?? null;
  return most === null ? null : Math.max(0, most - count);
}

/**
 * Do the limits of a client keep it from asking for this? Gives the first of these refusals: CLIENT_STOPPED, or
 * AGENT_LIMIT by the limits read_only, allowed_destinations, currency, max_amount_per_payout, max_total_per_day and
 * max_count_per_hour. A client without limits is kept from nothing unless it is stopped.
 */
export function decideLimit(limits: AgentLimits, asked: AskedFor): Refusal | undefined {
  const barred = decideChange(limits);
  if (barred) return barred;
  const { bounds } = limits;
  if (bounds === null) return undefined;
  for (const rule of askingRules) {
    const refusal = rule({ ...limits, bounds }, asked);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Do they keep it from changing anything at all? CLIENT_STOPPED, or AGENT_LIMIT by the limit read_only. */
export function decideChange({ isStopped, bounds }: AgentLimits): Refusal | undefined {
  if (isStopped) return new Refusal('CLIENT_STOPPED');
  return bounds?.readOnly ? readOnly() : undefined;
}

/**
 * Do they keep it from releasing what somebody asked for: from approving a payout or confirming a refund?
 * CLIENT_STOPPED, or AGENT_LIMIT by the limits read_only and needs_approval.
 */
export function decideReleasing(limits: AgentLimits): Refusal | undefined {
  const barred = decideChange(limits);
  if (barred || !limits.bounds?.needsApproval) return barred;
  const message = 'What this client asks for has to be approved by another party, so it may approve nothing itself.';
  return limit('needs_approval', message, {});
}

/** The refusal of a client that may only look. */
export const readOnly = (): Refusal => limit('read_only', 'This client may look and preview, and change nothing.', {});

/** The limits as they are after the client has asked for this. */
export function counted(limits: AgentLimits, { amountMinor, currency }: AskedFor): AgentLimits {
  if (limits.bounds === null) return limits;
  const spentMinor = new Map(limits.spentMinor);
  spentMinor.set(currency, (spentMinor.get(currency) ?? 0n) + amountMinor);
  return { ...limits, spentMinor, count: limits.count + 1 };
}

type Bounded = AgentLimits & { readonly bounds: Bounds };
type AskingRule = (limits: Bounded, asked: AskedFor) => Refusal | undefined;

const limit = (name: string, message: string, metadata: Readonly<Record<string, unknown>>): Refusal =>
  new Refusal('AGENT_LIMIT', message, { metadata: { limit: name, ...metadata } });

const text = (minor: bigint, currency: string): string => `${amountToText(minor, currency)} ${currency}`;

const decideDestination: AskingRule = ({ bounds }, { destinationId }) => {
  if (destinationId === null || (bounds.allowedDestinations?.has(destinationId) ?? true)) return undefined;
  const message = 'This client may not pay that destination; GET /payouts/v1/agent-limits lists those that it may pay.';
  return limit('allowed_destinations', message, { asked: destinationId });
};

const decideCurrency: AskingRule = ({ bounds }, { currency }) => {
  const allowed = [...bounds.amounts.keys()].toSorted();
  if (allowed.length === 0 || allowed.includes(currency)) return undefined;
  return limit('currency', `This client may ask for ${allowed.join(', ')}, and not for ${currency}.`, {
    allowed,
    asked: currency,
  });
};

const decideAmount: AskingRule = ({ bounds }, { amountMinor, currency }) => {
  const most = bounds.amounts.get(currency)?.perPayoutMinor ?? null;
  if (most === null || amountMinor <= most) return undefined;
  const message = `This client may ask for at most ${text(most, currency)} at once; ${text(amountMinor, currency)} is more.`;
  const [allowed, asked] = [amountToNumber(most, currency), amountToNumber(amountMinor, currency)];
  return limit('max_amount_per_payout', message, { allowed, asked, currency });
};

const decideTotal: AskingRule = (limits, { amountMinor, currency }) => {
  const spent = limits.spentMinor.get(currency) ?? 0n;
  const most = limits.bounds.amounts.get(currency)?.perDayMinor ?? SUM_MAX_MINOR;
  if (spent + amountMinor <= most) return undefined;
  const left = leftTodayMinor(limits, currency) ?? 0n;
  const { dayEndsAt } = limits.countedIn;
  const message =
    `This client may ask for at most ${text(most, currency)} a day. It has asked for ${text(spent, currency)} today, ` +
    `${text(left, currency)} is left, and ${text(amountMinor, currency)} is more. ` +
    `The next day begins at ${dayEndsAt.toISOString()}.`;
  const [allowed, asked] = [amountToNumber(most, currency), amountToNumber(amountMinor, currency)];
  const metadata = { allowed, asked, left: amountToNumber(left, currency), currency };
  return limit('max_total_per_day', message, { ...metadata, resets_at: dayEndsAt.toISOString() });
};

const decideCount: AskingRule = ({ bounds, count, countedIn: { hourEndsAt } }) => {
  const most = bounds.countPerHour ?? COUNT_MAX;
  if (count < most) return undefined;
  const message =
    `This client may ask for at most ${most} payouts and refunds in one hour, and has asked for ${count}. ` +
    `The next hour begins at ${hourEndsAt.toISOString()}.`;
  return limit('max_count_per_hour', message, {
    allowed: most,
    asked: 1,
    left: 0,
    resets_at: hourEndsAt.toISOString(),
  });
};

// The order is part of the contract: first what never changes by itself, then what comes back with time.
const askingRules = [decideDestination, decideCurrency, decideAmount, decideTotal, decideCount];
