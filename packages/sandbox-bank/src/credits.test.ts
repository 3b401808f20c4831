import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creditorIban, debtorIban, instruction, startBank, startReceiver, waitUntil } from '../test/bank-under-test.ts';
import { isIban } from './iban.ts';

test('an account of this bank is credited when the instruction settles, not before', async (t) => {
  const bank = await startBank(t);
  await bank.openAccount(creditorIban, 'AED', '5.00', 'Noor Haddad');
  await bank.submit(instruction('A', '1.95'), instruction('B', '2.00'));
  await bank.waitForStatus('B', 'ACSC');
  assert.partialDeepStrictEqual(await bank.account(creditorIban), { received: '2.00', balance: '7.00' });
  await bank.post('/advance', {});
  assert.partialDeepStrictEqual(await bank.account(creditorIban), { received: '3.95', balance: '8.95' });
  assert.partialDeepStrictEqual(await bank.account(debtorIban), { booked_debits: '3.95', received: '0.00' });
});

test('what was credited is debited again when it is returned, even when it was spent meanwhile', async (t) => {
  const bank = await startBank(t);
  await bank.openAccount(creditorIban, 'AED', '1.00');
  await bank.submit(instruction('A', '100.96'));
  await bank.waitForStatus('A', 'ACSC');
  assert.equal(await bank.balance(creditorIban), '101.96');
  await bank.submit(
    instruction('SPENT', '101.00', { debtor_iban: creditorIban, creditor: { name: 'X', iban: debtorIban } }),
  );
  await bank.post('/advance', {});
  assert.partialDeepStrictEqual(await bank.record('A'), { status: 'RTRN' });
  assert.partialDeepStrictEqual(await bank.account(creditorIban), { received: '0.00', balance: '-100.00' });
  assert.partialDeepStrictEqual(await bank.account(debtorIban), { returned_credits: '100.96', balance: '1000101.00' });
  const more = instruction('MORE', '1.00', { debtor_iban: creditorIban });
  assert.partialDeepStrictEqual((await bank.submit(more)).body.results[0], { status: 'RJCT', reason_code: 'AM04' });
});

test('an account in another currency, and one that is opened later, gets nothing and gives nothing back', async (t) => {
  const bank = await startBank(t);
  await bank.openAccount(creditorIban, 'USD', '5.00');
  const later = 'AE760260001015000000601';
  await bank.submit(instruction('A', '1.96'), instruction('B', '1.96', { creditor: { name: 'X', iban: later } }));
  await bank.waitForStatus('B', 'ACSC');
  await bank.openAccount(later, 'AED', '1.00');
  await bank.post('/advance', {});
  assert.equal((await bank.record('B')).status, 'RTRN');
  assert.partialDeepStrictEqual(await bank.account(creditorIban), { received: '0.00', balance: '5.00' });
  assert.partialDeepStrictEqual(await bank.account(later), { received: '0.00', balance: '1.00' });
});

test('a payment to oneself changes nothing, returned or not', async (t) => {
  const bank = await startBank(t);
  const creditor = { name: 'Me', iban: debtorIban };
  await bank.submit(instruction('A', '1.00', { creditor }), instruction('B', '1.96', { creditor }));
  await bank.post('/advance', {});
  assert.equal((await bank.record('B')).status, 'RTRN');
  assert.equal(await bank.balance(), '1000000.00');
});

test('credits stop where the books cannot count further, and settling goes on', async (t) => {
  const bank = await startBank(t);
  await bank.openAccount(creditorIban, 'AED', '0.00');
  const huge = '999999999999999.00';
  const ibans = Array.from({ length: 100 }, (_, n) => `AE07${String(n).padStart(19, '0')}`);
  for (const iban of ibans) await bank.openAccount(iban, 'AED', huge);
  await bank.submit(...ibans.map((iban, n) => instruction(`H${n}`, huge, { debtor_iban: iban })));
  await bank.submit(instruction('LAST', '1.00'));
  await bank.post('/advance', {});
  assert.equal((await bank.record('LAST')).status, 'ACSC');
  // 92 of the 100, and the last one.
  assert.equal((await bank.account(creditorIban)).received, '91999999999999909.00');
});

test('a callback names the debtor when the bank knows who that is', async (t) => {
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { callback: receiver.callback });
  const [payer] = await bank.payers('AED');
  assert(payer);
  await bank.submit(instruction('A', '1.00', { debtor_iban: payer.iban }), instruction('B', '1.00'));
  await waitUntil(() => receiver.about('A').length + receiver.about('B').length === 2, 'both are told');
  assert.deepEqual(receiver.about('A')[0]?.debtor, { name: payer.holder_name, iban: payer.iban });
  assert.equal(receiver.about('B')[0]?.debtor, null);
  assert.deepEqual(
    receiver.received.flatMap(({ consents }) => consents),
    [],
  );
});

test('the audit shows the kind of an instruction and whom it pays', async (t) => {
  const bank = await startBank(t);
  const abroad = { name: 'X', account_number: '12345678', bank_code: '026009593' };
  await bank.submit(instruction('A', '1.00'), instruction('B', '1.00', { creditor: abroad }));
  assert.partialDeepStrictEqual(await bank.record('A'), { kind: 'payout', creditor_iban: creditorIban });
  assert.partialDeepStrictEqual(await bank.record('B'), { kind: 'payout', creditor_iban: null });
});

test('there are three payers in each of four currencies, and they stay as they are', async (t) => {
  const first = await startBank(t);
  const seen = new Set<string>();
  for (const [currency, balance] of [
    ['AED', '100000.00'],
    ['SAR', '100000.00'],
    ['USD', '100000.00'],
    ['KWD', '100000.000'],
  ] as const) {
    const payers = await first.payers(currency);
    assert.equal(payers.length, 3);
    assert.equal(new Set(payers.map(({ holder_name }) => holder_name)).size, 3);
    for (const payer of payers) {
      assert.match(payer.iban, /^AE[0-9]{2}999[0-9]{16}$/);
      assert(isIban(payer.iban));
      assert.partialDeepStrictEqual(payer, { currency, balance });
      seen.add(payer.iban);
    }
  }
  assert.equal(seen.size, 12);
  assert.deepEqual(await first.payers('EUR'), []);
  const [payer] = await first.payers('AED');
  await first.submit(instruction('A', '1.00', { debtor_iban: payer?.iban }));
  await first.stop();
  const second = await startBank(t, { databasePath: first.databasePath });
  assert.equal((await second.payers('AED'))[0]?.balance, '99999.00');
});

test('an account has a holder when somebody says who it is, and keeps that name', async (t) => {
  const bank = await startBank(t);
  assert.equal((await bank.account(debtorIban)).holder_name, null);
  await bank.openAccount(debtorIban, 'AED', '5.00', 'Falcon Trading LLC');
  assert.equal((await bank.openAccount(debtorIban, 'AED', '5.00', 'Somebody else')).httpStatus, 200);
  assert.partialDeepStrictEqual(await bank.account(debtorIban), {
    holder_name: 'Falcon Trading LLC',
    balance: '1000000.00',
  });
});
