import type { Tx } from '../src/foundation/database.ts';
import { type Corruption, thenAddUp } from './corrupted.ts';

/** One more move of an object, with its line of history and its event, as if it had been made. */
async function pretend(tx: Tx, move: { type: string; id: string; to: string; event: string; payload: object }) {
  const { type, id, to, event, payload } = move;
  await tx`
    insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
    select application_id, object_id, sequence + 1, object_type, to_state, ${to}, now(), 'nobody'
    from history where object_id = ${id} and object_type = ${type} order by sequence desc limit 1`;
  await tx`
    insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
    select application_id, object_id, sequence, gen_random_uuid(), ${event}, object_type, now(), ${JSON.stringify(payload)}::text::json
    from history where object_id = ${id} and object_type = ${type} order by sequence desc limit 1`;
}

const idOf = async (tx: Tx, table: string, where: string): Promise<string> => {
  const [row] = await tx<{ id: string }[]>`select id from ${tx(table)} where ${tx.unsafe(where)}`;
  if (!row) throw new Error(`there is no row in ${table} where ${where}`);
  return row.id;
};

/** The record that is proven in full and has refunds, and the checkout, which no statement proves. */
const WHOLE = "kind = 'record' and reconciliation_state = 'reconciled'";
const CHECKOUT = "kind = 'checkout'";
const WAITING = "description = 'waiting'";

/** What can be wrong with sums. */
const sums: readonly Corruption[] = [
  {
    name: 'what a consent was used, wrongly added up',
    corrupt: (tx) => tx`update consents set used_minor = used_minor - 1 where used_minor > 0`,
    checks: ['sums'],
    says: /has used 14999, and what it adds up comes to 15000, in minor units/,
  },
  {
    name: 'how often a consent was used, wrongly counted',
    corrupt: (tx) => tx`update consents set used_count = used_count - 1 where used_count > 0`,
    checks: ['sums'],
    says: /has charges counted 1, and what it adds up comes to 2$/,
  },
  {
    name: 'what was used in a period, wrongly added up',
    corrupt: (tx) => tx`update consent_periods set used_minor = used_minor - 1`,
    checks: ['sums'],
    says: /has in its period of \S+ used 14999, and what it adds up comes to 15000/,
  },
  {
    name: 'a period that is gone',
    corrupt: (tx) => tx`delete from consent_periods`,
    checks: ['sums'],
    says: /has in its period of \S+ charges counted 0, and what it adds up comes to 2$/m,
  },
  {
    name: 'what is proven of a payment, wrongly added up',
    corrupt: (tx) => tx`update payments set matched_minor = matched_minor - 1 where ${tx.unsafe(WHOLE)}`,
    checks: ['sums'],
    says: /has matched 12049, and what it adds up comes to 12050/,
  },
  {
    name: 'what an entry proves, wrongly added up',
    corrupt: (tx) => tx`update entries set matched_minor = 0 where matched_minor > 0`,
    checks: ['sums'],
    says: /has matched 0, and what it adds up comes to 4000/,
  },
  {
    name: 'what is proven of a payout, and of its return, where no match is',
    corrupt: (tx) => tx`update payouts set matched_minor = 1, returned_minor = 1 where reference = 'plain'`,
    checks: ['sums'],
    says: /has matched 1, and .*0, in minor units\n.* has matched as returned 1, and .*0/,
  },
  {
    name: 'what refunds set aside and gave back, wrongly added up',
    corrupt: (tx) =>
      tx`update payments set refund_pending_minor = refund_pending_minor - 1, refunded_minor = refunded_minor - 1
        where ${tx.unsafe(WHOLE)}`,
    checks: ['sums'],
    says: /has refunded 2999, and .* 3000, in minor units\n.* has refunds set aside 2999, and .* 3000/,
  },
];

