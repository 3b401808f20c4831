import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { awaitingPayout } from '../../server/test/awaiting-payout.ts';
import { type Desk, faultsByAxe, openDesk, overflow, skip, strangers } from './desk.ts';

const looks = [{}, { scheme: 'dark' }, { language: 'ar' }, { width: 390 }] as const;

describe('how the pages look', { skip }, () => {
  let desk: Desk;
  let payoutId: string;
  before(async () => {
    desk = await openDesk();
    payoutId = await desk.sarf.pay(1250.5, { reference: 'LOOK-1', description: 'Office rent' });
  });
  after(() => desk?.stop());

  for (const look of looks) {
    test(`nothing is in the way of anybody, too wide, or from elsewhere: ${JSON.stringify(look)}`, async () => {
      const one = await desk.sit('controller', look);
      for (const path of ['/payouts', `/payouts/${payoutId}`, '/payouts/new', '/sign-in', '/invitation#token=x']) {
        await one.go(path);
        await one.page.getByRole('heading', { level: 1 }).waitFor();
        assert.deepEqual(await faultsByAxe(one.page), [], path);
        assert.equal(await overflow(one.page), 0, `${path} is too wide`);
      }
      assert.deepEqual(strangers(one, desk.sarf), []);
      assert.deepEqual(one.complaints, []);
      await one.page.context().close();
    });
  }

  test('what comes up over a page is in nobody’s way either', async () => {
    const { page, complaints, go } = await desk.sit('controller');
    const isFine = async (what: string): Promise<void> => assert.deepEqual(await faultsByAxe(page), [], what);
    await go(`/payouts/${await awaitingPayout(desk.sarf, { reference: 'LOOK-2' })}`);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog', { name: 'Approve this payout?' }).waitFor();
    await isFine('a question');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Page, id or reference' }).fill('LOOK-1');
    await page.getByRole('option', { name: /LOOK-1/ }).waitFor();
    await isFine('the palette');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Your account/ }).click();
    await page.getByRole('menu').waitFor();
    await isFine('a menu');
    assert.deepEqual(complaints, []);
  });
});
