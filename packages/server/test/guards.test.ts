import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { type Sandbox, seedSandbox } from '../src/admin/seed-sandbox.ts';
import { listPayoutAccounts } from '../src/banks/payout-accounts.ts';
import { composeDeps, recordLifecycles } from '../src/compose.ts';
import type { Deps } from '../src/deps.ts';
import { inTransaction, openDatabase, pipeline, type Sql, type Tx } from '../src/foundation/database.ts';
import { newId } from '../src/foundation/id.ts';
import { openLog } from '../src/foundation/log.ts';
import { recordTransitions } from '../src/lifecycle/define.ts';
import { move } from '../src/lifecycle/move.ts';
import { createPayouts } from '../src/payouts/create-payouts.ts';
import { payoutLifecycle } from '../src/payouts/lifecycle.ts';
import type { PayoutRow } from '../src/payouts/payout.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const refused = (query: Promise<unknown>, words: RegExp) => assert.rejects(query, words);

describe('move(), and what the database refuses beside it', () => {
  let database: TestDatabase;
  let sql: Sql;
  let deps: Deps;
  let sandbox: Sandbox;

  before(async () => {
    database = await createTestDatabase();
    sql = openDatabase(database.url);
    await recordLifecycles(sql);
    const config = {
      mode: 'sandbox' as const,
      bankUrl: 'http://127.0.0.1:1',
      publicUrl: 'http://sarf.test',
      leaseMs: 30_000,
      bankTimeoutMs: 10_000,
      eventsKeptDays: 90,
      webhookNetworks: [],
    };
    deps = await composeDeps(sql, randomBytes(32), openLog('silent'), config);
    sandbox = await seedSandbox(deps, undefined);
  });
  after(async () => {
    await sql.end();
    await database.drop();
  });

  const make = async (amountMinor = 100n): Promise<PayoutRow> => {
    const now = Date.now();
    const [outcome] = await createPayouts(deps, [
      {
        applicationId: sandbox.applicationId,
        actor: 'client:test',
        clientId: null,
        id: newId(now),
        endToEndId: deps.newEndToEndId(now),
        amountMinor,
        currency: 'AED',
        destinationId: sandbox.destinationId,
        payoutAccountId: null,
        description: null,
        reference: null,
        idempotencyKey: null,
        refundId: null,
        allowDuplicate: false,
      },
    ]);
    assert(outcome && 'value' in outcome);
    return outcome.value.row;
  };
  const by = () => ({ actor: 'test', at: new Date() });
  const go = (row: PayoutRow, ...states: PayoutRow['state'][]) =>
    inTransaction(sql, async (tx) => {
      let at = row;
      for (const to of states) [at = row] = await move(tx, payoutLifecycle, [{ row: at, to, reason: null }], by());
      return at;
    });
  const balance = async () => {
    const accounts = await listPayoutAccounts(sql, sandbox.applicationId);
    const account = accounts.find((one) => one.currency === 'AED');
    assert(account);
    return { posted: account.postedMinor, held: account.heldMinor };
  };

  test('writes state, history, ledger and event together', async () => {
    const before = await balance();
    const row = await make(250n);
    assert.deepEqual(await balance(), { posted: before.posted, held: before.held + 250n });
    await go(row, 'submitting', 'with_bank', 'completed');
    assert.deepEqual(await balance(), { posted: before.posted - 250n, held: before.held });
    await inTransaction(sql, async (tx) => {
      const [now] = await tx<
        { state: string; sequence: number }[]
      >`select state, sequence from payouts where id = ${row.id}`;
      assert.deepEqual({ ...now }, { state: 'completed', sequence: 4 });
    });
    const events = await sql<{ type: string; payload: { status: string } }[]>`
      select type, payload from events where object_id = ${row.id} order by sequence`;
    assert.deepEqual(
      events.map((event) => `${event.type} ${event.payload.status}`),
      [
        'payout.created PENDING',
        'payout.submitting SUBMITTED',
        'payout.submitted SUBMITTED',
        'payout.completed COMPLETED',
      ],
    );
  });

  test('a return gives the money back to the balance', async () => {
    const before = await balance();
    const row = await make(70n);
    await go(row, 'submitting', 'completed', 'returned');
    assert.deepEqual(await balance(), before);
  });

  test('an edge that the table does not have is a bug, and the database refuses it too', async () => {
    const row = await make();
    await refused(go(row, 'completed'), /cannot move from queued to completed/);
    await refused(
      sql`insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
        values (${row.applicationId}, ${row.id}, 2, 'payout', 'queued', 'completed', now(), 'x')`,
      /no table of moves takes a payout from queued to completed/,
    );
  });

  test('a move of which one row fails moves nobody', async () => {
    const [good, stale] = [await make(), await make()];
    await go(stale, 'submitting');
    const steps = [good, stale].map((row) => ({ row, to: 'submitting' as const, reason: null }));
    await refused(
      inTransaction(sql, (tx) => move(tx, payoutLifecycle, steps, by())),
      /duplicate key|recorded move/,
    );
    const [row] = await sql<{ state: string }[]>`select state from payouts where id = ${good.id}`;
    assert.equal(row?.state, 'queued');
  });

  test('a state cannot be changed past move()', async () => {
    const row = await make();
    await refused(sql`update payouts set state = 'completed' where id = ${row.id}`, /recorded move/);
    await refused(sql`update payouts set state = 'completed', sequence = 2 where id = ${row.id}`, /recorded move/);
  });

  test('what was agreed cannot be changed', async () => {
    const row = await make();
    await refused(sql`update payouts set amount_minor = 1 where id = ${row.id}`, /recorded move/);
    await refused(sql`update payouts set end_to_end_id = 'X' where id = ${row.id}`, /recorded move/);
    await refused(sql`update payouts set id = ${newId(Date.now())} where id = ${row.id}`, /recorded move/);
  });

  test('a payout cannot appear without its first line of history', async () => {
    const row = await make();
    await refused(
      sql`insert into payouts (application_id, id, payout_account_id, destination_id, amount_minor,
          currency, end_to_end_id, created_at, state, sequence, updated_at)
        select application_id, ${newId(Date.now())}, payout_account_id, destination_id,
          amount_minor, currency, 'X', created_at, 'completed', 1, updated_at from payouts where id = ${row.id}`,
      /no line of history/,
    );
  });

  test('history, transfers and payouts are never changed nor deleted', async () => {
    await make();
    await refused(sql`update history set actor = 'me'`, /only ever added/);
    await refused(sql`delete from history`, /only ever added/);
    await refused(sql`truncate history`, /only ever added/);
    await refused(sql`update ledger_transfers set amount_minor = 1`, /only ever added/);
    await refused(sql`delete from ledger_transfers`, /only ever added/);
    await refused(sql`delete from payouts`, /only ever added/);
    await refused(sql`update events set type = 'x'`, /only ever added/);
    await refused(sql`update ledger_accounts set posted_credits = posted_credits + 1`, /with transfers alone/);
  });

  test('the ledger takes a step once, and never more than a binding balance covers', async () => {
    const row = await make();
    const transfer = (verb: string, amount: string, id = row.id) => sql`
      insert into ledger_transfers
        (application_id, object_id, verb, debit_account_id, credit_account_id, amount_minor, created_at)
      values (${row.applicationId}, ${id}, ${verb}, ${row.payoutAccountId}, ${row.paidOutAccountId}, ${amount}, now())`;
    await refused(transfer('hold', '100'), /duplicate key/);
    await refused(transfer('hold', '999999999999999', newId(Date.now())), /balance_covers_holds/);
    await refused(transfer('hold', '-5', newId(Date.now())), /check/);
    await go(row, 'submitting', 'completed');
    await refused(transfer('release', '100'), /duplicate key/);
  });

  test('an edge that history has used cannot be taken out of the table', async () => {
    await go(await make(), 'submitting');
    const edges = payoutLifecycle.edges.filter((edge) => edge.to !== 'submitting');
    await refused(recordTransitions(sql, [{ objectType: 'payout', edges }]), /cannot be taken out of the table/);
    await recordLifecycles(sql);
  });

  test('a payout cannot refer to what another application owns', async () => {
    const row = await make();
    const other = newId(Date.now());
    await sql`insert into applications (id, name, created_at) values (${other}, 'other', now())`;
    const id = newId(Date.now());
    await refused(
      sql.begin(async (tx) => {
        await tx`insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
          values (${other}, ${id}, 1, 'payout', 'new', 'queued', now(), 'x')`;
        await tx`insert into payouts (application_id, id, payout_account_id, destination_id,
            amount_minor, currency, end_to_end_id, created_at, state, sequence, updated_at)
          select ${other}, ${id}, payout_account_id, destination_id,
            amount_minor, currency, 'X', created_at, 'queued', 1, updated_at from payouts where id = ${row.id}`;
      }),
      /no such account or destination/,
    );
  });

  test('a payout needs an account in its currency and a destination', async () => {
    const row = await make();
    const birth = (changes: { account?: string; destination?: string; currency?: string }) => {
      const id = newId(Date.now());
      return sql.begin(async (tx) => {
        await tx`insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
          values (${row.applicationId}, ${id}, 1, 'payout', 'new', 'queued', now(), 'x')`;
        await tx`insert into payouts (application_id, id, payout_account_id, destination_id,
            amount_minor, currency, end_to_end_id, created_at, state, sequence, updated_at)
          values (${row.applicationId}, ${id}, ${changes.account ?? row.payoutAccountId},
            ${changes.destination ?? row.destinationId}, 1, ${changes.currency ?? row.currency}, 'X', now(), 'queued', 1,
            now())`;
      });
    };
    await birth({});
    const noSuch = /no such account or destination/;
    await refused(birth({ account: newId(Date.now()) }), noSuch);
    await refused(birth({ destination: newId(Date.now()) }), noSuch);
    await refused(birth({ currency: 'USD' }), noSuch);
  });

  test('what payouts point at never goes away', async () => {
    await make();
    for (const table of ['payout_accounts', 'destinations']) {
      await refused(sql`delete from ${sql(table)}`, /only ever added/);
      await refused(sql`truncate ${sql(table)}`, /only ever added|foreign key/);
      await refused(sql`update ${sql(table)} set id = ${newId(Date.now())}`, /only ever added/);
    }
    await refused(sql`update payout_accounts set currency = 'USD'`, /only ever added/);
    await refused(sql`delete from ledger_accounts`, /with transfers alone/);
    await refused(sql`update transitions set to_state = 'x'`, /only ever added/);
  });

  test('a transfer needs both of its accounts, in its own application', async () => {
    const row = await make();
    const other = newId(Date.now());
    await sql`insert into applications (id, name, created_at) values (${other}, 'other', now())`;
    const transfer = (application: string, debit: string, credit: string) => sql`
      insert into ledger_transfers
        (application_id, object_id, verb, debit_account_id, credit_account_id, amount_minor, created_at)
      values (${application}, ${newId(Date.now())}, 'hold', ${debit}, ${credit}, 1, now())`;
    const noSuch = /ledger account that does not exist/;
    await refused(transfer(row.applicationId, newId(Date.now()), row.paidOutAccountId), noSuch);
    await refused(transfer(row.applicationId, row.payoutAccountId, newId(Date.now())), noSuch);
    await refused(transfer(other, row.payoutAccountId, row.paidOutAccountId), noSuch);
  });
});