/** What can be wrong with refunds. */
const refunds: readonly Corruption[] = [
  {
    name: 'a refund above what is proven',
    corrupt: async (tx) => {
      await tx`alter table payments drop constraint refunds_within_proof`;
      await tx`update refunds set amount_minor = amount_minor + 100000 where state = 'created'`;
      await tx`
        update payments set refund_pending_minor = refund_pending_minor + 100000 where ${tx.unsafe(WHOLE)}`;
    },
    checks: ['refunds'],
    says: /is proven to have brought 12050, and its refunds are 106000, in minor units/,
  },
  {
    name: 'a refund that failed, though its payout is completed',
    corrupt: async (tx) => {
      const id = await idOf(tx, 'refunds', "state = 'completed'");
      await pretend(tx, {
        type: 'refund',
        id,
        to: 'failed',
        event: 'refund.failed',
        payload: { id, status: 'FAILED' },
      });
      await tx`update refunds set state = 'failed', sequence = sequence + 1 where id = ${id}`;
      await tx`update payments set refunded_minor = 0 where ${tx.unsafe(WHOLE)}`;
    },
    checks: ['refunds'],
    says: /is failed, and its payout \S+ is completed/,
  },
  {
    name: 'a refund with two payouts',
    corrupt: async (tx) => {
      await tx`drop index payouts_of_refund`;
      await tx`update payouts set refund_id = (select id from refunds where state = 'completed') where reference = 'plain'`;
    },
    checks: ['refunds'],
    says: /has payout \S+, and payout \S+ says that it carries it out/,
  },
  {
    name: 'a refund that is confirmed and has no payout',
    corrupt: (tx) => tx`
      update payouts set refund_id = null where id = (select payout_id from refunds where state = 'confirmed')`,
    checks: ['refunds'],
    says: /is confirmed and has no payout/,
  },
  {
    name: 'a refund that nobody confirmed and that is carried out',
    corrupt: async (tx) => {
      const id = await idOf(tx, 'refunds', "state = 'created'");
      await tx`update payouts set refund_id = ${id} where reference = 'plain'`;
    },
    checks: ['refunds'],
    says: /is created, and payout \S+ carries it out/,
  },
  {
    name: 'a refund of another amount than its payout',
    corrupt: async (tx) => {
      await tx`update refunds set amount_minor = amount_minor - 1 where state = 'confirmed'`;
      await tx`update payments set refund_pending_minor = refund_pending_minor - 1 where ${tx.unsafe(WHOLE)}`;
    },
    checks: ['refunds'],
    says: /is of another amount, currency or account than its payout/,
  },
  {
    name: 'an accepted refund that is gone',
    corrupt: (tx) => tx`delete from refunds where state = 'rejected'`,
    checks: ['accepted objects'],
    says: /there is no such refund, but there is a history of it/,
  },
  {
    name: 'a payout for a refund that there is none of',
    corrupt: (tx) => tx`update payouts set refund_id = gen_random_uuid() where reference = 'plain'`,
    checks: ['accepted objects'],
    says: /there is no such refund, but there is a payout of it/,
  },
];

