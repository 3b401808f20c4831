import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { approveConsent } from './calls-customers.ts';
import { charge, statesOf } from './calls-payments.ts';
import { type Desk, openDesk } from './desk.ts';
import { assertAnswer } from './doors.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';
import { camtFile, type Line } from './statement-file.ts';

const out = (amount: string, endToEndId: string): Line => ({
  amount,
  direction: 'debit',
  code: 'PMNT/ICDT/ESCT',
  endToEndId,
});

// `.93`: the bank books it and drops the connection. It says nothing more of it for an hour, and is then stopped.
describe('what the bank gave no answer to, and a statement proves', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ bankOptions: { settleMs: 3_600_000 } });
  });
  after(() => sarf.stop());

  const read = async (id: string): Promise<Json> => (await sarf.call('GET', `/payouts/v1/${id}`)).body;
  const walkOf = async (id: string): Promise<string[]> =>
    (await sarf.call('GET', `/payouts/v1/payments/${id}/history`)).body.content.map(
      ({ state, actor }: Json) => `${state} ${actor.split(':')[0]}`,
    );
  const inDoubt = async (desk: Desk, amount: number): Promise<Json> => {
    const id = await sarf.pay(amount, { payout_account_id: desk.accountId });
    // The bank is asked after a second, and says that it has it.
    return sarf.reach(id, 'in_doubt', 'with_bank');
  };
  const withoutBank = async (run: () => Promise<void>): Promise<void> => {
    await sarf.stopBank();
    try {
      await run();
    } finally {
      await sarf.startBank();
    }
  };

  test('a payout is completed by the entry that proves it', async () => {
    const desk = await openDesk(sarf);
    const { id, end_to_end_id: name } = await inDoubt(desk, 30.93);
    await withoutBank(async () => {
      assert.equal((await desk.upload([out('30.93', name)])).matched, 1);
      const payout = await read(id);
      assert.deepEqual([payout.status, payout.evidence.length], ['COMPLETED', 1]);
      assert.equal((await walkOf(id)).at(-1), 'completed reconciliation');
      assert.equal(await desk.posted(), 969.07);
    });
  });

  test('what was proven and not told is told by the next run', async () => {
    const desk = await openDesk(sarf);
    const { id, end_to_end_id: name } = await inDoubt(desk, 50.93);
    await withoutBank(async () => {
      await desk.upload([out('50.93', name)]);
      const [{ id: matchId }] = (await sarf.call('GET', `/reconciliation/v1/matches?payout_id=${id}`)).body.content;
      // As after a crash between the match and the telling.
      await sarf.sql`update matches set to_tell = true where id = ${matchId}`;
      await desk.upload([{ amount: '1.00', remittance: 'another' }]);
      assert.equal((await sarf.sql`select 1 from matches where to_tell`).length, 0);
      assert.equal((await walkOf(id)).filter((step) => step.startsWith('completed')).length, 1);
    });
  });

  test('a charge is accepted by the entry that proves it, and reconciled', async () => {
    const consent = await approveConsent(sarf, { control_parameters: { max_individual_amount: 1000 } });
    const { body: made } = await charge(sarf.call, { amount: 40.93, consent_id: consent.id });
    const { content: accounts } = (await sarf.call('GET', '/payouts/v1/accounts')).body;
    const { iban } = accounts.find(({ id }: Json) => id === made.payout_account_id);
    const isOut = (states: string[]) => states.includes('in_doubt') || states.includes('with_bank');
    await until('the bank gave no answer', async () => isOut(await statesOf(sarf, made.id)));
    await withoutBank(async () => {
      const file = camtFile({ iban, lines: [{ amount: '40.93', endToEndId: made.end_to_end_id }] });
      const type = { 'content-type': 'application/xml' };
      const body = assertAnswer(
        'uploadStatement',
        await sarf.call('POST', '/reconciliation/v1/statements', file, type),
      );
      assert.equal(body.matched, 1);
      const payment = assertAnswer('getPayment', await sarf.call('GET', `/payments/v1/${made.id}`));
      assert.deepEqual([payment.status, payment.reconciliation.status], ['ACCEPTED_BY_BANK', 'RECONCILED']);
    });
  });
});
