import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inTransaction, type Tx } from '../src/foundation/database.ts';
import { newId, timeOfId } from '../src/foundation/id.ts';
import { enter, move } from '../src/lifecycle/move.ts';
import { consentsInForce, lockConsents } from '../src/payment-sources/lock-consents.ts';
import { openAccount } from '../src/payment-sources/open-account.ts';
import { settleConsents } from '../src/payment-sources/settle-consents.ts';
import { takeDueConsents } from '../src/payment-sources/work-due.ts';
import { paymentLifecycle } from '../src/payments/lifecycle.ts';
import { newPayment, type PaymentRow } from '../src/payments/payment.ts';
import { addConsent, askConsent } from './calls-customers.ts';
import { addApplication, NOBODY, type OtherApplication } from './doors.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

const ON = '2026-03-10';
const by = () => ({ actor: 'test', at: new Date() });

describe('what rests on a consent', () => {
  let sarf: RunningSarf;
  let other: OtherApplication;
  before(async () => {
    sarf = await startSarf({ worker: false, bank: false });
    other = await addApplication(sarf);
    await sarf.call('POST', '/customers/v1', { app_user_id: 'somebody else' });
  });
  after(() => sarf.stop());

  const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(sarf.sql, work);
  const keyOf = (consent: Json) => ({ applicationId: sarf.sandbox.applicationId, consentId: consent.id });
  const lock = (keys: Parameters<typeof lockConsents>[1]) => inTx((tx) => lockConsents(tx, keys));
  const stateOf = async ({ id }: Json): Promise<string> => (await sarf.call('GET', `/consents/v1/${id}`)).body.status;

  function chargeOf(consent: Json, amountMinor: bigint, consentPeriod: string | null): PaymentRow {
    const id = newId(Date.now());
    return {
      ...newPayment,
      applicationId: sarf.sandbox.applicationId,
      id,
      kind: 'charge',
      payoutAccountId: consent.destination_account_id,
      creditorIban: '',
      connector: 'sandbox',
      customerId: consent.customer_id,
      consentId: consent.id,
      paymentSourceId: consent.payment_source_id,
      consentPeriod,
      amountMinor,
      currency: 'AED',
      reference: id.slice(-12),
      endToEndId: `E${id.slice(-12)}`,
      state: 'queued',
      createdAt: timeOfId(id),
      updatedAt: timeOfId(id),
    };
  }
  /** Writes a charge as the room above does. */
  async function charge(...of: Parameters<typeof chargeOf>): Promise<PaymentRow> {
    const row = chargeOf(...of);
    await inTx((tx) => enter(tx, paymentLifecycle, [row], by()));
    return row;
  }
  const bring = (row: PaymentRow, ...states: PaymentRow['state'][]): Promise<PaymentRow> =>
    inTx(async (tx) => {
      let at = row;
      for (const to of states) [at = row] = await move(tx, paymentLifecycle, [{ row: at, to, reason: null }], by());
      return at;
    });

  describe('lockConsents', () => {
    test('gives each key its consent with what was used of it, in their order', async () => {
      const limits = { period_type: 'Month', max_cumulative_amount: 1000 };
      const [one, two] = [
        await addConsent(sarf, sarf.call, { control_parameters: limits }),
        await addConsent(sarf, sarf.call),
      ];
      await charge(one, 100n, '2026-02-01');
      await charge(one, 250n, '2026-03-01');
      const applicationId = sarf.sandbox.applicationId;
      const found = await lock([
        { applicationId, paymentSourceId: two.payment_source_id.toUpperCase(), on: ON },
        { applicationId, consentId: one.id.toUpperCase(), on: ON },
        { applicationId, consentId: one.id, paymentSourceId: one.payment_source_id, on: '2026-02-28' },
        { applicationId, consentId: one.id, on: '2026-04-01' },
      ]);
      assert.deepEqual(
        found.map((row) => [row?.id, row?.usedMinor, row?.usedCount, row?.period]),
        [
          [two.id, 0n, 0, { startsOn: null, usedMinor: 0n, usedCount: 0 }],
          [one.id, 350n, 2, { startsOn: '2026-03-01', usedMinor: 250n, usedCount: 1 }],
          [one.id, 350n, 2, { startsOn: '2026-02-01', usedMinor: 100n, usedCount: 1 }],
          [one.id, 350n, 2, { startsOn: '2026-04-01', usedMinor: 0n, usedCount: 0 }],
        ],
      );
      const [row] = found;
      assert(row?.paymentSourceId && row.sealedAccount);
      const account = { id: row.paymentSourceId, sealedAccount: row.sealedAccount };
      assert.deepEqual(openAccount(sarf.deps, account), { name: 'Layla Mansour', iban: 'AE480484338247974759251' });
      assert.throws(() => openAccount(sarf.deps, { ...account, id: one.payment_source_id }), /authenticate/);
    });

    test('gives nothing where there is none, or where the ids do not belong together', async () => {
      const [one, two] = [await addConsent(sarf, sarf.call), await addConsent(sarf, sarf.call)];
      const theirs = await addConsent(sarf, other.call);
      const applicationId = sarf.sandbox.applicationId;
      const found = await lock([
        { applicationId, consentId: NOBODY, on: ON },
        { applicationId, paymentSourceId: NOBODY, on: ON },
        { applicationId, consentId: theirs.id, on: ON },
        { applicationId, paymentSourceId: theirs.payment_source_id, on: ON },
        { applicationId, consentId: one.id, paymentSourceId: two.payment_source_id, on: ON },
        { applicationId, on: ON },
      ]);
      assert.deepEqual(found, Array.from({ length: 6 }));
      assert.deepEqual(await lock([]), []);
    });

    test('sees what was used by whoever had the lock before', async () => {
      const limits = { period_type: 'Day', max_cumulative_number_of_payments_per_period: 5 };
      const consent = await addConsent(sarf, sarf.call, { control_parameters: limits });
      const key = { ...keyOf(consent), on: ON };
      const tries = Array.from({ length: 10 }, () =>
        inTx(async (tx) => {
          const [row] = await lockConsents(tx, [key]);
          // With an older view of the period more than five would go on, and the database would refuse them.
          if (row?.period.usedCount === 5) return 'full';
          await enter(tx, paymentLifecycle, [chargeOf(consent, 1n, ON)], by());
          return 'made';
        }),
      );
      const outcomes = (await Promise.all(tries)).toSorted();
      assert.deepEqual(outcomes, [...Array(5).fill('full'), ...Array(5).fill('made')]);
    });
  });

  test('consentsInForce knows which may be charged', async () => {
    const [good, revoked, waiting] = [
      await addConsent(sarf, sarf.call),
      await addConsent(sarf, sarf.call),
      await askConsent(sarf.call),
    ];
    await sarf.call('POST', `/consents/v1/${revoked.id}/revocation`);
    const later = await addConsent(sarf, sarf.call, {
      start_date_time: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const keys = [revoked, good, waiting, later, good, { id: NOBODY }].map(keyOf);
    assert.deepEqual(await inTx((tx) => consentsInForce(tx, keys)), [false, true, false, false, true, false]);
  });

  test('settleConsents consumes what is used up, when the last charge has come to its end', async () => {
    const limits = { max_cumulative_number_of_payments: 2 };
    const consent = await addConsent(sarf, sarf.call, { control_parameters: limits });
    const settle = () => inTx((tx) => settleConsents(tx, sarf.deps, [keyOf(consent)], by()));
    const first = await charge(consent, 100n, null);
    await bring(first, 'submitting', 'completed');
    await settle();
    assert.equal(await stateOf(consent), 'AUTHORISED');
    const second = await charge(consent, 100n, null);
    await settle();
    assert.equal(await stateOf(consent), 'AUTHORISED', 'the second one may still fail');
    await bring(second, 'submitting', 'failed');
    await settle();
    assert.equal(await stateOf(consent), 'AUTHORISED', 'it gave back what it took');
    await bring(await charge(consent, 100n, null), 'submitting', 'completed');
    await settle();
    assert.equal(await stateOf(consent), 'CONSUMED');
    const path = `/customers/v1/${consent.customer_id}/payment-sources/${consent.payment_source_id}`;
    assert.equal((await sarf.call('GET', path)).body.status, 'EXPIRED');
    await settle();
    const use = (await sarf.call('GET', `/consents/v1/${consent.id}`)).body.payment_consumption;
    assert.deepEqual(use, {
      cumulative_number_of_payments: 2,
      cumulative_value_of_payments: 2,
      cumulative_number_of_payments_in_current_period: 2,
      cumulative_value_of_payments_in_current_period: 2,
    });
    const refused = await sarf.call('POST', `/consents/v1/${consent.id}/revocation`);
    assert.equal(refused.body.status, 'INVALID_STATE');
  });

  test('several workers take up each due consent once', async () => {
    for (let made = 0; made < 6; made += 1) await askConsent(sarf.call);
    await sarf.sql`update consents set due_at = now(), lease_until = null where due_at is not null`;
    const [{ count = 0n } = {}] = await sarf.sql<{ count: bigint }[]>`
      select count(*) as count from consents where due_at is not null`;
    const taken = await Promise.all(
      ['a', 'b', 'c'].map((name) => takeDueConsents(sarf.deps, `worker:${name}`, Number(count))),
    );
    assert.equal(
      taken.reduce((sum, { claimed }) => sum + claimed, 0),
      Number(count),
    );
    await Promise.all(taken.map((work) => work.run()));
    const waiting = await sarf.sql`select id from consents where due_at <= now() or lease_until is not null`;
    assert.equal(waiting.length, 0, 'each was looked at, and has a later time to be looked at again');
  });

  describe('is guarded by the database', () => {
    const attacks: [string, (consent: Json) => Promise<unknown>, RegExp][] = [
      ['a state', ({ id }) => sarf.sql`update consents set state = 'expired' where id = ${id}`, /recorded move/],
      [
        'a state with a number',
        ({ id }) => sarf.sql`update consents set state = 'expired', sequence = sequence + 1 where id = ${id}`,
        /recorded move/,
      ],
      [
        'a move that no table has',
        ({ id }) => sarf.sql`
          insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
          values (${sarf.sandbox.applicationId}, ${id}, 3, 'consent', 'authorised', 'rejected', now(), 'x')`,
        /no table of moves/,
      ],
      ['a limit', ({ id }) => sarf.sql`update consents set max_individual_minor = 9 where id = ${id}`, /agreed never/],
      [
        'its end',
        ({ id }) => sarf.sql`update consents set expires_at = expires_at + interval '1 year' where id = ${id}`,
        /agreed never/,
      ],
      [
        'its customer',
        ({ id }) => sarf.sql`
          update consents c set customer_id = (select id from customers where app_user_id = 'somebody else') where id = ${id}`,
        /agreed never/,
      ],
      ['what was used', ({ id }) => sarf.sql`update consents set used_minor = 0 where id = ${id}`, /are not set/],
      ['how often', ({ id }) => sarf.sql`update consents set used_count = 0 where id = ${id}`, /are not set/],
      [
        'a revocation that was none',
        ({ id }) => sarf.sql`update consents set blocked_at = now() where id = ${id}`,
        /check/,
      ],
      ['a telling of nothing', ({ id }) => sarf.sql`update consents set told_at = now() where id = ${id}`, /check/],
      [
        'what was used in a period',
        ({ id }) => sarf.sql`
          insert into consent_periods (application_id, consent_id, starts_on, used_minor, used_count)
          values (${sarf.sandbox.applicationId}, ${id}, '2026-03-01', 0, 0)`,
        /are not set/,
      ],
      ['the consent itself', ({ id }) => sarf.sql`delete from consents where id = ${id}`, /only ever added/],
      ['all consents', () => sarf.sql`truncate consents cascade`, /only ever added/],
      [
        'the state of a source',
        ({ id }) => sarf.sql`update payment_sources set state = 'revoked' where consent_id = ${id}`,
        /recorded move/,
      ],
      [
        'the account of a source',
        ({ id }) => sarf.sql`update payment_sources set sealed_account = 'x' where consent_id = ${id}`,
        /agreed never/,
      ],
      ['a source', ({ id }) => sarf.sql`delete from payment_sources where consent_id = ${id}`, /only ever added/],
      [
        'a second source',
        ({ id }) => sarf.sql`
          insert into payment_sources (application_id, id, customer_id, consent_id, bank_identifier, currency, iban_last4,
            sealed_account, created_at, state, sequence, updated_at)
          select application_id, gen_random_uuid(), customer_id, consent_id, '', '', '', '', now(), 'active', 1, now()
          from payment_sources where consent_id = ${id}`,
        /duplicate key/,
      ],
    ];
    for (const [name, attack, words] of attacks) {
      test(`against changing ${name}`, async () => {
        const consent = await addConsent(sarf, sarf.call);
        const before = (await sarf.call('GET', `/consents/v1/${consent.id}`)).body;
        await assert.rejects(attack(consent), words);
        assert.deepEqual((await sarf.call('GET', `/consents/v1/${consent.id}`)).body, before);
      });
    }

    test('against a charge without a consent in force, and one over a limit', async () => {
      const revoked = await addConsent(sarf, sarf.call);
      await sarf.call('POST', `/consents/v1/${revoked.id}/revocation`);
      await assert.rejects(charge(revoked, 1n, null), /in force/);
      const limits = { period_type: 'Day', max_cumulative_amount: 2, max_cumulative_amount_per_period: 1.5 };
      const consent = await addConsent(sarf, sarf.call, { control_parameters: limits });
      await charge(consent, 150n, '2026-03-10');
      await assert.rejects(charge(consent, 1n, '2026-03-10'), /period_covers_amounts/);
      await assert.rejects(charge(consent, 51n, '2026-03-11'), /consent_covers_amounts/);
      await charge(consent, 50n, '2026-03-11');
    });
  });
});
