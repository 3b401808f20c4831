import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { addConsent } from './calls-customers.ts';
import { addClient } from './limited-client.ts';
import { type Inspector, inspectorOf } from './mcp-inspector.ts';
import { provenPayment } from './proven-payments.ts';
import { type Json, type RunningSarf, startSarf, until } from './running-sarf.ts';

const idsOf = ({ content }: Json): string[] => content.map(({ id }: Json) => id);
const statesOf = ({ content }: Json): string[] => content.map(({ state }: Json) => state);

describe('every tool of our capabilities, called by the inspector of MCP', () => {
  let sarf: RunningSarf;
  let folder: string;
  let inspector: Inspector;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sarf-inspector-'));
    sarf = await startSarf({ capability: true, bankOptions: { settleMs: 20 } });
    inspector = inspectorOf(sarf.capability?.mcp ?? '', folder);
  });
  after(async () => {
    await sarf?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const use: Inspector['use'] = (name, args) => inspector.use(name, args);

  /** Reads something by a tool once it has this status. The tool is a program: it is not started to wait. */
  const reach = async (name: string, args: Record<string, string>, path: string, status: string): Promise<Json> => {
    const address = `${path}/${Object.values(args)[0]}`;
    await until(`${address} is ${status}`, async () => (await sarf.call('GET', address)).body.status === status);
    const found = await use(name, args);
    assert.equal(found.status, status);
    return found;
  };

  // At the same time, as most of the time each call is the start of a program.
  describe('gives what it says', { concurrency: 3 }, () => {
    test('a destination is registered and found', async () => {
      const body = { beneficiary_name: 'Noor Saleh', iban: 'AE070331234567890123456' };
      const made = await use('lean-createpayoutdestination', { body });
      assert.equal(made.beneficiary_name, 'Noor Saleh');
      const { iban } = await use('lean-getpayoutdestination', { destination_id: made.id });
      assert.equal(iban, body.iban);
      const ids = idsOf(await use('lean-listpayoutdestinations', { page_size: 10 }));
      assert.ok(ids.includes(made.id) && ids.includes(sarf.sandbox.destinationId));
    });

    test('a payout is looked at before, made, and ends COMPLETED', async () => {
      const body = {
        amount: 1234.5,
        currency: 'AED',
        destination_id: sarf.sandbox.destinationId,
        reference: 'INV 7',
        idempotency_key: 'invoice-7',
      };
      const accounts = await use('lean-listpayoutaccounts');
      assert.ok(accounts.content.some((one: Json) => one.currency === 'AED' && one.available > body.amount));
      assert.equal((await use('lean-getagentlimits')).read_only, false);
      const preview = await use('preview_createpayoutpayment', { body });
      assert.deepEqual([preview.verdict, preview.total], ['WOULD_BE_QUEUED', body.amount]);
      assert.deepEqual(idsOf(await use('lean-listpayouts', { reference: 'INV 7' })), []);

      const made = await use('lean-createpayoutpayment', { body });
      assert.deepEqual([made.amount, made.idempotency_key], [body.amount, 'invoice-7']);
      assert.equal((await use('lean-createpayoutpayment', { body })).id, made.id);
      const payment_id = made.id;
      await reach('lean-getpayout', { payment_id }, '/payouts/v1', 'COMPLETED');
      const found = await use('lean-listpayouts', { reference: 'INV 7', amount_min: 1234.5, status: 'COMPLETED' });
      assert.deepEqual(idsOf(found), [payment_id]);
      assert.equal(statesOf(await use('lean-getpayoutpaymenthistory', { payment_id })).at(-1), 'completed');
      assert.equal((await use('lean-explainpayout', { payment_id })).money_moved, 'yes');
      const { payment, payment_destination } = await use('lean-getpayoutintent', {
        payment_intent_id: made.payment_intent_id,
      });
      assert.deepEqual([payment.id, payment_destination.id], [payment_id, sarf.sandbox.destinationId]);
    });

    test('payouts that wait for a second party are approved, rejected and cancelled', async () => {
      const asking = await addClient(sarf, { needsApproval: true });
      const ask = async (amount: number): Promise<string> => {
        const body = { amount, currency: 'AED', destination_id: sarf.sandbox.destinationId };
        return (await asking.call('POST', '/payouts/v1/payment', body)).body.id;
      };
      const [yes, no, never] = [await ask(11), await ask(12), await ask(13)];
      await use('lean-approvepayout', { payment_id: yes });
      await use('lean-rejectpayout', { payment_id: no, body: { reason: 'Not agreed' } });
      await use('lean-cancelpayout', { payment_id: never });
      await sarf.reach(yes, 'completed');
      const rejected = await reach('lean-getpayout', { payment_id: no }, '/payouts/v1', 'REJECTED');
      assert.match(JSON.stringify(rejected.reason), /Not agreed/);
      assert.deepEqual(statesOf(await use('lean-getpayoutpaymenthistory', { payment_id: never })), [
        'awaiting_approval',
        'rejected',
      ]);
    });

    test('a part of a payment that arrived is given back', async () => {
      const payment_id = await provenPayment(sarf, { amount: 100 });
      const [reason] = await use('lean-getrefundreasons');
      const body = { payment_id, amount: 40.25, reason_code: reason.code };
      const preview = await use('preview_createrefund', { body });
      assert.match(JSON.stringify(preview), /WOULD_BE_CREATED/);
      const { id: refund_id } = await use('lean-createrefund', { body });
      assert.deepEqual(idsOf(await use('lean-listrefunds', { payment_id, status: 'CREATED' })), [refund_id]);
      await use('lean-processrefunds', { body: [{ refund_id, status: 'CONFIRMED' }] });
      const refund = await reach('lean-getrefund', { refund_id }, '/payouts/refunds', 'COMPLETED');
      assert.equal(refund.amount, 40.25);
      assert.equal((await sarf.call('GET', `/payments/v1/${payment_id}`)).body.refunds.remaining, 59.75);
      assert.equal(statesOf(await use('lean-getrefundhistory', { refund_id })).at(-1), 'completed');
      assert.equal((await use('lean-explainrefund', { refund_id })).money_moved, 'yes');
    });

    test('a payment source is found and deleted', async () => {
      const { customer_id } = await addConsent(sarf, sarf.call);
      const [source] = await use('lean-listcustomerpaymentsources', { customer_id });
      const args = { customer_id, payment_source_id: source.id };
      assert.equal((await use('lean-getpaymentsourcebyid', args)).status, 'ACTIVE');
      assert.equal(await use('lean-deletepaymentsource', args), '');
      assert.notEqual((await use('lean-getpaymentsourcebyid', args)).status, 'ACTIVE');
    });
  });

  test('these are all tools that there are, and their schemas have no fault', async () => {
    const { code, stdout, stderr } = await inspector.run('--method', 'tools/list', '--strict');
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^0 errors/m);
    const { tools }: Json = JSON.parse(stdout);
    assert.deepEqual(tools.map(({ name }: Json) => name).toSorted(), [...inspector.used].toSorted());
  });
});
