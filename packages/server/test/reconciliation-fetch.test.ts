import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { approveConsent } from './calls-customers.ts';
import { charge } from './calls-payments.ts';
import { openDesk, untilPayout } from './desk.ts';
import { assertAnswer, assertRefused, NOBODY } from './doors.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';
import { strangerIban, today } from './statement-file.ts';

describe('statements that are fetched from the bank', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ statementsEveryMs: 150, bankOptions: { settleMs: 100 } });
  });
  after(() => sarf.stop());

  const statementsOf = async (accountId: string): Promise<Json[]> =>
    assertAnswer(
      'listStatements',
      await sarf.call('GET', `/reconciliation/v1/statements?payout_account_id=${accountId}`),
    ).content;
  const book = (iban: string, line: Record<string, unknown>) => sarf.bank('POST', `/accounts/${iban}/entries`, line);

  test('prove payouts and payments without anybody doing anything, while the bank comes and goes', async () => {
    const desk = await openDesk(sarf);
    const id = await sarf.pay(12, { payout_account_id: desk.accountId });
    await untilPayout(sarf, id, 'COMPLETED');
    const proven = await until('a statement proves it', async () => {
      const { body } = await sarf.call('GET', `/payouts/v1/${id}`);
      return body.evidence.length > 0 && body;
    });
    assert.deepEqual([proven.evidence[0].amount, proven.evidence[0].booked_at], [12, today()]);
    await sarf.stopBank();
    const payment = await desk.record(55, 'FETCH-100200');
    await sarf.startBank();
    await book(desk.iban, { direction: 'credit', amount: '55.00', remittance: 'FETCH-100200' });
    await until('the payment is reconciled', async () => {
      const { reconciliation } = await desk.payment(payment.id);
      return reconciliation.status === 'RECONCILED';
    });
    const statements = await statementsOf(desk.accountId);
    assert.ok(statements.length >= 2);
    assert.deepEqual(new Set(statements.map(({ source }) => source)), new Set(['bank']));
    assert.deepEqual(
      statements.flatMap(({ warnings }) => warnings),
      [],
    );
    assert.deepEqual(
      statements.map(({ bank_sequence: sequence }) => Number(sequence)),
      statements.map((_, index) => statements.length - index),
      'one after another, none twice',
    );
    assert.equal(await desk.posted(), 1043);
    assert.equal((await desk.entries()).length, 2);
  });

  test('reconcile a charge from its consent to its proof', async () => {
    const consent = await approveConsent(sarf, { control_parameters: { max_individual_amount: 1000 } });
    const { body: made } = await charge(sarf.call, { amount: 20, consent_id: consent.id });
    const payment = await until('the charge is reconciled', async () => {
      const { body } = await sarf.call('GET', `/payments/v1/${made.id}`);
      return body.reconciliation.status === 'RECONCILED' && body;
    });
    assert.deepEqual([payment.status, payment.refunds.remaining], ['ACCEPTED_BY_BANK', 20]);
  });

  test('match what came another way too', async () => {
    const desk = await openDesk(sarf);
    await book(desk.iban, { direction: 'credit', amount: '8.00', remittance: 'LATER-100200' });
    await until('the entry is there', async () => (await desk.entries()).length === 1);
    const payment = await desk.record(8, 'LATER-100200');
    await until(
      'it is matched later',
      async () => (await desk.payment(payment.id)).reconciliation.status === 'RECONCILED',
    );
  });

  test('that the bank does not give now are fetched later, and none is passed over', async () => {
    const desk = await openDesk(sarf);
    // The bank knows no account of that number, and so gives nothing.
    await sarf.sql`update payout_accounts set iban = ${strangerIban} where id = ${desk.accountId}`;
    await book(desk.iban, { direction: 'credit', amount: '3.00' });
    await sarf.sql`update statement_marks set due_at = now() where payout_account_id = ${desk.accountId}`;
    await until('it was looked at', async () => {
      const [mark] = await sarf.sql<{ due: boolean }[]>`
        select due_at > now() - interval '1 second' as due from statement_marks where payout_account_id = ${desk.accountId}`;
      return mark?.due;
    });
    assert.deepEqual(await statementsOf(desk.accountId), []);
    await sarf.sql`update payout_accounts set iban = ${desk.iban} where id = ${desk.accountId}`;
    await until('it is read', async () => (await desk.entries()).length === 1);
  });

  test('make the summary add up', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(100, 'SUM-100200');
    const id = await sarf.pay(30, { payout_account_id: desk.accountId });
    await untilPayout(sarf, id, 'COMPLETED');
    await book(desk.iban, { direction: 'credit', amount: '100.00', remittance: 'SUM-100200' });
    await book(desk.iban, { direction: 'debit', amount: '2.00', kind: 'fee' });
    await book(desk.iban, { direction: 'debit', amount: '9.00', remittance: 'a riddle' });
    await until('all of it is booked and matched', async () => {
      const entries = await desk.entries();
      const isReconciled = (await desk.payment(payment.id)).reconciliation.status === 'RECONCILED';
      return entries.length === 4 && isReconciled;
    });
    await until('the alarm is raised', async () => (await desk.entries('&status=unknown_debit')).length === 1);
    const path = `/reconciliation/v1/summary?payout_account_id=${desk.accountId}`;
    const [summary] = assertAnswer('summariseReconciliation', await sarf.call('GET', path)).content;
    assert.deepEqual(summary, {
      payout_account_id: desk.accountId,
      currency: 'AED',
      from: `${today().slice(0, 8)}01`,
      to: today(),
      opening: 1000,
      movements: [
        { kind: 'payments', count: 1, amount: 100 },
        { kind: 'payouts', count: 1, amount: -30 },
        { kind: 'returns', count: 0, amount: 0 },
        { kind: 'unmatched_credits', count: 0, amount: 0 },
        { kind: 'unmatched_debits', count: 2, amount: -11 },
      ],
      closing: 1059,
      difference: 0,
      in_flight: { payouts: { count: 0, amount: 0 }, payments: { count: 0, amount: 0 } },
      unmatched: { entries: 2, suggestions: 0, unknown_debits: 1 },
    });
    const [earlier] = assertAnswer(
      'summariseReconciliation',
      await sarf.call('GET', `${path}&from=2025-01-01&to=2025-01-31`),
    ).content;
    assert.deepEqual([earlier.opening, earlier.closing, earlier.difference], [1000, 1000, 0]);
    assertRefused(await sarf.call('GET', `${path}&from=2025-02-01&to=2025-01-31`), 'INVALID_PARAMETERS', ['to']);
    assertRefused(
      await sarf.call('GET', `/reconciliation/v1/summary?payout_account_id=${NOBODY}`),
      'UNKNOWN_PAYOUT_ACCOUNT',
    );
    const all = assertAnswer('summariseReconciliation', await sarf.call('GET', '/reconciliation/v1/summary')).content;
    assert.ok(all.length > 3);
  });
});
