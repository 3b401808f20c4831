import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { checkBooks } from '../src/doctor/check-books.ts';
import { setExactMatching } from '../src/reconciliation/set-exact-matching.ts';
import { type Desk, openDesk, reconciliationIdOf } from './desk.ts';
import { addApplication, assertAnswer, assertRefused, NOBODY, type OtherApplication } from './doors.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';
import { type Line, today } from './statement-file.ts';

const paid = (amount: string, remittance: string, more: Partial<Line> = {}): Line => ({ amount, remittance, ...more });

describe('entries and what they prove', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false });
    other = await addApplication(sarf);
  });
  after(() => sarf.stop());

  const statusOf = async (desk: Desk, payment: Json): Promise<string> =>
    (await desk.payment(payment.id)).reconciliation.status;
  const setExact = (isAutomatic: boolean) => setExactMatching(sarf.deps, sarf.sandbox.applicationId, isAutomatic);

  test('a reference with the same amount reconciles by itself: payment, entry, books and events say so', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(120.5, 'INV-881204');
    const body = await desk.upload([paid('120.50', 'Thanks INV 881204')]);
    assert.deepEqual([body.matched, body.suggested], [1, 0]);
    const [entry] = await desk.entries();
    const [match] = entry.matches;
    assert.deepEqual([entry.status, entry.matched, entry.unmatched], ['matched', 120.5, 0]);
    assert.deepEqual(
      [match.kind, match.how, match.status, match.made_by, match.payment_id, match.payout_id, match.amount],
      ['payment', 'automatic', 'MADE', 'reconciliation', payment.id, null, 120.5],
    );
    const { reconciliation, refunds } = await desk.payment(payment.id);
    assert.equal(reconciliation.status, 'RECONCILED');
    assert.deepEqual(reconciliation.evidence, [
      { match_id: match.id, statement_id: entry.statement_id, entry_id: entry.id, booked_at: today(), amount: 120.5 },
    ]);
    assert.equal(refunds.remaining, 120.5);
    assert.equal(await desk.posted(), 1120.5);
    assert.deepEqual(await desk.events(match.id), ['reconciliation.matched']);
    assert.deepEqual(await desk.events(reconciliationIdOf(payment.id)), ['payment.reconciliation.updated']);
    const matches = assertAnswer(
      'listMatches',
      await sarf.call('GET', `/reconciliation/v1/matches?payment_id=${payment.id}`),
    );
    assert.deepEqual(matches.content, [match]);
    const list = await sarf.call(
      'GET',
      `/reconciliation/v1/payments?status=RECONCILED&payout_account_id=${desk.accountId}`,
    );
    assert.deepEqual(
      assertAnswer('listReconciliationPayments', list).content.map(({ id }: Json) => id),
      [payment.id],
    );
  });

  test('what comes in parts is PARTIAL until all of it is there', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(100, 'PART-100200');
    await desk.upload([paid('40.00', 'PART-100200', { bankReference: 'P1' })]);
    assert.equal(await statusOf(desk, payment), 'PARTIAL');
    assert.equal((await desk.payment(payment.id)).reconciliation.amount, 40);
    await desk.upload([paid('25.00', 'PART-100200', { bankReference: 'P2' })]);
    assert.equal((await desk.payment(payment.id)).reconciliation.amount, 65);
    await desk.upload([paid('35.00', 'PART-100200', { bankReference: 'P3' })]);
    assert.equal(await statusOf(desk, payment), 'RECONCILED');
    assert.equal((await desk.payment(payment.id)).reconciliation.evidence.length, 3);
    assert.equal((await desk.events(reconciliationIdOf(payment.id))).length, 3);
  });

  test('of more than was expected, what was expected is matched, and the rest stays open', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(100, 'OVER-100200');
    assert.equal((await desk.upload([paid('130.00', 'OVER-100200')])).matched, 1);
    assert.equal(await statusOf(desk, payment), 'RECONCILED');
    const [entry] = await desk.entries('&status=partial');
    assert.deepEqual([entry.matched, entry.unmatched, entry.matches[0].step], [100, 30, 6]);
  });

  test('what is not sure waits for a person', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(100, 'WAIT-100200');
    const lines = ['60.00', '70.00'].map((amount) => paid(amount, 'WAIT-100200'));
    assert.deepEqual(
      await desk.upload(lines).then(({ matched, suggested }) => [matched, suggested]),
      [0, 2],
      'together they are above it',
    );
    const [suggestion, another] = await desk.suggestions();
    assert.deepEqual(
      [suggestion.payment.id, suggestion.payout, suggestion.entry.status],
      [payment.id, null, 'suggested'],
    );
    assert.match(suggestion.payment.payer.iban, /…/);
    const accept = (one: Json) => sarf.call('POST', '/reconciliation/v1/matches', { suggestion_id: one.id });
    const [match] = assertAnswer('createMatches', await accept(suggestion)).content;
    assert.deepEqual([match.how, match.amount, match.step], ['manual', suggestion.amount, suggestion.step]);
    assert.match(match.made_by, /^client:/);
    assert.deepEqual(await desk.suggestions(), [], 'the other one is too much now');
    assertRefused(await accept(another), 'UNKNOWN_SUGGESTION');
    assertRefused(await accept(suggestion), 'UNKNOWN_SUGGESTION');
    assert.equal(await statusOf(desk, payment), 'PARTIAL');
  });

  test('one entry may be for many payments, and many entries for one', async () => {
    const desk = await openDesk(sarf);
    const [a, b, c] = [
      await desk.record(10, 'MANY-A001'),
      await desk.record(20, 'MANY-B002'),
      await desk.record(30, 'MANY-C003'),
    ];
    const body = await desk.upload([paid('60.00', 'MANY-A001 MANY-B002 MANY-C003')]);
    assert.equal(body.matched, 3);
    for (const payment of [a, b, c]) assert.equal(await statusOf(desk, payment), 'RECONCILED');
    const [entry] = await desk.entries();
    assert.deepEqual([entry.status, entry.matches.length], ['matched', 3]);

    const [d, e] = [await desk.record(70, 'HAND-1'), await desk.record(5, 'HAND-2')];
    await desk.upload([paid('50.00', 'x', { bankReference: 'H1' }), paid('25.00', 'y', { bankReference: 'H2' })]);
    const [small, large] = (await desk.entries('&status=unmatched')).toSorted(
      (x: Json, y: Json) => x.amount - y.amount,
    );
    const answer = await desk.match(
      { entry_id: large.id, payment_id: d.id },
      { entry_id: small.id, payment_id: d.id, amount: 20 },
      { entry_id: small.id.toUpperCase(), payment_id: e.id.toUpperCase() },
    );
    assert.deepEqual(
      assertAnswer('createMatches', answer).content.map(({ amount }: Json) => amount),
      [50, 20, 5],
    );
    for (const payment of [d, e]) assert.equal(await statusOf(desk, payment), 'RECONCILED');
    assert.equal(await desk.posted(), 1135);
  });

  test('undoing a match restores both sides and the books, and nobody but a person makes it again', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(80, 'UNDO-100200');
    await desk.upload([paid('80.00', 'UNDO-100200')]);
    const [{ matches }] = await desk.entries();
    const [match] = matches;
    assertRefused(await sarf.call('DELETE', `/reconciliation/v1/matches/${match.id}`), 'MISSING_PARAMETERS', [
      'reason',
    ]);
    assertRefused(await other.call('DELETE', `/reconciliation/v1/matches/${match.id}?reason=x`), 'UNKNOWN_MATCH');
    const undone = assertAnswer('undoMatch', await desk.undo(match.id, 'It was for somebody else'));
    assert.deepEqual([undone.status, undone.undo_reason], ['UNDONE', 'It was for somebody else']);
    assert.match(undone.undone_by, /^client:/);
    const now = await desk.payment(payment.id);
    assert.deepEqual(
      [now.reconciliation.status, now.reconciliation.amount, now.refunds.remaining],
      ['OUTSTANDING', 0, 0],
    );
    assert.equal(await desk.posted(), 1000);
    const [entry] = await desk.entries();
    assert.deepEqual([entry.matched, entry.matches[0].status], [0, 'UNDONE']);
    assert.deepEqual(await desk.events(match.id), ['reconciliation.matched', 'reconciliation.unmatched']);
    assert.deepEqual(assertAnswer('undoMatch', await desk.undo(match.id, 'again')), undone);

    const next = await desk.upload([paid('1.00', 'something else')]);
    assert.deepEqual([next.matched, await statusOf(desk, payment)], [0, 'OUTSTANDING']);
    const [suggestion] = await desk.suggestions();
    assert.deepEqual([suggestion.payment.id, suggestion.entry.id], [payment.id, entry.id]);
    assertAnswer(
      'createMatches',
      await sarf.call('POST', '/reconciliation/v1/matches', { suggestion_id: suggestion.id }),
    );
    assert.equal(await statusOf(desk, payment), 'RECONCILED');
  });

  test('a match is not undone when a refund rests on it', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(80, 'REST-100200');
    await desk.upload([paid('80.00', 'REST-100200')]);
    const [{ matches }] = await desk.entries();
    const refund = { payment_id: payment.id, amount: 10, reason_code: 'CUSTOMER_REQUEST' };
    assert.equal((await sarf.call('POST', '/payouts/refunds', refund)).status, 201);
    assertRefused(await desk.undo(matches[0].id), 'MATCH_IN_USE');
    assert.equal(await statusOf(desk, payment), 'RECONCILED');
  });

  test('nor when the balance of the account rests on it', async () => {
    const desk = await openDesk(sarf);
    await desk.record(500, 'HELD-100200');
    await desk.upload([paid('500.00', 'HELD-100200')]);
    const [{ matches }] = await desk.entries();
    const id = await sarf.pay(1400, { payout_account_id: desk.accountId });
    assertRefused(await desk.undo(matches[0].id), 'MATCH_IN_USE');
    assert.equal(await desk.posted(), 1500);
    assert.equal((await sarf.call('POST', `/payouts/v1/payments/${id}/cancel`)).status, 200);
    const path = `/reconciliation/v1/matches/${matches[0].id}?reason=${encodeURIComponent('It was not ours')}`;
    assert.equal(assertAnswer('undoMatch', await sarf.call('DELETE', path)).undo_reason, 'It was not ours');
    assert.equal(await desk.posted(), 1000);
  });

  test('matching and undoing at once leave sums that add up', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(50, 'BOTH-100200');
    await desk.upload([paid('50.00', 'x', { bankReference: 'X' }), paid('50.00', 'y', { bankReference: 'Y' })]);
    const [one, two] = await desk.entries();
    const wish = (entry: Json) => desk.match({ entry_id: entry.id, payment_id: payment.id });
    for (let round = 0; round < 6; round += 1) {
      const made = await Promise.all([wish(one), wish(two), wish(one)]);
      assert.equal(made.filter(({ status }) => status === 201).length, 1, 'one of them');
      for (const answer of made.filter(({ status }) => status !== 201)) assertRefused(answer, 'MATCH_NOT_POSSIBLE');
      const [match] = made.find(({ status }) => status === 201)?.body.content ?? [];
      const [undone, , ...wishes] = await Promise.all([desk.undo(match.id), desk.undo(match.id), wish(one), wish(two)]);
      assert.equal(assertAnswer('undoMatch', undone).status, 'UNDONE');
      const again = wishes.find(({ status }) => status === 201);
      const sums = await sarf.sql`
        select p.id from payments p where p.id = ${payment.id} and p.matched_minor <> (
          select coalesce(sum(m.amount_minor), 0) from matches m where m.payment_id = p.id and m.state = 'made')`;
      assert.equal(sums.length, 0);
      if (again) assertAnswer('undoMatch', await desk.undo(again.body.content[0].id));
    }
    assert.deepEqual([await desk.posted(), await statusOf(desk, payment)], [1000, 'OUTSTANDING']);
  });

  test('matches that cannot be are refused, all of them, with the index and the reason', async () => {
    const desk = await openDesk(sarf);
    const elsewhere = await openDesk(sarf);
    const [payment, far] = [await desk.record(50, 'NO-1'), await elsewhere.record(50, 'NO-2')];
    await desk.upload([paid('50.00', 'in'), paid('50.00', 'out', { direction: 'debit' })]);
    const [credit] = await desk.entries('&direction=credit');
    const [debit] = await desk.entries('&direction=debit');
    const good = { entry_id: credit.id, payment_id: payment.id, amount: 10 };
    const refused = async (match: unknown, words: RegExp) => {
      const refusal = assertRefused(await desk.match(good, match), 'MATCH_NOT_POSSIBLE');
      assert.match(refusal.message, words);
      assert.equal(refusal.metadata.index, 1);
    };
    await refused(
      { entry_id: credit.id, payment_id: payment.id, amount: 41 },
      /41\.00 AED is more than the 40\.00 AED open/,
    );
    await refused({ entry_id: credit.id, payment_id: far.id }, /another account/);
    await refused({ entry_id: debit.id, payment_id: payment.id }, /debit/);
    assertRefused(await desk.match(good, { entry_id: NOBODY, payment_id: payment.id }), 'UNKNOWN_ENTRY');
    assertRefused(await desk.match(good, { entry_id: credit.id, payment_id: NOBODY }), 'UNKNOWN_PAYMENT');
    assertRefused(await desk.match(good, { entry_id: debit.id, payout_id: NOBODY }), 'UNKNOWN_PAYMENT');
    assertRefused(await desk.match({ ...good, amount: 0.001 }), 'INVALID_AMOUNT', ['matches.0.amount']);
    assertRefused(await desk.match({ ...good, amount: 0 }), 'AMOUNT_UNDER_MIN_VALUE', ['matches.0.amount']);
    assertRefused(await desk.match({ entry_id: credit.id }), 'MISSING_PARAMETERS', ['matches.0.payment_id']);
    assertRefused(await desk.match({ ...good, payout_id: NOBODY }), 'INVALID_PARAMETERS', ['matches.0.payout_id']);
    assertRefused(await desk.match(), 'INVALID_PARAMETERS', ['matches']);
    assertRefused(await sarf.call('POST', '/reconciliation/v1/matches', {}), 'MISSING_PARAMETERS', ['matches']);
    assertRefused(
      await sarf.call('POST', '/reconciliation/v1/matches', { suggestion_id: NOBODY, matches: [good] }),
      'INVALID_PARAMETERS',
      ['suggestion_id'],
    );
    assertRefused(
      await sarf.call('POST', '/reconciliation/v1/matches', { suggestion_id: NOBODY }),
      'UNKNOWN_SUGGESTION',
    );
    const foreign = { matches: [{ entry_id: credit.id, payment_id: payment.id }] };
    assertRefused(await other.call('POST', '/reconciliation/v1/matches', foreign), 'UNKNOWN_ENTRY');
    assert.equal(
      (await desk.entries()).every(({ matched }: Json) => matched === 0),
      true,
    );
  });

  test('nothing is matched by itself where the application wants a person for everything', async () => {
    const desk = await openDesk(sarf);
    await setExact(false);
    try {
      const payment = await desk.record(33, 'HUMAN-100200');
      const body = await desk.upload([paid('33.00', 'HUMAN-100200')]);
      assert.deepEqual([body.matched, body.suggested, await statusOf(desk, payment)], [0, 1, 'OUTSTANDING']);
      const [suggestion] = await desk.suggestions();
      const before = suggestion.id;
      await desk.upload([paid('1.00', 'another')]);
      assert.equal((await desk.suggestions())[0].id, before, 'what is found again stays what it is');
    } finally {
      await setExact(true);
    }
  });

  test('suggestions come best first, page by page', async () => {
    const desk = await openDesk(sarf);
    for (const n of [1, 2, 3]) await desk.record(100 + n, `LATE-10020${n}`, { paid_at: '2026-01-01T00:00:00Z' });
    await desk.record(200, 'MUCH-200200');
    const much = [paid('150.00', 'MUCH-200200'), paid('151.00', 'MUCH-200200')];
    await desk.upload([paid('101.00', 'LATE-100201'), ...much, paid('103.00', 'LATE-100203')]);
    const seen: Json[] = [];
    for (let after = ''; ; ) {
      const path = `/reconciliation/v1/suggestions?payout_account_id=${desk.accountId}&page_size=1${after}`;
      const { content, page } = assertAnswer('listSuggestions', await sarf.call('GET', path));
      seen.push(...content);
      if (page.next === null) break;
      after = `&after=${page.next}`;
    }
    assert.equal(seen.length, 4);
    assert.deepEqual(
      seen.map(({ score }) => score),
      seen.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });

  test('a person may give a payment up, and wait for it again', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(15, 'GONE-100200');
    const change = (status: string, reason?: string) =>
      sarf.call('PATCH', `/reconciliation/v1/payments/${payment.id}`, { status, ...(reason && { reason }) });
    assertRefused(await change('UNRECEIVED'), 'MISSING_PARAMETERS', ['reason']);
    assert.equal(
      assertAnswer('changePaymentReconciliation', await change('UNRECEIVED', 'never came')).reconciliation.status,
      'UNRECEIVED',
    );
    const nothing = await desk.upload([paid('15.00', 'GONE-100200')]);
    assert.equal(nothing.matched, 0, 'what was given up is not waited for');
    await change('OUTSTANDING', 'it did after all');
    await desk.upload([paid('1.00', 'another')]);
    assert.equal(await statusOf(desk, payment), 'RECONCILED');
    assertRefused(await change('UNRECEIVED', 'no'), 'INVALID_STATE');
    assertRefused(
      await sarf.call('PATCH', `/reconciliation/v1/payments/${NOBODY}`, { status: 'UNRECEIVED', reason: 'x' }),
      'UNKNOWN_PAYMENT',
    );
  });

  test('what was booked before the account was made here does not count twice', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(60, 'PAST-100200', { paid_at: '2026-11-01T00:00:00Z' });
    await desk.upload([
      paid('60.00', 'PAST-100200', { bookedOn: '2026-11-02' }),
      paid('5.00', 'long ago', { direction: 'debit', bookedOn: '2026-11-02' }),
    ]);
    assert.deepEqual([await statusOf(desk, payment), await desk.posted()], ['RECONCILED', 1000]);
    const [debit] = await desk.entries('&direction=debit');
    assert.equal(debit.status, 'unmatched', 'nor is it an alarm');
  });

  test('the database refuses what is not a match, whoever asks', async () => {
    const desk = await openDesk(sarf);
    const payment = await desk.record(50, 'ATTACK-1', {});
    await desk.upload([paid('50.00', 'ATTACK-1')]);
    const { sql } = sarf;
    const [entry] = await desk.entries();
    const [match] = entry.matches;
    await assert.rejects(sql`update entries set matched_minor = 0 where id = ${entry.id}`, /are not set/);
    await assert.rejects(sql`update payments set matched_minor = 0 where id = ${payment.id}`, /are not set/);
    await assert.rejects(sql`update matches set state = 'undone' where id = ${match.id}`, /recorded move/);
    await assert.rejects(sql`update matches set amount_minor = 1 where id = ${match.id}`, /recorded move/);
    await assert.rejects(sql`delete from matches where id = ${match.id}`, /is refused/);
    const copy = (change: string) =>
      sql.begin(async (tx) => {
        const [row] = await tx`select gen_random_uuid() as id`;
        await tx`
        insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
        values (${sarf.sandbox.applicationId}, ${row?.id}, 1, 'match', 'new', 'made', now(), 'attack')`;
        await tx.unsafe(`
        insert into matches (application_id, id, kind, entry_id, payment_id, payout_account_id, amount_minor, currency,
          books, how, reasons, made_by, created_at, state, sequence, updated_at)
        select application_id, '${row?.id}', kind, entry_id, payment_id, payout_account_id, ${change}, books, how, reasons,
          made_by, now(), 'made', 1, now() from matches where id = '${match.id}'`);
      });
    await assert.rejects(copy('1, currency'), /matches_within_entry/);
    await assert.rejects(copy(`1, 'USD'`), /needs an entry of its account/);
    await assert.rejects(
      sql`insert into matches select (jsonb_populate_record(m, jsonb_build_object('id', gen_random_uuid()))).*
        from matches m where id = ${match.id}`,
      /no line of history/,
    );
  });

  test('and the doctor finds nothing wrong in the books', async () => {
    const { checks } = await checkBooks(sarf.sql);
    assert.deepEqual(
      checks.flatMap(({ findings }) => findings),
      [],
    );
  });
});
