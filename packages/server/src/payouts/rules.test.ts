import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { payoutRow } from '../../test/payout-row.ts';
import type { AgentLimits } from '../auth/agent-limits.ts';
import type { PayoutAccount } from '../banks/payout-accounts.ts';
import type { PayoutRow } from './payout.ts';
import { type Creation, type Decision, decideCreations, type World } from './rules.ts';

const APP = 'app-1';

const account = (more: Partial<PayoutAccount> = {}): PayoutAccount => ({
  applicationId: APP,
  id: 'account-1',
  paidOutAccountId: 'paid-out-1',
  receivedAccountId: 'received-1',
  name: 'Main',
  currency: 'AED',
  iban: 'AE070331234567890123456',
  connector: 'sandbox',
  isDefault: true,
  balanceBinding: true,
  postedMinor: 1000n,
  heldMinor: 0n,
  createdAt: new Date(0),
  ...more,
});

let made = 0;
const creation = (more: Partial<Creation> = {}): Creation => ({
  applicationId: APP,
  actor: 'client:client-1',
  clientId: null,
  id: `payout-${++made}`,
  endToEndId: `E2E${made}`,
  amountMinor: 100n,
  currency: 'AED',
  destinationId: 'destination-1',
  payoutAccountId: null,
  description: null,
  reference: null,
  idempotencyKey: null,
  refundId: null,
  allowDuplicate: false,
  ...more,
});

const world = (more: Partial<World> = {}): World => ({
  accounts: [account()],
  destinations: new Set([`${APP}/destination-1`]),
  existing: [],
  twins: [],
  limits: new Map(),
  ...more,
});

const rowOf = ({ actor, clientId, allowDuplicate, ...content }: Creation): PayoutRow =>
  payoutRow({ ...content, payoutAccountId: 'account-1', state: 'completed', sequence: 4 });

const only = (decisions: readonly Decision[]): string =>
  decisions.map((one) => (one.kind === 'refuse' ? one.refusal.code : one.kind)).join(' ');

describe('one payout against the world', () => {
  const cases: [string, Creation, World, string][] = [
    ['a plain one', creation(), world(), 'create'],
    ['exactly what is there', creation({ amountMinor: 1000n }), world(), 'create'],
    ['one minor unit more than is there', creation({ amountMinor: 1001n }), world(), 'INSUFFICIENT_FUNDS'],
    [
      'what is held does not count',
      creation({ amountMinor: 600n }),
      world({ accounts: [account({ heldMinor: 500n })] }),
      'INSUFFICIENT_FUNDS',
    ],
    [
      'a balance that does not bind',
      creation({ amountMinor: 9999n }),
      world({ accounts: [account({ balanceBinding: false })] }),
      'create',
    ],
    ['an unknown destination', creation({ destinationId: 'other' }), world(), 'UNKNOWN_PAYMENT_DESTINATION'],
    [
      'a destination of another application',
      creation({ applicationId: 'app-2' }),
      world(),
      'UNKNOWN_PAYMENT_DESTINATION',
    ],
    ['no account in the currency', creation({ currency: 'SAR' }), world(), 'OPERATION_NOT_ALLOWED'],
    ['an unknown account', creation({ payoutAccountId: 'other' }), world(), 'UNKNOWN_PAYOUT_ACCOUNT'],
    [
      'an account in another currency',
      creation({ payoutAccountId: 'account-1', currency: 'SAR' }),
      world(),
      'CURRENCY_MISMATCH',
    ],
    ['a named account', creation({ payoutAccountId: 'account-1' }), world(), 'create'],
    [
      'an account that is not the default',
      creation({ payoutAccountId: 'account-1' }),
      world({ accounts: [account({ isDefault: false })] }),
      'create',
    ],
    ['no default account', creation(), world({ accounts: [account({ isDefault: false })] }), 'OPERATION_NOT_ALLOWED'],
    ['a twin', creation({ reference: 'r' }), world({ twins: [{ index: 0, id: 'twin' }] }), 'POSSIBLE_DUPLICATE'],
    [
      'a twin on purpose',
      creation({ reference: 'r', allowDuplicate: true }),
      world({ twins: [{ index: 0, id: 'twin' }] }),
      'create',
    ],
  ];
  for (const [name, asked, around, expected] of cases) {
    test(name, () => assert.equal(only(decideCreations([asked], around)), expected));
  }

  test('a duplicate names its twin', () => {
    const [decision] = decideCreations([creation({ reference: 'r' })], world({ twins: [{ index: 0, id: 'twin' }] }));
    assert(decision?.kind === 'refuse');
    assert.deepEqual(decision.refusal.metadata, { payment_id: 'twin' });
  });
});

