import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { charge, debtorIban, instruction, startBank, startReceiver, waitUntil } from '../../test/bank-under-test.ts';

test('a charge takes from the payer and gives to the merchant', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  const { consent_id } = await bank.ask();
  const { account } = (await bank.decide(consent_id, 'approve')).body;
  assert(account);
  const debtor = { name: account.holder_name, iban: account.iban };
  const { httpStatus, body } = await bank.charge(charge('C1', consent_id, '250.00', { remittance: 'MONTH 1' }));
  assert.equal(httpStatus, 200);
  const [result] = body.results;
  assert.deepEqual(result, {
    end_to_end_id: 'C1',
    status: 'ACSP',
    reason_code: null,
    reason: null,
    bank_reference: result?.bank_reference,
    debtor,
  });
  await bank.waitForStatus('C1', 'ACSC');
  assert.partialDeepStrictEqual(await bank.account(account.iban), { balance: '99750.00', booked_debits: '250.00' });
  assert.partialDeepStrictEqual(await bank.account(debtorIban), { balance: '1000250.00', received: '250.00' });
  assert.deepEqual(await bank.paidStatus('C1'), [{ ...result, status: 'ACSC' }]);
  assert.partialDeepStrictEqual(await bank.record('C1'), {
    kind: 'charge',
    consent_id,
    debtor_iban: account.iban,
    creditor_iban: debtorIban,
    creditor: { name: 'Falcon Trading LLC', iban: debtorIban },
    remittance: 'MONTH 1',
    times_booked: 1,
  });
  await waitUntil(() => receiver.about('C1').length === 1, 'it is told');
  assert.partialDeepStrictEqual(receiver.about('C1'), [{ status: 'ACSC', kind: 'charge', debtor }]);
});

test('without a consent in force nothing is charged', async (t) => {
  const bank = await startBank(t);
  const asked = await bank.ask();
  const [refused, suspended, revoked] = [await bank.ask(), await bank.ask(), await bank.ask()];
  await bank.decide(refused.consent_id, 'refuse');
  for (const { consent_id } of [suspended, revoked]) await bank.decide(consent_id, 'approve');
  await bank.decide(suspended.consent_id, 'suspend');
  await bank.post(`/consents/${revoked.consent_id}/revoke`, {});
  const ids = [asked, refused, suspended, revoked].map(({ consent_id }) => consent_id);
  const { body } = await bank.charge(
    charge('UNKNOWN', randomUUID(), '1.00'),
    charge('NONSENSE', 'x', '1.00'),
    ...ids.map((id, n) => charge(`C${n}`, id, '1.00')),
  );
  assert.deepEqual(
    body.results.map(({ status, reason_code, debtor }) => [status, reason_code, debtor !== null]),
    [
      ['RJCT', 'AG01', false],
      ['RJCT', 'AG01', false],
      ['RJCT', 'MD01', false],
      ['RJCT', 'MD01', false],
      ['RJCT', 'MD01', true],
      ['RJCT', 'MD01', true],
    ],
  );
  assert.partialDeepStrictEqual(await bank.record('UNKNOWN'), { times_received: 1, times_booked: 0, debtor_iban: '' });
  for (const { balance } of await bank.payers('AED')) assert.equal(balance, '100000.00');
});

test('one bad charge never fails its neighbours', async (t) => {
  const bank = await startBank(t);
  const { consent_id } = await bank.ask();
  await bank.decide(consent_id, 'approve');
  const { body } = await bank.charge(
    charge('A', consent_id, '1.00', { currency: 'USD' }),
    charge('B', consent_id, '1.001'),
    charge('C', consent_id, '0'),
    charge('D', consent_id, '1.91'),
    charge('E', consent_id, '99999999.00'),
    charge('F', consent_id, '1.00', { creditor_iban: 'AE080331234567890123456' }),
    charge('G', consent_id, '1.00'),
  );
  assert.deepEqual(
    body.results.map(({ reason_code }) => reason_code),
    ['AM03', 'AM12', 'AM01', 'AC04', 'AM04', 'AC03', null],
  );
});

test('a charge that is sent twice is booked twice; one that was dropped is booked when it comes again', async (t) => {
  const bank = await startBank(t);
  const { consent_id } = await bank.ask();
  await bank.decide(consent_id, 'approve');
  for (let n = 0; n < 2; n += 1) await bank.charge(charge('TWICE', consent_id, '1.00'));
  assert.partialDeepStrictEqual(await bank.record('TWICE'), { times_received: 2, times_booked: 2 });
  await assert.rejects(bank.charge(charge('DROPPED', consent_id, '1.94')));
  assert.partialDeepStrictEqual(await bank.paidStatus('DROPPED', 'NEVER'), [
    { status: 'NOTFOUND' },
    { status: 'NOTFOUND' },
  ]);
  assert.equal((await bank.charge(charge('DROPPED', consent_id, '1.94'))).body.results[0]?.status, 'ACSP');
});

test('a charge that is returned gives the payer the money back and takes it from the merchant', async (t) => {
  const bank = await startBank(t);
  const { consent_id } = await bank.ask();
  const { account } = (await bank.decide(consent_id, 'approve')).body;
  await bank.charge(charge('BACK', consent_id, '10.96'));
  await bank.waitForStatus('BACK', 'ACSC');
  assert.equal(await bank.balance(), '1000010.96');
  await bank.post('/advance', {});
  assert.partialDeepStrictEqual(await bank.paidStatus('BACK'), [{ status: 'RTRN', reason_code: 'AC06' }]);
  assert.equal(await bank.balance(), '1000000.00');
  assert.equal(await bank.balance(account?.iban), '100000.00');
});

test('a refund by payout reaches the payer', async (t) => {
  const bank = await startBank(t);
  const { consent_id } = await bank.ask();
  const { account } = (await bank.decide(consent_id, 'approve')).body;
  assert(account);
  await bank.charge(charge('PAID', consent_id, '80.00'));
  await bank.waitForStatus('PAID', 'ACSC');
  const creditor = { name: account.holder_name, iban: account.iban };
  await bank.submit(instruction('REFUND', '30.00', { creditor }));
  await bank.waitForStatus('REFUND', 'ACSC');
  assert.equal(await bank.balance(account.iban), '99950.00');
  assert.equal(await bank.balance(), '1000050.00');
});

test('charges meet the same faults as payouts, and the books say what was done', async (t) => {
  const first = await startBank(t);
  const { consent_id } = await first.ask();
  await first.decide(consent_id, 'approve');
  await first.stop();
  const bank = await startBank(t, { databasePath: first.databasePath, faults: { seed: 43, rate: 1 } });
  const seen = new Set<string>();
  for (let n = 0; n < 8; n += 1) {
    const answer = await bank.charge(charge(`F${n}`, consent_id, '1.00')).catch(() => null);
    const record = await bank.get<{ times_booked?: number }>(`/instructions/F${n}`);
    seen.add(`${answer?.httpStatus ?? 'no answer'} ${record.body.times_booked ?? 'unknown'}`);
  }
  assert.deepEqual([...seen].toSorted(), ['200 1', '503 unknown', 'no answer 0', 'no answer 1']);
});
