import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { instruction, startBank, startReceiver } from '../test/bank-under-test.ts';
import { scenarioOf } from './scenarios.ts';

test('the last two digits of the minor amount choose the scenario, whatever the decimals', () => {
  assert.equal(scenarioOf(10_091n), 'account_closed');
  assert.equal(scenarioOf(191n), 'account_closed');
  assert.equal(scenarioOf(1_094n), 'dropped_before_booking');
  assert.equal(scenarioOf(9_100n), 'normal');
  assert.equal(scenarioOf(9n), 'normal');
});

test('a normal instruction is answered ACSP, settles, and is told once', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  const { httpStatus, body } = await bank.submit(instruction('N1', '100.00', { remittance: 'INVOICE 7' }));
  assert.equal(httpStatus, 200);
  assert.partialDeepStrictEqual(body, { results: [{ end_to_end_id: 'N1', status: 'ACSP', reason_code: null }] });
  assert.equal(await bank.balance(), '999900.00');
  await bank.waitForStatus('N1', 'ACSC');
  assert.partialDeepStrictEqual(await bank.record('N1'), {
    amount: '100.00',
    currency: 'AED',
    remittance: 'INVOICE 7',
    times_received: 1,
    times_booked: 1,
    returned_at: null,
    bank_reference: body.results[0]?.bank_reference,
  });
  await sleep(150);
  assert.deepEqual(
    receiver.about('N1').map(({ status }) => status),
    ['ACSC'],
  );
});

test('.91 and .92 are refused in the answer, book nothing and call nobody', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  const { body } = await bank.submit(instruction('A', '1.91'), instruction('B', '1.92'));
  assert.partialDeepStrictEqual(body, {
    results: [
      { status: 'RJCT', reason_code: 'AC04', reason: 'The account is closed.', bank_reference: null },
      { status: 'RJCT', reason_code: 'AM04', reason: 'Insufficient funds.', bank_reference: null },
    ],
  });
  assert.equal(await bank.balance(), '1000000.00');
  assert.partialDeepStrictEqual(await bank.statusOf('A'), { status: 'RJCT', reason_code: 'AC04' });
  await sleep(100);
  assert.equal(receiver.received.length, 0);
});

test('.93 is booked with its neighbours and nobody is answered', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  await assert.rejects(bank.submit(instruction('A', '1.00'), instruction('B', '2.93'), instruction('C', '3.91')));
  assert.equal(await bank.balance(), '999996.07');
  for (const id of ['A', 'B']) {
    await bank.waitForStatus(id, 'ACSC');
    assert.equal((await bank.record(id)).times_booked, 1);
  }
  assert.equal((await bank.record('C')).status, 'RJCT');
});

test('.94 is dropped the first time, and is normal when it comes again', async (t) => {
  const bank = await startBank(t);
  await assert.rejects(bank.submit(instruction('A', '5.94'), instruction('B', '1.00')));
  assert.equal((await bank.statusOf('A'))?.status, 'NOTFOUND');
  assert.partialDeepStrictEqual(await bank.record('A'), { status: 'NOTFOUND', times_received: 1, times_booked: 0 });
  assert.equal((await bank.record('B')).times_booked, 1);
  const { body } = await bank.submit(instruction('A', '5.94'));
  assert.equal(body.results[0]?.status, 'ACSP');
  await bank.waitForStatus('A', 'ACSC');
  assert.partialDeepStrictEqual(await bank.record('A'), { times_received: 2, times_booked: 1 });
  assert.equal(await bank.balance(), '999993.06');
});

test('.95 stays in progress until the clock is moved', async (t) => {
  const bank = await startBank(t);
  await bank.submit(instruction('A', '5.95'));
  await sleep(200);
  assert.equal((await bank.statusOf('A'))?.status, 'ACSP');
  const { body } = await bank.post('/advance', { seconds: 0 });
  assert.partialDeepStrictEqual(body, { settled: 1, returned: 0 });
  assert.equal((await bank.statusOf('A'))?.status, 'ACSC');
});

test('.96 completes and is returned two seconds of bank time later', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  await bank.submit(instruction('A', '5.96'));
  await bank.waitForStatus('A', 'ACSC');
  assert.equal(await bank.balance(), '999994.04');
  await bank.waitForStatus('A', 'RTRN');
  assert.equal(await bank.balance(), '1000000.00');
  assert.partialDeepStrictEqual(await bank.statusOf('A'), { status: 'RTRN', reason_code: 'AC06' });
  const { settled_at, returned_at } = await bank.record('A');
  assert.equal(Date.parse(String(returned_at)) - Date.parse(String(settled_at)), 2_000);
  await sleep(100);
  assert.deepEqual(
    receiver.about('A').map(({ status, reason_code }) => [status, reason_code]),
    [
      ['ACSC', null],
      ['RTRN', 'AC06'],
    ],
  );
});

test('.97 has its callbacks twice and out of order', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  await bank.submit(instruction('A', '5.97'));
  await bank.waitForStatus('A', 'ACSC');
  await sleep(500);
  assert.deepEqual(
    receiver.about('A').map(({ status }) => status),
    ['ACSC', 'ACSP', 'ACSC', 'ACSP'],
  );
  const [completed, accepted] = receiver.about('A');
  assert(String(accepted?.at) < String(completed?.at), 'the late ACSP tells the earlier time');
});

test('.98 is booked at once and answered three seconds late', async (t) => {
  const bank = await startBank(t);
  const startedAt = performance.now();
  const answered = bank.submit(instruction('A', '5.98'));
  await sleep(100);
  assert.equal((await bank.record('A')).times_booked, 1);
  assert.equal((await answered).body.results[0]?.status, 'ACSP');
  assert(performance.now() - startedAt >= 2_990);
});

test('a bank that is stopped does not wait for its late answers', async (t) => {
  const bank = await startBank(t);
  const answered = assert.rejects(bank.submit(instruction('A', '5.98')));
  await sleep(100);
  const startedAt = performance.now();
  await bank.stop();
  await answered;
  assert(performance.now() - startedAt < 1_000);
});

test('an instruction that cannot be carried out is refused alone, with an ISO reason', async (t) => {
  const bank = await startBank(t);
  await bank.openAccount('KW81CBKU0000000000001234560101', 'KWD', '1.000');
  const kwd = { currency: 'KWD', debtor_iban: 'KW81CBKU0000000000001234560101' };
  const { body } = await bank.submit(
    instruction('A', '1.00', { debtor_iban: 'AE000000000000000000000' }),
    instruction('B', '1.00', { currency: 'USD' }),
    instruction('C', '1.001'),
    instruction('D', '0.00'),
    instruction('E', '1.00', { creditor: { name: 'X', iban: 'AE470090000000123456789' } }),
    instruction('F', '1.001', kwd),
    instruction('G', '1.000', kwd),
    instruction('H', '1.00', { creditor: { name: 'X', account_number: '12345', bank_code: 'EBILAEAD' } }),
  );
  assert.deepEqual(
    body.results.map(({ status, reason_code }) => reason_code ?? status),
    ['AC01', 'AM03', 'AM12', 'AM01', 'AC03', 'AM04', 'ACSP', 'ACSP'],
  );
  assert.equal(await bank.balance(kwd.debtor_iban), '0.000');
});
