import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { audit } from './audit.ts';
import { approveConsent } from './calls-customers.ts';
import { charge } from './calls-payments.ts';
import { assertRefused } from './doors.ts';
import { type Called, type Json, type RunningSarf, send, startSarf, until } from './running-sarf.ts';

const ROUNDS = 24;
const CHARGES = 4;

/** Calls this process of the API or another one, turn by turn. */
async function callsOf(sarf: RunningSarf, apiUrl: string): Promise<RunningSarf['call']> {
  const authorization = `Bearer ${await sarf.token()}`;
  return (method, path, body, headers = {}) => send(`${apiUrl}${path}`, method, body, { authorization, ...headers });
}

interface ChargeNow {
  readonly id: string;
  readonly state: string;
  readonly endToEndId: string;
}

const chargesOf = (sarf: RunningSarf, consentId: string): Promise<ChargeNow[]> =>
  sarf.sql<ChargeNow[]>`select id, state, end_to_end_id from payments where consent_id = ${consentId}`;

const isAtBank = async (sarf: RunningSarf, { endToEndId }: ChargeNow): Promise<boolean> =>
  (await sarf.bank('GET', `/instructions/${endToEndId}`)).status !== 404;

/** When a source is deleted: with its charges, when one of them is made, or when one of them is taken up. */
const moments = ['at once', 'made', 'taken up'] as const;

async function waitFor(sarf: RunningSarf, consentId: string, moment: (typeof moments)[number]): Promise<void> {
  if (moment === 'at once') return;
  await until(`a charge is ${moment}`, async () => {
    const charges = await chargesOf(sarf, consentId);
    return charges.some(({ state }) => moment === 'made' || state !== 'queued');
  });
}

/** Charges a source and deletes it meanwhile. */
async function round(
  sarf: RunningSarf,
  calls: readonly RunningSarf['call'][],
  moment: (typeof moments)[number],
): Promise<Record<string, number>> {
  const consent = await approveConsent(sarf);
  const path = `/customers/v1/${consent.customer_id}/payment-sources/${consent.payment_source_id}`;
  const body = { amount: 5, consent_id: consent.id };
  const asked = Array.from({ length: CHARGES }, (_, index) => charge(calls[index % calls.length] ?? sarf.call, body));
  const deleted = waitFor(sarf, consent.id, moment).then(() => sarf.call('DELETE', path));
  assert.equal((await deleted).status, 204);
  // Now, after the answer: what is in the queue here must never reach the bank, and nothing may be added.
  const atDeletion = await chargesOf(sarf, consent.id);
  assertRefused(await charge(sarf.call, body), 'CONSENT_EXPIRED');
  for (const called of await Promise.all(asked)) {
    if (called.status !== 201) assertRefused(called, 'CONSENT_EXPIRED');
  }
  const ended = await until('all charges have ended', async () => {
    const rows = await chargesOf(sarf, consent.id);
    return rows.every(({ state }) => ['completed', 'rejected', 'failed'].includes(state)) && rows;
  });
  assert.equal(ended.length, atDeletion.length, 'a charge was made after its source was deleted');
  const queued = new Set(atDeletion.filter(({ state }) => state === 'queued').map(({ id }) => id));
  const tally: Record<string, number> = { refused: CHARGES - ended.length };
  for (const one of ended) {
    tally[one.state] = (tally[one.state] ?? 0) + 1;
    if (queued.has(one.id)) assert.equal(one.state, 'rejected', 'a charge began after its source was deleted');
    assert.equal(await isAtBank(sarf, one), one.state !== 'rejected', `a ${one.state} charge`);
  }
  return tally;
}

