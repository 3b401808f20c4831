import assert from 'node:assert/strict';
import { test } from 'node:test';
import { debtorIban, startBank, startReceiver, waitUntil } from '../../test/bank-under-test.ts';

test('a checkout waits for its payer, and is opened once', async (t) => {
  const bank = await startBank(t);
  const first = await bank.open('K1', '100.00');
  assert.deepEqual(Object.keys(first).toSorted(), ['checkout_url', 'end_to_end_id', 'status']);
  assert.equal(first.status, 'AWAITING');
  assert.match(first.checkout_url, new RegExp(`^${bank.url}/authorise/[A-Za-z0-9_-]{32}$`));
  assert.deepEqual(await bank.open('K1', '200.00'), first);
  assert.deepEqual(await bank.paidStatus('K1'), [
    { end_to_end_id: 'K1', status: 'AWAITING', reason_code: null, reason: null, bank_reference: null, debtor: null },
  ]);
  assert.equal((await bank.get('/instructions/K1')).httpStatus, 404);
});

test('a payer pays once: the payment is booked, settles, and is told from the beginning', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  const [, second] = await bank.payers('AED');
  assert(second);
  await bank.open('K1', '100.00');
  const { httpStatus, body } = await bank.pay('K1', 'approve', second.iban);
  assert.equal(httpStatus, 200);
  const debtor = { name: second.holder_name, iban: second.iban };
  assert.partialDeepStrictEqual(body, { end_to_end_id: 'K1', status: 'ACSP', debtor });
  await bank.waitForStatus('K1', 'ACSC');
  assert.equal(await bank.balance(second.iban), '99900.00');
  assert.equal(await bank.balance(), '1000100.00');
  assert.deepEqual(await bank.paidStatus('K1'), [{ ...body, status: 'ACSC' }]);
  assert.partialDeepStrictEqual(await bank.record('K1'), {
    kind: 'checkout',
    consent_id: null,
    creditor_iban: debtorIban,
    remittance: 'Order 4711',
    times_booked: 1,
  });
  await waitUntil(() => receiver.about('K1').length === 2, 'both changes are told');
  assert.partialDeepStrictEqual(receiver.about('K1'), [
    { status: 'ACSP', kind: 'checkout', debtor },
    { status: 'ACSC', kind: 'checkout', debtor },
  ]);
});

test('a payer who refuses, and one who does not decide in time, are told of with their reasons', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  await bank.open('NO', '100.00');
  await bank.open('LATE', '100.00');
  const { body } = await bank.pay('NO', 'refuse');
  assert.partialDeepStrictEqual(body, { status: 'RJCT', reason_code: 'CUST', debtor: null, bank_reference: null });
  await bank.post('/advance', { seconds: 3_601 });
  const results = await bank.paidStatus('NO', 'LATE');
  assert.partialDeepStrictEqual(results, [
    { status: 'RJCT', reason_code: 'CUST', reason: 'Refused by the payer.' },
    { status: 'RJCT', reason_code: 'TM01' },
  ]);
  for (const [id, code] of [
    ['NO', 'CUST'],
    ['LATE', 'TM01'],
  ] as const) {
    await waitUntil(() => receiver.about(id).length === 1, `${id} is told`);
    assert.partialDeepStrictEqual(receiver.about(id), [
      { status: 'RJCT', reason_code: code, kind: 'checkout', debtor: null, bank_reference: null },
    ]);
  }
  assert.partialDeepStrictEqual((await bank.get('/stats')).body, { times_received: 0 });
});

test('what was decided cannot be decided again', async (t) => {
  const bank = await startBank(t);
  for (const id of ['PAID', 'REFUSED', 'LATE']) await bank.open(id, '10.00');
  await bank.pay('PAID', 'approve');
  await bank.pay('REFUSED', 'refuse');
  await bank.post('/advance', { seconds: 3_601 });
  for (const id of ['PAID', 'REFUSED', 'LATE']) {
    for (const decision of ['approve', 'refuse']) {
      const { httpStatus, body } = await bank.pay(id, decision);
      assert.equal(httpStatus, 409);
      assert.partialDeepStrictEqual(body, { status: 'WRONG_STATE' });
    }
  }
  assert.equal((await bank.record('PAID')).times_booked, 1);
  assert.equal((await bank.pay('NEVER', 'approve')).httpStatus, 404);
});

test('the amount of a checkout chooses its fate as that of a payout does', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  for (const digits of ['91', '93', '94', '96']) await bank.open(`K${digits}`, `10.${digits}`);
  assert.partialDeepStrictEqual((await bank.pay('K91', 'approve')).body, { status: 'RJCT', reason_code: 'AC04' });
  await waitUntil(() => receiver.about('K91').length === 1, 'a refusal by the bank is told');
  await assert.rejects(bank.pay('K93', 'approve'));
  await bank.waitForStatus('K93', 'ACSC');
  await assert.rejects(bank.pay('K94', 'approve'));
  assert.partialDeepStrictEqual(await bank.paidStatus('K94'), [{ status: 'AWAITING' }]);
  assert.equal((await bank.pay('K94', 'approve')).body.status, 'ACSP');
  await bank.pay('K96', 'approve');
  await bank.post('/advance', {});
  assert.partialDeepStrictEqual(await bank.paidStatus('K96'), [{ status: 'RTRN', reason_code: 'AC06' }]);
  assert.equal(await bank.balance(), '1000021.87');
});

test('only an account of a payer in the currency can pay', async (t) => {
  const bank = await startBank(t);
  const [dollars] = await bank.payers('USD');
  await bank.open('K1', '1.00');
  for (const iban of [dollars?.iban, debtorIban]) {
    assert.partialDeepStrictEqual((await bank.pay('K1', 'approve', iban)).body, { status: 'INVALID_REQUEST' });
  }
  assert.partialDeepStrictEqual(await bank.paidStatus('K1'), [{ status: 'AWAITING' }]);
});

test('a checkout that ends is told after a restart as well', async (t) => {
  const first = await startBank(t);
  await first.open('K1', '1.00', { expires_at: new Date(Date.now() + 300).toISOString() });
  await first.stop();
  const receiver = await startReceiver(t);
  const second = await startBank(t, { databasePath: first.databasePath, callback: receiver.callback });
  await waitUntil(() => receiver.about('K1').length === 1, 'it is told');
  assert.partialDeepStrictEqual(await second.paidStatus('K1'), [{ status: 'RJCT', reason_code: 'TM01' }]);
});
