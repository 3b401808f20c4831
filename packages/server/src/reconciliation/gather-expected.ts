import type { Deps } from '../deps.ts';
import { findDestinations } from '../destinations/find-destinations.ts';
import { after } from '../foundation/clock.ts';
import { openPaymentsOf } from '../payments/open-payments.ts';
import type { PayoutRow } from '../payouts/payout.ts';
import { namedPayouts, unprovenPayouts } from '../payouts/unproven-payouts.ts';
import type { OpenEntryRow } from './entries-store.ts';
import { expectedPayment, expectedPayout, expectedReturn, idsNamedIn, mayReturn } from './expected-rules.ts';
import type { AccountKey } from './match.ts';
import type { Counterparty, Expected, MatchPolicy } from './match-terms.ts';

const DAY_MS = 86_400_000;

/**
 * What the open entries of an account may prove. Payouts are looked for by the end-to-end ids that entries name; debits
 * that name none may be for any payout of their time.
 */
export async function gatherExpected(
  deps: Pick<Deps, 'sql' | 'clock' | 'secretKey'>,
  account: AccountKey,
  entries: readonly OpenEntryRow[],
  policy: Pick<MatchPolicy, 'windowDaysBefore' | 'windowDaysAfter'>,
): Promise<Expected[]> {
  const named = idsNamedIn(entries, deps.clock.now().getTime());
  const payouts = await namedPayouts(deps.sql, account, [...new Set([...named.values()].flat())]);
  const known = new Set(payouts.map(({ endToEndId }) => endToEndId));
  const unnamed = entries.filter(
    ({ id, direction }) => direction === 'debit' && !named.get(id)?.some((name) => known.has(name)),
  );
  const others = (await payoutsAround(deps, account, unnamed, policy)).filter((row) => !known.has(row.endToEndId));
  const payees = await payeesOf(deps, [...payouts, ...others]);
  const payeeOf = (row: PayoutRow): Counterparty | null => payees.get(row.destinationId) ?? null;
  return [
    ...(entries.some(({ direction }) => direction === 'credit') ? await expectedPayments(deps, account) : []),
    ...[...payouts, ...others].map((row) => expectedPayout(row, payeeOf(row))),
    ...payouts.filter(mayReturn).map((row) => expectedReturn(row, payeeOf(row))),
  ];
}

async function expectedPayments(deps: Pick<Deps, 'sql' | 'secretKey'>, account: AccountKey): Promise<Expected[]> {
  const expected: Expected[] = [];
  for await (const { row, payer } of openPaymentsOf(deps.sql, deps, account))
    expected.push(expectedPayment(row, payer));
  return expected;
}

async function payoutsAround(
  { sql }: Pick<Deps, 'sql'>,
  account: AccountKey,
  debits: readonly OpenEntryRow[],
  { windowDaysBefore, windowDaysAfter }: Pick<MatchPolicy, 'windowDaysBefore' | 'windowDaysAfter'>,
): Promise<PayoutRow[]> {
  const days = debits.map(({ bookedOn }) => bookedOn).toSorted();
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const from = after(new Date(first), -(windowDaysAfter + 1) * DAY_MS);
  return unprovenPayouts(sql, account, { from, to: after(new Date(last), (windowDaysBefore + 1) * DAY_MS) });
}

async function payeesOf({ sql }: Pick<Deps, 'sql'>, payouts: readonly PayoutRow[]): Promise<Map<string, Counterparty>> {
  if (payouts.length === 0) return new Map();
  const keys = payouts.map(({ applicationId, destinationId }) => ({ applicationId, id: destinationId }));
  const destinations = await findDestinations(sql, keys);
  return new Map(destinations.map(({ id, beneficiaryName, iban }) => [id, { name: beneficiaryName, iban }]));
}