describe('races of payments', { concurrency: true }, () => {
  test('a charge against the deletion of its source is made before, or never', async () => {
    const sarf = await startSarf({ bankOptions: { settleMs: 0 } });
    try {
      const other = await sarf.join({ api: true, worker: true });
      const calls = [sarf.call, await callsOf(sarf, other.apiUrl)];
      const sums: Record<string, number> = {};
      for (let done = 0; done < ROUNDS; done += 6) {
        const racing = Array.from({ length: 6 }, (_, index) => round(sarf, calls, moments[index % 3] ?? 'made'));
        for (const tally of await Promise.all(racing)) {
          for (const [word, count] of Object.entries(tally)) sums[word] = (sums[word] ?? 0) + count;
        }
      }
      // The race was one: some were in time and some were not.
      const { completed = 0, failed = 0, refused = 0, rejected = 0 } = sums;
      assert.ok(completed + failed > 0 && refused + rejected > 0, JSON.stringify(sums));
      await audit(sarf);
    } finally {
      await sarf.stop();
    }
  });

  test('limits are not exceeded by fifty charges at once, and nothing of them is wasted', async () => {
    const sarf = await startSarf({ worker: false });
    try {
      const other = await sarf.join({ api: true });
      const calls = [sarf.call, await callsOf(sarf, other.apiUrl)];
      const rush = async (control_parameters: Record<string, unknown>): Promise<{ made: Called[]; consent: Json }> => {
        const limits = { max_individual_amount: null, ...control_parameters };
        const consent = await approveConsent(sarf, { control_parameters: limits });
        const answers = await Promise.all(
          Array.from({ length: 50 }, (_, index) =>
            // Every fifth is sent twice, under one key.
            charge(calls[index % 2] ?? sarf.call, { amount: 7, consent_id: consent.id }, `${consent.id} ${index % 40}`),
          ),
        );
        for (const called of answers) if (called.status !== 201) assertRefused(called, 'CONSENT_LIMIT_EXCEEDED');
        return { made: answers.filter(({ status }) => status === 201), consent };
      };
      const cases: [Record<string, unknown>, number][] = [
        [{ max_cumulative_amount: 100 }, 14],
        [{ max_cumulative_number_of_payments: 9 }, 9],
        [{ period_type: 'Year', max_cumulative_amount_per_period: 50 }, 7],
        [{ period_type: 'Year', max_cumulative_number_of_payments_per_period: 11 }, 11],
      ];
      for (const [limits, expected] of cases) {
        const { made, consent } = await rush(limits);
        assert.equal(new Set(made.map(({ body }) => body.id)).size, expected, JSON.stringify(limits));
        const { payment_consumption: use } = (await sarf.call('GET', `/consents/v1/${consent.id}`)).body;
        assert.equal(use.cumulative_number_of_payments, expected);
        assert.equal(use.cumulative_value_of_payments, expected * 7);
      }
      await other.stop();
      await audit(sarf);
    } finally {
      await sarf.stop();
    }
  });

  test('what fails gives room to what comes, and the limit holds all the while', async () => {
    const sarf = await startSarf({ bankOptions: { settleMs: 0 } });
    try {
      const consent = await approveConsent(sarf, {
        control_parameters: { max_individual_amount: null, max_cumulative_amount: 60 },
      });
      // Each with .91 is refused by the bank; the others stay.
      let kept = 0;
      for (let tries = 0; kept < 4 && tries < 40; tries += 1) {
        const answers = await Promise.all(
          [14, 10.91, 10.91].map((amount) => charge(sarf.call, { amount, consent_id: consent.id })),
        );
        kept += answers.filter(({ status, body }) => status === 201 && body.amount === 14).length;
        await until('these have ended', async () => {
          const open = await sarf.sql`
            select from payments where consent_id = ${consent.id} and state in ('queued', 'submitting', 'with_bank')`;
          return open.length === 0;
        });
      }
      assert.equal(kept, 4);
      const { payment_consumption: use } = (await sarf.call('GET', `/consents/v1/${consent.id}`)).body;
      assert.equal(use.cumulative_value_of_payments, 56);
      await audit(sarf);
    } finally {
      await sarf.stop();
    }
  });
});
