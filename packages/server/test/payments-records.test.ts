import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { payer, recorded } from './calls-payments.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { type Json, type RunningSarf, send, startSarf } from './running-sarf.ts';

const RECORDS = '/payments/v1/records';

describe('payments that another system collected', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false });
    other = await addApplication(sarf);
  });
  after(() => sarf.stop());

  const record = async (...items: unknown[]): Promise<Json> =>
    assertAnswer('recordPayments', await sarf.call('POST', RECORDS, items));
  const count = async (): Promise<number> => (await sarf.sql`select 1 from payments`).length;

  test('are there at once, paid as their bank said, with nothing proven yet', async () => {
    const [payment] = await record(recorded('first', { description: 'Two chairs' }));
    assert.deepEqual(
      { ...payment, id: '', payout_account_id: '', created_at: '', updated_at: '' },
      {
        id: '',
        status: 'ACCEPTED_BY_BANK',
        kind: 'record',
        amount: 120.5,
        currency: 'AED',
        reference: 'INV first',
        description: 'Two chairs',
        external_reference: 'first',
        customer_id: null,
        consent_id: null,
        payment_source_id: null,
        payment_intent_id: null,
        payout_account_id: '',
        payer,
        reconciliation: {
          status: 'OUTSTANDING',
          amount: 0,
          currency: 'AED',
          status_update_timestamp: null,
          evidence: [],
        },
        refunds: { refunded: 0, pending: 0, remaining: 0 },
        end_to_end_id: null,
        bank_reference: null,
        idempotency_key: null,
        checkout_url: null,
        expires_at: null,
        paid_at: '2026-03-01T10:00:00.000Z',
        reason: null,
        created_at: '',
        updated_at: '',
      },
    );
    const account = sarf.sandbox.accounts.find(({ currency }) => currency === 'AED');
    assert.equal(payment.payout_account_id, account?.id);
    assert.deepEqual(assertAnswer('getPayment', await sarf.call('GET', `/payments/v1/${payment.id}`)), payment);
    const { content } = assertAnswer('getPaymentHistory', await sarf.call('GET', `/payments/v1/${payment.id}/history`));
    assert.deepEqual(
      content.map((line: Json) => `${line.sequence} ${line.state} ${line.status}`),
      ['1 completed ACCEPTED_BY_BANK'],
    );
    assert.match(content[0].actor, /^client:/);
  });

  test('say nothing of their payers in events, nor in the database', async () => {
    const [{ id }] = await record(recorded('quiet'));
    const { content } = (await sarf.call('GET', `/events/v1?object_id=${id}`)).body;
    assert.deepEqual(
      content.map((event: Json) => [event.type, event.payload.status, event.payload.payer]),
      [['payment.created', 'ACCEPTED_BY_BANK', null]],
    );
    const [row] = await sarf.sql<{ text: string }[]>`
      select to_jsonb(p)::text as text from payments p where id = ${id}`;
    assert.doesNotMatch(row?.text ?? '', /Layla|AE07033/);
  });

  test('come back as they are when the same reference comes again, in the order of the request', async () => {
    const before = await record(recorded('again-1'), recorded('again-2'));
    const total = await count();
    const mixed = await record(
      recorded('again-2', { payer: { name: ' Layla  Mansour ', iban: 'ae07 0331 2345 6789 0123 456' } }),
      recorded('again-3'),
      recorded('again-1', { payout_account_id: before[0].payout_account_id, paid_at: '2026-03-01T14:00:00+04:00' }),
      recorded('again-3'),
    );
    assert.deepEqual(
      [mixed[0], mixed[2]],
      [before[1], before[0]],
      'the same content, however it is written, is the same payment',
    );
    assert.deepEqual(mixed[1], mixed[3]);
    assert.equal(await count(), total + 1);
  });

  test('with another content under the same reference are refused, and nothing is recorded', async () => {
    const [first] = await record(recorded('taken'));
    const total = await count();
    const items = [
      recorded('never-made'),
      recorded('taken', { amount: 1, payer: { name: 'Somebody Else', iban: payer.iban } }),
      recorded('never-made', { reference: 'another' }),
    ];
    const refusal = assertRefused(await sarf.call('POST', RECORDS, items), 'EXTERNAL_REFERENCE_REUSED', [
      '[1].amount',
      '[1].payer.name',
      '[2].reference',
    ]);
    assert.deepEqual(refusal.metadata.conflicts, [
      { index: 1, payment_id: first.id, fields: ['amount', 'payer.name'] },
      { index: 2, payment_id: null, fields: ['reference'] },
    ]);
    assert.equal(await count(), total);
    const different: Record<string, unknown>[] = [
      { currency: 'SAR' },
      { reference: 'x' },
      { payer: { ...payer, iban: 'DE89370400440532013000' } },
      { paid_at: '2026-03-01T10:00:01Z' },
      { description: 'x' },
    ];
    for (const more of different) {
      assertRefused(await sarf.call('POST', RECORDS, [recorded('taken', more)]), 'EXTERNAL_REFERENCE_REUSED', [
        more.payer ? '[0].payer.iban' : `[0].${Object.keys(more)[0]}`,
      ]);
    }
  });

  test('that are wrong are refused with every fault at its place', async () => {
    const total = await count();
    const cases: [unknown, Parameters<typeof assertRefused>[1], string[]][] = [
      [[recorded('a', { amount: 1.555 })], 'INVALID_AMOUNT', ['[0].amount']],
      [[recorded('a', { amount: -1 })], 'AMOUNT_UNDER_MIN_VALUE', ['[0].amount']],
      [[recorded('a', { amount: 1e12 })], 'AMOUNT_OVER_MAX_VALUE', ['[0].amount']],
      [[recorded('a', { currency: 'ZZZ' })], 'UNKNOWN_CURRENCY', ['[0].currency']],
      [[recorded('a'), recorded('b', { payer: { ...payer, iban: 'AE08' } })], 'INVALID_IBAN', ['[1].payer.iban']],
      [[recorded('a', { payer: { ...payer, name: '- .' } })], 'INVALID_NAME', ['[0].payer.name']],
      [[recorded('a', { paid_at: '2999-01-01T00:00:00Z' })], 'INVALID_PARAMETERS', ['[0].paid_at']],
      [[recorded('a', { paid_at: '0001-01-01T00:00:00Z' })], 'INVALID_PARAMETERS', ['[0].paid_at']],
      [[recorded('a', { payer: { name: 'x' } })], 'MISSING_PARAMETERS', ['[0].payer.iban']],
      [[recorded('a', { reference: 'x'.repeat(141) })], 'INVALID_PARAMETERS', ['[0].reference']],
      [[recorded(' ')], 'INVALID_PARAMETERS', ['[0].external_reference']],
      [[], 'INVALID_PARAMETERS', ['(body)']],
      [recorded('a'), 'INVALID_PARAMETERS', ['(body)']],
      [
        [recorded('a', { amount: 0, payer: { ...payer, iban: 'x' } }), recorded('b', { paid_at: 'yesterday' })],
        'INVALID_PARAMETERS',
        ['[0].amount', '[0].payer.iban', '[1].paid_at'],
      ],
      [[recorded('a', { customer_id: NOBODY })], 'UNKNOWN_CUSTOMER', ['[0].customer_id']],
      [[recorded('a', { payout_account_id: NOBODY })], 'UNKNOWN_PAYOUT_ACCOUNT', ['[0].payout_account_id']],
      [
        [recorded('a', { payout_account_id: other.payoutAccountId })],
        'UNKNOWN_PAYOUT_ACCOUNT',
        ['[0].payout_account_id'],
      ],
      [
        [recorded('a', { currency: 'SAR', payout_account_id: sarf.sandbox.accounts[0]?.id })],
        'CURRENCY_MISMATCH',
        ['[0].currency'],
      ],
    ];
    for (const [body, code, paths] of cases) assertRefused(await sarf.call('POST', RECORDS, body), code, paths);
    const called = await other.call('POST', RECORDS, [recorded('a', { currency: 'SAR' })]);
    assert.match(assertRefused(called, 'OPERATION_NOT_ALLOWED', ['[0].currency']).message, /SAR/);
    assert.equal(await count(), total);
  });

  test('may have the reference that another application has', async () => {
    const [ours] = await record(recorded('shared'));
    const theirs = assertAnswer(
      'recordPayments',
      await other.call('POST', RECORDS, [recorded('shared', { amount: 3 })]),
    );
    assert.notEqual(theirs[0].id, ours.id);
    assertRefused(await other.call('GET', `/payments/v1/${ours.id}`), 'UNKNOWN_PAYMENT');
    assertRefused(await other.call('GET', `/payments/v1/${ours.id}/history`), 'UNKNOWN_PAYMENT');
    const listed = (await other.call('GET', '/payments/v1')).body.content;
    assert.ok(listed.every((one: Json) => one.id !== ours.id));
  });

  test('that many ask for at once are recorded once each', async () => {
    const [one, two] = [await sarf.join({ api: true }), sarf];
    const total = await count();
    const items = Array.from({ length: 40 }, (_, index) => recorded(`rush-${index}`));
    const token = await sarf.token();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, round) =>
        send(
          `${(round % 2 ? one : two).apiUrl}${RECORDS}`,
          'POST',
          // Each in an order of its own, so that their locks would be taken in different orders.
          round % 3 ? items : items.toReversed(),
          { authorization: `Bearer ${token}` },
        ),
      ),
    );
    await one.stop();
    const ids = answers.map(({ status, body }) => {
      assert.equal(status, 201, JSON.stringify(body));
      return body
        .map((payment: Json) => `${payment.external_reference} ${payment.id}`)
        .toSorted()
        .join();
    });
    assert.equal(new Set(ids).size, 1);
    assert.equal(await count(), total + 40);
  });

  test('are listed newest first, in pages, with masked IBANs, by what they are', async () => {
    const listed = async (query: string): Promise<Json> =>
      assertAnswer('listPayments', await sarf.call('GET', `/payments/v1?${query}`));
    const made = await record(
      ...Array.from({ length: 5 }, (_, index) => recorded(`list-${index}`, { reference: `LIST ${index % 2}` })),
    );
    const seen: string[] = [];
    let after = '';
    do {
      const { content, page } = await listed(`page_size=2${after && `&after=${after}`}`);
      seen.push(...content.map((one: Json) => one.id));
      after = page.next ?? '';
    } while (after !== '' && seen.length < 5);
    assert.deepEqual(seen.slice(0, 5), made.map((one: Json) => one.id).toReversed());
    const of = async (query: string) => (await listed(query)).content.map((one: Json) => one.external_reference);
    assert.deepEqual(await of('reference=LIST%201'), ['list-3', 'list-1']);
    assert.deepEqual(await of('external_reference=list-4'), ['list-4']);
    assert.equal((await of('kind=record&status=ACCEPTED_BY_BANK&page_size=3')).length, 3);
    assert.equal((await of('reconciliation_status=OUTSTANDING&page_size=3')).length, 3);
    for (const nothing of [
      'kind=charge',
      'status=FAILED',
      'reconciliation_status=RECONCILED',
      `customer_id=${NOBODY}`,
      `consent_id=${NOBODY}`,
      'to=2020-01-01T00:00:00Z',
    ]) {
      assert.deepEqual(await of(nothing), [], nothing);
    }
    const { content } = await listed('page_size=1');
    assert.deepEqual(content[0].payer, { name: payer.name, iban: 'AE07…3456' });
  });
});
