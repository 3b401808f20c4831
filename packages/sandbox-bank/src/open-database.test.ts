import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import {
  creditorIban,
  debtorIban,
  instruction,
  startBank,
  startReceiver,
  temporaryFolder,
  waitUntil,
} from '../test/bank-under-test.ts';
import { openDatabase } from './open-database.ts';
import { schema } from './schema.ts';

const day = 86_400_000;
const longAgo = Date.UTC(2026, 0, 1);

/** Books as version 1 wrote them: completed, in flight, held, returned, booked twice, refused, and two things untold. */
function writeOldBooks(path: string): void {
  const db = new DatabaseSync(path);
  db.exec(schema);
  db.exec('pragma user_version = 1');
  const booked = 100 + 200 + 295 + 296 + 296 + 400 + 400;
  db.exec(`insert into account values ('${debtorIban}', 'AED', 100000, ${booked}, 592)`);
  db.exec(`insert into account values ('${creditorIban}', 'AED', 500, 0, 0)`);
  const insert = db.prepare(`
    insert into instruction (end_to_end_id, status, reason_code, amount_minor, currency, debtor_iban, creditor_name,
      creditor_iban, remittance, times_received, times_booked, received_at, settled_at, returned_at)
    values (?, ?, ?, ?, 'AED', '${debtorIban}', 'Noor Haddad', '${creditorIban}', 'INVOICE 7', ?, ?, ?, ?, ?)`);
  const book = db.prepare(`
    insert into booking (instruction_seq, nth, iban, amount_minor, booked_at, next_step, due_at)
    values (?, ?, '${debtorIban}', ?, ?, ?, ?)`);
  const rows = [
    ['DONE', 'ACSC', null, 100, 1, longAgo],
    ['FLYING', 'ACSP', null, 200, 1, null],
    ['HELD', 'ACSP', null, 295, 1, null],
    ['BACK', 'RTRN', 'AC06', 296, 2, longAgo],
    ['TWICE', 'ACSC', null, 400, 2, longAgo],
    ['REFUSED', 'RJCT', 'AC04', 91, 0, null],
  ] as const;
  rows.forEach(([id, status, reason, minor, times, settledAt], index) => {
    const returnedAt = status === 'RTRN' ? longAgo + 2 * day : null;
    insert.run(id, status, reason, minor, Math.max(times, 1), times, longAgo, settledAt, returnedAt);
    const step = status === 'ACSP' ? 'settle' : null;
    const dueAt = id === 'FLYING' ? longAgo + 1 : null;
    for (let nth = 1; nth <= times; nth += 1) book.run(index + 1, nth, minor, longAgo + nth * day, step, dueAt);
  });
  db.exec(`
    insert into callback (end_to_end_id, status, reason_code, bank_reference, at, due_at) values
      ('BACK', 'RTRN', 'AC06', 'SB0000000004-2', ${longAgo + 2 * day + 7}, 0),
      ('DONE', 'ACSC', null, 'SB0000000001-1', ${longAgo}, 1)`);
  db.close();
}

test('books of an earlier version keep what they hold, and the bank goes on with them', async (t) => {
  const databasePath = join(await temporaryFolder(t), 'bank.sqlite');
  writeOldBooks(databasePath);
  const receiver = await startReceiver(t);
  const bank = await startBank(t, { databasePath, callback: receiver.callback });
  await bank.waitForStatus('FLYING', 'ACSC');
  assert.partialDeepStrictEqual(await bank.account(debtorIban), { booked_debits: '19.87', returned_credits: '5.92' });
  assert.partialDeepStrictEqual(await bank.account(creditorIban), { received: '2.00', balance: '7.00' });
  assert.partialDeepStrictEqual(await bank.record('TWICE'), { kind: 'payout', times_booked: 2, status: 'ACSC' });
  await bank.post('/advance', {});
  assert.equal((await bank.record('HELD')).status, 'ACSC');
  await bank.submit(instruction('NEW', '1.00'));
  await bank.waitForStatus('NEW', 'ACSC');
  await waitUntil(() => receiver.about('NEW').length === 1, 'the news are told');
  assert.deepEqual(receiver.about('BACK'), [
    {
      end_to_end_id: 'BACK',
      status: 'RTRN',
      reason_code: 'AC06',
      reason: 'The account is blocked.',
      bank_reference: 'SB0000000004-2',
      at: '2026-01-03T00:00:00.007Z',
      kind: 'payout',
      debtor: null,
    },
  ]);
  assert.equal(receiver.about('DONE').length, 1);
  const { body } = await bank.get('/stats');
  assert.partialDeepStrictEqual(body, { callbacks: { failed: 0, pending: 0 } });
  assert.partialDeepStrictEqual(await bank.statements(), { content: [{ sequence: 1, entries: 10 }] });
  assert.match(await bank.statement(1), /<EndToEndId>BACK<.*<Cd>AC06<.*<EndToEndId>NEW</s);
});

test('every line of the old books is written, and its account adds up', async (t) => {
  const path = join(await temporaryFolder(t), 'bank.sqlite');
  writeOldBooks(path);
  const db = openDatabase(path);
  t.after(() => db.close());
  assert.deepEqual(db.prepare('pragma foreign_key_check').all(), []);
  assert.equal(db.prepare('pragma foreign_keys').get()?.foreign_keys, 1n);
  const off = db
    .prepare(`
      select a.iban from account a left join entry e on e.iban = a.iban group by a.iban
      having total(case e.direction when 'credit' then e.amount_minor else -e.amount_minor end)
        <> a.returned_minor + a.received_minor - a.booked_minor`)
    .all();
  assert.deepEqual(off, []);
  const times = db.prepare('select booked_at from entry order by id').all();
  assert.equal(times.length, 9);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => Number(a.booked_at) - Number(b.booked_at)),
  );
  assert.equal(db.prepare('select count(*) as n from booking where entry_id is null').get()?.n, 0n);
});

test('opening the books again changes nothing, and books of a later version are left alone', async (t) => {
  const path = join(await temporaryFolder(t), 'bank.sqlite');
  openDatabase(path).close();
  openDatabase(path).close();
  const db = new DatabaseSync(path);
  db.exec('pragma user_version = 99');
  db.close();
  assert.throws(() => openDatabase(path), /later version/);
});
