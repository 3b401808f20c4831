import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { seedPayments } from '../../server/src/admin/seed-payments.ts';
import { type SandboxMember, seedPeople } from '../../server/src/admin/seed-people.ts';
import { type Browser, type Desk, openDesk, skip, strangers } from './desk.ts';

describe('what a stranger does with the sandbox', { skip }, () => {
  let desk: Desk;
  let people: SandboxMember[];
  let maker: Browser;
  let approver: Browser;
  const stopping = new AbortController();
  before(async () => {
    desk = await openDesk({ statementsEveryMs: 300 });
    const { deps, sandbox, bankUrl } = desk.sarf;
    people = await seedPeople(deps, sandbox.applicationId, []);
    await seedPayments(deps, { sandbox, bankUrl, stopping: stopping.signal });
    maker = await desk.comeIn();
    approver = await desk.comeIn();
  });
  after(() => desk?.stop());

  /** Signs in as one of the people that sandbox.json names. */
  async function signIn({ page, go }: Browser, role: string): Promise<void> {
    const person = people.find((one) => one.role === role);
    assert.ok(person);
    await go('');
    await page.getByLabel('E-mail address').fill(person.email);
    await page.getByLabel('Password').fill(person.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  }

  /** What was wrong with the pages. Chromium notes that the session was asked for before there was one; it is none. */
  const faultsOf = (one: Browser): string[] => [
    ...one.complaints.filter((text) => !/401 \(Unauthorized\) \S+\/session\/v1$/.test(text)),
    ...strangers(one, desk.sarf),
  ];

  /** Notices when a page is loaded anew. */
  const mark = (page: Page): Promise<unknown> => page.evaluate('window.isTheSame = true');
  const isTheSame = (page: Page): Promise<unknown> => page.evaluate('window.isTheSame');

  test('the maker refunds a part of a payment, the approver confirms it, and both watch it complete', async () => {
    await signIn(maker, 'operator');
    await signIn(approver, 'owner');
    for (const { page } of [maker, approver]) await mark(page);
    await approver.page.getByRole('navigation').getByRole('link', { name: 'Refunds' }).click();
    await approver.page.getByRole('heading', { level: 1, name: 'Refunds' }).waitFor();

    const { page } = maker;
    await page.getByRole('navigation').getByRole('link', { name: 'Payments' }).click();
    const payment = page.getByRole('table', { name: 'Payments' }).getByRole('row', { name: /250\.00.*Reconciled/ });
    await payment.getByRole('link').first().click();
    await page.getByRole('button', { name: 'Refund', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Confirm Refund' }).waitFor();
    await page.getByLabel('Amount (AED)').fill('100');
    await page.getByLabel('Reason').selectOption({ label: 'Requested by the customer' });
    await page.getByLabel('Reference').fill('MY-FIRST');
    await page.getByLabel('Description').fill('One leg is loose');
    await page.getByRole('region', { name: 'What would happen' }).getByText('150.00').waitFor();
    await page.getByRole('button', { name: 'Initiate refund' }).click();
    await page.getByRole('heading', { level: 1, name: 'MY-FIRST' }).waitFor();

    // It comes to the list that the approver has open.
    await approver.page.getByRole('table', { name: 'Refunds' }).getByRole('link', { name: 'MY-FIRST' }).click();
    await approver.page.getByText('One leg is loose').waitFor();
    await approver.page.getByRole('button', { name: 'Refund', exact: true }).click();
    await approver.page.getByRole('dialog').getByRole('button', { name: 'Refund', exact: true }).click();
    for (const one of [approver, maker]) {
      await one.page.getByRole('main').getByRole('status').getByText('Completed').waitFor();
      assert.equal(await isTheSame(one.page), true, 'nothing was loaded anew');
      assert.deepEqual(faultsOf(one), []);
    }
  });
});
