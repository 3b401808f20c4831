import type { Consent } from '@sarf/sdk';

/** One limit of a consent, and what is used of it. */
export interface Limit {
  readonly name: 'one' | 'amount' | 'count' | 'periodAmount' | 'periodCount';
  readonly kind: 'amount' | 'count';
  /** Null: it is one for each payment, so nothing of it is used up. */
  readonly used: number | null;
  readonly max: number;
}

/** The limits that a consent has, with what is used of them now. Amounts are in major units. */
export function limitsOf(consent: Pick<Consent, 'control_parameters' | 'payment_consumption'>): readonly Limit[] {
  const { control_parameters: most, payment_consumption: use } = consent;
  const rows = [
    row('one', 'amount', null, most.max_individual_amount),
    row('amount', 'amount', use.cumulative_value_of_payments, most.max_cumulative_amount),
    row('count', 'count', use.cumulative_number_of_payments, most.max_cumulative_number_of_payments),
    row(
      'periodAmount',
      'amount',
      use.cumulative_value_of_payments_in_current_period,
      most.max_cumulative_amount_per_period,
    ),
    row(
      'periodCount',
      'count',
      use.cumulative_number_of_payments_in_current_period,
      most.max_cumulative_number_of_payments_per_period,
    ),
  ];
  return rows.filter((one) => one !== undefined);
}

function row(
  name: Limit['name'],
  kind: Limit['kind'],
  used: number | null,
  max: number | null | undefined,
): Limit | undefined {
  return max === null || max === undefined ? undefined : { name, kind, used, max };
}

/** How much of a limit is used, from 0 to 100; a limit of nothing is used up. */
export function percentOf(used: number, max: number): number {
  if (max <= 0) return 100;
  return Math.min(100, Math.max(0, Math.floor((100 * used) / max)));
}
