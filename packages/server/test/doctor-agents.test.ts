import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { makeAgent } from './agents.ts';
import { examineAll } from './audit.ts';
import { assertNamed, type Corruption, saidBy, wrong } from './corrupted.ts';
import { assertAnswer } from './doors.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

const corruptions: readonly Corruption[] = [
  {
    name: 'a day in which more was asked for than allowed',
    corrupt: async (tx) => {
      await tx`alter table client_days drop constraint client_within_day`;
      await tx`update client_days set limit_minor = spent_minor - 1 where currency = 'AED'`;
    },
    checks: ['limits'],
    says: /has asked for 1700 of 1699 AED on 20/,
  },
  {
    name: 'an hour in which more was asked for than allowed',
    corrupt: async (tx) => {
      await tx`alter table client_hours drop constraint client_within_hour`;
      await tx`update client_hours set limit_count = 1`;
    },
    checks: ['limits'],
    says: /has asked for 3 of 1 payouts and refunds in the hour from 20/,
  },
  {
    name: 'a sum that has forgotten a payout',
    corrupt: (tx) => tx`update client_days set spent_minor = 1699`,
    checks: ['limits'],
    says: /has payouts of 1700 AED that waited for approval, asked for on 20.*, and 1699 of them is counted/,
  },
  {
    name: 'hours that are gone',
    corrupt: (tx) => tx`delete from client_hours`,
    checks: ['limits'],
    says: /has 3 payouts that waited for approval, .*, and 0 of them are counted/,
  },
  {
    name: 'a payout that waits, and nobody asked for it',
    corrupt: async (tx) => {
      await tx`alter table payouts drop constraint payout_awaits_somebody`;
      await tx`update payouts set asked_by = null where state = 'awaiting_approval'`;
    },
    checks: ['approvals'],
    says: /waits for approval, and nobody knows who asked for it/,
  },
  {
    name: 'a payout that was approved by whoever asked for it',
    corrupt: async (tx) => {
      await tx`alter table payouts drop constraint payout_needs_second_party`;
      await tx`update payouts set decided_by = asked_by where state = 'queued'`;
    },
    checks: ['approvals'],
    says: /was asked for and decided by the same party, client:/,
  },
  {
    name: 'a payout that went on without approval',
    corrupt: async (tx) => {
      await tx`alter table payouts drop constraint payout_needs_approval`;
      await tx`update payouts set decided_by = null where state = 'queued'`;
    },
    checks: ['approvals'],
    says: /needs approval, is queued, and nobody approved it/,
  },
];

describe('the doctor, on the limits of clients', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
    const [agent, other] = [await makeAgent(sarf, '--needs-approval', 'yes'), await makeAgent(sarf)];
    const ask = async (amount: number): Promise<string> =>
      assertAnswer('createPayoutPayment', await agent.pay(amount)).id;
    await ask(2);
    const [approved, cancelled] = [await ask(5), await ask(10)];
    assertAnswer('approvePayout', await other.call('POST', `/payouts/v1/payments/${approved}/approve`));
    assertAnswer('cancelPayout', await agent.call('POST', `/payouts/v1/payments/${cancelled}/cancel`));
  });
  after(() => sarf.stop());

  test('finds nothing wrong with books that nobody touched', async () => {
    assert.equal(saidBy(wrong(await examineAll(sarf.sql, sarf.bankUrl))), '');
  });

  for (const corruption of corruptions) {
    test(`names ${corruption.name}, and nothing else`, () => assertNamed(sarf, corruption));
  }
});
