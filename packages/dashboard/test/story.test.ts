import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Scope } from '@sarf/contract';
import { roleNames, roles } from '@sarf/contract/roles';
import type { Page } from 'playwright-core';
import { seedPayments } from '../../server/src/admin/seed-payments.ts';
import { type SandboxMember, seedPeople } from '../../server/src/admin/seed-people.ts';
import { awaitingPayout } from '../../server/test/awaiting-payout.ts';
import { fromPage } from '../../server/test/people.ts';
import { fetchToken, send } from '../../server/test/running-sarf.ts';
import { roleWords } from '../src/session/words.ts';
import { type Browser, type Desk, openDesk, skip, strangers, whyOff } from './desk.ts';

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
    const { page } = maker;
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Payments' }).click();
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

    // It comes to what the approver has open.
    await approver.page.getByRole('link', { name: /1 Refunds to confirm/ }).click();
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

  test('a refund is found by its reference and by its id', async () => {
    const { page } = maker;
    const id = page.url().slice(-36);
    for (const text of ['MY-FIRST', id]) {
      await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Home' }).click();
      await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Page, id or reference' }).fill(text);
      await page.getByRole('option', { name: /Refund.*MY-FIRST|MY-FIRST.*Refund/ }).click();
      await page.waitForURL(new RegExp(`/refunds/${id}$`));
    }
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Refunds' }).click();
    await page.getByLabel('Reference').fill('MY-FIRST');
    await page.waitForURL(/external_reference=MY-FIRST/);
    const table = page.getByRole('table', { name: 'Refunds' });
    await table.getByRole('link', { name: 'MY-FIRST' }).waitFor();
    assert.equal(await table.getByRole('row').count(), 2);
  });

  test('what the bank cannot tell is matched by a person, and every open page knows it', async () => {
    await approver.page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('link', { name: 'Payments' })
      .click();
    const row = approver.page.getByRole('table', { name: 'Payments' }).getByRole('row', { name: /INV-2044/ });
    await row.getByText('Outstanding').waitFor();
    const { page } = maker;
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Home' }).click();
    await page.getByRole('link', { name: /1 Suggestions to look at/ }).click();
    const suggestion = page.getByRole('region', { name: /Omar Siddiqui/ });
    await suggestion.getByText('The amount is the same.').waitFor();
    await suggestion.getByRole('button', { name: 'Accept' }).click();
    await suggestion.waitFor({ state: 'detached' });
    await row.getByText('Reconciled').waitFor();
  });

  test('what programs do is seen at once: a new payout in the list, and less money on Home', async () => {
    const { page } = approver;
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Payouts' }).click();
    await page
      .getByText('No payouts yet')
      .or(page.getByRole('table', { name: 'Payouts' }))
      .waitFor();
    await desk.sarf.pay(77.7, { reference: 'LIVE-1' });
    const row = page.getByRole('table', { name: 'Payouts' }).getByRole('row', { name: /LIVE-1/ });
    await row.getByText('Completed').waitFor();
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: 'Home' }).click();
    const account = page.getByRole('row', { name: /Sandbox AED/ });
    const before = (await account.textContent()) ?? '';
    await desk.sarf.pay(1000);
    await account.filter({ hasNotText: before }).waitFor();
    await page.getByRole('figure').filter({ hasText: 'AED, last 30 days (UTC)' }).waitFor();
    // The bank takes money of which nobody here knows.
    const { iban } = desk.sarf.sandbox.accounts.find(({ currency }) => currency === 'AED') ?? {};
    const debit = { direction: 'debit', amount: '12.34', counterparty: { name: 'A Stranger' } };
    await desk.sarf.bank('POST', `/accounts/${iban}/entries`, debit);
    await page.getByRole('region', { name: 'Needs a look' }).getByText('Unknown debit').waitFor();
    assert.equal(await isTheSame(page), true, 'nothing was loaded anew');
  });

  test('nobody approves what their own program asked for, and somebody else does', async () => {
    const { page } = approver;
    await approver.go('/settings?tab=clients');
    await page.getByRole('button', { name: 'New client' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Payroll');
    await dialog.getByLabel('Create and cancel payouts.').check();
    await dialog.getByRole('button', { name: 'Make the client' }).click();
    const shown = (name: string) => page.getByRole('dialog').getByRole('textbox', { name }).inputValue();
    const client = { clientId: await shown('Client identifier'), clientSecret: await shown('Secret') };
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('link', { name: 'Payroll' }).click();
    await page.getByLabel('Needs approval').check();
    await page.getByRole('button', { name: 'Save limits' }).click();
    await page.getByText('It has no limits now.').waitFor({ state: 'detached' });

    const other = await desk.sit('controller');
    for (const one of [approver, other]) {
      await one.go('/payouts?state=awaiting_approval');
      await one.page.getByRole('heading', { level: 1, name: 'Payouts' }).waitFor();
    }
    const { sarf } = desk;
    const authorization = `Bearer ${await fetchToken(sarf.apiUrl, { ...sarf.sandbox, client })}`;
    const wish = { amount: 310, currency: 'AED', destination_id: sarf.sandbox.destinationId, reference: 'PAYROLL-1' };
    await send(`${sarf.apiUrl}/payouts/v1/payment`, 'POST', wish, { authorization });
    for (const one of [approver, other]) await one.page.getByRole('link', { name: 'PAYROLL-1' }).click();
    const approve = page.getByRole('button', { name: 'Approve', exact: true });
    await approve.focus();
    const why = 'You asked for this payout, so somebody else has to decide.';
    await page.getByRole('tooltip').getByText(why).waitFor();
    assert.equal(await whyOff(page, 'Approve'), why);
    const refused = await page.request.post(`${sarf.apiUrl}/payouts/v1/payments/${page.url().slice(-36)}/approve`, {
      headers: fromPage(sarf),
    });
    assert.equal((await refused.json()).status, 'SECOND_PARTY_NEEDED');

    await other.page.getByRole('button', { name: 'Approve', exact: true }).click();
    await other.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    for (const one of [approver, other]) {
      await one.page.getByRole('list', { name: 'History' }).getByText('Completed').waitFor();
      assert.deepEqual(faultsOf(one), []);
    }
  });

  test('each main button is on for the roles that may, and for the others says who may', async () => {
    const { sarf } = desk;
    const consents = (await sarf.call('GET', '/consents/v1')).body.content;
    const payments = (await sarf.call('GET', '/payments/v1?reconciliation_status=RECONCILED')).body.content;
    const waiting = await awaitingPayout(sarf, { reference: 'WHO-MAY' });
    const buttons: readonly [path: string, name: string, scope: Scope][] = [
      ['/payouts', 'New payout', 'payouts:write'],
      [`/payouts/${waiting}`, 'Approve', 'payouts:approve'],
      [`/payouts/${waiting}`, 'Cancel payout', 'payouts:write'],
      ['/destinations', 'Add destination', 'destinations:write'],
      [`/payments/${payments[0].id}`, 'Refund', 'refunds:write'],
      [`/payment-sources/${consents[0].id}`, 'Revoke', 'consents:write'],
      ['/payment-sources?view=customers', 'New customer', 'customers:write'],
      ['/reconciliation', 'Upload statement', 'reconciliation:write'],
      ['/webhooks', 'Add endpoint', 'webhooks:write'],
      ['/team', 'Invite somebody', 'team:write'],
      ['/settings', 'Save', 'settings:write'],
      ['/settings?tab=accounts', 'Change Sandbox AED', 'accounts:write'],
    ];
    for (const role of ['admin', 'viewer'] as const) {
      const { page, go } = await desk.sit(role);
      for (const [path, name, scope] of buttons) {
        await go(path);
        await page.getByRole('button', { name, exact: true }).waitFor();
        const who = roleNames.filter((one) => roles[one].scopes.some((may) => may === scope));
        const reason = await whyOff(page, name);
        if (who.includes(role)) assert.equal(reason, null, `${role}: ${name}`);
        else {
          const names = who.map((one) => roleWords.en[one]);
          const sentence = `Your role (${roleWords.en[role]}) does not include this. These roles may: ${names.join(', ')}.`;
          assert.equal(reason, sentence, name);
        }
      }
    }
  });
});
