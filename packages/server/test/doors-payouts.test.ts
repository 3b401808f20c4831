import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RefusalCode } from '@sarf/contract';
import { setDuplicateWindow } from '../src/auth/clients.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY } from './doors.ts';
import { type Called, type Json, type RunningSarf, startSarf } from './running-sarf.ts';

describe('the door for payouts', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  const create = (body: Record<string, unknown>, headers?: Record<string, string>): Promise<Called> =>
    sarf.call('POST', '/payouts/v1/payment', body, headers);
  /** Asks for a payout in AED to the destination of the sandbox. */
  const ask = (more: Record<string, unknown> = {}, headers?: Record<string, string>): Promise<Called> =>
    create({ amount: 10, currency: 'AED', destination_id: sarf.sandbox.destinationId, ...more }, headers);
  const accountIn = (currency: string): string => {
    const account = sarf.sandbox.accounts.find((one) => one.currency === currency);
    assert.ok(account, `the sandbox has an account in ${currency}`);
    return account.id;
  };
  const balances = async (): Promise<Json> => (await sarf.call('GET', '/payouts/v1/accounts')).body.content;
  const count = async (): Promise<number> => {
    const [row] = await sarf.sql<{ count: bigint }[]>`select count(*) as count from payouts`;
    return Number(row?.count);
  };

  describe('makes a payout', () => {
    test('of all its fields', async () => {
      const body = {
        amount: 1234.56,
        currency: 'AED',
        destination_id: sarf.sandbox.destinationId,
        description: 'Salary for May, راتب مايو 💸',
        reference: 'salary/2026-05/0001',
        idempotency_key: 'all fields',
        payout_account_id: accountIn('AED'),
        allow_duplicate: false,
      };
      const payout = assertAnswer('createPayoutPayment', await create(body));
      const { allow_duplicate: _, ...echoed } = body;
      for (const [name, value] of Object.entries(echoed)) assert.deepEqual(payout[name], value, name);
      assert.equal(payout.status, 'PENDING');
      assert.equal(payout.bank_reference, null);
      assert.equal(payout.reason, null);
      assert.equal(payout.updated_at, payout.created_at);
      assert.match(payout.end_to_end_id, /^[A-Z0-9]{12,16}$/);
      assert.notEqual(payout.payment_intent_id, payout.id);
      assert.deepEqual((await sarf.call('GET', `/payouts/v1/${payout.id}`)).body, payout);
    });

    test('of the fields that it needs, and says null for the others', async () => {
      const payout = assertAnswer('createPayoutPayment', await ask());
      for (const name of ['description', 'reference', 'idempotency_key', 'bank_reference', 'reason']) {
        assert.equal(payout[name], null, name);
      }
      assert.equal(payout.payout_account_id, accountIn('AED'));
    });

    test('from the default account in its currency, or from the account it names', async () => {
      const byDefault = assertAnswer('createPayoutPayment', await ask({ currency: 'USD' }));
      assert.equal(byDefault.payout_account_id, accountIn('USD'));
      const named = { currency: 'SAR', payout_account_id: accountIn('SAR').toUpperCase() };
      const byName = assertAnswer('createPayoutPayment', await ask(named));
      assert.equal(byName.payout_account_id, accountIn('SAR'));
    });

    test('and holds its amount until it is paid or cancelled', async () => {
      const before = await balances();
      const payout = assertAnswer('createPayoutPayment', await ask({ amount: 12.345, currency: 'KWD' }));
      const inKwd = (list: Json) => list.find((account: { currency: string }) => account.currency === 'KWD');
      const [was, is] = [inKwd(before), inKwd(await balances())];
      assert.equal(Math.round((is.held - was.held) * 1000), 12345);
      assert.equal(Math.round((was.available - is.available) * 1000), 12345);
      assert.equal(is.posted, was.posted);
      assertAnswer('cancelPayout', await sarf.call('POST', `/payouts/v1/payments/${payout.id}/cancel`));
      assert.deepEqual(inKwd(await balances()), was);
    });

    test('of an amount with as many decimals as its currency has, and tells the same amount', async () => {
      const amounts: [number, string][] = [
        [0.01, 'AED'],
        [0.1, 'AED'],
        [1.1, 'SAR'],
        [4.35, 'USD'],
        [1_000_000.99, 'AED'],
        [0.001, 'KWD'],
        [8.005, 'KWD'],
        [1.1, 'KWD'],
        [1e3, 'AED'],
      ];
      for (const [amount, currency] of amounts) {
        const payout = assertAnswer('createPayoutPayment', await ask({ amount, currency }));
        assert.equal(payout.amount, amount);
        assert.equal((await sarf.call('GET', `/payouts/v1/${payout.id}`)).body.amount, amount);
      }
    });
  });

  describe('refuses, with the name of the reason', () => {
    /** Sends the body as this text, for numbers that JSON.stringify would not write. */
    const literal = (amount: string, currency = 'AED'): Promise<Called> =>
      sarf.call(
        'POST',
        '/payouts/v1/payment',
        `{"amount":${amount},"currency":"${currency}","destination_id":"${sarf.sandbox.destinationId}"}`,
      );

    const amounts: [string, string, RefusalCode][] = [
      ['0', 'AED', 'AMOUNT_UNDER_MIN_VALUE'],
      ['-0', 'AED', 'AMOUNT_UNDER_MIN_VALUE'],
      ['-1', 'AED', 'AMOUNT_UNDER_MIN_VALUE'],
      ['1e-400', 'AED', 'AMOUNT_UNDER_MIN_VALUE'],
      ['0.001', 'AED', 'INVALID_AMOUNT'],
      ['10.005', 'AED', 'INVALID_AMOUNT'],
      ['0.0000001', 'AED', 'INVALID_AMOUNT'],
      ['1.2345', 'KWD', 'INVALID_AMOUNT'],
      ['1.5', 'JPY', 'INVALID_AMOUNT'],
      ['1000000000000', 'AED', 'AMOUNT_OVER_MAX_VALUE'],
      ['999999999999.01', 'AED', 'AMOUNT_OVER_MAX_VALUE'],
      ['9007199254740993', 'AED', 'AMOUNT_OVER_MAX_VALUE'],
      ['1e30', 'AED', 'AMOUNT_OVER_MAX_VALUE'],
    ];
    for (const [amount, currency, code] of amounts) {
      test(`${amount} ${currency}: ${code}`, async () => {
        assertRefused(await literal(amount, currency), code, ['amount']);
      });
    }

    test('an amount that is no JSON number', async () => {
      for (const amount of ['"5"', 'true', 'null', '[5]', '{"value":5}', '"NaN"', '1e999', '-1e999']) {
        assertRefused(await literal(amount), 'INVALID_PARAMETERS', ['amount']);
      }
      for (const amount of ['NaN', 'Infinity', '-Infinity', '05', '+5', '.5', '5.', '0x10', '1_000', '1,5']) {
        assertRefused(await literal(amount), 'INVALID_JSON');
      }
    });

    test('a currency that is none, and one that the application has no account in', async () => {
      for (const currency of ['XXX', 'ABC', 'BTC', 'XAU']) {
        assertRefused(await ask({ currency }), 'UNKNOWN_CURRENCY', ['currency']);
      }
      for (const currency of ['aed', 'AE', 'AEDD', '', 'د.إ', '__proto__', 784]) {
        assertRefused(await ask({ currency }), 'INVALID_PARAMETERS', ['currency']);
      }
      assertRefused(await ask({ currency: 'EUR' }), 'OPERATION_NOT_ALLOWED');
      assertRefused(await ask({ currency: 'JPY', amount: 5 }), 'OPERATION_NOT_ALLOWED');
    });

    test('an account that holds another currency', async () => {
      const called = await ask({ payout_account_id: accountIn('USD') });
      assertRefused(called, 'CURRENCY_MISMATCH', ['currency']);
    });

    test('a destination or an account that is not there', async () => {
      assertRefused(await ask({ destination_id: NOBODY }), 'UNKNOWN_PAYMENT_DESTINATION');
      assertRefused(await ask({ payout_account_id: NOBODY }), 'UNKNOWN_PAYOUT_ACCOUNT');
      // An id of something else is not an id of this.
      assertRefused(await ask({ destination_id: accountIn('AED') }), 'UNKNOWN_PAYMENT_DESTINATION');
      assertRefused(await ask({ payout_account_id: sarf.sandbox.destinationId }), 'UNKNOWN_PAYOUT_ACCOUNT');
    });

    test('more than the account covers, and holds nothing', async () => {
      const before = await balances();
      const body = assertRefused(await ask({ amount: 100_000_000.01 }), 'INSUFFICIENT_FUNDS');
      assert.equal(body.metadata.payout_account_id, accountIn('AED'));
      assert.match(body.metadata.available, /^\d+\.\d\d$/);
      assert.deepEqual(await balances(), before);
      // What is left can be paid out to the last fils, and then nothing more.
      const other = await addApplication(sarf);
      const details = { beneficiary_name: 'Last Fils', iban: 'AE070331234567890123456' };
      const { id } = (await other.call('POST', '/payouts/v1/payment/destinations', details)).body;
      const pay = { amount: 1000, currency: 'AED', destination_id: id };
      const first = assertAnswer('createPayoutPayment', await other.call('POST', '/payouts/v1/payment', pay));
      const last = await other.call('POST', '/payouts/v1/payment', { ...pay, amount: 0.01 });
      assert.equal(assertRefused(last, 'INSUFFICIENT_FUNDS').metadata.available, '0.00');
      await other.call('POST', `/payouts/v1/payments/${first.id}/cancel`);
      assertAnswer('createPayoutPayment', await other.call('POST', '/payouts/v1/payment', pay));
    });

    test('what is missing, each by its path', async () => {
      const called = await create({});
      assertRefused(called, 'MISSING_PARAMETERS', ['amount', 'currency', 'destination_id']);
      const { errors } = called.body;
      for (const fault of errors) assert.equal(fault.code, 'MISSING_PARAMETERS');
    });

    test('all faults at once, each by its path', async () => {
      const called = await create({
        amount: 1.234,
        currency: 'AED',
        destination_id: 'abc',
        description: 'a\nb',
        reference: 'r'.repeat(65),
        idempotency_key: '',
        payout_account_id: 5,
        allow_duplicate: 'yes',
        memo: 'x',
      });
      const rest = ['description', 'reference', 'idempotency_key', 'payout_account_id', 'allow_duplicate', 'memo'];
      const body = assertRefused(called, 'INVALID_PARAMETERS', ['amount', 'destination_id', ...rest]);
      const codeAt = (path: string): string => body.errors.find((fault: { path: string }) => fault.path === path).code;
      assert.equal(codeAt('amount'), 'INVALID_AMOUNT');
      assert.equal(codeAt('destination_id'), 'INVALID_PARAMETERS');
    });

    test('nothing that is refused leaves a payout behind', async () => {
      const before = await count();
      await ask({ amount: 0 });
      await ask({ amount: 100_000_000_000 });
      await ask({ destination_id: NOBODY });
      await ask({ currency: 'EUR' });
      assert.equal(await count(), before);
    });
  });

  describe('never pays twice under one idempotency key', () => {
    test('the same request again gets the first answer, whichever way the key comes', async () => {
      const byHeader = { 'idempotency-key': 'one key' };
      const first = await ask({ reference: 'k1' }, byHeader);
      const payout = assertAnswer('createPayoutPayment', first);
      assert.equal(first.headers.get('idempotent-replayed'), null);
      assert.equal(payout.idempotency_key, 'one key');
      const again = [
        await ask({ reference: 'k1' }, byHeader),
        await ask({ reference: 'k1', idempotency_key: 'one key' }),
        await ask({ reference: 'k1', idempotency_key: 'one key' }, byHeader),
        await ask({ reference: 'k1', payout_account_id: accountIn('AED') }, byHeader),
        await ask({ reference: 'k1', destination_id: sarf.sandbox.destinationId.toUpperCase() }, byHeader),
      ];
      for (const called of again) {
        assert.deepEqual(assertAnswer('createPayoutPayment', called), payout);
        assert.equal(called.headers.get('idempotent-replayed'), 'true');
      }
    });

    test('the first answer is given again after the payout has moved on', async () => {
      const key = { idempotency_key: 'moved on' };
      const payout = assertAnswer('createPayoutPayment', await ask(key));
      await sarf.call('POST', `/payouts/v1/payments/${payout.id}/cancel`);
      assert.deepEqual(assertAnswer('createPayoutPayment', await ask(key)), payout);
      assert.equal((await sarf.call('GET', `/payouts/v1/${payout.id}`)).body.status, 'REJECTED');
    });

    test('two keys in one request are refused unless they are the same', async () => {
      const called = await ask({ idempotency_key: 'body' }, { 'idempotency-key': 'header' });
      assertRefused(called, 'IDEMPOTENCY_KEY_CONFLICT');
    });

    test('a key that was used for something else is refused, naming each field that differs', async () => {
      const made = { idempotency_key: 'taken', description: 'd', reference: 'r' };
      const { id } = assertAnswer('createPayoutPayment', await ask(made));
      const { body: destination } = await sarf.call('POST', '/payouts/v1/payment/destinations', {
        beneficiary_name: 'Somebody Else',
        iban: 'SA0380000000608010167519',
      });
      const others: [Record<string, unknown>, string[]][] = [
        [{ amount: 10.01 }, ['amount']],
        [{ currency: 'SAR' }, ['currency']],
        [{ destination_id: destination.id }, ['destination_id']],
        [{ description: 'e' }, ['description']],
        [{ description: undefined }, ['description']],
        [{ reference: 's' }, ['reference']],
        [{ payout_account_id: accountIn('USD') }, ['payout_account_id']],
        [{ amount: 11, reference: undefined }, ['amount', 'reference']],
      ];
      for (const [more, fields] of others) {
        const body = assertRefused(await ask({ ...made, ...more }), 'IDEMPOTENCY_KEY_REUSED', fields);
        assert.deepEqual(body.metadata, { payment_id: id, fields });
      }
    });

    test('a refusal does not use the key up', async () => {
      const key = { idempotency_key: 'free again' };
      assertRefused(await ask({ ...key, amount: 200_000_000 }), 'INSUFFICIENT_FUNDS');
      assertRefused(await ask({ ...key, destination_id: NOBODY }), 'UNKNOWN_PAYMENT_DESTINATION');
      assertRefused(await ask({ ...key, currency: 'EUR' }), 'OPERATION_NOT_ALLOWED');
      assertAnswer('createPayoutPayment', await ask(key));
    });

    test('the same request many times at once makes one payout', async () => {
      const before = await count();
      const answers = await Promise.all(
        Array.from({ length: 40 }, () => ask({ idempotency_key: 'stampede', reference: 'stampede' })),
      );
      const ids = new Set(answers.map((called) => assertAnswer('createPayoutPayment', called).id));
      assert.equal(ids.size, 1);
      const replayed = answers.filter((called) => called.headers.get('idempotent-replayed') === 'true');
      assert.equal(replayed.length, 39);
      assert.equal(await count(), before + 1);
    });

    test('different requests under one key at once make one payout, and the others are told', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, at) => ask({ idempotency_key: 'race', amount: 20 + at })),
      );
      const made = answers.filter((called) => called.status === 201);
      assert.equal(made.length, 1);
      for (const called of answers)
        if (called.status !== 201) assertRefused(called, 'IDEMPOTENCY_KEY_REUSED', ['amount']);
    });

    test('keys are compared letter by letter', async () => {
      const keys = ['Key', 'key', 'kéy', 'ke\u0301y', ' key', 'key '];
      const made = [];
      for (const key of keys) made.push(assertAnswer('createPayoutPayment', await ask({ idempotency_key: key })).id);
      assert.equal(new Set(made).size, keys.length);
    });
  });

  describe('guards against a payout that looks like an earlier one', () => {
    test('same destination, amount, currency and reference are refused once, and paid when meant', async () => {
      const { id } = assertAnswer('createPayoutPayment', await ask({ reference: 'INV-1', description: 'a' }));
      const body = assertRefused(await ask({ reference: 'INV-1', description: 'b' }), 'POSSIBLE_DUPLICATE');
      assert.deepEqual(body.metadata, { payment_id: id });
      assertRefused(await ask({ reference: 'INV-1', idempotency_key: 'new key' }), 'POSSIBLE_DUPLICATE');
      assertRefused(await ask({ reference: 'INV-1', allow_duplicate: false }), 'POSSIBLE_DUPLICATE');
      const meant = assertAnswer('createPayoutPayment', await ask({ reference: 'INV-1', allow_duplicate: true }));
      assert.notEqual(meant.id, id);
    });

    test('without a reference, or with anything else, there is no guard', async () => {
      assertAnswer('createPayoutPayment', await ask({ amount: 31 }));
      assertAnswer('createPayoutPayment', await ask({ amount: 31 }));
      assertAnswer('createPayoutPayment', await ask({ amount: 31, reference: 'INV-2' }));
      assertAnswer('createPayoutPayment', await ask({ amount: 31.01, reference: 'INV-2' }));
      assertAnswer('createPayoutPayment', await ask({ amount: 31, reference: 'INV-3' }));
      assertAnswer('createPayoutPayment', await ask({ amount: 31, reference: 'INV-2', currency: 'USD' }));
    });

    test('a payout that did not pay is no reason to refuse another', async () => {
      const { id } = assertAnswer('createPayoutPayment', await ask({ reference: 'INV-4' }));
      await sarf.call('POST', `/payouts/v1/payments/${id}/cancel`);
      assertAnswer('createPayoutPayment', await ask({ reference: 'INV-4' }));
    });

    test('of many that come at once one is made', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask({ reference: 'INV-5' })));
      const made = answers.filter((called) => called.status === 201);
      assert.equal(made.length, 1);
      const payment_id = made[0]?.body.id;
      for (const called of answers) {
        if (called.status !== 201)
          assert.deepEqual(assertRefused(called, 'POSSIBLE_DUPLICATE').metadata, { payment_id });
      }
    });

    test('an application may have no window at all', async () => {
      const other = await addApplication(sarf);
      const details = { beneficiary_name: 'Windowless', iban: 'AE070331234567890123456' };
      const { id } = (await other.call('POST', '/payouts/v1/payment/destinations', details)).body;
      const pay = { amount: 1, currency: 'AED', destination_id: id, reference: 'twice' };
      assertAnswer('createPayoutPayment', await other.call('POST', '/payouts/v1/payment', pay));
      assertRefused(await other.call('POST', '/payouts/v1/payment', pay), 'POSSIBLE_DUPLICATE');
      await setDuplicateWindow(sarf.deps, other.applicationId, 0);
      assertAnswer('createPayoutPayment', await other.call('POST', '/payouts/v1/payment', pay));
    });
  });

  describe('cancels a payout', () => {
    test('that no bank has seen; cancelling again changes nothing', async () => {
      const id = await sarf.pay(17);
      const cancelled = await sarf.call('POST', `/payouts/v1/payments/${id}/cancel`);
      const payout = assertAnswer('cancelPayout', cancelled);
      assert.equal(payout.status, 'REJECTED');
      assert.equal(payout.reason.code, 'CANCELLED');
      const again = await sarf.call('POST', `/payouts/v1/payments/${id}/cancel`);
      assert.deepEqual(assertAnswer('cancelPayout', again), payout);
      const { body } = await sarf.call('GET', `/payouts/v1/payments/${id}/history`);
      assert.deepEqual(
        body.content.map(({ sequence, status, state, actor }: Json) => ({ sequence, status, state, actor })),
        [
          { sequence: 1, status: 'PENDING', state: 'queued', actor: `client:${sarf.sandbox.client.clientId}` },
          { sequence: 2, status: 'REJECTED', state: 'rejected', actor: `client:${sarf.sandbox.client.clientId}` },
        ],
      );
    });

    test('whatever empty body it comes with', async () => {
      for (const type of ['application/json', 'application/x-www-form-urlencoded', 'text/plain']) {
        const id = await sarf.pay(18);
        const called = await sarf.call('POST', `/payouts/v1/payments/${id}/cancel`, '', { 'content-type': type });
        assert.equal(assertAnswer('cancelPayout', called).status, 'REJECTED');
      }
    });

    test('once, when many cancel it at the same time', async () => {
      const before = await balances();
      const id = await sarf.pay(19);
      const path = `/payouts/v1/payments/${id}/cancel`;
      const answers = await Promise.all(Array.from({ length: 10 }, () => sarf.call('POST', path)));
      for (const called of answers) assert.equal(assertAnswer('cancelPayout', called).status, 'REJECTED');
      assert.deepEqual(await balances(), before);
    });
  });

  describe('shows a payout', () => {
    test('its history, by its own id and by that of its intent', async () => {
      const payout = assertAnswer('createPayoutPayment', await ask());
      const { body } = await sarf.call('GET', `/payouts/v1/payments/${payout.id}/history`);
      assert.equal(body.content.length, 1);
      const [line] = body.content;
      assert.deepEqual(line, {
        sequence: 1,
        status: 'PENDING',
        state: 'queued',
        at: line.at,
        actor: `client:${sarf.sandbox.client.clientId}`,
        reason: null,
      });
      const byIntent = await sarf.call('GET', `/payouts/v1/payments/${payout.payment_intent_id}/history`);
      assert.deepEqual(assertAnswer('getPayoutPaymentHistory', byIntent), body);
    });

    test('what it booked in the ledger, and nobody else sees it', async () => {
      const payout = assertAnswer('createPayoutPayment', await ask());
      const path = `/payouts/v1/payments/${payout.id}/ledger`;
      const [hold, ...rest] = assertAnswer('getPayoutLedger', await sarf.call('GET', path)).content;
      assert.equal(rest.length, 0);
      const { payout_account_id: account, amount, currency } = payout;
      assert.partialDeepStrictEqual(hold, { step: 'hold', amount, currency });
      assert.deepEqual([hold.debit, hold.credit.kind], [{ kind: 'payout_account', id: account }, 'paid_out']);
      assertAnswer('cancelPayout', await sarf.call('POST', `/payouts/v1/payments/${payout.id}/cancel`));
      const byIntent = `/payouts/v1/payments/${payout.payment_intent_id}/ledger`;
      const { content } = assertAnswer('getPayoutLedger', await sarf.call('GET', byIntent));
      assert.deepEqual(
        content.map(({ step }: Json) => step),
        ['hold', 'release'],
      );
      // A payout account has a transfer that funds it, and is no payout.
      const none = [`/payouts/v1/payments/${account}/ledger`, `/payouts/v1/payments/${NOBODY}/ledger`];
      for (const one of none) assertRefused(await sarf.call('GET', one), 'UNKNOWN_PAYMENT');
      const other = await addApplication(sarf);
      assertRefused(await other.call('GET', path), 'UNKNOWN_PAYMENT');
    });

    test('its intent, with the payout and the destination in it', async () => {
      const payout = assertAnswer('createPayoutPayment', await ask({ description: 'd', reference: 'intent' }));
      const intent = await sarf.call('GET', `/payouts/v1/intents/${payout.payment_intent_id}`);
      const body = assertAnswer('getPayoutIntent', intent);
      assert.deepEqual(body.payment, payout);
      const destination = await sarf.call('GET', `/payouts/v1/payment/destinations/${payout.destination_id}`);
      assert.deepEqual(body.payment_destination, destination.body);
      for (const name of ['payment_intent_id', 'amount', 'currency', 'description', 'reference', 'created_at']) {
        assert.deepEqual(body[name], payout[name], name);
      }
      // The two kinds of id are not taken for each other.
      assertRefused(await sarf.call('GET', `/payouts/v1/${payout.payment_intent_id}`), 'UNKNOWN_PAYMENT');
      assertRefused(await sarf.call('GET', `/payouts/v1/intents/${payout.id}`), 'UNKNOWN_PAYMENT_INTENT');
    });

    test('in plain words', async () => {
      const id = await sarf.pay(21);
      const waiting = assertAnswer('explainPayout', await sarf.call('GET', `/payouts/v1/payments/${id}/explain`));
      assert.deepEqual([waiting.state, waiting.next.who, waiting.money_moved], ['queued', 'sarf', 'no']);
      await sarf.call('POST', `/payouts/v1/payments/${id}/cancel`);
      const ended = assertAnswer('explainPayout', await sarf.call('GET', `/payouts/v1/payments/${id}/explain`));
      assert.deepEqual([ended.state, ended.next.who, ended.money_moved], ['rejected', 'nobody', 'no']);
      assert.match(ended.why, /Cancelled by the caller/);
    });
  });
});
