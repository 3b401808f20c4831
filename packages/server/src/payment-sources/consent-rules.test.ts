import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accountsByWish } from '../banks/choose-account.ts';
import type { PayoutAccount } from '../banks/payout-accounts.ts';
import { Refusal } from '../foundation/refuse.ts';
import {
  type ConsentRequest,
  consentFaults,
  decideConsent,
  readTerms,
  type Wish,
  type World,
} from './consent-rules.ts';

const now = new Date('2026-03-10T12:00:00.000Z');
const limits = { max_individual_amount: 500 };
const termsOf = (more: Partial<ConsentRequest> = {}) => {
  const reading = readTerms({ currency: 'AED', control_parameters: limits, ...more }, now);
  assert('terms' in reading, 'faults' in reading ? JSON.stringify(reading.faults) : '');
  return reading.terms;
};
const faultsOf = (body: unknown): string[] => consentFaults(body, now).map(({ path, code }) => `${path} ${code}`);
const withLimits = (control_parameters: object, more: object = {}) => ({
  currency: 'AED',
  control_parameters,
  ...more,
});

describe('the terms of a consent', () => {
  test('are limits in minor units of its currency', () => {
    const control_parameters = {
      period_type: 'Month',
      max_individual_amount: 1.5,
      max_cumulative_amount: 1000,
      max_cumulative_number_of_payments: 12,
      max_cumulative_amount_per_period: 100.125,
      max_cumulative_number_of_payments_per_period: 3,
    };
    assert.deepEqual(termsOf({ currency: 'KWD', control_parameters }).limits, {
      periodType: 'Month',
      maxIndividualMinor: 1500n,
      maxCumulativeMinor: 1_000_000n,
      maxCumulativeCount: 12,
      maxPerPeriodMinor: 100_125n,
      maxPerPeriodCount: 3,
    });
  });

  test('begin now and last a year where nothing is said', () => {
    const ofYear = termsOf();
    assert.deepEqual([ofYear.startsAt, ofYear.expiresAt], [now, new Date('2027-03-10T12:00:00.000Z')]);
    const later = termsOf({ start_date_time: '2026-05-01T04:00:00+04:00' });
    assert.deepEqual(
      [later.startsAt, later.expiresAt],
      [new Date('2026-05-01T00:00:00Z'), new Date('2027-05-01T00:00:00Z')],
    );
  });
});

describe('faults of a request', () => {
  const cases: [string, unknown, string[]][] = [
    ['none', withLimits(limits), []],
    ['no limit', withLimits({}), ['control_parameters MISSING_PARAMETERS']],
    ['a period is no limit', withLimits({ period_type: 'Day' }), ['control_parameters MISSING_PARAMETERS']],
    ['null is no limit', withLimits({ max_individual_amount: null }), ['control_parameters MISSING_PARAMETERS']],
    [
      'every amount that is wrong',
      withLimits({
        period_type: 'Day',
        max_individual_amount: 1.234,
        max_cumulative_amount: 0,
        max_cumulative_amount_per_period: 1e12,
      }),
      [
        'control_parameters.max_individual_amount INVALID_AMOUNT',
        'control_parameters.max_cumulative_amount AMOUNT_UNDER_MIN_VALUE',
        'control_parameters.max_cumulative_amount_per_period AMOUNT_OVER_MAX_VALUE',
      ],
    ],
    [
      'a currency that is none, once',
      withLimits({ max_individual_amount: 1, max_cumulative_amount: 1 }, { currency: 'AAA' }),
      ['currency UNKNOWN_CURRENCY'],
    ],
    [
      'limits of periods without a period',
      withLimits({ max_cumulative_number_of_payments_per_period: 1 }),
      ['control_parameters.period_type MISSING_PARAMETERS'],
    ],
    [
      'an end before the start',
      withLimits(limits, { start_date_time: '2026-06-01T00:00:00Z', expiration_date_time: '2026-06-01T00:00:00Z' }),
      ['expiration_date_time INVALID_PARAMETERS'],
    ],
    [
      'an end that is over',
      withLimits(limits, { start_date_time: '2026-01-01T00:00:00Z', expiration_date_time: '2026-03-10T12:00:00Z' }),
      ['expiration_date_time INVALID_PARAMETERS'],
    ],
    [
      'an end that is too far away',
      withLimits(limits, { expiration_date_time: '2031-03-10T12:00:01Z' }),
      ['expiration_date_time INVALID_PARAMETERS'],
    ],
    ['the last end that there may be', withLimits(limits, { expiration_date_time: '2031-03-10T12:00:00Z' }), []],
    [
      'a start that is too far away',
      withLimits(limits, { start_date_time: '9999-01-01T00:00:00Z' }),
      ['start_date_time INVALID_PARAMETERS'],
    ],
    [
      'limits and times at once',
      withLimits({ max_individual_amount: 0 }, { expiration_date_time: '2020-01-01T00:00:00Z' }),
      ['control_parameters.max_individual_amount AMOUNT_UNDER_MIN_VALUE', 'expiration_date_time INVALID_PARAMETERS'],
    ],
    ['none of what the schema refuses', withLimits({ max_individual_amount: '5', max_cumulative_amount: 1 }), []],
    ['none of what is no request', null, []],
    ['none of a list', [], []],
  ];
  for (const [name, body, expected] of cases) test(name, () => assert.deepEqual(faultsOf(body), expected));
});

describe('a consent against the world', () => {
  const account: PayoutAccount = {
    applicationId: 'app-1',
    id: 'account-1',
    paidOutAccountId: 'paid-out-1',
    receivedAccountId: 'received-1',
    name: 'Main',
    currency: 'AED',
    iban: 'AE070331234567890123456',
    connector: 'sandbox',
    isDefault: true,
    balanceBinding: true,
    postedMinor: 0n,
    heldMinor: 0n,
    createdAt: new Date(0),
  };
  const world: World = {
    accounts: accountsByWish([account, { ...account, id: 'account-2', isDefault: false, connector: 'files' }]),
    customers: new Set(['app-1/customer-1']),
    collects: (connector) => connector === 'sandbox',
  };
  const wish: Wish = { applicationId: 'app-1', customerId: 'customer-1', currency: 'AED', payoutAccountId: null };
  const decided = (more: Partial<Wish>): string => {
    const decision = decideConsent({ ...wish, ...more }, world);
    return decision instanceof Refusal ? decision.code : decision.id;
  };

  test('gets the account that it names, or the default one', () => {
    assert.equal(decided({}), 'account-1');
    assert.equal(decided({ payoutAccountId: 'account-1' }), 'account-1');
  });

  test('is refused by name', () => {
    assert.equal(decided({ customerId: 'customer-2' }), 'UNKNOWN_CUSTOMER');
    assert.equal(decided({ applicationId: 'app-2' }), 'UNKNOWN_CUSTOMER');
    assert.equal(decided({ payoutAccountId: 'account-9' }), 'UNKNOWN_PAYOUT_ACCOUNT');
    assert.equal(decided({ payoutAccountId: 'account-1', currency: 'USD' }), 'CURRENCY_MISMATCH');
    assert.equal(decided({ currency: 'USD' }), 'OPERATION_NOT_ALLOWED');
    assert.equal(decided({ payoutAccountId: 'account-2' }), 'OPERATION_NOT_ALLOWED');
  });
});
