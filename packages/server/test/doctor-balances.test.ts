import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { commands } from '../src/admin/commands.ts';
import { openAccountsAtBanks } from '../src/admin/open-accounts.ts';
import { createApplication } from '../src/auth/clients.ts';
import { makeIban } from '../src/foundation/iban.ts';
import { examineAll } from './audit.ts';
import { reachPayment } from './calls-payments.ts';
import { corrupted, namesOf, saidBy, wrong } from './corrupted.ts';
import { type Desk, openDesk } from './desk.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

describe('the doctor, comparing balances', () => {
  let sarf: RunningSarf;
  let desk: Desk;
  before(async () => {
    sarf = await startSarf({ statementsEveryMs: 100, bankOptions: { settleMs: 0 } });
    desk = await openDesk(sarf);
  });
  after(() => sarf.stop());

  /** What is on the account at the bank. */
  const atBank = async (): Promise<string> => (await sarf.bank('GET', `/accounts/${desk.iban}`)).body.balance;
  const book = async (line: Record<string, unknown>): Promise<void> => {
    assert.equal((await sarf.bank('POST', `/accounts/${desk.iban}/entries`, line)).status, 201);
  };
  /** Waits until so many lines of the account are known. */
  const known = (count: number): Promise<unknown> =>
    until(`${count} entries are known`, async () => (await desk.entries()).length === count);
  const checkout = async (amount: number): Promise<Json> => {
    const wish = { amount, currency: 'AED', payout_account_id: desk.accountId };
    const opened = (await sarf.call('POST', '/payments/v1/intents', wish)).body.payments[0];
    await sarf.bank('POST', `/checkouts/${opened.end_to_end_id}/decision`, { decision: 'approve' });
    return reachPayment(sarf, opened.id, 'ACCEPTED_BY_BANK');
  };
  const reconciled = (id: string): Promise<unknown> =>
    until('it is proven', async () => (await desk.payment(id)).reconciliation.status === 'RECONCILED');

  const createAccount = async (...words: string[]): Promise<string[]> => {
    const given = ['--name', 'One more', '--currency', 'AED', '--opening', '250.50', '--default', 'no'];
    const task = commands.find(({ name }) => name === 'create-account')?.read([...given, ...words]);
    assert(task && 'inDatabase' in task);
    return task.inDatabase(sarf.deps);
  };

  /** The doctor finds nothing, and comes to look when it has to leave no account out. */
  const fits = (): Promise<unknown> =>
    until('no account is left out', async () => {
      const checks = await examineAll(sarf.sql, sarf.bankUrl);
      assert.equal(saidBy(wrong(checks)), '');
      return checks.find(({ name }) => name === 'sandbox: balances')?.remark === null;
    });

  test('knows a checkout that is paid, before and after a statement proves it', async () => {
    const { id } = await checkout(30);
    await fits();
    await reconciled(id);
    assert.deepEqual([await atBank(), await desk.posted()], ['1030.00', 1030]);
    await fits();
  });

  test('knows what the bank booked by itself once its statement was fetched, matched or not', async () => {
    const record = await desk.record(40, 'BYHAND100200');
    await book({ direction: 'credit', amount: '40.00', remittance: 'BYHAND100200' });
    await book({ direction: 'credit', amount: '7.00', remittance: 'a riddle' });
    await book({ direction: 'debit', amount: '2.50', kind: 'fee' });
    await known(4);
    await reconciled(record.id);
    assert.deepEqual([await atBank(), await desk.posted()], ['1074.50', 1070]);
    await fits();
  });

  test('finds nothing after the person at the terminal has added an account, also to another application', async () => {
    const other = await createApplication(sarf.deps, 'Another one');
    for (const [application, bban] of [
      [sarf.sandbox.applicationId, '9990000000000000077'],
      [other, '9990000000000000078'],
    ] as const) {
      const iban = makeIban('AE', bban);
      const lines = await createAccount('--application', application, '--iban', iban);
      assert.match(lines.join('\n'), /^payout_account_id {2}\S+$/);
      assert.equal((await sarf.bank('GET', `/accounts/${iban}`)).body.balance, '250.50');
    }
    await fits();
  });

  test('an account that was added while the bank was away is opened by the next start', async () => {
    const iban = makeIban('AE', '9990000000000000079');
    await sarf.stopBank();
    const application = sarf.sandbox.applicationId;
    const lines = await createAccount('--application', application, '--iban', iban).finally(() => sarf.startBank());
    assert.match(lines.join('\n'), /^payout_account_id .*\nIt is not open at the bank: .*does not answer/);
    assert.equal((await sarf.bank('GET', `/accounts/${iban}`)).status, 404);
    await openAccountsAtBanks(sarf.deps);
    assert.equal((await sarf.bank('GET', `/accounts/${iban}`)).body.balance, '250.50');
    await fits();
  });

  test('knows a payout that is paid, and a refund of money that another system collected', async () => {
    await sarf.reach(await sarf.pay(10, { payout_account_id: desk.accountId }), 'completed');
    await sarf.reach(await sarf.pay(10.96, { payout_account_id: desk.accountId }), 'completed');
    await sarf.bank('POST', '/advance', { seconds: 10 });
    const record = await desk.record(20, 'UPLOADED100200');
    await desk.upload([{ amount: '20.00', bankReference: 'UP1', remittance: 'UPLOADED100200' }]);
    await reconciled(record.id);
    const item = { payment_id: record.id, amount: 15, reason_code: 'CUSTOMER_REQUEST' };
    const { body } = await sarf.call('POST', '/payouts/refunds', item);
    await sarf.call('PUT', '/payouts/refunds', [{ refund_id: body.id, status: 'CONFIRMED' }]);
    await until('it is refunded', async () => {
      const refund = (await sarf.call('GET', `/payouts/refunds/${body.id}`)).body;
      return refund.status === 'COMPLETED';
    });
    await until('what came back is known', async () => {
      const { content } = (await sarf.call('GET', `/payouts/v1/payments?payout_account_id=${desk.accountId}`)).body;
      return content.some(({ reason }: Json) => reason !== null);
    });
    assert.equal(await atBank(), '1049.50');
    await fits();
  });

  test('takes a line for what it is that carries the end-to-end id of an order and is none', async () => {
    const payment = await checkout(50);
    await reconciled(payment.id);
    const before = (await desk.entries()).length;
    // Twice the same again, and a part of it.
    for (const amount of ['50.00', '50.00', '3.00']) {
      await book({ direction: 'credit', amount, end_to_end_id: payment.end_to_end_id });
    }
    await known(before + 3);
    assert.equal(await atBank(), '1202.50');
    await fits();
  });

  test('takes the word of the bank for a payout that a line by hand says came back', async () => {
    const id = await sarf.pay(60, { payout_account_id: desk.accountId });
    const { end_to_end_id } = await sarf.reach(id, 'completed');
    await book({ direction: 'credit', amount: '60.00', end_to_end_id, remittance: 'returned' });
    await sarf.reach(id, 'returned');
    assert.equal(await atBank(), '1202.50');
    await fits();
  });

  test('knows a checkout that came back, whose second line no match ties to it', async () => {
    const before = (await desk.entries()).length;
    const payment = await checkout(10.96);
    await fits();
    await sarf.bank('POST', '/advance', { seconds: 10 });
    await reachPayment(sarf, payment.id, 'FAILED');
    await known(before + 2);
    assert.equal(await atBank(), '1202.50');
    await fits();
    // The same again by hand is another line.
    await book({ direction: 'debit', amount: '10.96', end_to_end_id: payment.end_to_end_id });
    await known(before + 3);
    assert.equal(await atBank(), '1191.54');
    await fits();
  });

  test('names a line that the bank showed and that is gone, and a checkout that is not counted', async () => {
    const lost = await corrupted(sarf, (tx) => tx`delete from entries where remittance = 'a riddle'`);
    assert.deepEqual(namesOf(lost), ['statements', 'sandbox: balances'], saidBy(lost));
    assert.match(saidBy(lost), /has 1184.54 AED, and at the bank there is 1191.54 AED/);
    const moved = await corrupted(sarf, async (tx) => {
      await tx`update payments set state = 'returned' where kind = 'checkout' and amount_minor = 3000`;
    });
    assert.deepEqual(namesOf(moved), ['states', 'sandbox: payments', 'sandbox: balances'], saidBy(moved));
    assert.match(saidBy(moved), /has 1161.54 AED, and at the bank there is 1191.54 AED/);
  });

  test('names what the bank booked and nobody has told us of, until somebody sends a statement', async () => {
    const other = await openDesk(sarf);
    await until('no statement of it is fetched any more', async () => {
      const [mark] = await sarf.sql`
        update statement_marks set due_at = now() + interval '1 hour'
        where payout_account_id = ${other.accountId} and lease_until is null returning 1`;
      return mark !== undefined;
    });
    const line = { direction: 'debit', amount: '9.00', remittance: 'gone' };
    await sarf.bank('POST', `/accounts/${other.iban}/entries`, line);
    const found = wrong(await examineAll(sarf.sql, sarf.bankUrl));
    assert.deepEqual(namesOf(found), ['sandbox: balances'], saidBy(found));
    assert.match(saidBy(found), /has 1000.00 AED, and at the bank there is 991.00 AED/);
    await other.upload([{ ...line, direction: 'debit', bankReference: 'SENT' }]);
    await fits();
  });

  // The bank's books cannot be rolled back, so this comes last.
  test('names an order that pays into our account and that we know nothing of', async () => {
    const creditor = { creditor_iban: desk.iban, currency: 'AED', amount: '5.00', remittance: 'stranger' };
    const expires_at = new Date(Date.now() + 60_000).toISOString();
    await sarf.bank('POST', '/checkouts', { ...creditor, end_to_end_id: 'STRANGER', expires_at });
    await sarf.bank('POST', '/checkouts/STRANGER/decision', { decision: 'approve' });
    const [found] = wrong(await examineAll(sarf.sql, sarf.bankUrl));
    assert.equal(found?.name, 'sandbox: orders');
    const words = /^STRANGER is at the bank, booked once to be paid into …\d{4}, and belongs to no payment$/;
    assert.match(saidBy(found ? [found] : []), words);
  });
});

test('the doctor waits for the news of a checkout that the bank has booked', async () => {
  const sarf = await startSarf({ worker: false, bankOptions: { callback: null, settleMs: 0 } });
  try {
    const opened = await sarf.call('POST', '/payments/v1/intents', { amount: 30, currency: 'AED' });
    const [{ end_to_end_id }] = opened.body.payments;
    const all = await examineAll(sarf.sql, sarf.bankUrl);
    assert.equal(all.at(-1)?.remark, null);
    await sarf.bank('POST', `/checkouts/${end_to_end_id}/decision`, { decision: 'approve' });
    const checks = await examineAll(sarf.sql, sarf.bankUrl);
    assert.equal(saidBy(wrong(checks)), '');
    assert.match(checks.at(-1)?.remark ?? '', /^Money is under way on 1 of \d accounts/);
  } finally {
    await sarf.stop();
  }
});
