import type { Fault, RefusalCode, schemas } from '@sarf/contract';
import type { Static } from 'typebox';
import { type AccountsByWish, chooseAccount } from '../banks/choose-account.ts';
import type { ConsentLimits } from '../banks/collections.ts';
import type { PayoutAccount } from '../banks/payout-accounts.ts';
import { parseAmount } from '../foundation/money.ts';
import { Refusal } from '../foundation/refuse.ts';

export type ConsentRequest = Static<typeof schemas.ConsentRequest>;

/** What a request asks the customer to allow. Amounts are in minor units of the currency. */
export interface Terms {
  readonly limits: ConsentLimits;
  readonly startsAt: Date;
  readonly expiresAt: Date;
}

type Reading = { readonly terms: Terms } | { readonly faults: Fault[] };

const YEARS_MAX = 5;

const fault = (path: string, message: string, code: RefusalCode): Fault => ({ path, message, code });

/** The same moment some years later. */
function yearsAfter(time: Date, years: number): Date {
  const later = new Date(time);
  later.setUTCFullYear(time.getUTCFullYear() + years);
  return later;
}

/**
 * Reads what a request asks for, with the defaults for what it leaves out: from now on, for a year. Or every fault at
 * once: INVALID_AMOUNT, AMOUNT_UNDER_MIN_VALUE, AMOUNT_OVER_MAX_VALUE, UNKNOWN_CURRENCY, MISSING_PARAMETERS,
 * INVALID_PARAMETERS.
 */
export function readTerms(request: Pick<ConsentRequest, Read>, now: Date): Reading {
  const { limits, faults } = readLimits(request);
  const times = readTimes(request, now);
  faults.push(...times.faults);
  return faults.length > 0 ? { faults } : { terms: { limits, startsAt: times.startsAt, expiresAt: times.expiresAt } };
}

type Read = 'currency' | 'control_parameters' | 'start_date_time' | 'expiration_date_time';

function readLimits({ currency, control_parameters: asked }: Pick<ConsentRequest, Read>) {
  const faults: Fault[] = [];
  const amount = (name: AmountName): bigint | null => {
    const value = asked[name] ?? null;
    if (value === null) return null;
    const parsed = parseAmount(value, currency);
    if (parsed.ok) return parsed.minor;
    const path = parsed.code === 'UNKNOWN_CURRENCY' ? 'currency' : `control_parameters.${name}`;
    if (!faults.some((one) => one.path === path)) faults.push(fault(path, parsed.message, parsed.code));
    return null;
  };
  const limits: ConsentLimits = {
    periodType: periodTypeOf(asked.period_type),
    maxIndividualMinor: amount('max_individual_amount'),
    maxCumulativeMinor: amount('max_cumulative_amount'),
    maxCumulativeCount: asked.max_cumulative_number_of_payments ?? null,
    maxPerPeriodMinor: amount('max_cumulative_amount_per_period'),
    maxPerPeriodCount: asked.max_cumulative_number_of_payments_per_period ?? null,
  };
  if ([...amountNames, ...countNames].every((name) => (asked[name] ?? null) === null)) {
    faults.push(fault('control_parameters', 'At least one limit is needed.', 'MISSING_PARAMETERS'));
  }
  const ofPeriods = ['max_cumulative_amount_per_period', 'max_cumulative_number_of_payments_per_period'] as const;
  if (limits.periodType === null && ofPeriods.some((name) => (asked[name] ?? null) !== null)) {
    const message = 'A limit for each period needs a period_type.';
    faults.push(fault('control_parameters.period_type', message, 'MISSING_PARAMETERS'));
  }
  return { limits, faults };
}

const amountNames = ['max_individual_amount', 'max_cumulative_amount', 'max_cumulative_amount_per_period'] as const;
const countNames = ['max_cumulative_number_of_payments', 'max_cumulative_number_of_payments_per_period'] as const;
type AmountName = (typeof amountNames)[number];

function periodTypeOf(text: string | null | undefined): ConsentLimits['periodType'] {
  return text === 'Day' || text === 'Week' || text === 'Month' || text === 'Year' ? text : null;
}