/** What can be wrong with what statements prove. */
const proofs: readonly Corruption[] = [
  {
    name: 'a reconciliation unlike its matches',
    corrupt: async (tx) => {
      const payment = await idOf(tx, 'payments', WHOLE);
      const id = `${payment.slice(0, 14)}9${payment.slice(15)}`;
      const payload = { id: payment, status: 'ACCEPTED_BY_BANK', reconciliation: { status: 'OUTSTANDING' } };
      const event = 'payment.reconciliation.updated';
      await pretend(tx, { type: 'payment_reconciliation', id, to: 'outstanding', event, payload });
      await tx`
        update payments set reconciliation_state = 'outstanding', reconciliation_sequence = reconciliation_sequence + 1
        where id = ${payment}`;
    },
    checks: ['proofs'],
    says: /is outstanding with 12050 proven, and its matches prove 12050 of 12050/,
  },
  {
    name: 'a reconciliation that did not hear of the last match',
    corrupt: (tx) => tx`update payments set reconciled_minor = 1 where reconciliation_state = 'partial'`,
    checks: ['proofs'],
    says: /is partial with 1 proven, and its matches prove 4000 of 10000/,
  },
  {
    name: 'more proven of a payment than there is of it',
    corrupt: async (tx) => {
      await tx`alter table payments drop constraint matches_within_payment`;
      await tx`update payments set amount_minor = 12000 where ${tx.unsafe(WHOLE)}`;
    },
    checks: ['proofs'],
    says: /is of 12000, and its matches come to 12050/,
  },
  {
    name: 'an entry that proves more than there is of it',
    corrupt: async (tx) => {
      await tx`alter table entries drop constraint matches_within_entry`;
      await tx`update entries set amount_minor = 3999 where bank_reference = 'L3'`;
    },
    checks: ['proofs'],
    says: /is of 3999, and its matches come to 4000/,
  },
  {
    name: 'a match between what does not belong together',
    corrupt: (tx) => tx`update entries set direction = 'debit' where bank_reference = 'L3'`,
    checks: ['proofs'],
    says: /is a match of payment, and its entry and what it proves are not of one account, currency and direction/,
  },
  {
    name: 'a statement that lost an entry',
    corrupt: (tx) => tx`delete from entries where bank_reference = 'L5'`,
    checks: ['statements'],
    says: /is a statement that brought 5 entries, and has 4/,
  },
  {
    name: 'a file that lost a byte',
    corrupt: (tx) => tx`update statement_file_parts set bytes = substring(bytes from 2)`,
    checks: ['statements'],
    says: /is a file of \d+ bytes, and its parts have \d+/,
  },
  {
    name: 'a match that brought nothing into the books',
    corrupt: thenAddUp(
      (tx) => tx`
        delete from ledger_transfers t using matches m
        where m.id = t.object_id and m.state = 'made' and m.amount_minor = 4000`,
    ),
    checks: ['transfers'],
    says: /is a match that is made and has in the ledger: nothing/,
  },
  {
    name: 'a match that was undone and is still in the books',
    corrupt: thenAddUp((tx) => tx`delete from ledger_transfers where verb = 'unreceive'`),
    checks: ['transfers'],
    says: /is a match that is undone and has in the ledger: receive$/,
  },
  {
    name: 'money that was received for no match',
    corrupt: thenAddUp(
      (tx) => tx`
        insert into ledger_transfers (application_id, object_id, verb, debit_account_id, credit_account_id, amount_minor,
          created_at)
        select application_id, gen_random_uuid(), verb, debit_account_id, credit_account_id, amount_minor, now()
        from ledger_transfers where verb = 'receive' and amount_minor = 4000`,
    ),
    checks: ['accepted objects'],
    says: /there is no such match, but there is a transfer of it in the ledger/,
  },
  {
    name: 'money that was received from another account',
    corrupt: thenAddUp(
      (tx) => tx`
        update ledger_transfers t set debit_account_id = a.paid_out_account_id from payout_accounts a
        where t.verb = 'receive' and t.amount_minor = 4000 and a.id = t.credit_account_id`,
    ),
    checks: ['transfers'],
    says: /has in the ledger a receive that is not of its amount and accounts/,
  },
  {
    name: 'another amount received than is matched',
    corrupt: thenAddUp(
      (tx) => tx`update ledger_transfers set amount_minor = 4001 where verb = 'receive' and amount_minor = 4000`,
    ),
    checks: ['transfers'],
    says: /has in the ledger a receive that is not of its amount and accounts/,
  },
];

/** What can be wrong with consents and their charges. */
const consents: readonly Corruption[] = [
  {
    name: 'a payment source unlike its consent',
    corrupt: async (tx) => {
      const id = await idOf(tx, 'payment_sources', "state = 'active'");
      const event = 'payment_source.revoked';
      await pretend(tx, { type: 'payment_source', id, to: 'revoked', event, payload: { id, status: 'REVOKED' } });
      await tx`update payment_sources set state = 'revoked', sequence = sequence + 1 where id = ${id}`;
    },
    checks: ['consents'],
    says: /is a consent that is authorised, and its payment source is revoked/,
  },
  {
    name: 'a consent charged beyond what it allows',
    corrupt: async (tx) => {
      await tx`alter table consents drop constraint consent_covers_amounts`;
      await tx`update consents set max_cumulative_minor = 14999 where used_minor > 0`;
    },
    checks: ['consents'],
    says: /allows 14999 in 10 charges, 50000 in one, and was charged 15000 in 2, 10000 in one/,
  },
  {
    name: 'a consent charged too much at once',
    corrupt: (tx) => tx`update consents set max_individual_minor = 9999 where used_minor > 0`,
    checks: ['consents'],
    says: /allows 100000 in 10 charges, 9999 in one, and was charged/,
  },
  {
    name: 'a consent charged too much in a period',
    corrupt: async (tx) => {
      await tx`alter table consent_periods drop constraint period_covers_count`;
      await tx`update consents set max_period_count = 1 where used_minor > 0`;
      await tx`update consent_periods set max_count = 1`;
    },
    checks: ['consents'],
    says: /allows 80000 in 1 charges a period, and was charged 15000 in 2 in that of/,
  },
  {
    name: 'a period that guards other limits than its consent has',
    corrupt: (tx) => tx`update consent_periods set max_minor = null`,
    checks: ['consents'],
    says: /keeps other limits for its period of \S+ than its own/,
  },
  {
    name: 'a charge of another customer than the one who consented',
    corrupt: (tx) => tx`
      update payments p set customer_id = (select c.id from customers c where c.id <> p.customer_id limit 1)
      where ${tx.unsafe(WAITING)}`,
    checks: ['consents'],
    says: /is a charge of another customer, source, currency or account than those of its consent/,
  },
];

