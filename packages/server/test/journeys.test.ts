import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { takeDueWork } from '../src/payouts/work-due.ts';
import { audit } from './audit.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

const HOUR_S = 3600;

/** Everything that is told about a payout: by its history, its events, the bank and the payout account. */
async function readJourney(sarf: RunningSarf, id: string) {
  const payout = (await sarf.call('GET', `/payouts/v1/${id}`)).body;
  const lines: Json[] = (await sarf.call('GET', `/payouts/v1/payments/${id}/history`)).body.content;
  const events = await sarf.sql<{ type: string; payload: Json }[]>`
    select type, payload from events where object_id = ${id} order by sequence`;
  const atBank = await sarf.bank('GET', `/instructions/${payout.end_to_end_id}`);
  return {
    payout,
    walk: lines.map((line) => line.state).join(' '),
    reasons: lines.map((line) => line.reason?.code ?? null),
    lines,
    events: events.map(({ type }) => type.replace('payout.', '')).join(' '),
    lastEvent: events.at(-1)?.payload,
    atBank: atBank.status === 404 ? undefined : atBank.body,
  };
}

const explain = async (sarf: RunningSarf, id: string): Promise<Json> =>
  (await sarf.call('GET', `/payouts/v1/payments/${id}/explain`)).body;

const cancel = (sarf: RunningSarf, id: string) => sarf.call('POST', `/payouts/v1/payments/${id}/cancel`);

/** What the API says of a payout account. */
async function balances(sarf: RunningSarf, accountId: string) {
  const { body } = await sarf.call('GET', '/payouts/v1/accounts');
  const { available, held, posted } = body.content.find((one: Json) => one.id === accountId);
  return { available, held, posted };
}

const advance = (sarf: RunningSarf, seconds: number) => sarf.bank('POST', '/advance', { seconds });

/** Pays out of an account of its own, with 1000 on it. */
async function payAlone(sarf: RunningSarf, amount: number, currency = 'AED') {
  const account = await sarf.openAccount(currency, currency === 'KWD' ? 1_000_000n : 100_000n);
  return { account, id: await sarf.pay(amount, { currency, payout_account_id: account }) };
}

const all = { available: 1000, held: 0, posted: 1000 };

