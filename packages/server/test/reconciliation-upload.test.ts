import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { checkBooks } from '../src/doctor/check-books.ts';
import { sweepSpooled } from '../src/reconciliation/spool-file.ts';
import { CSV, openDesk, XML } from './desk.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';
import { camtFile, type Line, strangerIban, today } from './statement-file.ts';

const line = (amount: string, bankReference: string, more: Partial<Line> = {}): Line => ({
  amount,
  bankReference,
  ...more,
});

const fee = line('2.50', 'B2', { direction: 'debit', code: 'ACMT/MDOP/CHRG' });

describe('statements that are uploaded', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false });
    other = await addApplication(sarf);
  });
  after(() => sarf.stop());

  const count = async (table: 'statements' | 'entries' | 'statement_files' | 'statement_file_parts'): Promise<number> =>
    (await sarf.sql`select 1 from ${sarf.sql(table)}`).length;

  test('are read, kept as they came, and told of', async () => {
    const desk = await openDesk(sarf);
    const file = camtFile({
      iban: desk.iban,
      id: 'STMT-7',
      sequence: 7,
      opening: '1000.00',
      closing: '1007.50',
      lines: [line('10.00', 'B1'), fee],
    });
    const body = assertAnswer('uploadStatement', await desk.send(file));
    const [statement] = body.statements;
    assert.deepEqual(
      { ...body, statements: body.statements.length },
      {
        entries: 2,
        new_entries: 2,
        matched: 0,
        suggested: 0,
        unknown_debits: 0,
        duplicate: false,
        warnings: [],
        statements: 1,
      },
    );
    assert.deepEqual(
      { ...statement, id: '', created_at: '' },
      {
        id: '',
        payout_account_id: desk.accountId,
        statement_id: 'STMT-7',
        bank_sequence: '7',
        source: 'upload',
        currency: 'AED',
        from: today(),
        to: today(),
        opening: 1000,
        closing: 1007.5,
        credits: 10,
        debits: 2.5,
        entries: 2,
        new_entries: 2,
        warnings: [],
        file_sha256: createHash('sha256').update(file).digest('hex'),
        created_at: '',
      },
    );
    const parts = await sarf.sql<{ bytes: Buffer }[]>`
      select p.bytes from statement_file_parts p join statement_files f on f.id = p.file_id
      where f.sha256 = ${statement.file_sha256} order by p.number`;
    assert.equal(Buffer.concat(parts.map(({ bytes }) => bytes)).toString(), file);
    assert.deepEqual(await desk.events(statement.id), ['reconciliation.statement_read']);
  });

  test('have entries that show what the bank said, with the IBAN masked', async () => {
    const desk = await openDesk(sarf);
    const payer = { name: 'Layla Mansour', iban: 'AE070331234567890123456' };
    await desk.upload([line('10.00', 'B1', { ...payer, remittance: 'For two chairs' }), fee]);
    const [taken, credit] = await desk.entries();
    assert.deepEqual(
      { ...credit, id: '', statement_id: '', created_at: '' },
      {
        id: '',
        statement_id: '',
        payout_account_id: desk.accountId,
        direction: 'credit',
        amount: 10,
        currency: 'AED',
        booked_at: today(),
        value_at: null,
        bank_reference: 'B1',
        bank_code: 'PMNT/RCDT/ESCT',
        references: ['B1'],
        remittance: 'For two chairs',
        counterparty: { name: 'Layla Mansour', iban: 'AE07…3456' },
        matched: 0,
        unmatched: 10,
        status: 'unmatched',
        matches: [],
        created_at: '',
      },
    );
    assert.equal(taken.status, 'unmatched', 'what the bank took for itself is no riddle');
    const path = `/reconciliation/v1/entries/${credit.id}`;
    assert.deepEqual(assertAnswer('getEntry', await sarf.call('GET', path)), credit);
    assertRefused(await other.call('GET', path), 'UNKNOWN_ENTRY');
  });

  test('that come again as they were change nothing', async () => {
    const desk = await openDesk(sarf);
    const file = camtFile({ iban: desk.iban, lines: [line('1.00', 'B1'), line('2.00', 'B2')] });
    const first = assertAnswer('uploadStatement', await desk.send(file));
    const before = await Promise.all([count('statements'), count('statement_files'), count('statement_file_parts')]);
    const again = assertAnswer('uploadStatement', await desk.send(file));
    assert.deepEqual(again, { ...first, duplicate: true, new_entries: 0 });
    assert.deepEqual(
      await Promise.all([count('statements'), count('statement_files'), count('statement_file_parts')]),
      before,
    );
    assert.equal((await desk.entries()).length, 2);
  });

  test('that overlap bring only what is new', async () => {
    const desk = await openDesk(sarf);
    await desk.upload([line('1.00', 'B1'), line('2.00', 'B2')]);
    const second = await desk.upload([line('2.00', 'B2'), line('3.00', 'B3')]);
    assert.deepEqual([second.entries, second.new_entries], [2, 1]);
    assert.deepEqual(second.warnings, ['1 entry was known from earlier statements and not taken again.']);
    assert.deepEqual((await desk.entries()).map(({ amount }: Json) => amount).toSorted(), [1, 2, 3]);
  });

  test('keep two genuine equal bookings of a day, once however often they come', async () => {
    const desk = await openDesk(sarf);
    const twin = { amount: '5.00', remittance: 'Ticket' };
    const first = await desk.upload([twin, twin]);
    assert.deepEqual([first.entries, first.new_entries], [2, 2]);
    const second = await desk.upload([twin, twin, twin]);
    assert.deepEqual([second.entries, second.new_entries], [3, 1]);
    assert.equal((await desk.entries()).length, 3);
  });

  test('keep equal bookings of a day in statements that follow on each other, too', async () => {
    const desk = await openDesk(sarf);
    const twin = { amount: '5.00', remittance: 'Ticket' };
    const morning = { id: 'T1', sequence: 1, opening: '10.00', closing: '15.00' };
    const noon = { id: 'T2', sequence: 2, opening: '15.00', closing: '20.00' };
    assert.equal((await desk.upload([twin], morning)).new_entries, 1);
    const second = await desk.upload([twin], noon);
    assert.deepEqual([second.new_entries, second.warnings], [1, []]);
    assert.equal((await desk.upload([twin], noon)).new_entries, 0, 'the same statement once more');
    const whole = await desk.upload([twin, twin], { id: 'DAY', opening: '10.00', closing: '20.00' });
    assert.equal(whole.new_entries, 0, 'the whole day');
    assert.equal((await desk.entries()).length, 2);
  });

  test('with the same entries at once bring each entry once, and say so truthfully', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(40, 'RACE-1');
    const lines = Array.from({ length: 40 }, (_, n) => line(`${n + 1}.00`, `R${n}`, { remittance: `RACE-${n}` }));
    const [last] = lines.slice(-1);
    const all = [...lines.slice(0, -1), { ...last, amount: '40.00', remittance: 'RACE-1' }];
    const answers = await Promise.all(Array.from({ length: 4 }, () => desk.upload(all)));
    assert.deepEqual(
      answers.map(({ new_entries }) => new_entries).toSorted((a, b) => a - b),
      [0, 0, 0, 40],
    );
    assert.equal((await desk.entries('&page_size=100')).length, 40);
    assert.equal(answers.reduce((sum, { matched }) => sum + matched, 0) >= 1, true);
    assert.equal((await desk.payment(payment.id)).reconciliation.evidence.length, 1);
  });

  test('that come at once, byte for byte, are read once', async () => {
    const desk = await openDesk(sarf);
    const file = camtFile({ iban: desk.iban, lines: [line('1.00', 'SAME1'), line('2.00', 'SAME2')] });
    const answers = await Promise.all(Array.from({ length: 4 }, () => desk.send(file)));
    const news = answers.map((answer) => assertAnswer('uploadStatement', answer)).filter(({ duplicate }) => !duplicate);
    assert.deepEqual(
      news.map(({ new_entries }) => new_entries),
      [2],
    );
    assert.equal((await sarf.sql`select 1 from statement_files where finished_at is null`).length, 0);
  });

  test('of two accounts in another order at once do not wait for each other for ever', async () => {
    const [one, two] = [await openDesk(sarf), await openDesk(sarf)];
    const of = (desk: typeof one, name: string) => ({ iban: desk.iban, id: name, lines: [line('1.00', name)] });
    const files = Array.from({ length: 6 }, (_, n) => {
      const pair = [of(one, `ONE${n}`), of(two, `TWO${n}`)];
      return camtFile(...(n % 2 === 0 ? pair : pair.toReversed()));
    });
    const answers = await Promise.all(files.map((file) => one.send(file)));
    for (const answer of answers) assert.equal(assertAnswer('uploadStatement', answer).new_entries, 2);
  });

  test('of an account that is not the application’s are refused, and nothing is kept', async () => {
    const desk = await openDesk(sarf);
    const before = await Promise.all([count('statements'), count('statement_files'), count('entries')]);
    const known = { iban: desk.iban, lines: [line('1.00', 'B1')] };
    const stranger = { iban: strangerIban, lines: [line('1.00', 'B1')] };
    const refusal = assertRefused(await desk.send(camtFile(known, stranger)), 'UNKNOWN_PAYOUT_ACCOUNT');
    assert.match(refusal.message, /AE\d\d…0042/);
    assert.doesNotMatch(JSON.stringify(refusal), new RegExp(strangerIban));
    assertRefused(await desk.send(camtFile({ ...known, currency: 'USD' })), 'UNKNOWN_PAYOUT_ACCOUNT');
    assertRefused(
      await other.call('POST', '/reconciliation/v1/statements', camtFile(known), XML),
      'UNKNOWN_PAYOUT_ACCOUNT',
    );
    assert.deepEqual(await Promise.all([count('statements'), count('statement_files'), count('entries')]), before);
  });

  test('that cannot be read are refused with the place, and nothing is kept', async () => {
    const desk = await openDesk(sarf);
    const before = await Promise.all([count('statements'), count('statement_file_parts'), count('entries')]);
    const good = camtFile({ iban: desk.iban, lines: [line('1.00', 'B1')] });
    for (const file of [
      good.replace('</Stmt>', ''),
      good.replace('?>', '?><!DOCTYPE x>'),
      good.slice(0, -200),
      '',
      'x',
    ]) {
      const refusal = assertRefused(await desk.send(file), 'UNREADABLE_STATEMENT');
      assert.equal(typeof refusal.metadata.line, 'number');
    }
    assertRefused(await desk.send('{}', { 'content-type': 'application/json' }), 'UNSUPPORTED_MEDIA_TYPE');
    assert.deepEqual(await Promise.all([count('statements'), count('statement_file_parts'), count('entries')]), before);
    assert.equal(assertAnswer('uploadStatement', await desk.send(good)).new_entries, 1, 'and the good one is read');
  });

  test('warn where they do not add up, or do not follow on the one before', async () => {
    const desk = await openDesk(sarf);
    const lines = (n: number) => [line('1.00', `W${n}`)];
    const first = await desk.upload(lines(1), { id: 'W1', sequence: 1, opening: '10.00', closing: '11.00' });
    assert.deepEqual(first.warnings, []);
    const next = await desk.upload(lines(2), { id: 'W2', sequence: 2, opening: '11.00', closing: '12.00' });
    assert.deepEqual(next.warnings, []);
    const broken = await desk.upload(lines(3), { id: 'W3', sequence: 3, opening: '12.00', closing: '20.00' });
    assert.match(broken.warnings.join(), /the difference is 7\.00 AED/);
    const loose = await desk.upload(lines(4), { id: 'W4', sequence: 4, opening: '19.00', closing: '20.00' });
    assert.match(loose.warnings.join(), /opens with 19\.00 AED, but the statement before it closed with 20\.00 AED/);
    const gap = await desk.upload(lines(7), { id: 'W7', sequence: 7, opening: '20.00', closing: '21.00' });
    assert.match(gap.warnings.join(), /numbers 5 to 6 are missing/);
    const other = await desk.upload(lines(8), { id: 'W7', sequence: 7, opening: '20.00', closing: '21.00' });
    assert.deepEqual(other.warnings, [], 'a copy');
    const changed = await desk.upload([line('2.00', 'W9')], {
      id: 'W7',
      sequence: 7,
      opening: '20.00',
      closing: '22.00',
    });
    assert.match(changed.warnings.join(), /W7 was read before with other content/);
    const { content } = assertAnswer(
      'listStatements',
      await sarf.call('GET', `/reconciliation/v1/statements?payout_account_id=${desk.accountId}&page_size=2`),
    );
    assert.deepEqual(content[0].warnings, changed.warnings);
  });

  test('may be tables, with a map of their columns', async () => {
    const desk = await openDesk(sarf);
    const table = [
      'booked_on,amount,currency,account,remittance,end_to_end_id',
      `${today()},12.5,AED,${desk.iban},For a lamp,E2E-1`,
      `${today()},-2,AED,${desk.iban},Bank fee,`,
    ].join('\n');
    const body = assertAnswer('uploadStatement', await desk.send(table, CSV));
    assert.deepEqual([body.new_entries, body.statements[0].credits, body.statements[0].debits], [2, 12.5, 2]);

    const own = `Datum;Soll;Haben;Text\n21.11.2026;;1.234,50;Chairs\n`;
    assertRefused(await desk.send(own, CSV, '?column_map=none'), 'UNKNOWN_COLUMN_MAP');
    const map = {
      columns: { booked_on: 'Datum', debit: 'Soll', credit: 'Haben', remittance: 'Text' },
      date_format: 'DD.MM.YYYY',
      decimal: ',',
      thousands: '.',
      delimiter: ';',
    };
    const put = assertAnswer('putColumnMap', await sarf.call('PUT', '/reconciliation/v1/column-maps/own', map));
    assert.deepEqual(put.map, map);
    assert.match(
      assertRefused(await desk.send(own, CSV, '?column_map=own'), 'UNREADABLE_STATEMENT').message,
      /names no currency/,
    );
    assertRefused(await desk.send(own, CSV, `?column_map=own&payout_account_id=${NOBODY}`), 'UNKNOWN_PAYOUT_ACCOUNT');
    const query = `?column_map=own&payout_account_id=${desk.accountId}`;
    assert.equal(assertAnswer('uploadStatement', await desk.send(own, CSV, query)).statements[0].credits, 1234.5);
    const another = await openDesk(sarf);
    const elsewhere = `?column_map=own&payout_account_id=${another.accountId}`;
    const there = assertAnswer('uploadStatement', await desk.send(own, CSV, elsewhere));
    assert.deepEqual(
      [there.duplicate, there.new_entries],
      [false, 1],
      'the file names no account, so it is another one',
    );
    assert.equal(assertAnswer('uploadStatement', await desk.send(own, CSV, query)).duplicate, true);
  });

  test('are read by maps that make sense', async () => {
    const put = (map: unknown) => sarf.call('PUT', '/reconciliation/v1/column-maps/mine', map);
    assertRefused(await put({ columns: { booked_on: 'Date', credit: 'In' } }), 'INVALID_PARAMETERS', ['columns']);
    assertRefused(
      await put({ columns: { booked_on: 'Date', amount: 'In' }, thousands: '.', encoding: 'klingon' }),
      'INVALID_PARAMETERS',
      ['encoding', 'thousands'],
    );
    assertRefused(await put({ columns: { nothing: 'x' }, decimal: 'x' }), 'INVALID_PARAMETERS', [
      'columns.nothing',
      'columns',
      'decimal',
    ]);
    assertRefused(await sarf.call('PUT', '/reconciliation/v1/column-maps/Mine!', {}), 'INVALID_PARAMETERS', [
      'columns',
      'name',
    ]);
  });

  test('are kept: neither file, statement nor entry changes afterwards, and what was never finished is swept away', async () => {
    const desk = await openDesk(sarf);
    const { statements } = await desk.upload([line('1.00', 'B1')]);
    const [{ id }] = statements;
    const { sql } = sarf;
    const refused = (query: Promise<unknown>) => assert.rejects(query, /is refused/);
    await refused(sql`update statement_files set sha256 = 'x' where finished_at is not null`);
    await refused(sql`delete from statement_files where finished_at is not null`);
    await refused(sql`delete from statement_file_parts`);
    await refused(sql`update statement_file_parts set bytes = ''`);
    await refused(sql`update statements set entries = 9 where id = ${id}`);
    await refused(sql`delete from statements where id = ${id}`);
    await refused(sql`update entries set amount_minor = 9 where statement_id = ${id}`);
    await refused(sql`delete from entries where statement_id = ${id}`);
    await assert.rejects(sql`update entries set matched_minor = 1 where statement_id = ${id}`, /are not set/);

    const file = { applicationId: sarf.sandbox.applicationId, id: randomUUID() };
    await sql`
      insert into statement_files (application_id, id, media_type, source, created_at, created_by)
      values (${file.applicationId}, ${file.id}, 'text/csv', 'upload', now() - interval '2 days', 'nobody')`;
    await sql`
      insert into statement_file_parts (application_id, file_id, number, bytes)
      values (${file.applicationId}, ${file.id}, 0, 'abc')`;
    assert.equal(await sweepSpooled(sarf.deps, new Date(Date.now() - 86_400_000)), 1);
    assert.equal((await sql`select 1 from statement_file_parts where file_id = ${file.id}`).length, 0);
  });

  test('and the doctor finds nothing wrong in the books', async () => {
    const { checks } = await checkBooks(sarf.sql);
    assert.deepEqual(
      checks.flatMap(({ findings }) => findings),
      [],
    );
  });
});