describe('idempotency', () => {
  const first = creation({ idempotencyKey: 'k', reference: 'r', description: 'd' });

  test('the same content again is the first answer, even when nothing else would allow it now', () => {
    const around = world({ accounts: [], destinations: new Set(), existing: [rowOf(first)] });
    assert.equal(only(decideCreations([creation({ ...first, id: 'again' })], around)), 'replay');
  });

  const changes: [string, Partial<Creation>][] = [
    ['amount', { amountMinor: 101n }],
    ['currency', { currency: 'SAR' }],
    ['destination_id', { destinationId: 'destination-2' }],
    ['description', { description: null }],
    ['reference', { reference: 's' }],
    ['payout_account_id', { payoutAccountId: 'account-2' }],
  ];
  for (const [field, change] of changes) {
    test(`other content is refused and ${field} is named`, () => {
      const [decision] = decideCreations(
        [creation({ ...first, ...change, id: 'again' })],
        world({ existing: [rowOf(first)] }),
      );
      assert(decision?.kind === 'refuse');
      assert.equal(decision.refusal.code, 'IDEMPOTENCY_KEY_REUSED');
      assert.deepEqual(decision.refusal.metadata?.fields, [field]);
    });
  }

  test('naming the account that was the default is the same content', () => {
    const again = creation({ ...first, payoutAccountId: 'account-1' });
    assert.equal(only(decideCreations([again], world({ existing: [rowOf(first)] }))), 'replay');
  });

  test('the same key twice in one batch makes one payout', () => {
    assert.equal(
      only(
        decideCreations(
          [first, creation({ ...first, id: 'b' }), creation({ ...first, id: 'c', amountMinor: 7n })],
          world(),
        ),
      ),
      'create repeat IDEMPOTENCY_KEY_REUSED',
    );
  });

  test('a refusal does not use the key up', () => {
    const poor = creation({ idempotencyKey: 'k', amountMinor: 5000n });
    const rich = creation({ idempotencyKey: 'k', amountMinor: 5n });
    assert.equal(only(decideCreations([poor, rich], world())), 'INSUFFICIENT_FUNDS create');
  });

  test('another application may use the same key', () => {
    const other = creation({ ...first, applicationId: 'app-2', id: 'z' });
    const around = world({
      accounts: [account(), account({ applicationId: 'app-2', id: 'account-2' })],
      destinations: new Set([`${APP}/destination-1`, 'app-2/destination-1']),
    });
    assert.equal(only(decideCreations([first, other], around)), 'create create');
  });

  test('a try whose answer was lost is found by its id, without a key', () => {
    const asked = creation();
    const [decision] = decideCreations([asked], world({ existing: [rowOf(asked)] }));
    assert(decision?.kind === 'replay' && decision.first);
  });
});

describe('the limits of the client that asks', () => {
  const AGENT = 'client-1';
  const limitsOf = (bounds: Partial<NonNullable<AgentLimits['bounds']>>, more: Partial<AgentLimits> = {}): World => {
    const none = {
      readOnly: false,
      needsApproval: false,
      countPerHour: null,
      allowedDestinations: null,
      amounts: new Map(),
    };
    const countedIn = { day: '2026-01-01', dayEndsAt: new Date(0), hour: new Date(0), hourEndsAt: new Date(0) };
    const limits = {
      applicationId: APP,
      clientId: AGENT,
      isStopped: false,
      countedIn,
      spentMinor: new Map(),
      count: 0,
    };
    return world({ limits: new Map([[AGENT, { ...limits, bounds: { ...none, ...bounds }, ...more }]]) });
  };
  const asks = (more: Partial<Creation> = {}): Creation => creation({ clientId: AGENT, ...more });
  const daily = (perDayMinor: bigint) => ({ amounts: new Map([['AED', { perPayoutMinor: null, perDayMinor }]]) });

  test('each of a batch counts for those that come after it, and for its own client alone', () => {
    const batch = [asks(), asks({ clientId: 'client-2' }), asks({ amountMinor: 101n }), asks(), asks()];
    assert.equal(only(decideCreations(batch, limitsOf(daily(200n)))), 'create create AGENT_LIMIT create AGENT_LIMIT');
  });

  test('what is refused and what was answered before uses nothing up', () => {
    const [first, wrong] = [asks({ idempotencyKey: 'a' }), asks({ destinationId: 'nowhere' })];
    const batch = [first, wrong, { ...first, id: 'again' }, asks(), { ...first, id: 'and again' }, asks()];
    const expected = 'create UNKNOWN_PAYMENT_DESTINATION repeat create repeat AGENT_LIMIT';
    assert.equal(only(decideCreations(batch, limitsOf(daily(200n)))), expected);
    const around = limitsOf({ countPerHour: 0 });
    const later = { ...around, existing: [rowOf(first)] };
    assert.equal(only(decideCreations([{ ...first, id: 'later' }, asks()], later)), 'replay AGENT_LIMIT');
  });

  test('a stopped client gets no old answer, but what an earlier try of the very request has saved', () => {
    const first = asks({ idempotencyKey: 'a' });
    const stopped = { ...limitsOf({}, { isStopped: true }), existing: [rowOf(first)] };
    assert.equal(only(decideCreations([{ ...first, id: 'later' }, first], stopped)), 'CLIENT_STOPPED replay');
  });

  test('what needs approval is made to wait for it; the payout of a refund goes by neither that nor destinations', () => {
    const around = limitsOf({ needsApproval: true, allowedDestinations: new Set(['destination-1']) });
    const [paid, refunded] = decideCreations([asks(), asks({ refundId: 'refund-1' })], around);
    assert(paid?.kind === 'create' && paid.needsApproval);
    assert(refunded?.kind === 'create' && !refunded.needsApproval);
    const nowhere = limitsOf({ allowedDestinations: new Set() });
    assert.equal(only(decideCreations([asks(), asks({ refundId: 'refund-1' })], nowhere)), 'AGENT_LIMIT create');
  });
});

describe('many at once', () => {
  test('twins in one batch: only the first is made', () => {
    const pair = [creation({ reference: 'r' }), creation({ reference: 'r' }), creation({ reference: 's' })];
    assert.equal(only(decideCreations(pair, world())), 'create POSSIBLE_DUPLICATE create');
  });

  test('never more than the balance covers, and never less than each alone would get', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 600n }), { maxLength: 20 }), (amounts) => {
        const decisions = decideCreations(
          amounts.map((amountMinor) => creation({ amountMinor })),
          world(),
        );
        let left = 1000n;
        decisions.forEach((decision, index) => {
          const amount = amounts[index] ?? 0n;
          assert.equal(decision.kind, amount <= left ? 'create' : 'refuse');
          if (decision.kind === 'create') left -= amount;
        });
        assert(left >= 0n);
      }),
    );
  });
});
