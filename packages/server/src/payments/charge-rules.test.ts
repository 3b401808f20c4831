import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { consentStates } from '@sarf/contract';
import fc from 'fast-check';
import { newId } from '../foundation/id.ts';
import type { ChargeableConsent } from '../payment-sources/lock-consents.ts';
import { type ChargeAsked, type ChargeWorld, chargeFaults, decideCharges } from './charge-rules.ts';
import { type Decision, remember } from './keyed-rules.ts';

const now = new Date('2026-03-11T10:00:00Z');
const APP = 'app-1';

const consent = (more: Partial<ChargeableConsent> = {}): ChargeableConsent => ({
  applicationId: APP,
  id: 'consent-1',
  customerId: 'customer-1',
  payoutAccountId: 'account-1',
  creditorIban: 'AE070331234567890123456',
  connector: 'sandbox',
  currency: 'AED',
  reference: null,
  purpose: null,
  returnUrl: null,
  periodType: 'Day',
  maxIndividualMinor: null,
  maxCumulativeMinor: null,
  maxCumulativeCount: null,
  maxPeriodMinor: null,
  maxPeriodCount: null,
  startsAt: new Date('2026-01-01T00:00:00Z'),
  expiresAt: new Date('2027-01-01T00:00:00Z'),
  createdAt: new Date(0),
  updatedAt: new Date(0),
  state: 'authorised',
  sequence: 2,
  usedMinor: 0n,
  usedCount: 0,
  readOn: '2026-03-11',
  lastPeriodOn: null,
  lastPeriodMinor: 0n,
  lastPeriodCount: 0,
  period: { startsOn: '2026-03-11', usedMinor: 0n, usedCount: 0 },
  blockedAt: null,
  toldAt: null,
  confirmedAt: null,
  revocationReason: null,
  revocationContext: null,
  dueAt: null,
  leaseUntil: null,
  asks: 0,
  authorisationUrl: null,
  bankIdentifier: 'SANDBOX',
  paymentSourceId: 'source-1',
  ibanLast4: '3456',
  sealedAccount: 'sealed',
  ...more,
});

const asked = (more: Partial<ChargeAsked> = {}): ChargeAsked => {
  const id = newId(now.getTime());
  return {
    applicationId: APP,
    actor: 'client:x',
    id,
    endToEndId: `E-${id}`,
    idempotencyKey: `K-${id}`,
    amount: 10,
    currency: null,
    consentId: 'consent-1',
    paymentSourceId: null,
    description: null,
    externalReference: null,
    ...more,
  };
};

const decide = (requests: readonly ChargeAsked[], of: ChargeableConsent | undefined, more: Partial<ChargeWorld> = {}) =>
  decideCharges(requests, {
    consents: requests.map(() => of),
    made: remember([]),
    references: requests.map((_, index) => `P${index}`),
    now,
    ...more,
  });
const wordOf = (decision: Decision | undefined): string =>
  decision?.kind === 'refuse' ? decision.refusal.code : (decision?.kind ?? 'nothing');
const refusalOf = (decision: Decision | undefined) => {
  assert(decision?.kind === 'refuse', wordOf(decision));
  return decision.refusal;
};

