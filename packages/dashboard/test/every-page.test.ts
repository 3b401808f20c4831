import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { faultsByAxe, overflow, skip, strangers } from './desk.ts';
import { type FullDesk, openFullDesk, turnTo } from './every-page.ts';

describe('how every page looks', { skip, concurrency: 2 }, () => {
  let full: FullDesk;
  before(async () => {
    full = await openFullDesk();
  });
  after(() => full?.stop());

  test('every page that has a route is looked at', () => {
    const source = join(import.meta.dirname, '..', 'src');
    const paths = globSync('{pages/*,session}/routes.ts', { cwd: source })
      .flatMap((file) => [...readFileSync(join(source, file), 'utf8').matchAll(/path: '([^']+)'/g)])
      .map(([, path = '']) => path);
    assert.ok(paths.length > 20);
    const unseen = paths.filter((path) => {
      const form = new RegExp(`^/${path.replace(/^\//, '').replaceAll(/\$\w+/g, '[0-9a-f-]{36}')}([?#].*)?$`);
      return !full.pages.some(([, address]) => form.test(address));
    });
    assert.deepEqual(unseen, []);
  });

  for (const [name, look, rules] of [
    ['light, in English', {}, undefined],
    // The same pages in other colours and at another size.
    ['dark, in Arabic, on a phone', { width: 390, scheme: 'dark', language: 'ar' }, ['color-contrast', 'target-size']],
  ] as const) {
    test(`nothing is in the way of anybody, too wide, or from elsewhere: ${name}`, async () => {
      const { desk, filled, pages } = full;
      const seat = await desk.sitAs(filled.owner, look);
      await seat.go('/');
      const faults: string[] = [];
      for (const [, path] of pages) {
        await turnTo(seat.page, path);
        for (const fault of await faultsByAxe(seat.page, rules)) faults.push(`${path}: ${fault}`);
        const tooWide = await overflow(seat.page);
        if (tooWide > 0) faults.push(`${path} is ${tooWide} px too wide`);
        const titles = await seat.page.getByRole('heading', { level: 1 }).count();
        if (titles !== 1) faults.push(`${path} has ${titles} titles`);
      }
      assert.deepEqual(faults, []);
      assert.deepEqual(strangers(seat, desk.sarf), []);
      assert.deepEqual(seat.complaints, []);
      await seat.page.context().close();
    });
  }

  test('what comes up over a page is in nobody’s way either', async () => {
    const { page, complaints, go } = await full.desk.sitAs(full.filled.controller);
    const isFine = async (what: string): Promise<void> => assert.deepEqual(await faultsByAxe(page), [], what);
    await go(`/payouts/${full.filled.payouts.waits}`);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog', { name: 'Approve this payout?' }).waitFor();
    await isFine('a question');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Page, id or reference' }).fill('RENT-NOV');
    await page.getByRole('option', { name: /RENT-NOV/ }).waitFor();
    await isFine('the palette');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Your account/ }).click();
    await page.getByRole('menu').waitFor();
    await isFine('a menu');
    assert.deepEqual(complaints, []);
  });

  test('whoever reads Arabic is told in Arabic where money is', async () => {
    const { filled, desk } = full;
    const { page, go } = await desk.sitAs(filled.owner, { language: 'ar' });
    await go(`/payouts/${filled.payouts.done}`);
    const where = page.getByRole('region', { name: 'أين هو' });
    await where.getByText('يقول البنك إن المال وصل.').waitFor();
    assert.doesNotMatch((await where.textContent()) ?? '', /[a-z]{4}/i);
    await go('/');
    await page.getByRole('link', { name: /خرج .*219\.99.* من حساب/ }).waitFor();
  });

  test('a refund that is not there is told as such', async () => {
    const { page, go } = await full.desk.sit('viewer');
    await go('/refunds/00000000-0000-4000-8000-000000000001');
    await page.getByRole('alert').getByText('UNKNOWN_REFUND').waitFor();
    await page.getByRole('button', { name: 'Try again' }).waitFor();
  });
});
