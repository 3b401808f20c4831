import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
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
});
