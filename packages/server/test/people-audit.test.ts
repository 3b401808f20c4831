import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { listAudit } from '../src/auth/audit/list-audit.ts';
import { operatorOf, recordAudit } from '../src/auth/audit/record-audit.ts';
import { verifyAudit } from '../src/auth/audit/verify-audit.ts';
import { examineBooks } from '../src/doctor/check-books.ts';
import { examine } from '../src/doctor/examine.ts';
import { inTransaction } from '../src/foundation/database.ts';
import { awaitingPayout } from './awaiting-payout.ts';
import { addApplication, assertAnswer, assertRefused } from './doors.ts';
import { type Person, signedIn } from './people.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

describe('the audit log', () => {
  let sarf: RunningSarf;
  let owner: Person;
  let applicationId: string;
  before(async () => {
    sarf = await startSarf({ worker: false });
    owner = await signedIn(sarf, 'owner');
    ({ applicationId } = sarf.sandbox);
  });
  after(() => sarf.stop());

  const lines = async (filter = {}) => (await listAudit(sarf.deps, applicationId, filter, 100)).content;
  const outcomesOf = async (action: string) =>
    (await lines({ action })).map(({ actor, outcome }) => `${actor} ${outcome}`).toReversed();
  const operator = () => ({
    by: operatorOf(applicationId),
    at: sarf.deps.clock.now(),
    action: 'test',
    outcome: 'done',
  });

  test('what a member does is there before and after, and where it came from', async () => {
    const id = await awaitingPayout(sarf);
    const approved = await owner.call('POST', `/payouts/v1/payments/${id}/approve`, undefined, {
      'user-agent': 'Test',
    });
    assertAnswer('approvePayout', approved);
    const found = await lines({ objectId: id });
    assert.deepEqual(
      found.map(({ outcome }) => outcome),
      ['done', 'asked'],
    );
    for (const line of found) {
      assert.equal(line.actor, `member:${owner.id}`);
      assert.equal(line.actor_name, 'The owner');
      assert.equal(line.object_type, 'payment');
      assert.equal(line.ip, '127.0.0.1');
      assert.equal(line.user_agent, 'Test');
      assert.equal(line.request_id, approved.headers.get('x-request-id'));
    }
  });

  test('what a member is refused is there with its name, wherever it was refused', async () => {
    const viewer = await signedIn(sarf, 'viewer');
    const path = `/payouts/v1/payments/${await awaitingPayout(sarf)}/cancel`;
    assertRefused(await viewer.call('POST', path), 'INCORRECT_ACCESS_LEVEL');
    assertRefused(await owner.call('POST', path, undefined, { origin: 'https://evil.example' }), 'CROSS_SITE_REQUEST');
    assertRefused(await owner.call('POST', '/payouts/v1/payments/abc/cancel'), 'INVALID_PARAMETERS', ['payment_id']);
    assertAnswer('cancelPayout', await owner.call('POST', path));
    assert.deepEqual(await outcomesOf('cancelPayout'), [
      `member:${viewer.id} INCORRECT_ACCESS_LEVEL`,
      `member:${owner.id} CROSS_SITE_REQUEST`,
      `member:${owner.id} INVALID_PARAMETERS`,
      `member:${owner.id} asked`,
      `member:${owner.id} done`,
    ]);
  });

  test('of clients it has approvals and endpoints, and neither payouts nor what is only read', async () => {
    const count = (await lines()).length;
    await sarf.pay(3);
    await sarf.call('GET', '/payouts/v1/payments');
    await owner.call('GET', '/payouts/v1/payments');
    assert.equal((await lines()).length, count);
    const made = assertAnswer(
      'createEndpoint',
      await sarf.call('POST', '/webhooks/v1/endpoints', { url: 'https://receiver.example/events' }),
    );
    const [done] = await lines({ action: 'createEndpoint' });
    assert.equal(done?.actor_name, 'Sandbox client');
    assert.equal(done?.object_id, made.id);
    assert(!JSON.stringify(done).includes(made.secret));
  });

  test('many lines at once make one chain, and each application has its own', async () => {
    const other = await addApplication(sarf);
    const record = (id: string) =>
      inTransaction(sarf.sql, (tx) => recordAudit(tx, { ...operator(), by: operatorOf(id) }));
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => record(index % 2 ? other.applicationId : applicationId)),
    );
    assert.deepEqual(
      { ...(await verifyAudit(sarf.sql, other.applicationId)), lastHash: '' },
      {
        lines: 10,
        lastHash: '',
        fault: null,
      },
    );
    assert.equal((await verifyAudit(sarf.sql, applicationId)).fault, null);
  });

  test('a line goes with the transaction that it belongs to', async () => {
    const count = (await lines()).length;
    const broken = inTransaction(sarf.sql, async (tx) => {
      await recordAudit(tx, operator());
      throw new Error('it did not work out');
    });
    await assert.rejects(broken, /work out/);
    assert.equal((await lines()).length, count);
  });

  test('pages go back to the beginning', async () => {
    const all = await lines();
    const seen: number[] = [];
    for (let after: bigint | undefined; ; ) {
      const { content, page } = await listAudit(sarf.deps, applicationId, after === undefined ? {} : { after }, 3);
      seen.push(...content.map(({ sequence }) => sequence));
      if (page.next === null) break;
      after = BigInt(page.next);
    }
    assert.deepEqual(
      seen,
      all.map(({ sequence }) => sequence),
    );
    assert.deepEqual(
      seen,
      Array.from({ length: all.length }, (_, index) => all.length - index),
    );
  });

  test('lines cannot be changed, left out or put in', async () => {
    const attacks = [
      sarf.sql`update audit_lines set actor = 'member:else'`,
      sarf.sql`delete from audit_lines`,
      sarf.sql`truncate audit_lines`,
      sarf.sql`
        insert into audit_lines (application_id, sequence, at, actor, actor_name, action, outcome, previous_hash, hash)
        select application_id, max(sequence) + 1, now(), 'x', 'x', 'x', 'done', repeat('1', 64), repeat('2', 64)
        from audit_lines group by application_id`,
      sarf.sql`
        insert into audit_lines (application_id, sequence, at, actor, actor_name, action, outcome, previous_hash, hash)
        select application_id, max(sequence) + 2, now(), 'x', 'x', 'x', 'done', max(hash), repeat('2', 64)
        from audit_lines group by application_id`,
    ];
    for (const attack of attacks) await assert.rejects(attack, /refused|violates/);
  });

  test('whoever gets past the database is found by the doctor', async () => {
    const attacks = [
      `update audit_lines set actor = 'member:else' where sequence = 3`,
      `update audit_lines set outcome = 'SECOND_PARTY_NEEDED' where sequence = 3`,
      `update audit_lines set at = at + interval '1 millisecond' where sequence = 3`,
      `delete from audit_lines where sequence = 3`,
      `update audit_lines set sequence = sequence + 100 where sequence > 3`,
      `update audit_lines set hash = repeat('3', 64) where sequence = 3`,
    ];
    for (const attack of attacks) {
      const undone = sarf.sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx.unsafe(attack);
        const { fault } = await verifyAudit(tx, applicationId);
        assert(fault && fault.sequence >= 3n && fault.sequence <= 104n, attack);
        throw new Error('undo');
      });
      await assert.rejects(undone, /undo/);
    }
    // Without its end a chain is whole; the histories tell what is missing.
    const id = await awaitingPayout(sarf);
    assertAnswer('approvePayout', await owner.call('POST', `/payouts/v1/payments/${id}/approve`));
    const cuts: [string, RegExp][] = [
      [`delete from audit_lines where object_id = '${id}'`, /was moved from awaiting_approval to queued by member:/],
      ['truncate audit_lines', /is a member who did something at /],
    ];
    for (const [cut, what] of cuts) {
      const undone = sarf.sql.begin(async (tx) => {
        await tx`set local session_replication_role = replica`;
        await tx.unsafe(cut);
        assert.equal((await verifyAudit(tx, applicationId)).fault, null, cut);
        const check = (await examineBooks(tx)).checks.find(({ name }) => name === 'audit log');
        assert.match(check?.findings.map((finding) => finding.what).join('\n') ?? '', what);
        throw new Error('undo');
      });
      await assert.rejects(undone, /undo/);
    }
    const healthy = await examine({ ...sarf.deps, sql: sarf.sql }, { looks: 1, pauseMs: 1 });
    assert.equal(healthy.checks.find(({ name }) => name === 'audit log')?.result, 'ok');
    await sarf.sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`;
      await tx`update audit_lines set actor = 'member:else' where application_id = ${applicationId} and sequence = 3`;
    });
    const sick = await examine({ ...sarf.deps, sql: sarf.sql }, { looks: 1, pauseMs: 1 });
    const check = sick.checks.find(({ name }) => name === 'audit log');
    assert.equal(check?.result, 'wrong');
    assert.match(check.findings[0]?.what ?? '', /line 3 is not what it was/);
  });
});
