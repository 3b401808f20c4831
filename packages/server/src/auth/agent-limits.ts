import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import type { Sql, Tx } from '../foundation/database.ts';
import { amountToNumber } from '../foundation/money.ts';
import {
  type AgentLimits,
  type AskedFor,
  COUNT_MAX,
  countedInOf,
  type LimitsOfClients,
  leftThisHour,
  leftTodayMinor,
  SUM_MAX_MINOR,
} from './agent-limit-rules.ts';
import {
  type AskedLine,
  addToCounters,
  type ClientKey,
  type LimitsRow,
  lockCounters,
  selectLimits,
} from './agent-limits-store.ts';

export {
  type AgentLimits,
  type AskedFor,
  counted,
  decideChange,
  decideLimit,
  decideReleasing,
  type LimitsOfClients,
  readOnly,
} from './agent-limit-rules.ts';

/** The limits of these clients as they are, and what is left of them at this time. For looking; nothing is held. */
export function peekLimits(sql: Sql | Tx, keys: readonly ClientKey[], at: Date): Promise<LimitsOfClients> {
  return read(sql, keys, at, { hold: false });
}

/**
 * Comes first of all locks of a transaction in which these clients ask for something: whoever stops one or changes its
 * limits waits until the transaction has ended, and whatever begins after that sees it.
 * @returns their limits as they are
 */
export function holdLimits(tx: Tx, keys: readonly ClientKey[], at: Date): Promise<LimitsOfClients> {
  return read(tx, keys, at, { hold: true });
}

/**
 * The limits of clients that ask for something in this transaction, which holds them. It goes before the look for what
 * was made before: what another transaction made meanwhile may be missing in the counts, and the database refuses what
 * they then exceed; were it the other way round, the answer to a repeated key could be that nothing is left.
 * @param asked what they ask for, one line each
 * @param attempt above 1 what they asked for before is locked, too: another used it while we looked
 */
export async function readLimits(
  tx: Tx,
  asked: readonly AskedLine[],
  { at, attempt }: { readonly at: Date; readonly attempt: number },
): Promise<LimitsOfClients> {
  if (attempt === 1) return holdLimits(tx, asked, at);
  const [, , limits] = await Promise.all([
    holdLimits(tx, asked, at),
    lockCounters(tx, asked, countedInOf(at)),
    peekLimits(tx, asked, at),
  ]);
  return limits;
}

async function read(
  sql: Sql | Tx,
  keys: readonly ClientKey[],
  at: Date,
  how: { readonly hold: boolean },
): Promise<LimitsOfClients> {
  if (keys.length === 0) return new Map();
  const countedIn = countedInOf(at);
  const distinct = new Map(keys.map((key) => [key.clientId, key]));
  const rows = await selectLimits(sql, [...distinct.values()], countedIn, how);
  return new Map(rows.map((row) => [row.clientId, { ...limitsOf(row), countedIn }]));
}

type Counted = Pick<AskedFor, 'amountMinor' | 'currency'> & { readonly clientId: string };

/**
 * Counts what clients asked for and get, each against its own limits, in the transaction that makes it. Those without
 * limits are not counted. The database refuses (23514) what another transaction has left no room for meanwhile.
 * @param limits as `readLimits` gave them
 */
export async function countAsked(tx: Tx, limits: LimitsOfClients, asked: readonly Counted[]): Promise<void> {
  const limited = asked.flatMap((one) => {
    const of = limits.get(one.clientId);
    return of?.bounds ? [{ ...one, of, bounds: of.bounds }] : [];
  });
  const [first] = limited;
  if (!first) return;
  const spent = [...Map.groupBy(limited, ({ clientId, currency }) => `${clientId} ${currency}`).values()];
  const counts = [...Map.groupBy(limited, ({ clientId }) => clientId).values()];
  const lines = {
    spent: spent.flatMap((group) =>
      group.slice(0, 1).map(({ of, bounds, currency }) => ({
        applicationId: of.applicationId,
        clientId: of.clientId,
        currency,
        amountMinor: group.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
        limitMinor: bounds.amounts.get(currency)?.perDayMinor ?? SUM_MAX_MINOR,
      })),
    ),
    counts: counts.flatMap((group) =>
      group.slice(0, 1).map(({ of, bounds }) => ({
        applicationId: of.applicationId,
        clientId: of.clientId,
        count: group.length,
        limitCount: bounds.countPerHour ?? COUNT_MAX,
      })),
    ),
  };
  await addToCounters(tx, lines, first.of.countedIn);
}

function limitsOf(row: LimitsRow): Omit<AgentLimits, 'countedIn'> {
  const { applicationId, clientId, isStopped } = row;
  const bounds = row.isLimited
    ? {
        readOnly: row.readOnly,
        needsApproval: row.needsApproval,
        countPerHour: row.maxCountPerHour,
        allowedDestinations: row.allowedDestinations && new Set(row.allowedDestinations),
        amounts: new Map(
          (row.amounts ?? []).map(([currency, perPayout, perDay]) => [
            currency,
            { perPayoutMinor: minorOf(perPayout), perDayMinor: minorOf(perDay) },
          ]),
        ),
      }
    : null;
  const spentMinor = new Map((row.spent ?? []).map(([currency, minor]) => [currency, BigInt(minor)]));
  return { applicationId, clientId, isStopped, bounds, spentMinor, count: row.count ?? 0 };
}

const minorOf = (text: string | null): bigint | null => (text === null ? null : BigInt(text));

const numberOf = (minor: bigint | null, currency: string): number | null =>
  minor === null ? null : amountToNumber(minor, currency);

/** Limits as the contract shows them to the client that has them. */
export function presentLimits(limits: AgentLimits): Static<typeof schemas.AgentLimits> {
  const { bounds, countedIn, spentMinor, count } = limits;
  const amounts = [...(bounds?.amounts ?? [])].map(([currency, { perPayoutMinor, perDayMinor }]) => ({
    currency,
    max_amount_per_payout: numberOf(perPayoutMinor, currency),
    max_total_per_day: numberOf(perDayMinor, currency),
    spent_today: amountToNumber(spentMinor.get(currency) ?? 0n, currency),
    left_today: numberOf(leftTodayMinor(limits, currency), currency),
  }));
  return {
    limited: bounds !== null,
    read_only: bounds?.readOnly ?? false,
    needs_approval: bounds?.needsApproval ?? false,
    max_count_per_hour: bounds?.countPerHour ?? null,
    count_this_hour: count,
    hour_ends_at: countedIn.hourEndsAt.toISOString(),
    day_ends_at: countedIn.dayEndsAt.toISOString(),
    allowed_destinations: bounds?.allowedDestinations ? [...bounds.allowedDestinations] : null,
    amounts,
  };
}

/** What limits leave in a currency, for previews; null where the client has none. Give it limits that `counted` gave. */
export function presentLeft(
  limits: AgentLimits,
  currency: string,
): { left_today: number | null; left_this_hour: number | null } | null {
  if (limits.bounds === null) return null;
  return { left_today: numberOf(leftTodayMinor(limits, currency), currency), left_this_hour: leftThisHour(limits) };
}
