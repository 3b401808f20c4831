import assert from 'node:assert/strict';
import { after, before, describe, mock, test } from 'node:test';
import { checkBooks } from '../src/doctor/check-books.ts';
import { type Desk, openDesk, untilPayout } from './desk.ts';
import { assertAnswer } from './doors.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';
import { type Line, today } from './statement-file.ts';

const OUT = 'PMNT/ICDT/ESCT';
const out = (amount: string, more: Partial<Line> = {}): Line => ({ amount, direction: 'debit', code: OUT, ...more });

describe('payouts and the entries that prove them', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ bankOptions: { settleMs: 150 } });
  });
  after(() => sarf.stop());

  const payFrom = async (desk: Desk, amount: number, more: Record<string, unknown> = {}): Promise<Json> =>
    (await sarf.call('GET', `/payouts/v1/${await sarf.pay(amount, { payout_account_id: desk.accountId, ...more })}`))
      .body;
  const read = async (id: string): Promise<Json> =>
    assertAnswer('getPayout', await sarf.call('GET', `/payouts/v1/${id}`));
  const walkOf = async (id: string): Promise<string[]> =>
    (await sarf.call('GET', `/payouts/v1/payments/${id}/history`)).body.content.map(
      ({ state, actor }: Json) => `${state} ${actor.split(':')[0]}`,
    );

  test('a debit with the end-to-end id proves a payout, which shows it', async () => {
    const desk = await openDesk(sarf);
    const { id } = await payFrom(desk, 25);
    const payout = await untilPayout(sarf, id, 'COMPLETED');
    assert.deepEqual(payout.evidence, []);
    const body = await desk.upload([out('25.00', { remittance: `TRF/${payout.end_to_end_id}/X` })]);
    assert.deepEqual([body.matched, body.unknown_debits], [1, 0]);
    const [entry] = await desk.entries();
    assert.deepEqual((await read(id)).evidence, [
      {
        match_id: entry.matches[0].id,
        statement_id: entry.statement_id,
        entry_id: entry.id,
        booked_at: today(),
        amount: 25,
      },
    ]);
    const list = await sarf.call('GET', `/payouts/v1/payments?payout_account_id=${desk.accountId}`);
    assert.equal(assertAnswer('listPayouts', list).content[0].evidence.length, 1);
    assert.equal(await desk.posted(), 975, 'it was posted when it was completed, and not again');
    assert.deepEqual(await walkOf(id).then((walk) => walk.at(-1)?.split(' ')[0]), 'completed');
    assertAnswer('undoMatch', await desk.undo(entry.matches[0].id));
    assert.deepEqual((await read(id)).evidence, []);
    assert.equal((await read(id)).status, 'COMPLETED', 'the bank said so');
    assert.equal(await desk.posted(), 975);
  });

  test('several payouts may be one debit', async () => {
    const desk = await openDesk(sarf);
    const payouts = [await payFrom(desk, 11), await payFrom(desk, 12), await payFrom(desk, 13)];
    const names = payouts.map(({ end_to_end_id: name }) => name).join(' ');
    assert.equal((await desk.upload([out('36.00', { remittance: names })])).matched, 3);
    for (const { id } of payouts) assert.equal((await read(id)).evidence.length, 1);
  });

  test('a credit that returns it reverses a payout, with the reason of the bank', async () => {
    const desk = await openDesk(sarf);
    const { id, end_to_end_id: name } = await payFrom(desk, 40);
    await untilPayout(sarf, id, 'COMPLETED');
    assert.equal(await desk.posted(), 960);
    const back = { amount: '40.00', code: 'PMNT/ICDT/RRTN', endToEndId: name, returnReason: 'AC04' };
    const body = await desk.upload([
      out('40.00', { endToEndId: name, bankReference: 'O' }),
      { ...back, bankReference: 'B' },
    ]);
    assert.equal(body.matched, 2);
    const payout = await read(id);
    assert.deepEqual([payout.status, payout.reason.code, payout.evidence.length], ['FAILED', 'AC04', 1]);
    assert.equal((await walkOf(id)).at(-1), 'returned reconciliation');
    assert.equal(await desk.posted(), 1000);
    const matches = await sarf.call('GET', `/reconciliation/v1/matches?payout_id=${id}`);
    assert.deepEqual(
      assertAnswer('listMatches', matches).content.map(({ kind }: Json) => kind),
      ['return', 'payout'],
    );
  });

  test('a debit that nothing explains is the loudest alarm', async () => {
    const desk = await openDesk(sarf);
    const count = async () => (await sarf.deps.metrics.unknownDebits.get()).values[0]?.value ?? 0;
    const before = await count();
    const logged = mock.method(sarf.deps.log, 'error');
    const lines = [out('77.00', { name: 'Nobody We Know', iban: 'AE070331234567890123456' })];
    const body = await desk.upload([...lines, out('1.00', { code: 'ACMT/MDOP/CHRG' })]);
    assert.equal(body.unknown_debits, 1);
    const [entry, ...rest] = await desk.entries('&status=unknown_debit');
    assert.deepEqual([entry.amount, rest.length], [77, 0]);
    assert.deepEqual(await desk.events(entry.id), ['reconciliation.unknown_debit']);
    assert.equal((await count()) - before, 1);
    assert.equal(logged.mock.callCount(), 1);
    assert.doesNotMatch(JSON.stringify(logged.mock.calls[0]?.arguments), /Nobody|AE07/);
    logged.mock.restore();
    const again = await desk.upload([out('1.00', { remittance: 'another', code: 'ACMT/MDOP/CHRG' })]);
    assert.equal(again.unknown_debits, 0, 'an alarm is raised once');
    assert.deepEqual(await desk.events(entry.id), ['reconciliation.unknown_debit']);
    const { id } = await payFrom(desk, 77);
    assertAnswer('createMatches', await desk.match({ entry_id: entry.id, payout_id: id }));
    assert.equal((await desk.entries('&status=unknown_debit')).length, 0);
  });

  test('a debit that may be for a payout waits for a person, and is no alarm', async () => {
    const desk = await openDesk(sarf);
    const { id } = await payFrom(desk, 61);
    await untilPayout(sarf, id, 'COMPLETED');
    const body = await desk.upload([out('61.00', { remittance: 'no reference at all' })]);
    assert.deepEqual([body.matched, body.suggested, body.unknown_debits], [0, 1, 0]);
    const [suggestion] = await desk.suggestions();
    assert.deepEqual([suggestion.kind, suggestion.payout.id, suggestion.payment], ['payout', id, null]);
    assertAnswer(
      'createMatches',
      await sarf.call('POST', '/reconciliation/v1/matches', { suggestion_id: suggestion.id }),
    );
    assert.equal((await read(id)).evidence.length, 1);
  });

  test('a payout that the bank refused and booked all the same stays as it is, and a person is called', async () => {
    const desk = await openDesk(sarf);
    const { id, end_to_end_id: name } = await payFrom(desk, 15.91);
    await untilPayout(sarf, id, 'FAILED');
    const logged = mock.method(sarf.deps.log, 'error');
    await desk.upload([out('15.91', { endToEndId: name })]);
    assert.equal(logged.mock.callCount(), 1);
    assert.match(String(logged.mock.calls[0]?.arguments[1]), /contradicts/);
    logged.mock.restore();
    assert.deepEqual([(await read(id)).status, (await read(id)).evidence.length], ['FAILED', 1]);
  });

  test('and the doctor finds nothing wrong in the books', async () => {
    const { checks } = await checkBooks(sarf.sql);
    assert.deepEqual(
      checks.flatMap(({ findings }) => findings),
      [],
    );
  });
});
