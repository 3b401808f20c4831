import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connectSandbox } from '../src/banks/connectors/sandbox/connect.ts';
import { isOpen } from '../src/doctor/bank-checks.ts';
import { checkBank } from '../src/doctor/check-bank.ts';
import { examine } from '../src/doctor/examine.ts';
import { openDatabase, type Sql } from '../src/foundation/database.ts';
import { startEmbeddedPostgres } from '../src/foundation/embedded-postgres.ts';
import { migrateDatabase } from '../src/foundation/migrate.ts';
import { examineAll } from './audit.ts';
import { assertNamed, corrupted, namesOf, saidBy, wrong } from './corrupted.ts';
import { corruptions } from './corruptions.ts';
import { freePort } from './free-port.ts';
import { type RunningSarf, startSarf } from './running-sarf.ts';

const program = fileURLToPath(import.meta.resolve('../src/doctor/main.ts'));

describe('the doctor', () => {
  let sarf: RunningSarf;

  before(async () => {
    sarf = await startSarf({ worker: false });
    const worker = await sarf.join({ worker: true });
    await sarf.reach(await sarf.pay(100.1), 'completed');
    await sarf.reach(await sarf.pay(100.91), 'failed');
    await sarf.reach(await sarf.pay(100.96), 'returned');
    // Nobody moves anything any more while the books are corrupted.
    await worker.stop();
    await sarf.call('POST', `/payouts/v1/payments/${await sarf.pay(7)}/cancel`);
    await sarf.pay(100.2, { reference: 'waiting' });
  });
  after(() => sarf.stop());

  test('finds nothing wrong with books that nobody touched', async () => {
    const checks = await examineAll(sarf.sql, sarf.bankUrl);
    assert.deepEqual(wrong(checks), []);
    assert.equal(checks.length, 23);
  });

  for (const corruption of corruptions) {
    test(`names ${corruption.name}, and nothing else`, () => assertNamed(sarf, corruption));
  }

  test('shows the first findings and counts them all', async () => {
    const [found] = await corrupted(
      sarf,
      (tx) => tx`
        insert into events (application_id, object_id, sequence, id, type, object_type, created_at, payload)
        select application_id, object_id, 100 + n, gen_random_uuid(), type, object_type, created_at, payload
        from events cross join generate_series(1, 1000) n where type = 'payout.failed'`,
    );
    assert.deepEqual([found?.name, found?.total, found?.findings.length], ['events', 1000, 20]);
  });

  test('takes a difference that passes for none, and one that stays for a finding', async () => {
    const bank = connectSandbox({ bankUrl: sarf.bankUrl, callbackSecret: '' });
    assert(isOpen(bank));
    // The bank's books as they were a moment ago, as often as it is said.
    const behind = (stale: number) => ({
      ...bank,
      async readBooks(after: string | null) {
        const page = await bank.readBooks(after);
        stale -= 1;
        if (stale < 0 || !page) return page;
        return { ...page, lines: page.lines.map((line) => ({ ...line, kind: 'pending' as const })) };
      },
    });
    const patience = { looks: 3, pauseMs: 10 };
    assert.deepEqual(wrong(await checkBank(sarf.sql, behind(2), patience)), []);
    const found = wrong(await checkBank(sarf.sql, behind(3), patience));
    assert.deepEqual(namesOf(found), ['sandbox: payouts']);
    assert.match(saidBy(found), /is completed, and the bank has it as pending, booked once/);
  });

  test('says what it could not check, and that is no finding', async () => {
    const bankUrl = `http://127.0.0.1:${await freePort()}`;
    const away = await examineAll(sarf.sql, bankUrl);
    assert.deepEqual(
      wrong(away).map(({ result, total }) => [result, total]),
      Array.from({ length: 5 }, () => ['not_checked', 0]),
    );
    const sandbox = connectSandbox({ bankUrl, callbackSecret: '' });
    const { readBooks, readBalances, ...silent } = sandbox;
    const looked = (banks: Map<string, typeof silent>) =>
      examine({ sql: sarf.sql, banks, clock: sarf.deps.clock }, { looks: 1, pauseMs: 0 });
    assert.equal((await looked(new Map())).checks.filter(({ result }) => result === 'not_checked').length, 5);
    const shy = await looked(new Map([['sandbox', silent]]));
    assert.equal(shy.checks.filter(({ result }) => result === 'no_books').length, 5);
  });

  const runDoctor = (...words: string[]) =>
    runProgram({ DATABASE_URL: sarf.databaseUrl, BANK_URL: sarf.bankUrl }, words);

  test('as a program says a line for each check, and exits with 0 when all is well', async () => {
    const { code, stdout } = await runDoctor();
    assert.equal(code, 0, stdout);
    assert.equal(stdout.split('\n').filter((line) => line.startsWith('ok ')).length, 23);
    assert.match(stdout, /^5 payouts looked at in \d+\.\d s: no violation found\.$/m);
    const json = await runDoctor('--json');
    assert.equal(json.code, 0);
    assert.partialDeepStrictEqual(JSON.parse(json.stdout), { healthy: true, violations: 0, payouts: 5 });
  });

  test('as a program exits with 1 and says what is wrong and what to do', async () => {
    const [row] = await sarf.sql`update payouts set due_at = null where reference = 'waiting' returning id`;
    try {
      const { code, stdout } = await runDoctor();
      assert.equal(code, 1);
      assert.match(stdout, /^WRONG +open objects/m);
      assert.match(stdout, new RegExp(`^ +${row?.id} is queued, and nobody will look at it again$`, 'm'));
      assert.match(stdout, /^ +What to do: /m);
      assert.match(stdout, /: 1 violation found\.$/m);
      const json = await runDoctor('--json');
      assert.partialDeepStrictEqual(JSON.parse(json.stdout), { healthy: false, violations: 1 });
    } finally {
      await sarf.sql`update payouts set due_at = created_at where reference = 'waiting'`;
    }
  });

  test('as a program exits with 2 when something could not be checked, and says why', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const away = await runProgram({ DATABASE_URL: sarf.databaseUrl, BANK_URL: nowhere }, []);
    assert.equal(away.code, 2);
    assert.match(away.stdout, /^NOT CHECKED +sandbox: booked once/m);
    assert.match(away.stdout, /no violation found; 5 of 23 checks could not be made\.$/m);
    const noDatabase = await runProgram({ DATABASE_URL: nowhere.replace('http', 'postgres') }, []);
    assert.equal(noDatabase.code, 2);
    assert.match(noDatabase.stderr, /The doctor could not check anything\. The database does not answer/);
    const wrongWord = await runDoctor('--loud');
    assert.equal(wrongWord.code, 2);
    assert.match(wrongWord.stderr, /--loud/);
    const help = await runDoctor('--help');
    assert.equal(help.code, 0);
    assert.match(help.stdout, /Exit code 0: no violation/);
  });

  // The bank's books cannot be rolled back, so these come last.
  test('names an order that the bank has and nobody gave', async () => {
    await order(sarf, { end_to_end_id: 'STRANGER' });
    const found = wrong(await examineAll(sarf.sql, sarf.bankUrl));
    assert.deepEqual(namesOf(found), ['sandbox: orders'], saidBy(found));
    assert.match(saidBy(found), /STRANGER is at the bank, booked once on …\d{4}, and belongs to no payout/);
  });

  test('names a payout that the bank booked though it was cancelled', async () => {
    const [row] = await sarf.sql`select id, end_to_end_id from payouts where state = 'rejected'`;
    await order(sarf, { end_to_end_id: row?.endToEndId, amount: '7.00' });
    const found = wrong(await examineAll(sarf.sql, sarf.bankUrl));
    assert.deepEqual(namesOf(found), ['sandbox: payouts', 'sandbox: orders'], saidBy(found));
    assert.match(saidBy(found), new RegExp(`${row?.id} is rejected, and the bank has it as \\w+, booked once`));
  });

  test('names an order that the bank booked twice', async () => {
    const [row] = await sarf.sql`select id, end_to_end_id from payouts where state = 'completed'`;
    await order(sarf, { end_to_end_id: row?.endToEndId, amount: '100.10' });
    // The bank settles it anew.
    await sarf.bank('POST', '/advance', { seconds: 10 });
    const found = wrong(await examineAll(sarf.sql, sarf.bankUrl));
    assert.deepEqual(namesOf(found), ['sandbox: booked once', 'sandbox: payouts', 'sandbox: orders'], saidBy(found));
    assert.match(saidBy(found), new RegExp(`${row?.id} was booked 2 times at the bank \\(end-to-end id \\w+\\)`));
  });
});

