import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { reconciliationStates } from '@sarf/contract';
import fc from 'fast-check';
import { refundRow } from '../../test/refund-row.ts';
import type { Asked, RefundedPayment, RefundRequest } from './request.ts';
import { type Decision, decideRequests, refundFaults, type World } from './rules.ts';

const APP = 'app-1';
const IBAN = 'AE070331234567890123456';
const OTHER_IBAN = 'DE89370400440532013000';

const payment = (more: Partial<RefundedPayment> = {}): RefundedPayment => ({
  applicationId: APP,
  id: 'payment-1',
  state: 'completed',
  currency: 'AED',
  reference: 'PAY000000001',
  payoutAccountId: 'account-1',
  sealedPayer: 'sealed',
  reconciliationState: 'reconciled',
  matchedMinor: 10_000n,
  refundPendingMinor: 0n,
  refundedMinor: 0n,
  ...more,
});

const world = (more: Partial<World> = {}, payments = [payment()]): World => ({
  payments,
  payers: new Map(payments.map(({ id }) => [id, { name: 'Layla', iban: IBAN }])),
  earlier: [],
  payable: new Set(payments.map(({ id }) => id)),
  limits: new Map(),
  reasons: new Set([`${APP}/CUSTOMER_REQUEST`]),
  ...more,
});

let made = 0;
const asked = (more: Partial<Asked> = {}): Asked => ({
  id: `new-${++made}`,
  paymentId: 'payment-1',
  amount: 10,
  currency: null,
  reasonCode: 'CUSTOMER_REQUEST',
  description: null,
  externalReference: null,
  idempotencyKey: null,
  iban: null,
  city: null,
  ...more,
});

const one = (more: Partial<Asked> = {}, applicationId = APP): RefundRequest => ({
  applicationId,
  clientId: 'client-1',
  actor: 'client:client-1',
  isList: false,
  listKey: null,
  items: [asked(more)],
});
const many = (...items: Partial<Asked>[]): RefundRequest => ({ ...one(), isList: true, items: items.map(asked) });
const keyed = (listKey: string, ...items: Partial<Asked>[]): RefundRequest => ({
  ...many(...items.map((item, index) => ({ ...item, idempotencyKey: `${listKey}#${index}` }))),
  listKey,
});

const told = (decisions: readonly Decision[]): string =>
  decisions
    .map((one) => (one.kind === 'refuse' ? one.refusal.code : one.items.map(({ kind }) => kind).join('+')))
    .join(' ');
const decide = (request: RefundRequest, known = world()): string => told(decideRequests([request], known));

function refusal(request: RefundRequest, known = world()) {
  const [decision] = decideRequests([request], known);
  assert(decision?.kind === 'refuse', 'it is refused');
  return decision.refusal;
}

