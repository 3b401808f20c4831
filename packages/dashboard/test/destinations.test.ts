import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Desk, openDesk, type Seat, skip } from './desk.ts';

describe('destinations on the pages', { skip }, () => {
  let desk: Desk;
  let maker: Seat;
  before(async () => {
    desk = await openDesk();
    maker = await desk.sit('operator');
  });
  after(() => desk?.stop());

  test('what is wrong is told at its field, and a right destination is added, shown and masked', async () => {
    const { page } = maker;
    await maker.go('/destinations');
    await page.getByRole('button', { name: 'Add destination' }).click();
    await page.getByLabel('Beneficiary').fill('Noor Trading LLC');
    const iban = page.getByLabel('IBAN', { exact: false }).and(page.getByRole('textbox'));
    await iban.fill('AE07 0331 2345 6789 0123 457');
    await page.getByRole('button', { name: 'Add destination' }).click();
    await page.getByRole('form', { name: 'New destination' }).getByRole('alert').waitFor();
    assert.equal(await iban.getAttribute('aria-invalid'), 'true');
    assert.equal(await page.getByLabel('Beneficiary').getAttribute('aria-invalid'), null);
    await iban.fill('AE07 0331 2345 6789 0123 456');
    await page.getByRole('button', { name: 'Add destination' }).click();
    await page.getByRole('heading', { level: 1, name: 'Noor Trading LLC' }).waitFor();
    const facts = page.getByRole('region', { name: 'Destination', exact: true });
    await facts.getByText('AE07 •••• •••• •••• •••3 456').waitFor();
    await facts.getByRole('button', { name: 'Show' }).click();
    await facts.getByText('AE07 0331 2345 6789 0123 456').waitFor();
    await page.getByText('Nothing was paid to it yet.').waitFor();
  });

  test('an account without an IBAN needs number, bank and country, each told at its field', async () => {
    const { page } = maker;
    await maker.go('/destinations/new');
    await page.getByLabel('Beneficiary').fill('Tokyo Supplies');
    await page.getByLabel('How the account is known').selectOption({ label: 'By account number and bank' });
    await page.getByLabel('Account number').fill('1234567');
    await page.getByLabel('Bank', { exact: false }).and(page.getByRole('textbox')).last().fill('MHCBJPJT');
    await page.getByLabel('Country').fill('QQ');
    await page.getByRole('button', { name: 'Add destination' }).click();
    await page.getByRole('form', { name: 'New destination' }).getByRole('alert').waitFor();
    assert.equal(await page.getByLabel('Country').getAttribute('aria-invalid'), 'true');
    await page.getByLabel('Country').fill('JP');
    await page.getByRole('button', { name: 'Add destination' }).click();
    await page.getByRole('heading', { level: 1, name: 'Tokyo Supplies' }).waitFor();
    await page.getByText('JPY').waitFor();
  });

  test('its payouts are shown with it, and one more is begun from there', async () => {
    const { page } = maker;
    await desk.sarf.pay(12.5, { reference: 'TO-IT' });
    await maker.go(`/destinations/${desk.sarf.sandbox.destinationId}`);
    const payouts = page.getByRole('table', { name: 'Payouts to this destination' });
    await payouts.getByRole('link', { name: 'TO-IT' }).waitFor();
    await payouts.getByText('Completed').waitFor();
    await page.getByRole('button', { name: 'New payout' }).click();
    await page.getByRole('heading', { level: 1, name: 'New payout' }).waitFor();
    const { body } = await desk.sarf.call('GET', `/payouts/v1/payment/destinations/${desk.sarf.sandbox.destinationId}`);
    await page.getByText(`${body.currency} · ${body.iban.slice(0, 4)}`).waitFor();
    assert.equal(await page.getByRole('combobox', { name: 'Destination' }).inputValue(), body.beneficiary_name);
    assert.equal(await page.getByLabel('Currency').inputValue(), body.currency);
  });

  test('a viewer may not add one, and is told why', async () => {
    const viewer = await desk.sit('viewer');
    await viewer.go('/destinations');
    const add = viewer.page.getByRole('button', { name: 'Add destination' });
    await add.focus();
    assert.equal(await add.getAttribute('aria-disabled'), 'true');
    await viewer.page.getByRole('tooltip').getByText('Your role (Viewer) does not include this').waitFor();
  });
});
