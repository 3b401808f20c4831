import type { AgentLimits, LimitsRequest } from './settings-queries.ts';

/** A currency of the form, as it was typed. */
export interface AmountRow {
  /** By which the page tells rows apart; it is not sent. */
  readonly id: string;
  readonly currency: string;
  readonly perPayout: string;
  readonly perDay: string;
}

/** The limits of a client, as they were typed. */
export interface LimitsForm {
  readonly readOnly: boolean;
  readonly needsApproval: boolean;
  readonly perHour: string;
  /** Null: any destination. */
  readonly destinations: readonly string[] | null;
  readonly amounts: readonly AmountRow[];
}

const typed = (value: number | null): string => (value === null ? '' : String(value));

/** The form that shows these limits. */
export const formOf = (limits: AgentLimits): LimitsForm => ({
  readOnly: limits.read_only,
  needsApproval: limits.needs_approval,
  perHour: typed(limits.max_count_per_hour),
  destinations: limits.allowed_destinations,
  amounts: limits.amounts.map((row) => ({
    id: row.currency,
    currency: row.currency,
    perPayout: typed(row.max_amount_per_payout),
    perDay: typed(row.max_total_per_day),
  })),
});

/** The request that a form is; undefined where a number is none or a currency is there twice. */
export function requestOf(form: LimitsForm): LimitsRequest | undefined {
  const perHour = limitIn(form.perHour);
  const amounts = form.amounts.map(({ currency, perPayout, perDay }) => ({
    currency: currency.trim().toUpperCase(),
    max_amount_per_payout: limitIn(perPayout),
    max_total_per_day: limitIn(perDay),
  }));
  const numbers = [perHour, ...amounts.flatMap((row) => [row.max_amount_per_payout, row.max_total_per_day])];
  const currencies = new Set(amounts.map(({ currency }) => currency));
  if (numbers.some((number) => Number.isNaN(number)) || currencies.size < amounts.length) return undefined;
  if (currencies.has('')) return undefined;
  const { readOnly, needsApproval, destinations } = form;
  return {
    read_only: readOnly,
    needs_approval: needsApproval,
    max_count_per_hour: perHour,
    allowed_destinations: destinations === null ? null : [...destinations],
    amounts,
  };
}

/** A limit as it was typed; null: none. NaN: it is no number. */
function limitIn(text: string): number | null {
  const plain = text.replaceAll(/[,\s]/g, '');
  if (plain === '') return null;
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}
