import type { schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { listPayoutAccounts, type PayoutAccount } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import { after } from '../foundation/clock.ts';
import { amountToNumber } from '../foundation/money.ts';
import { Refusal, refusalOf } from '../foundation/refuse.ts';
import { sumUnprovenPayouts } from '../payouts/unproven-payouts.ts';
import type { MatchKind } from './match.ts';
import {
  type Period,
  selectBalanceBefore,
  selectMatched,
  selectPaymentsInFlight,
  selectUnmatched,
} from './summary-store.ts';

type Summary = Static<typeof schemas.ReconciliationSummary>;
type Query = Static<typeof schemas.SummaryQuery>;
type Movement = Summary['movements'][number];

const DAY_MS = 86_400_000;
// What went out before that and is not booked yet will not be booked any more.
const FLIGHT_DAYS = 60;

/**
 * The month-end view of one account or of all: what was on it, what moved, what is on it now, what is on its way, and
 * what nothing explains. Refuses with UNKNOWN_PAYOUT_ACCOUNT, or INVALID_PARAMETERS where the days are in no order.
 */
export async function summarise(
  deps: Pick<Deps, 'sql' | 'clock'>,
  applicationId: string,
  query: Query,
): Promise<Summary[]> {
  const today = dayOf(deps.clock.now());
  const { from = `${today.slice(0, 8)}01`, to = today } = query;
  const fault = { path: 'to', message: 'must not be before from', code: 'INVALID_PARAMETERS' as const };
  const refusal = refusalOf(to < from ? [fault] : []);
  if (refusal) throw refusal;
  const wanted = query.payout_account_id?.toLowerCase();
  const all = await listPayoutAccounts(deps.sql, applicationId);
  const accounts = all.filter(({ id }) => wanted === undefined || id === wanted);
  if (wanted !== undefined && accounts.length === 0) throw new Refusal('UNKNOWN_PAYOUT_ACCOUNT');
  const summaries: Summary[] = [];
  for (const account of accounts) summaries.push(await summariseAccount(deps, account, { from, to }));
  return summaries;
}

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

async function summariseAccount(
  { sql }: Pick<Deps, 'sql'>,
  { applicationId, id: payoutAccountId, currency }: PayoutAccount,
  period: Period,
): Promise<Summary> {
  const account = { applicationId, payoutAccountId, currency };
  const amount = (minor: bigint): number => amountToNumber(minor, currency);
  const [openingMinor, closingMinor, matched, unmatched, payouts, payments] = await Promise.all([
    selectBalanceBefore(sql, account, period.from),
    selectBalanceBefore(sql, account, dayOf(after(new Date(period.to), DAY_MS))),
    selectMatched(sql, account, period),
    selectUnmatched(sql, account, period),
    sumUnprovenPayouts(sql, account, after(new Date(period.from), -FLIGHT_DAYS * DAY_MS)),
    selectPaymentsInFlight(sql, account),
  ]);
  const moved = movements(matched, unmatched);
  const movedMinor = moved.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const shown = (minor: bigint | null): number | null => (minor === null ? null : amount(minor));
  const known = openingMinor !== null && closingMinor !== null;
  return {
    payout_account_id: payoutAccountId,
    currency,
    ...period,
    opening: shown(openingMinor),
    movements: moved.map(({ kind, count, amountMinor }) => ({ kind, count, amount: amount(amountMinor) })),
    closing: shown(closingMinor),
    difference: known ? amount(closingMinor - openingMinor - movedMinor) : null,
    in_flight: {
      payouts: { count: Number(payouts.count), amount: amount(payouts.amountMinor) },
      payments: { count: Number(payments?.count ?? 0n), amount: amount(payments?.amountMinor ?? 0n) },
    },
    unmatched: {
      entries: sumOf(unmatched, ({ count }) => count),
      suggestions: sumOf(unmatched, ({ suggestions }) => suggestions),
      unknown_debits: sumOf(unmatched, ({ unknown }) => unknown),
    },
  };
}

interface Moved {
  readonly kind: Movement['kind'];
  readonly count: number;
  readonly amountMinor: bigint;
}

const nameOf: Record<MatchKind, Movement['kind']> = { payment: 'payments', payout: 'payouts', return: 'returns' };
const kinds: readonly Movement['kind'][] = ['payments', 'payouts', 'returns', 'unmatched_credits', 'unmatched_debits'];

/** All kinds of movements in one order, those of which there was none too. */
function movements(
  matched: Awaited<ReturnType<typeof selectMatched>>,
  unmatched: Awaited<ReturnType<typeof selectUnmatched>>,
): Moved[] {
  const found = new Map<Movement['kind'], Moved>();
  const add = (kind: Movement['kind'], count: bigint, amountMinor: bigint): void =>
    void found.set(kind, { kind, count: Number(count), amountMinor });
  for (const { kind, count, amountMinor } of matched) {
    add(nameOf[kind], count, kind === 'payout' ? -amountMinor : amountMinor);
  }
  for (const { direction, count, amountMinor } of unmatched) {
    if (direction === 'credit') add('unmatched_credits', count, amountMinor);
    else add('unmatched_debits', count, -amountMinor);
  }
  return kinds.map((kind) => found.get(kind) ?? { kind, count: 0, amountMinor: 0n });
}

function sumOf<T>(rows: readonly T[], countOf: (row: T) => bigint): number {
  return Number(rows.reduce((sum, row) => sum + countOf(row), 0n));
}