/** What can be wrong with what was told, and with what is still to be done. */
const courses: readonly Corruption[] = [
  {
    name: 'a lost event of a refund',
    corrupt: (tx) => tx`delete from events where type = 'refund.completed'`,
    checks: ['events'],
    says: /there is no event for line 4 of the history of this refund/,
  },
  {
    name: 'an event of a reconciliation that tells something else',
    corrupt: (tx) => tx`
      update events set payload = replace(payload::text, '"status":"PARTIAL"', '"status":"RECONCILED"')::json
      where type = 'payment.reconciliation.updated'`,
    checks: ['events'],
    says: /event 1 of this payment_reconciliation tells of something else than its history/,
  },
  {
    name: 'an event of a consent that tells something else',
    corrupt: (tx) => tx`
      update events set payload = replace(payload::text, '"status":"REVOKED"', '"status":"AUTHORISED"')::json
      where type = 'consent.revoked'`,
    checks: ['events'],
    says: /event 3 of this consent tells of something else than its history/,
  },
  {
    name: 'a match whose history lost its beginning',
    corrupt: async (tx) => {
      const id = await idOf(tx, 'matches', "state = 'undone'");
      await tx`delete from history where object_id = ${id} and sequence = 1`;
      await tx`delete from events where object_id = ${id} and sequence = 1`;
    },
    checks: ['histories'],
    says: /line 2 of the history of this match \(made to undone\) does not follow the one before/,
  },
  {
    name: 'a refund in a state that no history tells of',
    corrupt: (tx) => tx`update refunds set state = 'submitted' where state = 'confirmed'`,
    checks: ['states'],
    says: /is a refund that is submitted \(line 2\), and its history ends with confirmed \(line 2\)/,
  },
  {
    name: 'a charge in the queue that nobody will look at',
    corrupt: (tx) => tx`update payments set due_at = null where ${tx.unsafe(WAITING)}`,
    checks: ['open objects'],
    says: /is a payment that is queued, and nobody will look at it again/,
  },
  {
    name: 'a payment that is over and that a worker would take up',
    corrupt: (tx) => tx`update payments set due_at = now() where ${tx.unsafe(CHECKOUT)}`,
    checks: ['open objects'],
    says: /is a payment that is completed, and a worker will look at it again/,
  },
  {
    name: 'consents that nobody will look at, or somebody will in vain',
    corrupt: (tx) => tx`
      update consents set due_at = case state when 'revoked' then now() end where state in ('authorised', 'revoked')`,
    checks: ['open objects'],
    says: /is a consent that is (authorised, and nobody|revoked, and a worker) will look at it again/,
  },
  {
    name: 'a payment under the end-to-end id of a payout',
    corrupt: (tx) => tx`
      update payments set end_to_end_id = (select end_to_end_id from payouts where reference = 'plain')
      where ${tx.unsafe(WAITING)}`,
    checks: ['end-to-end ids'],
    says: /is the end-to-end id of payout \S+ and of payment \S+/,
  },
];

/** What can be otherwise at the bank. */
const atBank: readonly Corruption[] = [
  {
    name: 'a checkout of another amount than the bank booked',
    corrupt: (tx) => tx`update payments set amount_minor = 300 where ${tx.unsafe(CHECKOUT)}`,
    checks: ['sandbox: payments'],
    says: /is 3.00 AED, and at the bank it is 30.00 AED/,
  },
  {
    name: 'a charge that the bank booked and our books have as waiting',
    corrupt: async (tx) => {
      const id = await idOf(tx, 'payments', "kind = 'charge' and state = 'completed'");
      await tx`delete from history where object_id = ${id} and sequence > 1`;
      await tx`delete from events where object_id = ${id} and sequence > 1`;
      await tx`update payments set state = 'queued', sequence = 1, due_at = now() where id = ${id}`;
    },
    checks: ['sandbox: payments'],
    says: /is queued, and the bank has it as accepted, booked once/,
  },
  {
    name: 'a payment that is said to be paid and never got to the bank',
    corrupt: (tx) => tx`update payments set end_to_end_id = 'ELSEWHERE' where ${tx.unsafe(CHECKOUT)}`,
    checks: ['sandbox: payments', 'sandbox: orders'],
    says: /is completed, and the bank has nothing under its end-to-end id ELSEWHERE/,
  },
];

/** What can be wrong with the books of customers' money. Each is made so that its checks name it, and no other. */
export const collectionCorruptions: readonly Corruption[] = [
  ...sums,
  ...refunds,
  ...proofs,
  ...consents,
  ...courses,
  ...atBank,
];