describe('a charge', () => {
  test('is made of its consent', () => {
    const [decision] = decide([asked({ amount: 10.5 })], consent());
    assert(decision?.kind === 'create');
    const { row } = decision;
    assert.equal(row.amountMinor, 1050n);
    assert.deepEqual(
      [row.kind, row.state, row.currency, row.customerId, row.paymentSourceId, row.consentPeriod, row.reference],
      ['charge', 'queued', 'AED', 'customer-1', 'source-1', '2026-03-11', 'P0'],
    );
  });

  test('needs a consent, in its currency, in force', () => {
    assert.equal(wordOf(decide([asked()], undefined)[0]), 'UNKNOWN_CONSENT');
    const bySource = { consentId: null, paymentSourceId: 'source-2' };
    assert.equal(wordOf(decide([asked(bySource)], undefined)[0]), 'UNKNOWN_PAYMENT_SOURCE');
    assert.equal(wordOf(decide([asked({ paymentSourceId: 'source-2' })], undefined)[0]), 'UNKNOWN_PAYMENT_SOURCE');
    assert.equal(wordOf(decide([asked({ currency: 'SAR' })], consent())[0]), 'CURRENCY_MISMATCH');
    assert.equal(wordOf(decide([asked({ amount: 1.555 })], consent())[0]), 'INVALID_AMOUNT');
    assert.equal(wordOf(decide([asked({ amount: 0 })], consent())[0]), 'AMOUNT_UNDER_MIN_VALUE');
    for (const state of consentStates) {
      const [decision] = decide([asked()], consent({ state }));
      if (state === 'authorised') assert.equal(wordOf(decision), 'create');
      else assert.equal(refusalOf(decision).metadata?.consent_status, state.toUpperCase());
    }
    assert.match(refusalOf(decide([asked()], consent({ startsAt: new Date(now.getTime() + 1) }))[0]).message, /from/);
    assert.equal(wordOf(decide([asked()], consent({ startsAt: now }))[0]), 'create');
    assert.match(refusalOf(decide([asked()], consent({ expiresAt: now }))[0]).message, /until/);
  });

  test('has to name what it charges', () => {
    assert.deepEqual(
      chargeFaults({ amount: 1 }).map(({ path, code }) => `${path} ${code}`),
      ['consent_id MISSING_PARAMETERS'],
    );
    assert.deepEqual(chargeFaults({ consent_id: 5 }), []);
    assert.deepEqual(chargeFaults({ payment_source_id: 'x' }), []);
    assert.deepEqual(chargeFaults(null), []);
  });
});

describe('the limits of a consent', () => {
  const all = {
    maxIndividualMinor: 500n,
    maxPeriodMinor: 500n,
    maxPeriodCount: 1,
    maxCumulativeMinor: 500n,
    maxCumulativeCount: 1,
    usedMinor: 100n,
    usedCount: 1,
    period: { startsOn: '2026-03-11', usedMinor: 100n, usedCount: 1 },
  };
  const order = [
    ['max_individual_amount', { maxIndividualMinor: null }, [5, 0, 5]],
    ['max_cumulative_amount_per_period', { maxPeriodMinor: null }, [5, 1, 4]],
    ['max_cumulative_number_of_payments_per_period', { maxPeriodCount: null }, [1, 1, 0]],
    ['max_cumulative_amount', { maxCumulativeMinor: null }, [5, 1, 4]],
    ['max_cumulative_number_of_payments', { maxCumulativeCount: null }, [1, 1, 0]],
  ] as const;

  test('are told one at a time, in this order, with what is left of it', () => {
    let limits: Partial<ChargeableConsent> = all;
    for (const [limit, without, [allowed, used, available]] of order) {
      const refusal = refusalOf(decide([asked({ amount: 5.01 })], consent(limits))[0]);
      assert.equal(refusal.code, 'CONSENT_LIMIT_EXCEEDED');
      assert.deepEqual(refusal.metadata, { limit, allowed, used, available });
      limits = { ...limits, ...without };
    }
    assert.equal(wordOf(decide([asked({ amount: 5.01 })], consent(limits))[0]), 'create');
  });

  test('may be used up to the last unit', () => {
    const limits = { maxIndividualMinor: 1000n, maxPeriodMinor: 1000n, maxCumulativeMinor: 1000n, maxPeriodCount: 1 };
    assert.equal(wordOf(decide([asked({ amount: 10 })], consent(limits))[0]), 'create');
    assert.equal(wordOf(decide([asked({ amount: 10.01 })], consent(limits))[0]), 'CONSENT_LIMIT_EXCEEDED');
  });

  test('are never exceeded by charges that come at once, and each of these is decided by itself', () => {
    const limit = fc.option(fc.bigInt({ min: 1n, max: 5000n }), { nil: null });
    const count = fc.option(fc.integer({ min: 1, max: 6 }), { nil: null });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 12 }),
        fc.record({
          maxIndividualMinor: limit,
          maxPeriodMinor: limit,
          maxPeriodCount: count,
          maxCumulativeMinor: limit,
          maxCumulativeCount: count,
        }),
        (amounts, limits) => {
          const requests = amounts.map((amount) => asked({ amount: amount / 100 }));
          const of = consent(limits);
          let [taken, number] = [0n, 0];
          decide(requests, of).forEach((decision, index) => {
            const amount = BigInt(amounts[index] ?? 0);
            const fits = (max: bigint | null, value: bigint): boolean => max === null || value <= max;
            const counts = (max: number | null): boolean => max === null || number + 1 <= max;
            const may =
              fits(of.maxIndividualMinor, amount) &&
              fits(of.maxPeriodMinor, taken + amount) &&
              fits(of.maxCumulativeMinor, taken + amount) &&
              counts(of.maxPeriodCount) &&
              counts(of.maxCumulativeCount);
            assert.equal(wordOf(decision), may ? 'create' : 'CONSENT_LIMIT_EXCEEDED');
            if (may) [taken, number] = [taken + amount, number + 1];
          });
        },
      ),
    );
  });
});

