import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { awaitingPayout } from '../../server/test/awaiting-payout.ts';
import { freePort } from '../../server/test/free-port.ts';
import { until } from '../../server/test/running-sarf.ts';
import { type Desk, faultsByAxe, openDesk, overflow, type Seat, skip } from './desk.ts';

describe('payouts on the pages', { skip }, () => {
  let desk: Desk;
  let maker: Seat;
  let approver: Seat;
  before(async () => {
    desk = await openDesk();
    await desk.sarf.call('POST', '/webhooks/v1/endpoints', { url: `http://127.0.0.1:${await freePort()}/events` });
    maker = await desk.sit('operator');
    approver = await desk.sit('controller', { proof: null });
  });
  after(() => desk?.stop());

  const waiting = (reference: string, amountMinor: bigint): Promise<string> =>
    awaitingPayout(desk.sarf, { reference, amountMinor });

  /** The newest destination. */
  const chooseFirst = async (page: Seat['page']): Promise<void> => {
    await page.getByRole('combobox', { name: 'Destination' }).click();
    await page.getByRole('listbox', { name: 'Destination' }).getByRole('option').first().click();
  };

  test('a payout is created after a look at what it would do, and seen until it is completed', async () => {
    const { page } = maker;
    await maker.go('/payouts');
    await page.getByRole('button', { name: 'New payout' }).click();
    await chooseFirst(page);
    await page.getByLabel('Amount').fill('1,250.50');
    await page.getByLabel('Reference').fill('INV-77');
    const preview = page.getByRole('region', { name: 'What would happen' });
    await preview.getByText('It goes to the bank at once.').waitFor();
    await preview.getByText('1,250.50').waitFor();
    await page.getByRole('button', { name: 'Create payout' }).click();
    await page.getByRole('heading', { level: 1, name: 'INV-77' }).waitFor();
    // Nobody presses anything: events tell it.
    const story = page.getByRole('list', { name: 'History' });
    await story.getByText('Completed').waitFor();
    await page.getByRole('banner').first().waitFor();
    assert.deepEqual(await story.getByRole('listitem').count(), 4);
    await page.getByRole('tab', { name: 'Ledger' }).click();
    const ledger = page.getByRole('list', { name: 'Ledger' });
    await ledger.getByText('Booked').waitFor();
    assert.deepEqual(await ledger.getByText('1,250.50').count(), 2);
    await page.getByRole('tab', { name: 'Events' }).click();
    await page.getByText('payout.completed').waitFor();
    // Nobody takes them there.
    const sent = page.getByRole('list', { name: 'Deliveries to webhook endpoints' });
    await sent.first().getByRole('link', { name: 'Waiting' }).waitFor();
    assert.deepEqual(maker.complaints, []);
  });

  test('what is wrong is told at its field, and a payout like an earlier one is asked about', async () => {
    const { page } = maker;
    const fill = async (amount: string): Promise<void> => {
      await chooseFirst(page);
      await page.getByLabel('Amount').fill(amount);
      await page.getByLabel('Reference').fill('INV-88');
      await page.getByRole('button', { name: 'Create payout' }).click();
    };
    await maker.go('/payouts/new');
    await fill('1.234');
    await page.getByRole('form', { name: 'New payout' }).getByRole('alert').getByText('No money moved.').waitFor();
    const amount = page.getByLabel('Amount');
    assert.equal(await amount.getAttribute('aria-invalid'), 'true');
    await fill('12.34');
    await page.getByRole('heading', { level: 1, name: 'INV-88' }).waitFor();
    await maker.go('/payouts/new');
    await fill('12.34');
    await page.getByLabel('Pay although a payout like this one was made a short time ago').check();
    await page.getByRole('button', { name: 'Create payout' }).click();
    await page.getByRole('heading', { level: 1, name: 'INV-88' }).waitFor();
    maker.complaints.length = 0;
  });

  test('an answer that is lost is asked for again under the same key, and nothing is paid twice', async () => {
    const { page } = maker;
    const keys: (string | undefined)[] = [];
    await page.route('**/payouts/v1/payment', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      const response = await route.fetch();
      return keys.length === 1 ? route.abort() : route.fulfill({ response });
    });
    await maker.go('/payouts/new');
    await chooseFirst(page);
    await page.getByLabel('Amount').fill('99.99');
    await page.getByLabel('Reference').fill('LOST-1');
    await page.getByRole('button', { name: 'Create payout' }).click();
    await page.getByRole('alert').getByText('It is not known whether this was done').waitFor();
    await page.getByRole('button', { name: 'Create payout' }).click();
    await page.getByRole('heading', { level: 1, name: 'LOST-1' }).waitFor();
    await page.unroute('**/payouts/v1/payment');
    assert.equal(keys.length, 2);
    assert.ok(keys[0] !== undefined && keys[0] === keys[1]);
    const { body } = await desk.sarf.call('GET', '/payouts/v1/payments?reference=LOST-1');
    assert.equal(body.content.length, 1);
    maker.complaints.length = 0;
  });

  test('the list is narrowed down by its URL, and exported as it is narrowed down', async () => {
    const { page } = maker;
    await maker.go('/payouts?reference=INV-77');
    const table = page.getByRole('table', { name: 'Payouts' });
    await table.getByRole('link', { name: 'INV-77' }).waitFor();
    assert.equal(await table.getByRole('row').count(), 2);
    assert.equal(await page.getByLabel('Reference').inputValue(), 'INV-77');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const text = await readFile(await (await download).path(), 'utf8');
    const [head = '', line = ''] = text.split('\r\n');
    assert.match(head, /Reference,Amount/);
    assert.match(line, /^INV-77,1250\.5,/);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await table.getByRole('link', { name: 'INV-88' }).first().waitFor();
    await page.getByLabel('Reference').fill('INV-88');
    await page.waitForURL(/reference=INV-88/);
  });

  test('columns are chosen, and stay chosen', async () => {
    const { page } = maker;
    await maker.go('/payouts');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'End-to-end id' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('columnheader', { name: 'End-to-end id' }).waitFor();
    await page.reload();
    await page.getByRole('columnheader', { name: 'End-to-end id' }).waitFor();
  });

  test('approving asks for the password again, and then does it once', async () => {
    const { page } = approver;
    const id = await waiting('WAIT-1', 40_000n);
    await approver.go(`/payouts/${id}`);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    const proof = page.getByRole('dialog', { name: 'Prove that it is you' });
    await proof.getByLabel('Your password').fill('not this one at all');
    await proof.getByRole('button', { name: 'Prove and go on' }).click();
    await proof.getByRole('alert').waitFor();
    await proof.getByLabel('Your password').fill(desk.password);
    await proof.getByRole('button', { name: 'Prove and go on' }).click();
    await page.getByText('The payout was approved.').waitFor();
    await page.getByRole('list', { name: 'History' }).getByText('Completed').waitFor();
    approver.complaints.length = 0;
  });

  test('several are approved at once, with their total; their own are not offered', async () => {
    const { page } = approver;
    await waiting('MANY-1', 10_010n);
    await waiting('MANY-2', 20_020n);
    await awaitingPayout(desk.sarf, {
      reference: 'MANY-OWN',
      amountMinor: 5n,
      askedBy: `member:${approver.person.email}`,
    });
    await approver.go('/payouts?state=awaiting_approval');
    await page.getByRole('checkbox', { name: 'Select MANY-1' }).check();
    await page.getByRole('checkbox', { name: 'Select MANY-2' }).check();
    assert.equal(await page.getByRole('checkbox', { name: 'Select MANY-OWN' }).count(), 0);
    await page.getByRole('region', { name: '2 selected' }).getByText('300.30').waitFor();
    await page.getByRole('button', { name: 'Approve 2' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve 2' }).click();
    await page.getByText('2 of 2 approved').first().waitFor();
    assert.deepEqual(approver.complaints, []);
  });

  test('a payout is rejected with a reason, and one that waits is cancelled by who may', async () => {
    const rejected = await waiting('NO-1', 100n);
    await approver.go(`/payouts/${rejected}`);
    await approver.page.getByRole('button', { name: 'Reject', exact: true }).click();
    await approver.page.getByLabel('Why').fill('Paid in cash already');
    await approver.page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
    await approver.page.getByRole('list', { name: 'History' }).getByText('Paid in cash already').waitFor();
    const cancelled = await waiting('NO-2', 100n);
    await maker.go(`/payouts/${cancelled}`);
    await maker.page.getByRole('button', { name: 'Cancel payout' }).click();
    await maker.page.getByRole('dialog').getByRole('button', { name: 'Cancel payout' }).click();
    await maker.page.getByRole('list', { name: 'History' }).getByText('Rejected').waitFor();
  });

  test('who may not approve finds out why', async () => {
    const { page } = maker;
    const id = await waiting('OFF-1', 100n);
    await maker.go(`/payouts/${id}`);
    const button = page.getByRole('button', { name: 'Approve', exact: true });
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    const why = /Your role \(Operator\) does not include this\. These roles may: Owner, Financial controller/;
    await page.getByText(why).first().waitFor({ state: 'attached' });
    await button.focus();
    await page.getByRole('tooltip').getByText(why).waitFor();
    await button.press('Enter');
    assert.equal(await page.getByRole('dialog').count(), 0);
  });

  test('whom to pay is found among all destinations by the keyboard alone', async () => {
    const { page, go, complaints } = await desk.sit('operator', { width: 390 });
    // The one that is looked for is older than a page of the newest.
    const add = (beneficiary_name: string) =>
      desk.sarf.call('POST', '/payouts/v1/payment/destinations', { beneficiary_name, iban: 'AE460090000000123456789' });
    await add('Zubaida First');
    await Promise.all(Array.from({ length: 120 }, (_, at) => add(`Supplier ${at}`)));
    await go('/payouts/new');
    const field = page.getByRole('combobox', { name: 'Destination' });
    const options = page.getByRole('listbox', { name: 'Destination' }).getByRole('option');
    await field.focus();
    await page.keyboard.press('ArrowDown');
    await options.nth(49).waitFor();
    assert.equal(await page.getByRole('option', { name: /Zubaida/ }).count(), 0, 'it is not among the newest');
    await page.keyboard.type('supplier 11');
    await until('all that fit are there', async () => (await options.count()) === 11);
    assert.equal(await options.first().getAttribute('aria-selected'), 'true');
    await page.keyboard.press('ArrowUp');
    const last = options.last();
    assert.equal(await last.getAttribute('aria-selected'), 'true', 'they go round');
    assert.equal(await field.getAttribute('aria-activedescendant'), await last.getAttribute('id'));
    assert.deepEqual(await faultsByAxe(page), []);
    await page.keyboard.press('Escape');
    assert.equal(await field.inputValue(), '', 'what was typed is no choice');
    assert.equal(await options.count(), 0);
    await page.keyboard.type('zubaida');
    await page.getByRole('option', { name: /Zubaida First/ }).waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await field.inputValue(), 'Zubaida First');
    assert.equal(await page.getByLabel('Currency').inputValue(), 'AED');
    await page.keyboard.press('Tab');
    await page.keyboard.type('7.25');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'New payout' }).waitFor();
    await page.getByText('Zubaida First').waitFor();
    assert.equal(await overflow(page), 0);
    assert.deepEqual(complaints, []);
  });
});