// Most of the time is spent waiting for banks, so they wait at once; each has a Sarf of its own.
describe('the journeys of a payout', { concurrency: true }, () => {
  describe('the scenarios of the sandbox bank', { concurrency: 1 }, () => {
    let sarf: RunningSarf;
    before(async () => {
      // Nothing settles until a test moves the bank's clock, so that it can look at every stage.
      sarf = await startSarf({ bankOptions: { settleMs: HOUR_S * 1000 } });
    });
    after(() => sarf.stop());

    test('a plain one: held while the bank has it, posted when the money arrived', async () => {
      const { account, id } = await payAlone(sarf, 100.1);
      const submitted = await sarf.reach(id, 'with_bank');
      assert.equal(submitted.status, 'SUBMITTED');
      assert.deepEqual(await balances(sarf, account), { available: 899.9, held: 100.1, posted: 1000 });
      assert.partialDeepStrictEqual(await explain(sarf, id), { state: 'with_bank', next: { who: 'bank' } });
      await advance(sarf, HOUR_S);
      await sarf.reach(id, 'completed');
      const { payout, walk, events, lastEvent, lines, atBank } = await readJourney(sarf, id);
      assert.partialDeepStrictEqual(payout, { status: 'COMPLETED', amount: 100.1, currency: 'AED', reason: null });
      assert.equal(walk, 'queued submitting with_bank completed');
      assert.equal(events, 'created submitting submitted completed');
      assert.deepEqual(lastEvent, payout);
      assert.match(lines[0].actor, /^client:/);
      assert.match(lines[1].actor, /^worker:/);
      assert.equal(lines[3].actor, 'bank:sandbox');
      assert.partialDeepStrictEqual(atBank, { status: 'ACSC', amount: '100.10', times_received: 1, times_booked: 1 });
      assert.equal(payout.bank_reference, atBank.bank_reference);
      assert.deepEqual(await balances(sarf, account), { available: 899.9, held: 0, posted: 899.9 });
      const explanation = await explain(sarf, id);
      assert.partialDeepStrictEqual(explanation, { money_moved: 'yes', next: { who: 'nobody', at: null } });
    });

    for (const [ending, code, who] of [
      ['.91', 'AC04', 'beneficiary'],
      ['.92', 'AM04', 'operator'],
    ] as const) {
      test(`${ending}: refused by the bank with ${code}, and the amount is available again`, async () => {
        const { account, id } = await payAlone(sarf, Number(`100${ending}`));
        await sarf.reach(id, 'failed');
        const { payout, walk, reasons, events, lastEvent, atBank } = await readJourney(sarf, id);
        assert.partialDeepStrictEqual(payout, { status: 'FAILED', reason: { code } });
        assert.equal(walk, 'queued submitting failed');
        assert.deepEqual(reasons, [null, null, code]);
        assert.equal(events, 'created submitting failed');
        assert.deepEqual(lastEvent, payout);
        assert.partialDeepStrictEqual(atBank, { status: 'RJCT', times_received: 1, times_booked: 0 });
        assert.deepEqual(await balances(sarf, account), all);
        const explanation = await explain(sarf, id);
        assert.partialDeepStrictEqual(explanation, { money_moved: 'no', bank_code: { code }, next: { who } });
        if (code === 'AM04') assert.doesNotMatch(explanation.beneficiary_message, /fund|balance|cover/i);
      });
    }

    test('.93: booked without an answer is in doubt, and completes without a second submission', async () => {
      const { account, id } = await payAlone(sarf, 100.93);
      // It is asked about after a second; until then nobody knows.
      await sarf.reach(id, 'in_doubt', 'with_bank');
      assert.deepEqual(await balances(sarf, account), { available: 899.07, held: 100.93, posted: 1000 });
      await sarf.reach(id, 'with_bank');
      await advance(sarf, HOUR_S);
      await sarf.reach(id, 'completed');
      const { walk, reasons, events, atBank } = await readJourney(sarf, id);
      assert.equal(walk, 'queued submitting in_doubt with_bank completed');
      assert.deepEqual(reasons, [null, null, 'NO_ANSWER', null, null]);
      assert.equal(events, 'created submitting in_doubt submitted completed');
      assert.partialDeepStrictEqual(atBank, { times_received: 1, times_booked: 1 });
      assert.deepEqual(await balances(sarf, account), { available: 899.07, held: 0, posted: 899.07 });
    });

    test('.94: lost on the way is in doubt, then never seen, then submitted again and booked once', async () => {
      const { account, id } = await payAlone(sarf, 100.94);
      await sarf.reach(id, 'with_bank');
      await advance(sarf, HOUR_S);
      await sarf.reach(id, 'completed');
      const { payout, walk, reasons, events, atBank } = await readJourney(sarf, id);
      assert.equal(walk, 'queued submitting in_doubt queued submitting with_bank completed');
      assert.deepEqual(reasons, [null, null, 'NO_ANSWER', 'NEVER_SEEN', null, null, null]);
      assert.equal(events, 'created submitting in_doubt queued submitting submitted completed');
      assert.equal(payout.reason, null);
      assert.partialDeepStrictEqual(atBank, { times_received: 2, times_booked: 1 });
      assert.deepEqual(await balances(sarf, account), { available: 899.06, held: 0, posted: 899.06 });
    });

    test('.96: completed, then sent back: FAILED with its reason, and the ledger reversed', async () => {
      const { account, id } = await payAlone(sarf, 100.96);
      await sarf.reach(id, 'with_bank');
      await advance(sarf, HOUR_S);
      assert.equal((await sarf.reach(id, 'completed')).status, 'COMPLETED');
      assert.deepEqual(await balances(sarf, account), { available: 899.04, held: 0, posted: 899.04 });
      await advance(sarf, 3);
      await sarf.reach(id, 'returned');
      const { payout, walk, reasons, events, lastEvent, atBank } = await readJourney(sarf, id);
      assert.partialDeepStrictEqual(payout, { status: 'FAILED', reason: { code: 'AC06' } });
      assert.equal(walk, 'queued submitting with_bank completed returned');
      assert.deepEqual(reasons, [null, null, null, null, 'AC06']);
      assert.equal(events, 'created submitting submitted completed returned');
      assert.deepEqual(lastEvent, payout);
      assert.partialDeepStrictEqual(atBank, { status: 'RTRN', times_received: 1, times_booked: 1 });
      assert.deepEqual(await balances(sarf, account), all);
      assert.partialDeepStrictEqual(await explain(sarf, id), { money_moved: 'no', bank_code: { code: 'AC06' } });
    });

    test('.97: callbacks that come twice and out of order complete it once', async () => {
      const { account, id } = await payAlone(sarf, 100.97);
      await sarf.reach(id, 'with_bank');
      const sentBefore = (await sarf.bank('GET', '/stats')).body.callbacks.sent;
      await advance(sarf, HOUR_S);
      const sent = await until('all four callbacks were taken', async () => {
        const { callbacks } = (await sarf.bank('GET', '/stats')).body;
        return callbacks.pending === 0 && callbacks.sent;
      });
      assert.equal(sent - sentBefore, 4);
      const { payout, walk, events, atBank } = await readJourney(sarf, id);
      assert.equal(payout.status, 'COMPLETED');
      assert.equal(walk, 'queued submitting with_bank completed');
      assert.equal(events, 'created submitting submitted completed');
      assert.partialDeepStrictEqual(atBank, { times_received: 1, times_booked: 1 });
      assert.deepEqual(await balances(sarf, account), { available: 899.03, held: 0, posted: 899.03 });
    });

    test('.98: an answer that comes after the callback changes nothing', async () => {
      const pendings = async (): Promise<number> => {
        const { values } = await sarf.deps.metrics.bankOutcomes.get();
        return values.find(({ labels }) => labels.outcome === 'pending')?.value ?? 0;
      };
      const before = await pendings();
      const { account, id } = await payAlone(sarf, 100.98);
      const { end_to_end_id: endToEndId } = await sarf.reach(id, 'submitting', 'with_bank');
      await until('the bank has booked it', async () => {
        return (await sarf.bank('GET', `/instructions/${endToEndId}`)).status === 200;
      });
      await advance(sarf, HOUR_S);
      await sarf.reach(id, 'completed');
      await until('the late answer came', async () => (await pendings()) > before);
      const { payout, walk, atBank } = await readJourney(sarf, id);
      assert.equal(payout.status, 'COMPLETED');
      // It is with the bank in between only where this machine took three seconds to come this far.
      assert.match(walk, /^queued submitting (with_bank )?completed$/);
      assert.partialDeepStrictEqual(atBank, { times_received: 1, times_booked: 1 });
      assert.deepEqual(await balances(sarf, account), { available: 899.02, held: 0, posted: 899.02 });
    });

    for (const [currency, amount, text, left] of [
      ['KWD', 1.234, '1.234', 998.766],
      ['SAR', 0.01, '0.01', 999.99],
      ['USD', 999.99, '999.99', 0.01],
    ] as const) {
      test(`${amount} ${currency} arrives to the last digit`, async () => {
        const { account, id } = await payAlone(sarf, amount, currency);
        await sarf.reach(id, 'with_bank');
        await advance(sarf, HOUR_S);
        const payout = await sarf.reach(id, 'completed');
        assert.partialDeepStrictEqual(payout, { amount, currency });
        assert.partialDeepStrictEqual((await readJourney(sarf, id)).atBank, {
          amount: text,
          currency,
          times_booked: 1,
        });
        assert.deepEqual(await balances(sarf, account), { available: left, held: 0, posted: left });
      });
    }

    test('without a payout account the default one of the currency pays', async () => {
      for (const currency of ['SAR', 'USD', 'KWD']) {
        const id = await sarf.pay(5, { currency });
        const { payout_account_id: used } = await sarf.reach(id, 'with_bank');
        assert.equal(used, sarf.sandbox.accounts.find((one) => one.currency === currency)?.id);
      }
      await advance(sarf, HOUR_S);
    });

    test('what the bank has cannot be cancelled, and neither can what it has paid', async () => {
      const { account, id } = await payAlone(sarf, 3);
      await sarf.reach(id, 'with_bank');
      const early = await cancel(sarf, id);
      assert.equal(early.status, 409);
      assert.partialDeepStrictEqual(early.body, {
        status: 'INVALID_STATE',
        money_moved: 'no',
        metadata: { status: 'SUBMITTED', state: 'with_bank' },
      });
      assert.deepEqual(await balances(sarf, account), { available: 997, held: 3, posted: 1000 });
      await advance(sarf, HOUR_S);
      await sarf.reach(id, 'completed');
      const late = await cancel(sarf, id);
      assert.partialDeepStrictEqual(late.body, { status: 'INVALID_STATE', metadata: { state: 'completed' } });
      assert.equal((await readJourney(sarf, id)).walk, 'queued submitting with_bank completed');
    });

    test('after all of it the books fit', () => audit(sarf));
  });

  describe('a bank that settles by itself', { concurrency: 1 }, () => {
    let sarf: RunningSarf;
    before(async () => {
      sarf = await startSarf();
    });
    after(() => sarf.stop());

    test('.95: stays SUBMITTED while others complete, until the bank moves on', async () => {
      const { account, id } = await payAlone(sarf, 100.95);
      await sarf.reach(id, 'with_bank');
      // The plain one was booked later and settles first.
      const plain = await sarf.pay(100.1);
      await sarf.reach(plain, 'completed');
      assert.match((await readJourney(sarf, plain)).walk, /^queued submitting (with_bank )?completed$/);
      assert.equal((await sarf.reach(id, 'with_bank')).status, 'SUBMITTED');
      await audit(sarf);
      await advance(sarf, 1);
      await sarf.reach(id, 'completed');
      const { walk, atBank } = await readJourney(sarf, id);
      assert.equal(walk, 'queued submitting with_bank completed');
      assert.partialDeepStrictEqual(atBank, { status: 'ACSC', times_received: 1, times_booked: 1 });
      assert.deepEqual(await balances(sarf, account), { available: 899.05, held: 0, posted: 899.05 });
    });

    test('a bank that is down at first gets it once, when it is up', async () => {
      const account = await sarf.openAccount('AED', 100_000n);
      await sarf.stopBank();
      const id = await sarf.pay(100.3, { payout_account_id: account });
      const refused = await until('it was tried in vain', async () => {
        const { body } = await sarf.call('GET', `/payouts/v1/payments/${id}/history`);
        return body.content.find((line: Json) => line.reason?.code === 'NOT_SENT');
      });
      assert.partialDeepStrictEqual(refused, { state: 'queued', status: 'PENDING' });
      assert.deepEqual(await balances(sarf, account), { available: 899.7, held: 100.3, posted: 1000 });
      await sarf.startBank();
      await sarf.reach(id, 'completed');
      const { walk, atBank, payout } = await readJourney(sarf, id);
      assert.match(walk, /^(queued submitting ){2,}(with_bank )?completed$/);
      assert.equal(payout.reason, null);
      assert.partialDeepStrictEqual(atBank, { times_received: 1, times_booked: 1 });
    });

    test('after all of it the books fit', () => audit(sarf));
  });

  describe('before any bank has seen it', { concurrency: 1 }, () => {
    let sarf: RunningSarf;
    before(async () => {
      sarf = await startSarf({ worker: false, bankOptions: { settleMs: 2000 } });
    });
    after(() => sarf.stop());

    test('a cancelled payout is REJECTED, its amount is available, and the bank never hears of it', async () => {
      const { account, id } = await payAlone(sarf, 250);
      assert.partialDeepStrictEqual(await explain(sarf, id), { state: 'queued', status: 'PENDING', money_moved: 'no' });
      assert.deepEqual(await balances(sarf, account), { available: 750, held: 250, posted: 1000 });
      const cancelled = await cancel(sarf, id);
      assert.equal(cancelled.status, 200);
      assert.partialDeepStrictEqual(cancelled.body, { id, status: 'REJECTED', reason: { code: 'CANCELLED' } });
      assert.deepEqual(await balances(sarf, account), all);
      const again = await cancel(sarf, id);
      assert.deepEqual([again.status, again.body], [200, cancelled.body]);
      const { payout, walk, events, lastEvent, atBank } = await readJourney(sarf, id);
      assert.deepEqual([payout, lastEvent], [cancelled.body, cancelled.body]);
      assert.equal(walk, 'queued rejected');
      assert.equal(events, 'created rejected');
      assert.equal(atBank, undefined);
      assert.partialDeepStrictEqual(await explain(sarf, id), { state: 'rejected', money_moved: 'no' });
    });

    test('a question that the bank does not answer leaves it in doubt, and it is not submitted again', async () => {
      const id = await sarf.pay(100.93);
      const work = () => takeDueWork(sarf.deps, 'worker:test', 10);
      await (await work()).run();
      await sarf.stopBank();
      const asked = await until('it is time to ask', async () => {
        const { claimed, run } = await work();
        return claimed === 1 && { run };
      });
      await asked.run();
      assert.partialDeepStrictEqual(await explain(sarf, id), { state: 'in_doubt', money_moved: 'unknown' });
      await sarf.startBank();
      await sarf.reach(id, 'completed');
      const { walk, atBank } = await readJourney(sarf, id);
      assert.equal(walk, 'queued submitting in_doubt completed');
      assert.partialDeepStrictEqual(atBank, { times_received: 1, times_booked: 1 });
    });

    test('a worker that comes later leaves it alone, and pays what was not cancelled', async () => {
      const cancelled = await sarf.pay(1);
      await cancel(sarf, cancelled);
      const kept = await sarf.pay(2);
      await sarf.join({ worker: true });
      await sarf.reach(kept, 'completed');
      assert.equal((await readJourney(sarf, cancelled)).atBank, undefined);
      assert.equal((await cancel(sarf, cancelled)).status, 200);
    });

    test('after all of it the books fit', () => audit(sarf));
  });

  describe('a bank whose callbacks are lost and which answers late', { concurrency: 1 }, () => {
    let sarf: RunningSarf;
    before(async () => {
      sarf = await startSarf({ bankOptions: { callback: null }, bankTimeoutMs: 1000 });
    });
    after(() => sarf.stop());

    test('what it does is found out by asking', async () => {
      // One after another, so that none shares a call with another and its fate.
      const plain = await sarf.pay(100.1);
      await sarf.reach(plain, 'with_bank');
      const returned = await sarf.pay(100.96);
      await sarf.reach(returned, 'with_bank');
      const dropped = await sarf.pay(100.93);
      await sarf.reach(dropped, 'in_doubt', 'completed');
      const late = await sarf.pay(100.98);
      await sarf.reach(late, 'in_doubt', 'completed');
      const ends = { plain: 'completed', returned: 'returned', dropped: 'completed', late: 'completed' };
      const ids = { plain, returned, dropped, late };
      for (const [name, state] of Object.entries(ends)) await sarf.reach(ids[name as keyof typeof ids], state);
      const walks: Record<string, string> = {};
      for (const [name, id] of Object.entries(ids)) {
        const { walk, atBank, payout } = await readJourney(sarf, id);
        walks[name] = walk;
        assert.partialDeepStrictEqual(atBank, { times_received: 1, times_booked: 1 }, name);
        assert.equal(payout.bank_reference, atBank.bank_reference);
      }
      assert.deepEqual(walks, {
        plain: 'queued submitting with_bank completed',
        returned: 'queued submitting with_bank completed returned',
        dropped: 'queued submitting in_doubt completed',
        late: 'queued submitting in_doubt completed',
      });
    });

    test('after all of it the books fit', () => audit(sarf));
  });
});