describe('an idempotency key', () => {
  test('gives the first answer again, before anything else is looked at', () => {
    const first = asked({ idempotencyKey: 'k' });
    const [made] = decide([first], consent());
    assert(made?.kind === 'create');
    const again = (more: Partial<ChargeAsked> = {}) =>
      decide([asked({ idempotencyKey: 'k', ...more })], undefined, { made: remember([made.row]) })[0];
    assert.equal(wordOf(again()), 'replay');
    assert.equal(wordOf(again({ currency: 'AED', paymentSourceId: 'source-1' })), 'replay');
    const others: [Partial<ChargeAsked>, string][] = [
      [{ amount: 11 }, 'amount'],
      [{ amount: 1.555 }, 'amount'],
      [{ currency: 'SAR' }, 'currency'],
      [{ consentId: 'consent-2' }, 'consent_id'],
      [{ paymentSourceId: 'source-2' }, 'payment_source_id'],
      [{ description: 'x' }, 'description'],
      [{ externalReference: 'x' }, 'external_reference'],
    ];
    for (const [more, field] of others) {
      const refusal = refusalOf(again(more));
      assert.equal(refusal.code, 'IDEMPOTENCY_KEY_REUSED');
      assert.deepEqual(refusal.metadata, { payment_id: made.row.id, fields: [field] });
    }
  });

  test('that comes twice in one batch is charged once', () => {
    const twice = [
      asked({ idempotencyKey: 'k' }),
      asked({ idempotencyKey: 'k' }),
      asked({ idempotencyKey: 'k', amount: 2 }),
    ];
    const [first, second, third] = decide(twice, consent({ maxCumulativeCount: 1 }));
    assert(first?.kind === 'create' && second?.kind === 'replay');
    assert.equal(second.row, first.row);
    assert.equal(second.own, false);
    assert.equal(wordOf(third), 'IDEMPOTENCY_KEY_REUSED');
  });

  test('of another application is another key', () => {
    const [one, two] = decide(
      [asked({ idempotencyKey: 'k' }), asked({ idempotencyKey: 'k', applicationId: 'app-2' })],
      consent(),
    );
    assert.deepEqual([wordOf(one), wordOf(two)], ['create', 'create']);
  });

  test('of a try whose answer was lost gives its own payment, which is no repetition', () => {
    const request = asked();
    const [made] = decide([request], consent());
    assert(made?.kind === 'create');
    const [decision] = decide([request], undefined, { made: remember([made.row]) });
    assert(decision?.kind === 'replay');
    assert.equal(decision.own, true);
  });
});
