import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inTransaction } from '../src/foundation/database.ts';
import { newId } from '../src/foundation/id.ts';
import { enter } from '../src/lifecycle/move.ts';
import { findPayments } from '../src/payments/find-payments.ts';
import { paymentLifecycle } from '../src/payments/lifecycle.ts';
import { newPayment, type PaymentRow } from '../src/payments/payment.ts';
import { addConsent, askConsent } from './calls-customers.ts';
import { charge, recorded } from './calls-payments.ts';
import { provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, startSarf } from './running-sarf.ts';

describe('what the database refuses of payments, whatever the code does', () => {
  let sarf: RunningSarf;
  before(async () => {
    sarf = await startSarf({ worker: false });
  });
  after(() => sarf.stop());

  const by = () => ({ actor: 'test', at: new Date() });
  const limited = (control_parameters: Record<string, unknown>): Promise<Json> =>
    addConsent(sarf, sarf.call, { control_parameters: { max_individual_amount: null, ...control_parameters } });
  const refused = (work: Promise<unknown>, words: RegExp) => assert.rejects(work, words);
  let made = 0;
  /** A charge as no check of ours has seen it. */
  const rowOf = (consent: Json, more: Partial<PaymentRow> = {}): PaymentRow => {
    made += 1;
    return {
      ...newPayment,
      applicationId: sarf.sandbox.applicationId,
      id: newId(Date.now()),
      kind: 'charge',
      payoutAccountId: consent.destination_account_id,
      creditorIban: '',
      connector: 'sandbox',
      customerId: consent.customer_id,
      consentId: consent.id,
      paymentSourceId: consent.payment_source_id,
      amountMinor: 600n,
      currency: 'AED',
      reference: `TEST ${made}`,
      endToEndId: `TEST${made}`,
      state: 'queued',
      createdAt: new Date(),
      updatedAt: new Date(),
      ...more,
    };
  };
  const put = (...rows: PaymentRow[]) => inTransaction(sarf.sql, (tx) => enter(tx, paymentLifecycle, rows, by()));
  const rowBy = async (id: string): Promise<PaymentRow> => {
    const [row] = await findPayments(sarf.sql, [{ applicationId: sarf.sandbox.applicationId, id }]);
    assert(row);
    return row;
  };
  const record = async (): Promise<PaymentRow> => {
    const { body } = await sarf.call('POST', '/payments/v1/records', [recorded(`guard ${++made}`)]);
    return rowBy(body[0].id);
  };

  test('charges above what a consent allows, one after another and together', async () => {
    const byAmount = await limited({ max_cumulative_amount: 10 });
    await put(rowOf(byAmount));
    await refused(put(rowOf(byAmount)), /consent_covers_amounts/);
    await refused(put(rowOf(await limited({ max_cumulative_amount: 10 })), rowOf(byAmount)), /consent_covers_amounts/);
    const byCount = await limited({ max_cumulative_number_of_payments: 1 });
    await refused(put(rowOf(byCount), rowOf(byCount)), /consent_covers_count/);
    await put(rowOf(byCount));
    await refused(put(rowOf(byCount)), /consent_covers_count/);
  });

  test('charges above what a consent allows in a period', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const byAmount = await limited({ period_type: 'Day', max_cumulative_amount_per_period: 10 });
    await put(rowOf(byAmount, { consentPeriod: today }));
    await refused(put(rowOf(byAmount, { consentPeriod: today })), /period_covers_amounts/);
    await put(rowOf(byAmount, { consentPeriod: '2020-01-01' }));
    const byCount = await limited({ period_type: 'Day', max_cumulative_number_of_payments_per_period: 1 });
    await refused(put(...[1, 2].map(() => rowOf(byCount, { consentPeriod: today }))), /period_covers_count/);
  });

  test('a charge under a consent that is not in force', async () => {
    const waiting = await askConsent(sarf.call);
    await refused(put(rowOf(waiting, { paymentSourceId: null })), /charge_needs_consent|in force/);
    const gone = await limited({ max_cumulative_amount: 10 });
    await sarf.call('POST', `/consents/v1/${gone.id}/revocation`);
    await refused(put(rowOf(gone)), /in force/);
  });

  test('what was used of a consent, said otherwise than by charges', async () => {
    const { id } = await limited({
      max_cumulative_amount: 10,
      period_type: 'Day',
      max_cumulative_amount_per_period: 9,
    });
    await charge(sarf.call, { amount: 6, consent_id: id });
    await refused(sarf.sql`update consents set used_minor = 0 where id = ${id}`, /sums/);
    await refused(sarf.sql`update consents set used_count = 0, used_minor = 0 where id = ${id}`, /sums/);
    await refused(sarf.sql`update consent_periods set used_minor = 0 where consent_id = ${id}`, /sums/);
    await refused(sarf.sql`update consent_periods set max_minor = null where consent_id = ${id}`, /sums/);
    await refused(sarf.sql`delete from consent_periods where consent_id = ${id}`, /sums/);
    await refused(sarf.sql`update consents set max_cumulative_minor = null where id = ${id}`, /agreed/);
  });

  test('a state without its line of history', async () => {
    const { id } = await record();
    await refused(sarf.sql`update payments set state = 'returned' where id = ${id}`, /recorded move/);
    await refused(sarf.sql`update payments set state = 'returned', sequence = 2 where id = ${id}`, /recorded move/);
    await refused(sarf.sql`update payments set sequence = 2 where id = ${id}`, /recorded move/);
    const row = { ...(await record()), id: newId(Date.now()), externalReference: 'no history' };
    await refused(
      inTransaction(sarf.sql, async (tx) => void (await paymentLifecycle.insert(tx, [row]))),
      /no line of history/,
    );
    const late = { ...row, state: 'returned' as const };
    await refused(
      inTransaction(sarf.sql, async (tx) => void (await paymentLifecycle.insert(tx, [late]))),
      /no line of history/,
    );
  });

  test('a reconciliation without its line of history, and sums without matches', async () => {
    const { id } = await record();
    const change = (set: string) => sarf.sql.unsafe(`update payments set ${set} where id = '${id}'`);
    await refused(change("reconciliation_state = 'reconciled'"), /recorded move/);
    await refused(change("reconciliation_state = 'reconciled', reconciliation_sequence = 1"), /recorded move/);
    for (const sum of ['matched_minor = amount_minor', 'refund_pending_minor = 0', 'refunded_minor = 0']) {
      await refused(change(sum), /sums/);
    }
    const proven = await provenPayment(sarf);
    await refused(sarf.sql`update payments set matched_minor = 0 where id = ${proven}`, /sums/);
    await refused(
      sarf.sql`update payments set reconciliation_state = 'outstanding', reconciliation_sequence = 2 where id = ${proven}`,
      /recorded move/,
    );
  });

  test('another content than what was agreed, and a payment that is gone', async () => {
    const { id } = await record();
    const change = (set: string) => sarf.sql.unsafe(`update payments set ${set} where id = '${id}'`);
    for (const set of [
      'amount_minor = 1',
      "currency = 'SAR'",
      "reference = 'x'",
      "external_reference = 'x'",
      "kind = 'charge'",
      `id = '${newId(Date.now())}'`,
      'payout_account_id = id',
      'consent_period = now()',
    ]) {
      await refused(change(set), /is refused|violates/);
    }
    await refused(sarf.sql`delete from payments where id = ${id}`, /payments/);
    await refused(sarf.sql`truncate payments cascade`, /./);
  });

  test('two payments under one reference of ours, one key, or one external reference', async () => {
    const consent = await limited({ max_cumulative_amount: 100 });
    await put(rowOf(consent, { reference: 'PSAME', idempotencyKey: 'same' }));
    await refused(put(rowOf(consent, { reference: 'PSAME' })), /payments_reference/);
    await refused(put(rowOf(consent, { idempotencyKey: 'same' })), /payments_idempotency/);
    const row = await record();
    await refused(put({ ...row, id: newId(Date.now()) }), /payments_external/);
  });

  test('a kind that is not what it says', async () => {
    const consent = await limited({ max_cumulative_amount: 100 });
    await refused(put(rowOf(consent, { consentId: null, paymentSourceId: null })), /check/);
    await refused(put(rowOf(consent, { kind: 'record', state: 'completed' })), /check/);
    await refused(put(rowOf(consent, { amountMinor: 0n })), /check/);
  });
});