describe('one refund against the world', () => {
  const cases: [string, RefundRequest, World, string][] = [
    ['a plain one', one(), world(), 'make'],
    ['all that came in', one({ amount: 100 }), world(), 'make'],
    ['a hundredth more', one({ amount: 100.01 }), world(), 'AMOUNT_OVER_MAX_VALUE'],
    [
      'less what is pending',
      one({ amount: 60 }),
      world({}, [payment({ refundPendingMinor: 5_000n })]),
      'AMOUNT_OVER_MAX_VALUE',
    ],
    [
      'less what went back',
      one({ amount: 60 }),
      world({}, [payment({ refundedMinor: 5_000n })]),
      'AMOUNT_OVER_MAX_VALUE',
    ],
    ['more decimals than the currency has', one({ amount: 1.001 }), world(), 'INVALID_AMOUNT'],
    ['as many as it has', one({ amount: 1.001 }), world({}, [payment({ currency: 'KWD' })]), 'make'],
    ['the currency of the payment', one({ currency: 'AED' }), world(), 'make'],
    ['another currency', one({ currency: 'KWD', amount: 1.001 }), world(), 'CURRENCY_MISMATCH'],
    ['an unknown payment', one({ paymentId: 'other' }), world(), 'UNKNOWN_PAYMENT'],
    ['a payment of another application', one({}, 'app-2'), world(), 'UNKNOWN_PAYMENT'],
    ['a payment that was taken back', one(), world({}, [payment({ state: 'returned' })]), 'OPERATION_NOT_ALLOWED'],
    ['no account to pay from', one(), world({ payable: new Set() }), 'OPERATION_NOT_ALLOWED'],
    ['nobody knows who paid', one(), world({ payers: new Map() }), 'OPERATION_NOT_ALLOWED'],
    ['an unknown reason', one({ reasonCode: 'WHIM' }), world(), 'UNKNOWN_REFUND_REASON'],
    ['the account that paid', one({ iban: 'ae07 0331 2345 6789 0123 456' }), world(), 'make'],
    ['another account', one({ iban: OTHER_IBAN }), world(), 'BENEFICIARY_NOT_PAYER'],
    ['an account that is none', one({ iban: 'AE123456789' }), world(), 'INVALID_IBAN'],
  ];
  for (const [name, request, known, answer] of cases) test(name, () => assert.equal(decide(request, known), answer));

  test('only what is reconciled, and the refusal names reconciliation', () => {
    for (const reconciliationState of reconciliationStates) {
      const known = world({}, [payment({ reconciliationState })]);
      if (reconciliationState === 'reconciled') assert.equal(decide(one(), known), 'make');
      else {
        const { code, message } = refusal(one(), known);
        assert.equal(code, 'OPERATION_NOT_ALLOWED');
        assert.match(message, /reconciliation/);
      }
    }
    const partial = refusal(one(), world({}, [payment({ reconciliationState: 'partial' })]));
    assert.match(partial.message, /PARTIAL/);
  });

  test('each refusal comes before the ones that are listed after it', () => {
    // From the last to the first: every further fault hides those before.
    const wrong: [Partial<Asked>, Partial<World>, string][] = [
      [{ amount: 1_000 }, {}, 'AMOUNT_OVER_MAX_VALUE'],
      [{ iban: OTHER_IBAN }, {}, 'BENEFICIARY_NOT_PAYER'],
      [{ currency: 'SAR' }, {}, 'CURRENCY_MISMATCH'],
      [{ reasonCode: 'WHIM' }, {}, 'UNKNOWN_REFUND_REASON'],
      [{}, { payable: new Set() }, 'OPERATION_NOT_ALLOWED'],
      [{}, { payments: [payment({ reconciliationState: 'outstanding' })] }, 'OPERATION_NOT_ALLOWED'],
      [{ idempotencyKey: 'used' }, { earlier: [refundRow({ idempotencyKey: 'used' })] }, 'IDEMPOTENCY_KEY_REUSED'],
      [{ amount: 0.001, currency: null }, {}, 'INVALID_AMOUNT'],
    ];
    let request: Partial<Asked> = {};
    let known: Partial<World> = {};
    for (const [ask, more, code] of wrong) {
      request = { ...request, ...ask };
      known = { ...known, ...more };
      assert.equal(decide(one(request), world(known)), code);
    }
    assert.equal(
      refusal(one(), world({ payable: new Set() })).message,
      'Operation Not Allowed, payouts not configured',
    );
  });

  test('what is over the remainder is told what remains', () => {
    const known = world({}, [payment({ refundPendingMinor: 3_000n, refundedMinor: 4_050n })]);
    const { message, metadata, faults } = refusal(one({ amount: 29.51 }), known);
    assert.match(message, /29\.50 AED/);
    assert.deepEqual(metadata, { remaining: 29.5, payment_id: 'payment-1' });
    assert.deepEqual(
      faults.map(({ path }) => path),
      ['amount'],
    );
  });
});

describe('a list', () => {
  test('is made whole', () => {
    assert.equal(decide(many({ amount: 40 }, { amount: 60 })), 'make+make');
  });

  test('is summed item by item, and told what the earlier items leave', () => {
    const { code, message, metadata, faults } = refusal(many({ amount: 40 }, { amount: 70 }, { amount: 60 }));
    assert.equal(code, 'AMOUNT_OVER_MAX_VALUE');
    assert.match(message, /60\.00 AED .*before this one/);
    assert.deepEqual(metadata, { remaining: 60, payment_id: 'payment-1', index: 1 });
    assert.deepEqual(
      faults.map(({ path }) => path),
      ['[1].amount'],
    );
  });

  test('is told all that is wrong with it, under one name where all share it', () => {
    const mixed = refusal(many({}, { paymentId: 'other' }, { reasonCode: 'WHIM' }));
    assert.equal(mixed.code, 'INVALID_PARAMETERS');
    assert.deepEqual(
      mixed.faults.map(({ path, code }) => `${path} ${code}`),
      ['[1].payment_id UNKNOWN_PAYMENT', '[2].reason_code UNKNOWN_REFUND_REASON'],
    );
    const alike = refusal(many({ paymentId: 'x' }, {}, { paymentId: 'y' }));
    assert.equal(alike.code, 'UNKNOWN_PAYMENT');
    assert.equal(alike.faults.length, 2);
  });

  test('that is refused takes nothing from those that come after it, and one that is made does', () => {
    const requests = [many({ amount: 90 }, { paymentId: 'other' }), one({ amount: 90 }), one({ amount: 20 })];
    assert.equal(told(decideRequests(requests, world())), 'UNKNOWN_PAYMENT make AMOUNT_OVER_MAX_VALUE');
  });
});