function readTimes(request: Pick<ConsentRequest, Read>, now: Date) {
  const faults: Fault[] = [];
  const time = (name: 'start_date_time' | 'expiration_date_time', otherwise: () => Date): Date => {
    const text = request[name];
    const value = text === undefined ? otherwise() : new Date(text);
    if (!Number.isNaN(value.getTime())) return value;
    faults.push(fault(name, 'There is no such time.', 'INVALID_PARAMETERS'));
    return otherwise();
  };
  const startsAt = time('start_date_time', () => now);
  const expiresAt = time('expiration_date_time', () => yearsAfter(startsAt, 1));
  if (faults.length > 0) return { startsAt, expiresAt, faults };
  if (startsAt > yearsAfter(now, YEARS_MAX)) {
    faults.push(fault('start_date_time', `A consent starts within ${YEARS_MAX} years.`, 'INVALID_PARAMETERS'));
  }
  const wrong = faultOfEnd(startsAt, expiresAt, now);
  if (wrong) faults.push(fault('expiration_date_time', wrong, 'INVALID_PARAMETERS'));
  return { startsAt, expiresAt, faults };
}

function faultOfEnd(startsAt: Date, expiresAt: Date, now: Date): string | undefined {
  if (expiresAt <= startsAt) return 'A consent ends after it starts.';
  if (expiresAt <= now) return 'This time is over.';
  if (expiresAt > yearsAfter(startsAt, YEARS_MAX)) return `A consent ends within ${YEARS_MAX} years of its start.`;
  return undefined;
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The faults of a body that only a look at its values shows; what has another form is left to the schema. */
export function consentFaults(body: unknown, now: Date): Fault[] {
  if (!isObject(body)) return [];
  const { currency, control_parameters, start_date_time, expiration_date_time }: Partial<Record<Read, unknown>> = body;
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency) || !isObject(control_parameters)) return [];
  const reading = readTerms(
    {
      currency,
      control_parameters: plainValues(control_parameters),
      ...(typeof start_date_time === 'string' && { start_date_time }),
      ...(typeof expiration_date_time === 'string' && { expiration_date_time }),
    },
    now,
  );
  return 'faults' in reading ? reading.faults : [];
}

/** The limits of a body whose form is not checked yet, as far as they are of the right form. */
function plainValues(asked: object): ConsentRequest['control_parameters'] {
  const values: Partial<Record<string, unknown>> = { ...asked };
  const number = (name: string): number | null => {
    const value = values[name];
    return typeof value === 'number' ? value : null;
  };
  return {
    period_type: periodTypeOf(typeof values.period_type === 'string' ? values.period_type : null),
    ...Object.fromEntries([...amountNames, ...countNames].map((name) => [name, number(name)])),
  };
}

/** A consent that somebody asks for, as far as the world decides on it. */
export interface Wish {
  readonly applicationId: string;
  readonly customerId: string;
  readonly currency: string;
  /** Null: the default account in the currency. */
  readonly payoutAccountId: string | null;
}

export interface World {
  readonly accounts: AccountsByWish;
  /** The customers that there are, as `application/customer`. */
  readonly customers: ReadonlySet<string>;
  /** Does this bank connection collect from customers' accounts? */
  readonly collects: (connector: string) => boolean;
}

/**
 * The payout account that a consent is for, or why there is none: UNKNOWN_CUSTOMER, UNKNOWN_PAYOUT_ACCOUNT,
 * CURRENCY_MISMATCH or OPERATION_NOT_ALLOWED.
 */
export function decideConsent(wish: Wish, world: World): PayoutAccount | Refusal {
  if (!world.customers.has(`${wish.applicationId}/${wish.customerId}`)) return new Refusal('UNKNOWN_CUSTOMER');
  const account = chooseAccount(world.accounts, wish);
  if (account instanceof Refusal || world.collects(account.connector)) return account;
  const message = `The bank of payout account ${account.id} does not collect from customers' accounts.`;
  return new Refusal('OPERATION_NOT_ALLOWED', message);
}
