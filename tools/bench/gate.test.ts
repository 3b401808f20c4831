import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { seedSandbox } from '../../packages/server/src/admin/seed-sandbox.ts';
import { composeDeps, recordLifecycles } from '../../packages/server/src/compose.ts';
import { inTransaction, openDatabase, type Sql, type Tx } from '../../packages/server/src/foundation/database.ts';
import { newId } from '../../packages/server/src/foundation/id.ts';
import { openLog } from '../../packages/server/src/foundation/log.ts';
import { createPayouts } from '../../packages/server/src/payouts/create-payouts.ts';
import { createTestDatabase, type TestDatabase } from '../../packages/server/test/test-database.ts';
import { dropTriggers } from './bench-store.ts';
import { fillPayouts } from './fill-store.ts';
import { compareWithBank, judgeAnswers, judgeBank, judgeBooks } from './gate.ts';
import { readBooks } from './gate-store.ts';

const COUNT = 20;

describe('the gate, on books that somebody tampers with', () => {
  let database: TestDatabase;
  let sql: Sql;
  let ids: string[];

  before(async () => {
    database = await createTestDatabase();
    sql = openDatabase(database.url, { connectionsMax: 2 });
    await recordLifecycles(sql);
    const config = {
      mode: 'sandbox' as const,
      bankUrl: 'http://127.0.0.1:1',
      publicUrl: 'http://x',
      leaseMs: 30_000,
      bankTimeoutMs: 10_000,
      eventsKeptDays: 90,
      webhookNetworks: [],
    };
    const deps = await composeDeps(sql, randomBytes(32), openLog('silent'), config);
    const { applicationId, client, destinationId, accounts } = await seedSandbox(deps, undefined);
    const creations = Array.from({ length: COUNT }, (_, number) => ({
      applicationId,
      actor: `client:${client.clientId}`,
      clientId: null,
      id: newId(Date.now()),
      endToEndId: deps.newEndToEndId(Date.now()),
      amountMinor: 100n,
      currency: 'AED',
      destinationId,
      payoutAccountId: null,
      description: `description ${number}`,
      reference: `reference ${number}`,
      idempotencyKey: `key-${number}`,
      refundId: null,
      allowDuplicate: false,
    }));
    ids = creations.map(({ id }) => id);
    const outcomes = await createPayouts(deps, creations);
    assert(outcomes.every((outcome) => 'value' in outcome));
    const account = accounts.find(({ currency }) => currency === 'AED');
    await fillPayouts(sql, { applicationId, payoutAccountId: account?.id ?? '', destinationId, count: 300 }, () => {});
    // From here on nothing keeps us from breaking the books.
    await dropTriggers(sql);
  });
  after(async () => {
    await sql.end();
    await database.drop();
  });

  const read = (prefix: string) => inTransaction(sql, (tx) => readBooks(tx, prefix));

  /** What the gate says after a change, which is undone. */
  const gateAfter = async (change: (tx: Tx, id: string) => Promise<unknown>): Promise<string[]> => {
    const [id = ''] = ids;
    let faults: string[] = [];
    const undo = new Error('undo');
    await sql
      .begin(async (tx) => {
        await change(tx, id);
        faults = judgeBooks(await readBooks(tx, 'key'), COUNT);
        throw undo;
      })
      .catch((error: unknown) => assert.equal(error, undo));
    return faults;
  };

  test('whole books have no faults, and the filled tables neither', async () => {
    assert.deepEqual(judgeBooks(await read('key'), COUNT), []);
    assert.deepEqual(judgeBooks(await read('fill'), 300), []);
  });

  test('a missing hold', async () => {
    const faults = await gateAfter((tx, id) => tx`delete from ledger_transfers where object_id = ${id}`);
    assert.deepEqual(faults, [
      '1 payouts do not have exactly the ledger steps of their state',
      '2 ledger accounts do not have the totals of their transfers',
    ]);
  });

  test('a hold of another amount', async () => {
    const faults = await gateAfter(
      (tx, id) => tx`update ledger_transfers set amount_minor = 7 where object_id = ${id}`,
    );
    assert.equal(faults[0], '1 payouts do not have exactly the ledger steps of their state');
  });

  test('a doubled event, and a missing one', async () => {
    const words = ['1 payouts do not have one event for each line of history'];
    const doubled = await gateAfter(
      (tx, id) => tx`
        insert into events select application_id, object_id, 2, ${newId(Date.now())}, type, object_type, created_at, payload
        from events where object_id = ${id}`,
    );
    assert.deepEqual(doubled, words);
    assert.deepEqual(await gateAfter((tx, id) => tx`delete from events where object_id = ${id}`), words);
  });

  test('a history with a gap, one that ends elsewhere, and none', async () => {
    const words = ['1 payouts do not have one walk of history'];
    const line = (tx: Tx, id: string, sequence: number) => tx`
      insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
      select application_id, object_id, ${sequence}::integer, object_type, 'queued', 'submitting', at, actor
      from history where object_id = ${id}`;
    assert.deepEqual(await gateAfter((tx, id) => line(tx, id, 3)), words);
    assert.deepEqual(await gateAfter((tx, id) => line(tx, id, 2)), words);
    assert.deepEqual(await gateAfter((tx, id) => tx`delete from history where object_id = ${id}`), words);
  });

  test('a payout that is not there, one too many, and two that share their reference', async () => {
    const lost = await gateAfter((tx, id) => tx`delete from payouts where id = ${id}`);
    assert.equal(lost[0], `${COUNT} payouts were accepted, and ${COUNT - 1} are in the books`);
    const same = await gateAfter((tx, id) => tx`update payouts set reference = 'reference 5' where id = ${id}`);
    assert.deepEqual(same, ['1 payouts share their reference, description or end-to-end id']);
    assert.deepEqual(judgeBooks(await read('key'), COUNT - 1), [
      `${COUNT - 1} payouts were accepted, and ${COUNT} are in the books`,
    ]);
  });
});

describe('the gate on answers and on the bank', () => {
  test('an answer that is not the one that was hoped for, a broken connection, and nothing at all', () => {
    assert.deepEqual(judgeAnswers({ answers: { 201: 9 }, broken: [] }, 201), []);
    assert.deepEqual(judgeAnswers({ answers: { 201: 9, 503: 2 }, broken: ['reset'] }, 201), [
      '2 requests were answered with 503, not 201',
      '1 connections broke: reset',
    ]);
    assert.deepEqual(judgeAnswers({ answers: {}, broken: [] }, 200), ['no request was answered with 200']);
  });

  test('an instruction that is missing, booked twice, not completed, or nobody’s', () => {
    const one = (end_to_end_id: string, status = 'ACSC', times_booked = 1) => ({ end_to_end_id, status, times_booked });
    assert.deepEqual(judgeBank(compareWithBank(['A', 'B'], [one('A'), one('B')])), []);
    assert.deepEqual(judgeBank(compareWithBank(['A', 'B', 'C'], [one('A', 'ACSC', 2), one('B', 'ACSP'), one('X')])), [
      '1 payouts have no instruction at the bank',
      '1 instructions were not booked exactly once at the bank',
      '1 instructions are not completed at the bank',
      '1 instructions at the bank belong to no payout',
    ]);
  });
});
