import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { provenPayment } from '../../server/test/proven-payments.ts';
import { type Desk, faultsByAxe, openDesk, overflow, settled, skip } from './desk.ts';

describe('how destinations, payments and refunds look', { skip }, () => {
  let desk: Desk;
  let paths: readonly string[];
  before(async () => {
    desk = await openDesk();
    const { sarf } = desk;
    const [proven, part] = [await provenPayment(sarf, { amount: 1250.5 }), await provenPayment(sarf, { proven: 60 })];
    const request = { payment_id: proven, amount: 250, reason_code: 'CUSTOMER_REQUEST', external_reference: 'REF-1' };
    const refund = (await sarf.call('POST', '/payouts/refunds', request)).body.id;
    paths = [
      '/payments',
      `/payments/${proven}`,
      `/payments/${part}`,
      `/payments/${proven}/refund`,
      `/payments/${part}/refund`,
      '/payments?reference=none',
      '/refunds',
      `/refunds/${refund}`,
      '/refunds?status=FAILED',
      '/destinations',
      '/destinations/new',
      `/destinations/${sarf.sandbox.destinationId}`,
    ];
  });
  after(() => desk?.stop());

  for (const [name, look] of [
    ['light, in English', {}],
    ['dark, in Arabic, on a phone', { width: 390, scheme: 'dark', language: 'ar' }],
  ] as const) {
    test(`nothing serious is found and nothing is too wide: ${name}`, async () => {
      const seat = await desk.sit('controller', look);
      for (const path of paths) {
        await seat.go(path);
        await seat.page.getByRole('heading', { level: 1 }).waitFor();
        // Nothing is on its way any more.
        await settled(seat.page);
        assert.deepEqual(await faultsByAxe(seat.page), [], path);
        assert.equal(await overflow(seat.page), 0, path);
      }
      assert.deepEqual(seat.complaints, []);
    });
  }

  test('a refund that is not there is told as such', async () => {
    const { page, go } = await desk.sit('viewer');
    await go('/refunds/00000000-0000-4000-8000-000000000001');
    await page.getByRole('alert').getByText('UNKNOWN_REFUND').waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });
});
