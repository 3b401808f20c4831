import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { awaitingPayout } from '../../server/test/awaiting-payout.ts';
import { type Desk, openDesk, skip } from './desk.ts';

describe('who did something, and what could not be read', { skip }, () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk?.stop());

  test('people and clients are called by name where the reader may know it, and never left out', async () => {
    const maker = await desk.sit('operator');
    const { clientId } = desk.sarf.sandbox.client;
    const { body: made } = await maker.person.call('POST', '/payouts/v1/payment', {
      amount: 12.5,
      currency: 'AED',
      destination_id: desk.sarf.sandbox.destinationId,
    });
    const byClient = await desk.sarf.pay(20);
    const owner = await desk.sit('owner');
    await owner.go(`/payouts/${made.id}`);
    const story = owner.page.getByRole('list', { name: 'History' });
    const named = story.getByText('The operator', { exact: true });
    assert.equal(await named.getAttribute('title'), `member:${maker.person.id}`);
    const [client] = (await owner.person.call('GET', '/clients/v1')).body.content.filter(
      ({ id }: { id: string }) => id === clientId,
    );
    await owner.go(`/payouts/${byClient}`);
    await story.getByText(client.name, { exact: true }).first().waitFor();

    const viewer = await desk.sit('viewer');
    await viewer.go(`/payouts/${byClient}`);
    const short = viewer.page.getByRole('list', { name: 'History' }).getByText(/^API client/);
    assert.match((await short.textContent()) ?? '', new RegExp(`…${clientId.slice(-6)}`));
    assert.equal(await short.getAttribute('title'), `client:${clientId}`);
    const waiting = await awaitingPayout(desk.sarf, { askedBy: `member:${maker.person.email}` });
    await viewer.go(`/payouts/${waiting}`);
    await viewer.page.getByText(/^The operator asked for it\./).waitFor();
    await viewer.page.getByRole('definition').getByText('The operator', { exact: true }).waitFor();
    assert.equal(await viewer.page.getByText(maker.person.email).count(), 0);
    assert.deepEqual(viewer.complaints, []);
  });

  test('what could not be read is no reason to fear for money', async () => {
    const { page, go } = await desk.sit('operator');
    const refusal = {
      ...{ status: 'INTERNAL_ERROR', message: 'Something broke.', timestamp: '', request_id: 'r-1' },
      ...{ retryable: true, money_moved: 'unknown', errors: [], metadata: null },
    };
    const broken = { status: 500, contentType: 'application/json', body: JSON.stringify(refusal) };
    await page.route(/reconciliation\/v1\/|\/preview$/, (route) => route.fulfill(broken));
    const said = async (): Promise<string> => {
      const note = page.getByRole('alert').filter({ hasText: 'Something broke.' }).first();
      await note.waitFor({ timeout: 15_000 });
      return (await note.textContent()) ?? '';
    };
    await go('/reconciliation?tab=entries');
    assert.doesNotMatch(await said(), /Look it up|money|known whether/i);
    await go(`/payouts/new?destination_id=${desk.sarf.sandbox.destinationId}`);
    await page.getByLabel('Currency').selectOption('AED');
    await page.getByLabel('Amount').fill('5');
    assert.doesNotMatch(await said(), /Look it up|money|known whether/i);
  });
});