describe('statements that go with their commit', () => {
  let database: TestDatabase;
  let sql: Sql;
  before(async () => {
    database = await createTestDatabase();
    sql = openDatabase(database.url);
  });
  after(async () => {
    await sql.end();
    await database.drop();
  });

  const note = (tx: Tx, name: string) => tx`
    insert into applications (id, name, created_at) values (${newId(Date.now())}, ${name}, now())`;
  const count = async (name: string) => (await sql`select from applications where name = ${name}`).length;

  test('all of them are saved', async () => {
    await inTransaction(sql, (tx) => pipeline(tx, [note(tx, 'both'), note(tx, 'both')], { andCommit: true }));
    assert.equal(await count('both'), 2);
  });

  test('one that fails takes the others back, and says why', async () => {
    const work = inTransaction(sql, (tx) =>
      pipeline(tx, [note(tx, 'torn'), tx`select 1 / 0`, note(tx, 'torn')], { andCommit: true }),
    );
    await refused(work, /division by zero/);
    assert.equal(await count('torn'), 0);
    assert.equal((await sql`select 1 as one`).length, 1);
  });

  test('those that fail leave their neighbours on the same connection alone', async () => {
    const one = openDatabase(database.url, { connectionsMax: 1 });
    const good = Array.from({ length: 30 }, (_, index) =>
      inTransaction(one, async (tx) => {
        await note(tx, `good ${index}`);
        await pipeline(tx, [note(tx, `good ${index}`), note(tx, `good ${index}`)], { andCommit: true });
      }),
    );
    const bad = Array.from({ length: 30 }, (_, index) =>
      inTransaction(one, (tx) =>
        pipeline(tx, [note(tx, 'bad'), tx`select 1 / ${index * 0}::integer`], { andCommit: true }),
      ),
    );
    const ends = await Promise.allSettled(good.flatMap((work, index) => [work, bad[index]]));
    await one.end();
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 30);
    assert.equal(await count('bad'), 0);
    for (let index = 0; index < 30; index += 1) assert.equal(await count(`good ${index}`), 3);
  });

  test('what comes after the commit is refused and not run', async () => {
    const work = inTransaction(sql, async (tx) => {
      await pipeline(tx, [note(tx, 'kept')], { andCommit: true });
      await note(tx, 'late');
    });
    await refused(work, /after the commit/);
    assert.deepEqual([await count('kept'), await count('late')], [1, 0]);
  });
});
