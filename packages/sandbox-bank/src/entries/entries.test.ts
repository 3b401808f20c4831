import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creditorIban, debtorIban, startBank } from '../../test/bank-under-test.ts';

test('a line booked by hand moves the balance and is on the statement', async (t) => {
  const bank = await startBank(t);
  const counterparty = { name: 'Noor Haddad', iban: creditorIban };
  const { httpStatus, body } = await bank.book(debtorIban, 'credit', '250.00', {
    remittance: 'INVOICE 7',
    end_to_end_id: 'ABC',
    counterparty,
  });
  assert.equal(httpStatus, 201);
  assert.deepEqual(body, {
    bank_reference: 'SE0000000001',
    booked_at: body.booked_at,
    iban: debtorIban,
    direction: 'credit',
    kind: 'transfer',
    amount: '250.00',
    currency: 'AED',
    end_to_end_id: 'ABC',
    counterparty,
    remittance: 'INVOICE 7',
  });
  await bank.book(debtorIban, 'debit', '0.50', { kind: 'fee' });
  await bank.book(debtorIban, 'credit', '0.25', { kind: 'interest' });
  assert.partialDeepStrictEqual(await bank.account(debtorIban), {
    balance: '1000249.75',
    received: '250.25',
    booked_debits: '0.50',
  });
  await bank.statements();
  const xml = await bank.statement(1);
  assert.match(xml, /<AcctSvcrRef>SE0000000001<.*<EndToEndId>ABC<.*INVOICE 7/s);
  assert.match(xml, /MDOP<.*CHRG<.*MCOP<.*INTR</s);
});

test('a line that the account cannot pay, or the books cannot count, is refused', async (t) => {
  const bank = await startBank(t);
  const over = await bank.book(debtorIban, 'debit', '1000000.01');
  assert.equal(over.httpStatus, 409);
  assert.partialDeepStrictEqual(over.body, { status: 'INSUFFICIENT_FUNDS' });
  assert.equal((await bank.book(debtorIban, 'debit', '1000000.00')).httpStatus, 201);
  const answers: number[] = [];
  for (let n = 0; n < 10; n += 1) {
    answers.push((await bank.book('AE089997414000000000002', 'credit', '999999999999999.999')).httpStatus);
  }
  assert.deepEqual(answers, [...Array.from({ length: 9 }, () => 201), 409]);
  assert.equal((await bank.get('/accounts/AE089997414000000000002/statements')).httpStatus, 200);
});

test('a line that is none is refused, and so is an unknown account', async (t) => {
  const bank = await startBank(t);
  const wrong: Record<string, unknown>[] = [
    {},
    { direction: 'credit' },
    { direction: 'in', amount: '1.00' },
    { direction: 'credit', amount: '0' },
    { direction: 'credit', amount: '-1' },
    { direction: 'credit', amount: '1.001' },
    { direction: 'credit', amount: 1 },
    { direction: 'credit', amount: '1.00', kind: 'return' },
    { direction: 'credit', amount: '1.00', end_to_end_id: '' },
    { direction: 'credit', amount: '1.00', end_to_end_id: 'a\nb' },
    { direction: 'credit', amount: '1.00', remittance: 'x'.repeat(141) },
    { direction: 'credit', amount: '1.00', counterparty: {} },
    { direction: 'credit', amount: '1.00', counterparty: { name: 'X', iban: 'nonsense' } },
    { direction: 'credit', amount: '1.00', extra: 1 },
  ];
  for (const body of wrong) {
    const { httpStatus } = await bank.post(`/accounts/${debtorIban}/entries`, body);
    assert.equal(httpStatus, 400, JSON.stringify(body));
  }
  assert.equal((await bank.book(creditorIban, 'credit', '1.00')).httpStatus, 404);
  assert.deepEqual((await bank.statements()).content, []);
});
