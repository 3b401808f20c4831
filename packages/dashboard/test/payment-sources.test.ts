import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { approveConsent, askConsent } from '../../server/test/calls-customers.ts';
import { charge, reachPayment } from '../../server/test/calls-payments.ts';
import { type Desk, faultsByAxe, openDesk, overflow, type Seat, skip, strangers } from './desk.ts';

const limits = {
  max_individual_amount: 500,
  max_cumulative_amount: 1000,
  period_type: 'Month',
  max_cumulative_number_of_payments_per_period: 8,
};

describe('the pages of payment sources', { skip }, () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk?.stop());

  const heading = ({ page }: Seat, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

  test('a consent is revoked with a reason, and its receipt can be kept', async () => {
    const { sarf } = desk;
    const consent = await approveConsent(sarf, { control_parameters: limits });
    const { body: payment } = await charge(sarf.call, { amount: 120.5, consent_id: consent.id });
    await reachPayment(sarf, payment.id, 'ACCEPTED_BY_BANK');
    const seat = await desk.sit('operator');
    const { page } = seat;
    await seat.go('/payment-sources');
    await page.getByRole('table', { name: 'Consents' }).getByRole('link').first().click();
    await heading(seat, /^Account ending in/).waitFor();
    const used = page.getByRole('meter', { name: 'Most in all' });
    assert.equal(await used.getAttribute('aria-valuetext'), '120.50 of 1,000.00 used');
    await page.getByRole('link', { name: payment.reference }).waitFor();
    await page.getByRole('button', { name: 'Revoke' }).click();
    const dialog = page.getByRole('dialog', { name: 'Revoke this consent?' });
    await dialog.getByLabel('Reason').selectOption({ label: 'Fraud is suspected' });
    await dialog.getByLabel('Note').fill('Two reports today');
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    const steps = page.getByRole('list', { name: 'Revocation' });
    await steps.getByText('Bank has confirmed').waitFor();
    await steps.getByText('Not yet').first().waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Revocation' }).getByText('Two reports today').waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('region', { name: 'Receipt' }).getByRole('button', { name: 'Download' }).click();
    const [, facts = ''] = (await readFile(await (await coming).path(), 'utf8')).split('.');
    const receipt = JSON.parse(Buffer.from(facts, 'base64url').toString());
    assert.equal(receipt.consent_id, consent.id);
    assert.equal(receipt.reason, 'FRAUD_SUSPECTED');
    assert.equal((await charge(sarf.call, { amount: 1, consent_id: consent.id })).status >= 400, true);
    assert.deepEqual(strangers(seat, sarf), []);
    assert.deepEqual(seat.complaints, []);
    assert.deepEqual(await faultsByAxe(page), []);
  });

  test('a customer is registered and asked for a consent', async () => {
    const seat = await desk.sit('operator', { width: 390 });
    const { page } = seat;
    await seat.go('/payment-sources?view=customers');
    await page.getByRole('button', { name: 'New customer' }).click();
    await page.getByLabel('Your id of the customer').last().fill('user 4711');
    await page.getByRole('button', { name: 'Register' }).click();
    await heading(seat, 'user 4711').waitFor();
    await page.getByRole('button', { name: 'Ask for consent' }).click();
    const dialog = page.getByRole('dialog', { name: 'Ask for consent' });
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Most for one payment').fill('250');
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText('Waits for the customer').first().waitFor();
    await page.getByText('AED 250.00').waitFor();
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await faultsByAxe(page), []);
  });

  test('a viewer is told why they may not revoke', async () => {
    const consent = await approveConsent(desk.sarf);
    const seat = await desk.sit('viewer', { scheme: 'dark' });
    await seat.go(`/payment-sources/${consent.id}`);
    const button = seat.page.getByRole('button', { name: 'Revoke' });
    await button.waitFor();
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    assert.match(
      (await seat.page
        .getByText(/Your role \(Viewer\)/)
        .first()
        .textContent()) ?? '',
      /Operator/,
    );
    const refused = await seat.person.call('POST', `/consents/v1/${consent.id}/revocation`, {});
    assert.equal(refused.status, 403);
    assert.deepEqual(await faultsByAxe(seat.page), []);
  });

  test('what is not there is told, in Arabic from right to left', async () => {
    await askConsent(desk.sarf.call);
    const seat = await desk.sit('operator', { language: 'ar', width: 390 });
    await seat.go('/payment-sources?status=EXPIRED');
    await seat.page.getByText('لا شيء يطابق هذه المرشحات').waitFor();
    await seat.go('/payment-sources');
    await seat.page.getByText('لم يُختر حساب بعد').first().waitFor();
    assert.equal(await overflow(seat.page), 0);
    await seat.go('/payment-sources/00000000-0000-4000-8000-000000000000');
    await seat.page.getByRole('alert').waitFor();
    assert.deepEqual(await faultsByAxe(seat.page), []);
  });
});
