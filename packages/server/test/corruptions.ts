import { addUp, type Corruption, thenAddUp } from './corrupted.ts';

/** The one payout that waits in the queue since the beginning; nothing of it is at the bank. */
const WAITING = 'reference = $$waiting$$';

/** Everything that can be wrong with our books. Each is made so that one check has to name it, and no other. */
export const corruptions: readonly Corruption[] = [
  {
    name: 'debits without credits',
    corrupt: thenAddUp(
      (tx) => tx`
        update ledger_transfers set debit_account_id = (
          select id from ledger_accounts where kind = 'funding' and currency = 'USD')
        where verb = 'fund' and debit_account_id in (
          select id from ledger_accounts where kind = 'funding' and currency = 'KWD')`,
    ),
    checks: ['debits and credits'],
    says: /has in (USD|KWD) posted debits \d+ and credits \d+/,
  },
  {
    name: 'a binding balance below zero',
    corrupt: async (tx) => {
      await tx`alter table ledger_accounts drop constraint balance_covers_holds`;
      await tx`
        update ledger_transfers set amount_minor = 1
        where verb = 'fund' and credit_account_id in (select id from ledger_accounts where currency = 'AED')`;
      await addUp(tx);
    },
    checks: ['balances'],
    says: /is overdrawn by \d+/,
  },
  {
    name: 'totals that drifted from the transfers, though debits equal credits',
    corrupt: (tx) =>
      tx`update ledger_accounts set posted_debits = posted_debits + 1, posted_credits = posted_credits + 1`,
    checks: ['totals'],
    says: /and its transfers add up to/,
  },
  {
    name: 'a completed payout that was never posted',
    corrupt: thenAddUp((tx) => tx`delete from ledger_transfers where verb = 'post'`),
    checks: ['transfers'],
    says: /is completed and has in the ledger: hold$/m,
  },
  {
    name: 'a payout that was never held',
    corrupt: thenAddUp(
      (tx) => tx`
        delete from ledger_transfers t using payouts p where p.id = t.object_id and ${tx.unsafe(WAITING)}`,
    ),
    checks: ['transfers'],
    says: /is queued and has in the ledger: nothing/,
  },
  {
    name: 'a release in place of a post',
    corrupt: thenAddUp((tx) => tx`update ledger_transfers set verb = 'release' where verb = 'post'`),
    checks: ['transfers'],
    says: /is completed and has in the ledger: hold release/,
  },
  {
    name: 'a transfer of another amount',
    corrupt: thenAddUp((tx) => tx`update ledger_transfers set amount_minor = amount_minor + 1 where verb = 'hold'`),
    checks: ['transfers'],
    says: /has in the ledger a hold that is not of its amount and accounts/,
  },
  {
    name: 'transfers that went the wrong way',
    corrupt: thenAddUp(
      (tx) => tx`
        update ledger_transfers set debit_account_id = credit_account_id, credit_account_id = debit_account_id
        where object_id in (select id from payouts where state = 'completed')`,
    ),
    checks: ['transfers'],
    says: /has in the ledger a post that is not of its amount and accounts/,
  },
  {
    name: 'a line missing in the middle of a history',
    corrupt: async (tx) => {
      const [row] = await tx`select id from payouts where state = 'completed'`;
      await tx`delete from history where object_id = ${row?.id} and sequence = 2`;
      await tx`delete from events where object_id = ${row?.id} and sequence = 2`;
    },
    checks: ['histories'],
    says: /line 3 of the history of this payout \(\w+ to \w+\) does not follow the one before/,
  },
  {
    name: 'a line of history that begins elsewhere than the one before ended',
    corrupt: (tx) => tx`update history set from_state = 'in_doubt' where from_state = 'with_bank'`,
    checks: ['histories'],
    says: /line \d of the history of this payout \(in_doubt to \w+\) does not follow the one before/,
  },
  {
    name: 'a move that is in no table',
    corrupt: async (tx) => {
      await tx`
        insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
        select application_id, id, 2, 'payout', 'queued', 'awaiting_approval', now(), 'nobody'
        from payouts where ${tx.unsafe(WAITING)}`;
      await tx`
        insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
        select e.application_id, object_id, 2, gen_random_uuid(), 'payout.awaiting_approval', 'payout', now(), payload
        from events e join payouts p on p.id = e.object_id where ${tx.unsafe(WAITING)}`;
      await tx`
        update payouts set state = 'awaiting_approval', asked_by = 'nobody', sequence = 2 where ${tx.unsafe(WAITING)}`;
    },
    // It also waits for approval, and did not begin so.
    checks: ['histories', 'approvals'],
    says: /is a payout and moved from queued to awaiting_approval, which is no move/,
  },
  {
    name: 'a state that no history tells of',
    corrupt: (tx) => tx`update payouts set state = 'in_doubt' where ${tx.unsafe(WAITING)}`,
    checks: ['states'],
    says: /is a payout that is in_doubt \(line 1\), and its history ends with queued \(line 1\)/,
  },
  {
    name: 'a payout without any history',
    corrupt: async (tx) => {
      await tx`delete from history h using payouts p where p.id = h.object_id and ${tx.unsafe(WAITING)}`;
      await tx`delete from events e using payouts p where p.id = e.object_id and ${tx.unsafe(WAITING)}`;
    },
    checks: ['states'],
    says: /is a payout that is queued \(line 1\), and its history ends with nothing \(line 0\)/,
  },
  {
    name: 'an accepted payout that is gone',
    corrupt: (tx) => tx`delete from payouts where ${tx.unsafe(WAITING)}`,
    checks: ['accepted objects'],
    says: /there is no such payout, but there is a history of it and a transfer of it in the ledger/,
  },
  {
    name: 'a transfer that belongs to no payout',
    corrupt: thenAddUp(
      (tx) => tx`
        insert into ledger_transfers (application_id, object_id, verb, debit_account_id, credit_account_id,
          amount_minor, created_at)
        select application_id, gen_random_uuid(), 'hold', debit_account_id, credit_account_id, 1, now()
        from ledger_transfers where verb = 'hold' limit 1`,
    ),
    checks: ['accepted objects'],
    says: /there is no such payout, but there is a transfer of it in the ledger/,
  },
  {
    name: 'a lost event',
    corrupt: (tx) => tx`delete from events where type = 'payout.completed'`,
    checks: ['events'],
    says: /there is no event for line \d of the history of this payout/,
  },
  {
    name: 'an event too many',
    corrupt: (tx) => tx`
      insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
      select application_id, object_id, 99, gen_random_uuid(), type, object_type, created_at, payload
      from events where type = 'payout.failed'`,
    checks: ['events'],
    says: /there is an event for line 99 of the history of this payout, and no such line/,
  },
  {
    name: 'an event that tells another status',
    corrupt: (tx) => tx`
      update events set payload = jsonb_set(payload::jsonb, '{status}', '"FAILED"')::json
      where type = 'payout.completed'`,
    checks: ['events'],
    says: /event \d of this payout tells of something else than its history/,
  },
  {
    name: 'an event of another type',
    corrupt: (tx) => tx`update events set type = 'payout.completed' where type = 'payout.failed'`,
    checks: ['events'],
    says: /event \d of this payout tells of something else than its history/,
  },
  {
    name: 'an open payout that nobody will look at',
    corrupt: (tx) => tx`update payouts set due_at = null where ${tx.unsafe(WAITING)}`,
    checks: ['open objects'],
    says: /is queued, and nobody will look at it again/,
  },
  {
    name: 'a final payout that a worker would take up',
    corrupt: (tx) => tx`update payouts set due_at = now() where state = 'completed'`,
    checks: ['open objects'],
    says: /is completed, and a worker will look at it again/,
  },
  {
    name: 'two payouts with one end-to-end id',
    corrupt: (tx) => tx`
      update payouts set end_to_end_id = (select end_to_end_id from payouts where state = 'rejected')
      where ${tx.unsafe(WAITING)}`,
    checks: ['end-to-end ids'],
    says: /is the end-to-end id of 2 payouts/,
  },
  {
    name: 'a payout of another amount than the bank booked',
    corrupt: thenAddUp(async (tx) => {
      await tx`update payouts set amount_minor = amount_minor * 10 where state = 'completed'`;
      await tx`
        update ledger_transfers set amount_minor = amount_minor * 10
        where object_id in (select id from payouts where state = 'completed')`;
    }),
    checks: ['sandbox: payouts'],
    says: /is 1001.00 AED, and at the bank it is 100.10 AED/,
  },
  {
    name: 'a payout that is said to be paid and never got to the bank',
    corrupt: (tx) => tx`update payouts set end_to_end_id = 'ELSEWHERE' where state = 'completed'`,
    checks: ['sandbox: payouts', 'sandbox: orders'],
    says: /is completed, and the bank has nothing under its end-to-end id ELSEWHERE/,
  },
  {
    name: 'a balance that is another one at the bank',
    corrupt: thenAddUp(
      (tx) => tx`
        update ledger_transfers set amount_minor = amount_minor - 1
        where verb = 'fund' and credit_account_id in (select id from ledger_accounts where currency = 'USD')`,
    ),
    checks: ['sandbox: balances'],
    says: /has 99999999.99 USD, and at the bank there is 100000000.00 USD/,
  },
];
