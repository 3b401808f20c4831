import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { setFourEyes } from '../../server/src/auth/parties.ts';
import { fromPage, PASSWORD } from '../../server/test/people.ts';
import { provenPayment } from '../../server/test/proven-payments.ts';
import { type Desk, openDesk, type Seat, skip, strangers, whyOff } from './desk.ts';

describe('refunds on the pages', { skip }, () => {
  let desk: Desk;
  let maker: Seat;
  let approver: Seat;
  before(async () => {
    desk = await openDesk();
    await setFourEyes(desk.sarf.deps, desk.sarf.sandbox.applicationId, true);
    maker = await desk.sit('operator');
    approver = await desk.sit('controller');
  });
  after(() => desk?.stop());

  const pay = (reference: string, proven = 100): Promise<string> =>
    provenPayment(desk.sarf, { amount: 100, proven, reference });

  /** Asks the API with the session of that person, as if there were no page. */
  async function ask({ page }: Seat, method: string, path: string, data: unknown) {
    const answer = await page.request.fetch(`${desk.sarf.apiUrl}${path}`, {
      method,
      data,
      headers: fromPage(desk.sarf),
    });
    const { status } = await answer.json();
    return `${answer.status()} ${status}`;
  }

  async function fill(page: Page, amount: string, reference: string): Promise<void> {
    await page.getByLabel('Amount (AED)').fill(amount);
    await page.getByLabel('Reason').selectOption({ label: 'Requested by the customer' });
    await page.getByLabel('Reference').fill(reference);
    await page.getByLabel('Description').fill('Sorry for the trouble');
  }

  async function initiate(seat: Seat, paymentId: string, amount: string, reference: string): Promise<string> {
    await seat.go(`/payments/${paymentId}/refund`);
    await fill(seat.page, amount, reference);
    await seat.page.getByRole('button', { name: 'Initiate refund' }).click();
    await seat.page.waitForURL(/\/refunds\/[0-9a-f-]{36}$/);
    return seat.page.url().slice(-36);
  }

  const why = async (page: Page, name: string): Promise<string> => (await whyOff(page, name)) ?? `${name} is on`;

  test('one person refunds a part of a payment, another confirms it, and both see it complete without reloading', async () => {
    await pay('INV-2041');
    const { page } = maker;
    await maker.go('/payments');
    await page.getByLabel('Reconciliation').selectOption({ label: 'Reconciled' });
    await page.getByRole('table', { name: 'Payments' }).getByRole('link', { name: 'INV-2041' }).click();
    await page.getByRole('heading', { level: 1, name: 'INV-2041' }).waitFor();
    await page.getByRole('button', { name: 'Refund', exact: true }).click();

    await page.getByRole('heading', { level: 1, name: 'Confirm Refund' }).waitFor();
    await page.getByRole('button', { name: 'All of it' }).click();
    assert.equal(await page.getByLabel('Amount (AED)').inputValue(), '100.00');
    await fill(page, '40', 'REF-1');
    const preview = page.getByRole('region', { name: 'What would happen' });
    await preview.getByText('60.00').waitFor();
    await preview.getByText('Somebody else than you has to confirm it').waitFor();
    await page.getByRole('button', { name: 'Initiate refund' }).click();
    await page.getByRole('heading', { level: 1, name: 'REF-1' }).waitFor();
    const made = page.getByRole('list', { name: 'History' });
    await made.getByText('To be reviewed').waitFor();

    await approver.go('/refunds?status=CREATED');
    await approver.page.getByRole('link', { name: 'REF-1' }).click();
    await approver.page.getByText('Sorry for the trouble').waitFor();
    await approver.page.getByRole('button', { name: 'Refund', exact: true }).click();
    await approver.page.getByRole('dialog').getByRole('button', { name: 'Refund', exact: true }).click();
    await approver.page.getByText('The refund was queued for the bank.').waitFor();

    // Nobody presses anything: events tell it.
    for (const seat of [approver, maker]) {
      await seat.page.getByRole('list', { name: 'History' }).getByText('Completed').waitFor();
      await seat.page.getByRole('main').getByRole('status').getByText('Completed').waitFor();
    }
    await page.getByRole('region', { name: 'Payment' }).getByText('60.00').waitFor();
    await page.getByRole('region', { name: 'Payment' }).getByRole('link', { name: 'INV-2041' }).click();
    await page.getByRole('region', { name: 'Refunds of this payment' }).getByText('Completed').waitFor();
    assert.deepEqual(
      [maker, approver].flatMap((seat) => [...seat.complaints, ...strangers(seat, desk.sarf)]),
      [],
    );
  });

  test('more than what remains is told before anything is sent, and the rest can go back', async () => {
    const id = await pay('INV-REST');
    const { page } = maker;
    await initiate(maker, id, '70', 'REF-PART');
    await maker.go(`/payments/${id}/refund`);
    await fill(page, '30.01', 'REF-REST');
    await page
      .getByRole('region', { name: 'What would happen' })
      .getByText('30.00 AED of this payment remains to be refunded')
      .waitFor();
    assert.match(await why(page, 'Initiate refund'), /30\.00 AED of this payment remains/);
    await page.getByRole('button', { name: 'All of it' }).click();
    await page.getByText('It is set aside and waits to be reviewed.').waitFor();
    await page.getByRole('button', { name: 'Initiate refund' }).click();
    await page.getByRole('heading', { level: 1, name: 'REF-REST' }).waitFor();
    await maker.go(`/payments/${id}`);
    await page.getByRole('heading', { level: 1, name: 'INV-REST' }).waitFor();
    assert.match(await why(page, 'Refund'), /set aside for refunds that are still open/);
  });

  test('what is not reconciled cannot be refunded, and the page says why', async () => {
    const [none, part] = [await pay('INV-NONE', 0), await pay('INV-PART', 60)];
    for (const [id, reason] of [
      [none, /no bank statement has proven/],
      [part, /only a part of this money/],
    ] as const) {
      await maker.go(`/payments/${id}`);
      await maker.page.getByText('Remaining refundable').waitFor();
      assert.match(await why(maker.page, 'Refund'), reason);
    }
    await maker.go(`/payments/${part}/refund`);
    await maker.page.getByText('This payment cannot be refunded now').waitFor();
    assert.equal(await maker.page.getByRole('button', { name: 'Initiate refund' }).count(), 0);
  });

  test('whoever asked for a refund cannot confirm it, on the page or beside it, and may take it back', async () => {
    const { page } = approver;
    const id = await initiate(approver, await pay('INV-OWN'), '10', 'REF-OWN');
    await page.getByRole('button', { name: 'Refund', exact: true }).waitFor();
    assert.match(await why(page, 'Refund'), /You asked for this refund/);
    const confirm = [{ refund_id: id, status: 'CONFIRMED' }];
    assert.equal(await ask(approver, 'PUT', '/payouts/refunds', confirm), '403 SECOND_PARTY_NEEDED');
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    const question = page.getByRole('dialog');
    await question.getByLabel('Why').fill('The customer kept the goods.');
    await question.getByRole('button', { name: 'Reject', exact: true }).click();
    await page.getByText('The refund was rejected.').waitFor();
    const history = page.getByRole('list', { name: 'History' });
    await history.getByText('Rejected').waitFor();
    await history.getByText('The customer kept the goods.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Refund', exact: true }).count(), 0);
  });

  test('what a role may not do is off with its reason, and refused without the page too', async () => {
    const paymentId = await pay('INV-ROLE');
    const id = await initiate(maker, paymentId, '10', 'REF-ROLE');
    await maker.page.getByRole('button', { name: 'Refund', exact: true }).waitFor();
    for (const name of ['Refund', 'Reject']) {
      assert.match(await why(maker.page, name), /Your role \(Operator\) does not include this/);
    }
    const viewer = await desk.sit('viewer');
    await viewer.go(`/payments/${paymentId}`);
    await viewer.page.getByText('Remaining refundable').waitFor();
    assert.match(await why(viewer.page, 'Refund'), /Your role \(Viewer\) does not include this/);
    const request = { payment_id: paymentId, amount: 1, reason_code: 'CUSTOMER_REQUEST' };
    const confirm = [{ refund_id: id, status: 'CONFIRMED' }];
    assert.deepEqual(
      [
        await ask(maker, 'PUT', '/payouts/refunds', confirm),
        await ask(viewer, 'PUT', '/payouts/refunds', confirm),
        await ask(viewer, 'POST', '/payouts/refunds', request),
      ],
      Array.from({ length: 3 }, () => '403 INCORRECT_ACCESS_LEVEL'),
    );
  });

  test('who proved themselves long ago is asked for the password before money moves', async () => {
    const id = await initiate(maker, await pay('INV-PROOF'), '5', 'REF-PROOF');
    const late = await desk.sit('controller');
    const { page, person } = late;
    // Before the first request of that session, because the server remembers sessions for a moment.
    await desk.sarf.sql`
      update sign_in.sessions set proven_at = ${new Date(0)}
      where user_id = (select user_id from members where id = ${person.id})`;
    const confirm = [{ refund_id: id, status: 'CONFIRMED' }];
    assert.equal(await ask(late, 'PUT', '/payouts/refunds', confirm), '403 SECOND_FACTOR_NEEDED');
    await late.go(`/refunds/${id}`);
    await page.getByRole('button', { name: 'Refund', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Refund', exact: true }).click();
    const proof = page.getByRole('dialog', { name: 'Prove that it is you' });
    await proof.getByLabel('Your password').fill(PASSWORD);
    await proof.getByLabel('Your password').press('Enter');
    await page.getByText('The refund was queued for the bank.').waitFor();
    await page.getByRole('list', { name: 'History' }).getByText('Completed').waitFor();
  });

  test('a refund is asked for and confirmed with the keyboard alone', async () => {
    const focused = (page: Page): Promise<string> =>
      page.evaluate('document.activeElement?.labels?.[0]?.textContent || document.activeElement?.textContent || ""');
    const tabTo = async (page: Page, name: string): Promise<void> => {
      // Behind the name of a field may be its unit, and that it is required.
      const wanted = new RegExp(`^${name}( ?\\(.*)?$`);
      for (let steps = 0; !wanted.test(await focused(page)); steps += 1) {
        assert.ok(steps < 60, `${name} is reached by the keyboard`);
        await page.keyboard.press('Tab');
      }
    };
    /** Past the navigation, to a button, and presses it. */
    const press = async (page: Page, name: string): Promise<void> => {
      await page.keyboard.press('Tab');
      assert.equal(await focused(page), 'Skip to the content');
      await page.keyboard.press('Enter');
      await tabTo(page, name);
      await page.keyboard.press('Enter');
    };
    const asking = maker.page;
    await maker.go(`/payments/${await pay('INV-KEYS')}`);
    await asking.getByRole('button', { name: 'Refund', exact: true }).waitFor();
    await press(asking, 'Refund');
    await asking.getByRole('heading', { level: 1, name: 'Confirm Refund' }).waitFor();
    for (const [name, text] of [
      ['Amount', '5'],
      ['Reason', 'Requested'],
      ['Reference', 'REF-KEYS'],
    ] as const) {
      await tabTo(asking, name);
      await asking.keyboard.type(text);
    }
    await asking.keyboard.press('Enter');
    await asking.waitForURL(/\/refunds\/[0-9a-f-]{36}$/);

    const { page } = approver;
    await approver.go(`/refunds/${asking.url().slice(-36)}`);
    await page.getByRole('button', { name: 'Refund', exact: true }).waitFor();
    await press(page, 'Refund');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'Refund');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'History' }).getByText('Completed').waitFor();
  });
});