describe('a key', () => {
  const row = refundRow({ idempotencyKey: 'k', city: 'Dubai', description: 'd', externalReference: 'e' });
  const same = { idempotencyKey: 'k', city: 'Dubai', description: 'd', externalReference: 'e' };
  const known = world({ earlier: [row] });

  test('gives the first answer again, also when nothing remains or the payment is no longer reconciled', () => {
    assert.equal(decide(one(same), known), 'replay');
    assert.equal(decide(one({ ...same, currency: 'AED', iban: IBAN }), known), 'replay');
    const later = payment({ reconciliationState: 'partial', matchedMinor: 0n });
    assert.equal(decide(one(same), world({ earlier: [row], payments: [later] })), 'replay');
  });

  test('with other content is refused, and told in what it differs', () => {
    const changes: [Partial<Asked>, string][] = [
      [{ amount: 10.01 }, 'amount'],
      [{ currency: 'SAR' }, 'currency'],
      [{ paymentId: 'other' }, 'payment_id'],
      [{ reasonCode: 'ORDER_CANCELLED' }, 'reason_code'],
      [{ description: null }, 'description'],
      [{ externalReference: 'f' }, 'external_reference'],
      [{ city: null }, 'beneficiary.city'],
      [{ iban: OTHER_IBAN }, 'beneficiary.iban'],
    ];
    for (const [change, field] of changes) {
      const { code, faults, metadata } = refusal(one({ ...same, ...change }), known);
      assert.equal(code, 'IDEMPOTENCY_KEY_REUSED');
      assert.deepEqual(
        faults.map(({ path }) => path),
        [field],
      );
      assert.deepEqual(metadata, { refund_id: 'refund-1', fields: [field] });
    }
  });

  test('of another application says nothing', () => {
    const theirs = refundRow({ applicationId: 'app-2', idempotencyKey: 'k' });
    assert.equal(decide(one({ idempotencyKey: 'k' }), world({ earlier: [theirs] })), 'make');
  });

  test('that comes twice at once makes one refund', () => {
    const requests = [
      one({ idempotencyKey: 'k' }),
      one({ idempotencyKey: 'k' }),
      one({ idempotencyKey: 'k', amount: 9 }),
    ];
    assert.equal(told(decideRequests(requests, world())), 'make repeat IDEMPOTENCY_KEY_REUSED');
    assert.equal(decide(many({ idempotencyKey: 'k' }, { idempotencyKey: 'k' })), 'make+repeat');
  });

  test('of a request that was refused is not used up', () => {
    const requests = [many({ idempotencyKey: 'k' }, { paymentId: 'other' }), one({ idempotencyKey: 'k', amount: 9 })];
    assert.equal(told(decideRequests(requests, world())), 'UNKNOWN_PAYMENT make');
  });

  test('of a list stands for this list, and for no shorter or longer one', () => {
    const two = [0, 1].map((index) => refundRow({ id: `refund-${index}`, idempotencyKey: `L#${index}` }));
    const earlier = world({ earlier: two });
    assert.equal(decide(keyed('L', {}, {}), earlier), 'replay+replay');
    for (const items of [[{}], [{}, {}, {}]]) {
      const { code, faults } = refusal(keyed('L', ...items), earlier);
      assert.equal(code, 'IDEMPOTENCY_KEY_REUSED');
      assert.deepEqual(
        faults.map(({ path }) => path),
        ['idempotency-key'],
      );
    }
  });

  test('is not needed to know what an earlier try of the same request has saved', () => {
    const request = many({}, {});
    const rows = request.items.map(({ id }) => refundRow({ id }));
    const [decision] = decideRequests([request], world({ earlier: rows }));
    assert(decision?.kind === 'answer');
    assert(decision.items.every((item) => item.kind === 'replay' && item.first));
  });
});

describe('whatever is asked for', () => {
  test('what is made never exceeds what remains, and what is refused for its amount would have', () => {
    const amount = fc.integer({ min: 1, max: 6_000 });
    const lists = fc.array(fc.array(amount, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(lists, fc.bigInt({ min: 0n, max: 10_000n }), (requests, pending) => {
        const known = world({}, [payment({ refundPendingMinor: pending })]);
        let left = 10_000n - pending;
        const decisions = decideRequests(
          requests.map((list) => many(...list.map((minor) => ({ amount: minor / 100 })))),
          known,
        );
        decisions.forEach((decision, index) => {
          const sum = BigInt((requests[index] ?? []).reduce((all, minor) => all + minor, 0));
          assert.equal(decision.kind === 'answer', sum <= left);
          if (decision.kind === 'answer') left -= sum;
        });
        assert(left >= 0n);
      }),
    );
  });
});

test('the faults that values show before anything is looked up', () => {
  const item = { payment_id: 'p', reason_code: 'r' };
  const codes = (body: unknown) => refundFaults(body).map(({ path, code }) => `${path} ${code}`);
  assert.deepEqual(codes({ ...item, amount: 1.001 }), []);
  assert.deepEqual(codes({ ...item, amount: 0 }), ['amount AMOUNT_UNDER_MIN_VALUE']);
  assert.deepEqual(codes({ ...item, amount: 1.001, currency: 'AED' }), ['amount INVALID_AMOUNT']);
  assert.deepEqual(codes([{ ...item, amount: 1 }, { ...item, amount: -1 }, null]), [
    '[1].amount AMOUNT_UNDER_MIN_VALUE',
  ]);
  assert.deepEqual(codes({ ...item, amount: 1, currency: 'XXQ' }), ['currency UNKNOWN_CURRENCY']);
  assert.deepEqual(codes('nothing'), []);
});
