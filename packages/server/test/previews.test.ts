import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { errorCode, inSnapshot, type Tx } from '../src/foundation/database.ts';
import { maskIban } from '../src/foundation/iban.ts';
import { allRows, filled } from './all-rows.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY } from './doors.ts';
import { addClient, type LimitedClient } from './limited-client.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const PAY = '/payouts/v1/payment';
type Call = RunningSarf['call'];

describe('a preview of a payout', { concurrency: 1 }, () => {
  let sarf: RunningSarf;
  /** An account of which little is left soon. */
  let smallAccount: string;
  const clients: Record<string, LimitedClient> = {};
  before(async () => {
    sarf = await startSarf({ worker: false });
    smallAccount = await sarf.openAccount('AED', 400_00n);
    clients.free = await addClient(sarf);
    clients.waiting = await addClient(sarf, { needsApproval: true });
    clients.reader = await addClient(sarf, { readOnly: true });
    clients.bounded = await addClient(sarf, { perPayoutMinor: 50_00n, perDayMinor: 180_00n, countPerHour: 9 });
  });
  after(() => sarf.stop());

  const wish = (more: Record<string, unknown> = {}) => ({
    amount: 2.5,
    currency: 'AED',
    destination_id: sarf.sandbox.destinationId,
    ...more,
  });
  const preview = async (request: unknown, call: Call = sarf.call, headers?: Record<string, string>): Promise<Json> =>
    assertAnswer('previewPayout', await call('POST', `${PAY}/preview`, request, headers));
  const create = (request: unknown, call: Call = sarf.call, headers?: Record<string, string>): Promise<Called> =>
    call('POST', PAY, request, headers);

  test('says all that would happen, and masks what need not be known', async () => {
    const shown = await preview(wish({ reference: 'INV 1' }));
    const { content: accounts } = (await sarf.call('GET', '/payouts/v1/accounts')).body;
    const account = accounts.find(({ currency, is_default }: Json) => currency === 'AED' && is_default);
    const { body: destination } = await sarf.call('GET', `${PAY}/destinations/${sarf.sandbox.destinationId}`);
    assert.deepEqual(shown, {
      verdict: 'WOULD_BE_QUEUED',
      refusal: null,
      payment_id: null,
      amount: 2.5,
      total: 2.5,
      currency: 'AED',
      payout_account: {
        id: account.id,
        name: account.name,
        iban: maskIban(account.iban),
        available_before: account.available,
        available_after: account.available - 2.5,
      },
      destination: {
        id: destination.id,
        beneficiary_name: destination.beneficiary_name,
        account: maskIban(destination.iban),
      },
      possible_duplicate: null,
      limits: null,
    });
  });

  test('finds what looks like it, also where a duplicate is wanted', async () => {
    const made = (await create(wish({ reference: 'TWIN' }))).body;
    const twin = { payment_id: made.id, status: 'PENDING', created_at: made.created_at };
    const guarded = await preview(wish({ reference: 'TWIN' }));
    assert.deepEqual([guarded.verdict, guarded.possible_duplicate], ['WOULD_BE_REFUSED', twin]);
    assert.equal(guarded.refusal.status, 'POSSIBLE_DUPLICATE');
    assert.equal(guarded.payout_account.available_after, guarded.payout_account.available_before);
    const wanted = await preview(wish({ reference: 'TWIN', allow_duplicate: true }));
    assert.deepEqual([wanted.verdict, wanted.possible_duplicate], ['WOULD_BE_QUEUED', twin]);
  });

  test('knows a replay and a key that is used for something else, and is no twin of itself', async () => {
    const open = wish({ reference: 'ONCE' });
    const request = { ...open, payout_account_id: smallAccount };
    const made = (await create(request, sarf.call, { 'idempotency-key': 'once' })).body;
    const again = await preview(request, sarf.call, { 'idempotency-key': 'once' });
    assert.deepEqual([again.verdict, again.payment_id], ['WOULD_BE_REPLAYED', made.id]);
    assert.equal(again.possible_duplicate, null);
    // Paid from where it was paid from then, also where the request leaves that open.
    const kept = await preview({ ...open, idempotency_key: 'once' });
    assert.deepEqual([kept.verdict, kept.payout_account.id], ['WOULD_BE_REPLAYED', smallAccount]);
    const other = await preview({ ...request, amount: 3, idempotency_key: 'once' });
    assert.deepEqual([other.verdict, other.payment_id], ['WOULD_BE_REFUSED', made.id]);
    assert.equal(other.refusal.status, 'IDEMPOTENCY_KEY_REUSED');
    assert.deepEqual(other.refusal.metadata, { payment_id: made.id, fields: ['amount'] });
    assert.deepEqual(
      other.refusal.errors.map(({ path }: Json) => path),
      ['amount'],
    );
  });

  test('shows nothing of others, and refuses itself what has not the form of a request', async () => {
    const stranger = await addApplication(sarf);
    const elsewhere = await preview(wish({ payout_account_id: smallAccount }), stranger.call);
    assert.deepEqual([elsewhere.destination, elsewhere.payout_account], [null, null]);
    assert.equal(elsewhere.refusal.status, 'UNKNOWN_PAYMENT_DESTINATION');
    const form = [
      [{ amount: 1.234 }, 'INVALID_AMOUNT', ['amount']],
      [{ amount: 0 }, 'AMOUNT_UNDER_MIN_VALUE', ['amount']],
      [{ currency: 'XXQ' }, 'UNKNOWN_CURRENCY', ['currency']],
      [{ more: 1 }, 'INVALID_PARAMETERS', ['more']],
    ] as const;
    for (const [more, code, paths] of form) {
      assertRefused(await sarf.call('POST', `${PAY}/preview`, wish(more)), code, paths);
    }
    const two = { 'idempotency-key': 'one' };
    const conflict = await sarf.call('POST', `${PAY}/preview`, wish({ idempotency_key: 'other' }), two);
    assertRefused(conflict, 'IDEMPOTENCY_KEY_CONFLICT');
  });

  test('waits for nobody, whatever is locked', async () => {
    await sarf.sql.begin(async (tx) => {
      await tx`select from ledger_accounts for update`;
      await tx`select from clients for update`;
      await tx`lock table payouts, client_days, client_hours in share row exclusive mode`;
      // Whoever stops a client, or asks for the same, holds these.
      await tx`select pg_advisory_xact_lock(7240003, hashtext(id::text)) from clients`;
      assert.equal((await preview(wish({ reference: 'Locked' }), clients.bounded?.call)).verdict, 'WOULD_BE_QUEUED');
    });
  });

  interface Wished {
    readonly client: string;
    readonly amount: number;
    readonly currency: string;
    readonly destination: 'known' | 'unknown';
    readonly account: 'small' | 'default' | 'unknown';
    readonly reference: string | undefined;
    readonly key: number | undefined;
    readonly allowDuplicate: boolean;
    /** The same request as the one before, by whichever client. */
    readonly again: boolean;
  }
  const anyRequest: fc.Arbitrary<Wished> = fc.record({
    client: fc.constantFrom('free', 'free', 'waiting', 'reader', 'bounded', 'bounded'),
    amount: fc.constantFrom(1, 49.99, 50, 50.01, 120, 400.01),
    currency: fc.constantFrom('AED', 'AED', 'AED', 'AED', 'USD', 'JPY'),
    destination: fc.constantFrom('known', 'known', 'known', 'known', 'unknown'),
    account: fc.constantFrom('small', 'small', 'default', 'unknown'),
    reference: fc.constantFrom(undefined, 'A', 'B'),
    key: fc.constantFrom(undefined, undefined, 1, 2, 3),
    allowDuplicate: fc.boolean(),
    again: fc.constantFrom(false, false, true),
  });
  const plain: Wished = {
    client: 'free',
    amount: 1,
    currency: 'AED',
    destination: 'known',
    account: 'default',
    reference: undefined,
    key: 1,
    allowDuplicate: false,
    again: false,
  };
  // Each verdict once at least, and most refusals.
  const example: Wished[] = [
    plain,
    { ...plain, again: true },
    { ...plain, client: 'waiting', key: 2 },
    { ...plain, client: 'waiting', again: true },
    { ...plain, client: 'reader', key: undefined },
    { ...plain, client: 'bounded', key: undefined, amount: 50.01 },
    ...[50, 50, 50, 50].map((amount) => ({ ...plain, client: 'bounded', key: undefined, amount })),
    ...['A', 'A'].map((reference) => ({ ...plain, reference, key: undefined })),
    { ...plain, amount: 400.01, account: 'small', key: undefined },
    { ...plain, amount: 120 },
  ];

  test('is what happens next, when nothing happens in between', async () => {
    let run = 0;
    const verdicts: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(anyRequest, { minLength: 6, maxLength: 14 }), async (wishes) => {
        run += 1;
        let request = requestOf(plain, run);
        for (const one of wishes) {
          if (!one.again) request = requestOf(one, run);
          const { call = sarf.call } = clients[one.client] ?? {};
          const shown = await preview(request, call);
          verdicts.push(shown.refusal?.metadata?.limit ?? shown.refusal?.status ?? shown.verdict);
          await assertHappens(shown, await create(request, call), call);
        }
      }),
      { numRuns: 8, examples: [[example]] },
    );
    assert.deepEqual(verdicts.slice(0, example.length), [
      ...['WOULD_BE_QUEUED', 'WOULD_BE_REPLAYED', 'WOULD_AWAIT_APPROVAL', 'WOULD_BE_REPLAYED', 'read_only'],
      ...['max_amount_per_payout', 'WOULD_BE_QUEUED', 'WOULD_BE_QUEUED', 'WOULD_BE_QUEUED', 'max_total_per_day'],
      ...['WOULD_BE_QUEUED', 'POSSIBLE_DUPLICATE', 'INSUFFICIENT_FUNDS', 'IDEMPOTENCY_KEY_REUSED'],
    ]);
  });

  function requestOf({ client, amount, account, destination, reference, key, again, ...one }: Wished, run: number) {
    const accountId = { small: smallAccount, default: undefined, unknown: NOBODY }[account];
    return {
      amount: one.currency === 'JPY' ? Math.ceil(amount) : amount,
      currency: one.currency,
      destination_id: destination === 'known' ? sarf.sandbox.destinationId : NOBODY,
      ...(accountId && { payout_account_id: accountId }),
      ...(reference && { reference }),
      ...(key && { idempotency_key: `${run}-${key}` }),
      allow_duplicate: one.allowDuplicate,
    };
  }

  async function assertHappens(shown: Json, answer: Called, call: Call): Promise<void> {
    const { body } = answer;
    if (answer.status !== 201) {
      const { status, message, retryable, errors, metadata } = body;
      assert.deepEqual(
        [shown.verdict, shown.refusal],
        ['WOULD_BE_REFUSED', { status, message, retryable, errors, metadata }],
      );
      return;
    }
    const replayed = answer.headers.get('idempotent-replayed') === 'true';
    const asked = body.approval === null ? 'WOULD_BE_QUEUED' : 'WOULD_AWAIT_APPROVAL';
    assert.equal(shown.verdict, replayed ? 'WOULD_BE_REPLAYED' : asked);
    assert.deepEqual([shown.refusal, shown.payment_id], [null, replayed ? body.id : null]);
    assert.deepEqual([shown.amount, shown.payout_account.id], [body.amount, body.payout_account_id]);
    const { content } = (await sarf.call('GET', '/payouts/v1/accounts')).body;
    const account = content.find(({ id }: Json) => id === body.payout_account_id);
    assert.equal(shown.payout_account.available_after, account.available);
    const limits = assertAnswer('getAgentLimits', await call('GET', '/payouts/v1/agent-limits'));
    if (!limits.limited) return assert.equal(shown.limits, null);
    const left = limits.amounts.find(({ currency }: Json) => currency === body.currency)?.left_today ?? null;
    const most = limits.max_count_per_hour;
    const inHour = most === null ? null : most - limits.count_this_hour;
    assert.deepEqual(shown.limits, { left_today: left, left_this_hour: inHour });
  }

  test('changes nothing: every table is what it was, byte for byte', async () => {
    const before = await allRows(sarf.sql);
    assert.ok(filled(before) > 10);
    const requests = [
      wish(),
      wish({ idempotency_key: 'new key' }),
      wish({ reference: 'TWIN', allow_duplicate: true }),
      wish({ idempotency_key: 'once', payout_account_id: smallAccount, reference: 'ONCE' }),
      wish({ destination_id: NOBODY }),
      wish({ amount: 999_999_999 }),
    ];
    for (const { call } of Object.values(clients)) {
      await Promise.all(requests.flatMap((request) => [preview(request, call), preview(request, call)]));
    }
    assert.deepEqual(await allRows(sarf.sql), before);
    // And the measure sees what is made.
    await create(wish());
    assert.notDeepEqual(await allRows(sarf.sql), before);
  });

  test('could change nothing if it tried: the database refuses', async () => {
    // Not even a lock can be taken on a row.
    const attempts: ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => tx`update payouts set due_at = now()`,
      (tx) => tx`select id from payouts for no key update`,
      (tx) => tx`select nextval('node_numbers')`,
    ];
    for (const attempt of attempts) {
      await assert.rejects(inSnapshot(sarf.sql, attempt), (error) => errorCode(error) === '25006');
    }
  });
});
