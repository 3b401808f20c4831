import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type AgentLimits,
  type AskedFor,
  type Bounds,
  counted,
  countedInOf,
  decideLimit,
  decideReleasing,
  leftThisHour,
  leftTodayMinor,
} from './agent-limit-rules.ts';

const NONE: Bounds = {
  readOnly: false,
  needsApproval: false,
  countPerHour: null,
  allowedDestinations: null,
  amounts: new Map(),
};

const limitsOf = (bounds: Partial<Bounds> | null, more: Partial<AgentLimits> = {}): AgentLimits => ({
  applicationId: 'app-1',
  clientId: 'client-1',
  isStopped: false,
  bounds: bounds && { ...NONE, ...bounds },
  countedIn: countedInOf(new Date('2026-03-04T05:06:07.891Z')),
  spentMinor: new Map(),
  count: 0,
  ...more,
});

const inAed = (perPayoutMinor: bigint | null, perDayMinor: bigint | null): Partial<Bounds> => ({
  amounts: new Map([['AED', { perPayoutMinor, perDayMinor }]]),
});

const asking = (more: Partial<AskedFor> = {}): AskedFor => ({
  amountMinor: 100_00n,
  currency: 'AED',
  destinationId: 'destination-1',
  ...more,
});

describe('the limits of a client', () => {
  const allowed: [string, AgentLimits, AskedFor][] = [
    ['no limits', limitsOf(null, { count: 9, spentMinor: new Map([['AED', 9n]]) }), asking()],
    ['limits of nothing', limitsOf({}), asking()],
    ['a client that needs approval may ask', limitsOf({ needsApproval: true }), asking()],
    ['exactly the most at once', limitsOf(inAed(100_00n, null)), asking()],
    ['exactly what is left', limitsOf(inAed(null, 300_00n), { spentMinor: new Map([['AED', 200_00n]]) }), asking()],
    [
      'what was spent in another currency',
      limitsOf(inAed(null, 100_00n), { spentMinor: new Map([['SAR', 9n]]) }),
      asking(),
    ],
    ['the last of the hour', limitsOf({ countPerHour: 3 }, { count: 2 }), asking()],
    ['a destination that it may pay', limitsOf({ allowedDestinations: new Set(['destination-1']) }), asking()],
    ['a refund, whoever it goes to', limitsOf({ allowedDestinations: new Set() }), asking({ destinationId: null })],
  ];
  for (const [name, limits, asked] of allowed) {
    test(`allowed: ${name}`, () => assert.equal(decideLimit(limits, asked), undefined));
  }

  const day = { currency: 'AED', resets_at: '2026-03-05T00:00:00.000Z' };
  const refused: [string, AgentLimits, Partial<AskedFor>, Record<string, unknown>, RegExp][] = [
    ['read_only', limitsOf({ readOnly: true, countPerHour: 0 }), {}, {}, /look and preview/],
    [
      'allowed_destinations',
      limitsOf({ allowedDestinations: new Set(['other']), ...inAed(1n, 1n) }),
      {},
      { asked: 'destination-1' },
      /may not pay that destination/,
    ],
    [
      'currency',
      limitsOf({ ...inAed(1n, 1n), countPerHour: 0 }),
      { currency: 'SAR' },
      { allowed: ['AED'], asked: 'SAR' },
      /AED, and not for SAR/,
    ],
    [
      'max_amount_per_payout',
      limitsOf(inAed(99_99n, 0n)),
      {},
      { allowed: 99.99, asked: 100, currency: 'AED' },
      /at most 99\.99 AED at once; 100\.00 AED is more/,
    ],
    [
      'max_total_per_day',
      limitsOf({ ...inAed(null, 300_00n), countPerHour: 0 }, { spentMinor: new Map([['AED', 200_01n]]) }),
      {},
      { allowed: 300, asked: 100, left: 99.99, ...day },
      /300\.00 AED a day\. .* 200\.01 AED today, 99\.99 AED is left, and 100\.00 AED is more/,
    ],
    // The limit was lowered below what had been asked for already.
    [
      'max_total_per_day',
      limitsOf(inAed(null, 100_00n), { spentMinor: new Map([['AED', 200_00n]]) }),
      { amountMinor: 1n },
      { allowed: 100, asked: 0.01, left: 0, ...day },
      /0\.00 AED is left/,
    ],
    [
      'max_count_per_hour',
      limitsOf({ countPerHour: 3 }, { count: 3 }),
      {},
      { allowed: 3, asked: 1, left: 0, resets_at: '2026-03-04T06:00:00.000Z' },
      /at most 3 payouts and refunds in one hour, and has asked for 3/,
    ],
  ];
  for (const [limit, limits, asked, metadata, message] of refused) {
    test(`refused: ${limit}, ${JSON.stringify(metadata)}`, () => {
      const refusal = decideLimit(limits, asking(asked));
      assert.equal(refusal?.code, 'AGENT_LIMIT');
      assert.deepEqual(refusal.metadata, { limit, ...metadata });
      assert.match(refusal.message, message);
    });
  }

  test('a client that is stopped gets nothing, whatever else holds', () => {
    const stopped = limitsOf({ readOnly: true }, { isStopped: true });
    assert.equal(decideLimit(stopped, asking())?.code, 'CLIENT_STOPPED');
    assert.equal(decideLimit(limitsOf(null, { isStopped: true }), asking())?.code, 'CLIENT_STOPPED');
    assert.equal(decideReleasing(stopped)?.code, 'CLIENT_STOPPED');
  });

  test('who needs approval, or may only look, may release nothing', () => {
    assert.equal(decideReleasing(limitsOf({ needsApproval: true }))?.metadata?.limit, 'needs_approval');
    assert.equal(decideReleasing(limitsOf({ readOnly: true }))?.metadata?.limit, 'read_only');
    assert.equal(decideReleasing(limitsOf({ countPerHour: 0 })), undefined);
    assert.equal(decideReleasing(limitsOf(null)), undefined);
  });

  test('days and hours are of UTC, and begin where the ones before them end', () => {
    const last = countedInOf(new Date('2026-12-31T23:59:59.999Z'));
    assert.deepEqual(last, {
      day: '2026-12-31',
      dayEndsAt: new Date('2027-01-01T00:00:00Z'),
      hour: new Date('2026-12-31T23:00:00Z'),
      hourEndsAt: new Date('2027-01-01T00:00:00Z'),
    });
    const next = countedInOf(last.dayEndsAt);
    assert.equal(next.day, '2027-01-01');
    assert.deepEqual(next.hour, last.hourEndsAt);
  });

  test('never more than the budget, whatever is asked for in whatever order', () => {
    const amount = fc.bigInt({ min: 1n, max: 60n });
    const most = fc.option(fc.bigInt({ min: 0n, max: 100n }), { nil: null });
    const count = fc.option(fc.integer({ min: 0, max: 8 }), { nil: null });
    const spent = fc.bigInt({ min: 0n, max: 120n });
    fc.assert(
      fc.property(
        fc.array(amount, { maxLength: 12 }),
        most,
        most,
        count,
        spent,
        (amounts, once, daily, hourly, before) => {
          let limits = limitsOf(
            { ...inAed(once, daily), countPerHour: hourly },
            { spentMinor: new Map([['AED', before]]) },
          );
          let [sum, made] = [0n, 0];
          for (const amountMinor of amounts) {
            const asked = asking({ amountMinor });
            const left = leftTodayMinor(limits, 'AED');
            const fits =
              (once === null || amountMinor <= once) &&
              (left === null || amountMinor <= left) &&
              leftThisHour(limits) !== 0;
            assert.equal(decideLimit(limits, asked) === undefined, fits);
            if (!fits) continue;
            limits = counted(limits, asked);
            sum += amountMinor;
            made += 1;
          }
          assert.equal(limits.spentMinor.get('AED'), before + sum);
          assert(daily === null || sum === 0n || before + sum <= daily);
          assert(hourly === null || made <= hourly);
        },
      ),
    );
  });
});
