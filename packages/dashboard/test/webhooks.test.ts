import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../../server/test/running-sarf.ts';
import { type Receiver, startReceiver } from '../../server/test/webhook-receiver.ts';
import { type Desk, faultsByAxe, openDesk, overflow, skip, strangers } from './desk.ts';

describe('the pages of webhooks', { skip }, () => {
  let desk: Desk;
  let receiver: Receiver;
  before(async () => {
    receiver = await startReceiver();
    desk = await openDesk();
  });
  after(async () => {
    await desk?.stop();
    await receiver?.stop();
  });

  test('an endpoint is added, tested, and sent a delivery again', async () => {
    const seat = await desk.sit('admin');
    const { page } = seat;
    await seat.go('/webhooks');
    await page.getByText('No endpoints yet').waitFor();
    await page.getByRole('button', { name: 'Add endpoint' }).click();
    await page.getByLabel('Address').fill(receiver.url);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    const shown = page.getByRole('status', { name: 'Secret' });
    assert.match((await shown.textContent()) ?? '', /^whsec_/);
    assert.deepEqual(await faultsByAxe(page), []);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Endpoint' }).waitFor();
    assert.equal(await page.getByText('whsec_').count(), 0, 'it is shown once');
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByRole('heading', { level: 1, name: 'ping' }).waitFor();
    await page.getByRole('list', { name: 'Attempts' }).getByText('HTTP 200').waitFor();
    assert.equal(receiver.received.length, 1);
    await page.getByRole('button', { name: 'Send again' }).click();
    await until('it came twice', async () => receiver.received.length === 2);
    await page.getByText('Attempt 2').waitFor();
    assert.equal(receiver.received[1]?.headers['webhook-id'], receiver.received[0]?.headers['webhook-id']);
    assert.deepEqual(await faultsByAxe(page), []);
    assert.deepEqual(strangers(seat, desk.sarf), []);
    assert.deepEqual(seat.complaints, []);
  });

  test('days are replayed, and an endpoint is changed, disabled and deleted', async () => {
    const { body } = await desk.sarf.call('POST', '/webhooks/v1/endpoints', {
      url: `${receiver.url}/other`,
      types: ['payout.created'],
    });
    await desk.sarf.pay(10);
    await until('it was told', async () => receiver.received.some(({ event }) => event.type === 'payout.created'));
    const seat = await desk.sit('admin', { width: 390, scheme: 'dark' });
    const { page } = seat;
    await seat.go(`/webhooks/${body.id}`);
    const before = receiver.received.length;
    await page.getByRole('button', { name: 'Replay days' }).click();
    const today = await page.evaluate("new Date().toLocaleDateString('sv')");
    await page.getByLabel('First day').fill(String(today));
    await page.getByLabel('Last day').fill(String(today));
    await page.getByRole('dialog').getByRole('button', { name: 'Send again' }).click();
    await page.getByText('1 deliveries are on their way.').waitFor();
    await until('it came again', async () => receiver.received.length > before);
    await page.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('dialog').getByLabel('Note').fill('The other one');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The other one').waitFor();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Enable' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Send a test' }).getAttribute('aria-disabled'), 'true');
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await faultsByAxe(page), []);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { level: 1, name: 'Webhooks' }).waitFor();
    assert.equal((await desk.sarf.call('GET', `/webhooks/v1/endpoints/${body.id}`)).status, 404);
  });

  test('an operator may look and not change', async () => {
    const seat = await desk.sit('operator', { language: 'ar' });
    await seat.go('/webhooks?tab=deliveries');
    const button = seat.page.getByRole('button', { name: 'إضافة نقطة استقبال' });
    await button.waitFor();
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    const refused = await seat.person.call('POST', '/webhooks/v1/endpoints', { url: receiver.url });
    assert.equal(refused.status, 403);
    assert.equal(await overflow(seat.page), 0);
    assert.deepEqual(await faultsByAxe(seat.page), []);
  });
});
