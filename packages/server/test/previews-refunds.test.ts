import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { setFourEyes } from '../src/auth/parties.ts';
import { allRows, filled } from './all-rows.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY } from './doors.ts';
import { addClient, type LimitedClient } from './limited-client.ts';
import { payer, provenPayment } from './proven-payments.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const REFUNDS = '/payouts/refunds';
type Call = RunningSarf['call'];

describe('a preview of refunds', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  let proven: string;
  let part: string;
  const clients: Record<string, LimitedClient> = {};
  before(async () => {
    sarf = await startSarf({ worker: false });
    proven = await provenPayment(sarf);
    part = await provenPayment(sarf, { proven: 40 });
    clients.free = await addClient(sarf);
    clients.waiting = await addClient(sarf, { needsApproval: true });
    clients.reader = await addClient(sarf, { readOnly: true });
    clients.bounded = await addClient(sarf, { perPayoutMinor: 20_00n, perDayMinor: 60_00n, countPerHour: 12 });
  });
  after(() => sarf.stop());

  const item = (payment_id: string, more: Record<string, unknown> = {}) => ({
    payment_id,
    amount: 10,
    reason_code: 'CUSTOMER_REQUEST',
    ...more,
  });
  const preview = async (body: unknown, call: Call = sarf.call, headers?: Record<string, string>): Promise<Json> =>
    assertAnswer('previewRefund', await call('POST', `${REFUNDS}/preview`, body, headers));
  const create = (body: unknown, call: Call = sarf.call, headers?: Record<string, string>): Promise<Called> =>
    call('POST', REFUNDS, body, headers);
  const remainingOf = async (id: string): Promise<number> =>
    (await sarf.call('GET', `/payments/v1/${id}`)).body.refunds.remaining;

  test('says what would be left of the payment, item by item, and what looks alike', async () => {
    const id = await provenPayment(sarf);
    const made = (await create(item(id))).body;
    const shown = await preview([item(id), item(id, { amount: 30 })]);
    const shared = { payment_id: id, refund_id: null, currency: 'AED' };
    assert.deepEqual(shown, {
      verdict: 'WOULD_BE_CREATED',
      refusal: null,
      content: [
        { ...shared, amount: 10, remaining_before: 90, remaining_after: 80, possible_duplicates: [made.id] },
        { ...shared, amount: 30, remaining_before: 80, remaining_after: 50, possible_duplicates: [] },
      ],
      needs_second_party: false,
      limits: null,
    });
    assert.equal(await remainingOf(id), 90);
    // A refund that is over looks like nothing any more.
    await sarf.call('PUT', REFUNDS, [{ refund_id: made.id, status: 'REJECTED' }]);
    assert.deepEqual((await preview(item(id))).content[0].possible_duplicates, []);
  });

  test('knows a replay, by the keys of items and by that of a list, and what differs', async () => {
    const id = await provenPayment(sarf);
    const list = [item(id), item(id, { amount: 11 })];
    const made = (await create(list, sarf.call, { 'idempotency-key': 'a list' })).body;
    const again = await preview(list, sarf.call, { 'idempotency-key': 'a list' });
    assert.equal(again.verdict, 'WOULD_BE_REPLAYED');
    const found = again.content.map((one: Json) => [one.refund_id, one.remaining_after, one.possible_duplicates]);
    assert.deepEqual(found, [
      [made[0].id, 79, []],
      [made[1].id, 79, []],
    ]);
    const longer = await preview([...list, item(id)], sarf.call, { 'idempotency-key': 'a list' });
    assert.equal(longer.refusal.status, 'IDEMPOTENCY_KEY_REUSED');
    const other = await preview([item(id, { amount: 12 })], sarf.call, { 'idempotency-key': 'a list' });
    assert.deepEqual(other.refusal.metadata, { refund_id: made[0].id, fields: ['amount'] });
    assert.equal(other.content[0].refund_id, made[0].id);
  });

  test('says whether another party has to confirm', async () => {
    const needs = async (client?: LimitedClient): Promise<boolean> =>
      (await preview(item(proven), client?.call)).needs_second_party;
    assert.deepEqual([await needs(), await needs(clients.waiting)], [false, true]);
    await setFourEyes(sarf.deps, sarf.sandbox.applicationId, true);
    assert.equal(await needs(), true);
    await setFourEyes(sarf.deps, sarf.sandbox.applicationId, false);
  });

  test('shows nothing of others, and refuses itself what has not the form of a request', async () => {
    const stranger = await addApplication(sarf);
    const [shown] = (await preview(item(proven), stranger.call)).content;
    assert.deepEqual([shown.currency, shown.remaining_before, shown.possible_duplicates], [null, null, []]);
    const form = [
      [item(proven, { amount: 0 }), 'AMOUNT_UNDER_MIN_VALUE', ['amount']],
      [[item(proven), item(proven, { amount: 1.234, currency: 'AED' })], 'INVALID_AMOUNT', ['[1].amount']],
      [{ payment_id: proven }, 'MISSING_PARAMETERS', ['amount', 'reason_code']],
    ] as const;
    for (const [body, code, paths] of form) {
      assertRefused(await sarf.call('POST', `${REFUNDS}/preview`, body), code, paths);
    }
    const keyed = item(proven, { idempotency_key: 'one' });
    const conflict = await sarf.call('POST', `${REFUNDS}/preview`, keyed, { 'idempotency-key': 'other' });
    assertRefused(conflict, 'IDEMPOTENCY_KEY_CONFLICT', ['idempotency_key']);
  });

  interface WishedItem {
    readonly payment: 'proven' | 'part' | 'none';
    readonly amount: number;
    readonly currency: string | undefined;
    readonly reason_code: string;
    readonly iban: string | undefined;
    readonly key: number | undefined;
  }
  interface Wished {
    readonly client: string;
    readonly items: readonly WishedItem[];
    readonly listKey: string | undefined;
    readonly isList: boolean;
    /** The same request as the one before, by whichever client. */
    readonly again: boolean;
  }
  const anyItem: fc.Arbitrary<WishedItem> = fc.record({
    payment: fc.constantFrom('proven', 'proven', 'proven', 'proven', 'part', 'none'),
    amount: fc.constantFrom(0.5, 3, 3, 20.01, 101, 1.234),
    currency: fc.constantFrom(undefined, undefined, 'AED', 'USD'),
    reason_code: fc.constantFrom('CUSTOMER_REQUEST', 'CUSTOMER_REQUEST', 'CUSTOMER_REQUEST', 'WHATEVER'),
    iban: fc.constantFrom(undefined, undefined, payer.iban, 'DE89370400440532013000', 'x'),
    key: fc.constantFrom(undefined, undefined, 1, 2),
  });
  const anyRequest: fc.Arbitrary<Wished> = fc.record({
    client: fc.constantFrom('free', 'waiting', 'reader', 'bounded', 'bounded'),
    items: fc.array(anyItem, { minLength: 1, maxLength: 3 }),
    listKey: fc.constantFrom(undefined, undefined, 'L'),
    isList: fc.boolean(),
    again: fc.constantFrom(false, false, true),
  });
  const plain: WishedItem = {
    payment: 'proven',
    amount: 3,
    currency: undefined,
    reason_code: 'CUSTOMER_REQUEST',
    iban: undefined,
    key: undefined,
  };
  const one: Wished = { client: 'free', items: [plain], listKey: undefined, isList: false, again: false };
  const example: Wished[] = [
    { ...one, items: [plain, plain], isList: true, listKey: 'L' },
    { ...one, again: true },
    { ...one, client: 'reader' },
    { ...one, client: 'bounded', items: [{ ...plain, amount: 20.01 }] },
    { ...one, items: [{ ...plain, amount: 101 }] },
    { ...one, items: [{ ...plain, payment: 'part' }] },
    { ...one, client: 'waiting' },
  ];

  test('is what happens next, when nothing happens in between', async () => {
    let run = 0;
    const verdicts: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(anyRequest, { minLength: 6, maxLength: 12 }), async (wishes) => {
        run += 1;
        let sent: { body: unknown; headers: Record<string, string> } = { body: item(proven), headers: {} };
        for (const { client, again, ...wished } of wishes) {
          if (!again) sent = requestOf(wished, run);
          const { call = sarf.call } = clients[client] ?? {};
          const answer = await call('POST', `${REFUNDS}/preview`, sent.body, sent.headers);
          const made = await create(sent.body, call, sent.headers);
          if (answer.status === 200) {
            verdicts.push(answer.body.refusal?.metadata?.limit ?? answer.body.refusal?.status ?? answer.body.verdict);
            await assertHappens(assertAnswer('previewRefund', answer), made, call);
          } else if (client !== 'reader') {
            // The form is not looked at by a preview alone.
            assert.deepEqual(
              [made.status, made.body.status, made.body.errors],
              [answer.status, answer.body.status, answer.body.errors],
            );
          }
        }
      }),
      { numRuns: 7, examples: [[example]] },
    );
    assert.deepEqual(verdicts.slice(0, example.length), [
      ...['WOULD_BE_CREATED', 'WOULD_BE_REPLAYED', 'read_only', 'max_amount_per_payout', 'AMOUNT_OVER_MAX_VALUE'],
      ...['OPERATION_NOT_ALLOWED', 'WOULD_BE_CREATED'],
    ]);
  });

  function requestOf({ items, listKey, isList }: Pick<Wished, 'items' | 'listKey' | 'isList'>, run: number) {
    const all = items.map(({ payment, iban, key, ...rest }) => ({
      ...rest,
      payment_id: { proven, part, none: NOBODY }[payment],
      ...(iban && { beneficiary: { iban } }),
      ...(key && !listKey && { idempotency_key: `${run}-${key}` }),
    }));
    const headers: Record<string, string> = listKey ? { 'idempotency-key': `${run}-${listKey}` } : {};
    return { body: isList ? all : all[0], headers };
  }

  // A refusal may name an item of the same list, by an id that it would have had.
  const unnamed = (refusal: Json): Json =>
    JSON.parse(JSON.stringify(refusal).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'an id'));

  async function assertHappens(shown: Json, answer: Called, call: Call): Promise<void> {
    const { body } = answer;
    if (answer.status >= 300) {
      const { status, message, retryable, errors, metadata } = body;
      const told = { status, message, retryable, errors, metadata };
      assert.deepEqual([shown.verdict, unnamed(shown.refusal)], ['WOULD_BE_REFUSED', unnamed(told)]);
      return;
    }
    const refunds: Json[] = Array.isArray(body) ? body : [body];
    const replayed = answer.headers.get('idempotent-replayed') === 'true';
    assert.deepEqual([shown.verdict, shown.refusal], [replayed ? 'WOULD_BE_REPLAYED' : 'WOULD_BE_CREATED', null]);
    assert.equal(shown.content.length, refunds.length);
    for (const [index, refund] of refunds.entries()) {
      const one = shown.content[index];
      assert.deepEqual([one.payment_id, one.amount, one.currency], [refund.payment_id, refund.amount, refund.currency]);
      if (one.refund_id !== null) assert.equal(one.refund_id, refund.id);
    }
    assert.equal(
      shown.content.findLast((one: Json) => one.payment_id === proven)?.remaining_after,
      await remainingOf(proven),
    );
    const limits = (await call('GET', '/payouts/v1/agent-limits')).body;
    if (!limits.limited) return assert.equal(shown.limits, null);
    const most = limits.max_count_per_hour;
    assert.deepEqual(shown.limits, {
      left_today: limits.amounts[0]?.left_today ?? null,
      left_this_hour: most === null ? null : most - limits.count_this_hour,
    });
  }

  test('changes nothing: every table is what it was, byte for byte', async () => {
    const before = await allRows(sarf.sql);
    assert.ok(filled(before) > 10);
    const bodies = [
      item(proven, { amount: 0.5 }),
      [item(proven, { idempotency_key: 'new' }), item(part)],
      item(NOBODY),
      item(proven, { amount: 1_000_000 }),
    ];
    for (const { call } of Object.values(clients)) {
      await Promise.all(bodies.flatMap((body) => [preview(body, call), preview(body, call)]));
    }
    assert.deepEqual(await allRows(sarf.sql), before);
  });
});
