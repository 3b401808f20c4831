import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { audit } from './audit.ts';
import { freePort } from './free-port.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

// What it looks at, and that it finds everything that can be wrong, is proved in doctor.test.ts.
describe('the audit that ends every test', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf();
    await sarf.reach(await sarf.pay(100.1), 'completed');
  });
  after(() => sarf.stop());

  test('passes where the books fit, also in a transaction', async () => {
    await audit(sarf);
    await sarf.sql.begin((tx) => audit({ sql: tx, bankUrl: sarf.bankUrl }));
  });

  test('fails with everything that is wrong', async () => {
    const takenBack = new Error('taken back');
    const work = sarf.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      const [row] = await tx`update payouts set due_at = now(), amount_minor = 1 returning id`;
      const failed = await audit({ sql: tx, bankUrl: sarf.bankUrl }).then(
        () => '',
        (error: unknown) => String(error),
      );
      for (const what of ['is completed, and a worker will look', 'is 0.01 AED, and at the bank it is 100.10 AED']) {
        assert.match(failed, new RegExp(`^${row?.id} ${what}`, 'm'));
      }
      throw takenBack;
    });
    await assert.rejects(work, takenBack);
  });

  test('fails with what the bank alone knows of', async () => {
    const account = sarf.sandbox.accounts.find(({ currency }) => currency === 'USD');
    const creditor = { name: 'Amina Haddad', account_number: '1', bank_code: '1' };
    const order = { end_to_end_id: 'STRANGER', amount: '1.00', currency: 'USD', debtor_iban: account?.iban, creditor };
    await sarf.bank('POST', '/instructions', { instructions: [order] });
    await assert.rejects(audit(sarf), /^STRANGER is at the bank, booked once on \S+, and belongs to no payout/m);
    await assert.rejects(audit(sarf), /^\S+ has 100000000.00 USD, and at the bank there is 99999999.00 USD/m);
  });

  test('fails when the bank does not answer', async () => {
    const bankUrl = `http://127.0.0.1:${await freePort()}`;
    await assert.rejects(audit({ sql: sarf.sql, bankUrl }), /sandbox: booked once: The bank does not show its books/);
  });
});