describe('the doctor where no Sarf runs', () => {
  let dataDir: string;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'sarf-doctor-'));
    await chmod(dataDir, 0o711);
  });
  after(() => rm(dataDir, { recursive: true, force: true }));

  test('makes no database where none is, and starts and stops the one that is there', async () => {
    const none = await runProgram({ DATABASE_URL: '', DATA_DIR: dataDir }, []);
    assert.deepEqual([none.code, none.stdout], [2, '']);
    assert.match(none.stderr, /There is no database in \S+ yet; npm start makes one/);

    const server = await startEmbeddedPostgres({ dataDir, log: () => {}, fsync: false });
    await server.stop();
    const empty = await runProgram({ DATABASE_URL: '', DATA_DIR: dataDir }, []);
    assert.equal(empty.code, 2);
    assert.match(empty.stderr, /has not the tables of this version of Sarf/);

    const again = await startEmbeddedPostgres({ dataDir, log: () => {}, fsync: false });
    await migrateDatabase(again.url());
    await again.stop();
    const { code, stdout } = await runProgram({ DATABASE_URL: '', DATA_DIR: dataDir }, []);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^0 payouts looked at/m);
    await assert.rejects(answers(again.url()), 'it is stopped again');
  });
});

async function answers(url: string): Promise<void> {
  const sql: Sql = openDatabase(url, { connectionsMax: 1 });
  try {
    await sql`select 1`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Gives the bank an order straight, from the account in AED. */
async function order(sarf: RunningSarf, fields: Record<string, unknown>): Promise<void> {
  const account = sarf.sandbox.accounts.find(({ currency }) => currency === 'AED');
  const creditor = { name: 'Amina Haddad', account_number: '1', bank_code: '1' };
  const instruction = { amount: '1.00', currency: 'AED', debtor_iban: account?.iban, creditor, ...fields };
  const { status, body } = await sarf.bank('POST', '/instructions', { instructions: [instruction] });
  assert.equal(status, 200);
  assert.equal(body.results[0].status, 'ACSP');
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runProgram(env: Record<string, string>, words: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', program, ...words],
      { env: { ...process.env, ...env } },
      (_, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}
