import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addMember } from '../../server/test/people.ts';
import { until } from '../../server/test/running-sarf.ts';
import { type Desk, openDesk, type Seat, skip } from './desk.ts';

describe('the frame of the pages', { skip }, () => {
  let desk: Desk;
  let seat: Seat;
  let payoutId: string;
  before(async () => {
    desk = await openDesk();
    payoutId = await desk.sarf.pay(1250.5, { reference: 'FRAME-1', description: 'Office rent' });
    seat = await desk.sit('owner');
  });
  after(() => desk?.stop());

  test('everything can be reached with the keyboard alone', async () => {
    const { page } = seat;
    await seat.go('/payouts');
    await page.getByRole('heading', { level: 1, name: 'Payouts' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.match(page.url(), /#content$/);
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await page.getByRole('heading', { level: 1, name: 'Destinations' }).waitFor();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await help.getByText('Show this help').waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
  });

  test('the palette finds pages by name, and payouts by reference and by id', async () => {
    const { page } = seat;
    await seat.go('/payouts');
    await page.getByRole('heading', { level: 1, name: 'Payouts' }).waitFor();
    const find = async (text: string, name: RegExp): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: 'Page, id or reference' }).fill(text);
      await page.getByRole('option', { name }).waitFor();
      await page.keyboard.press('Enter');
    };
    await find('FRAME-1', /FRAME-1/);
    await page.getByRole('heading', { level: 1, name: 'FRAME-1' }).waitFor();
    await find('team', /Team/);
    await page.getByRole('heading', { level: 1, name: 'Team' }).waitFor();
    await find(payoutId, /FRAME-1/);
    await page.getByRole('heading', { level: 1, name: 'FRAME-1' }).waitFor();
  });

  test('language and appearance are chosen, and stay', async () => {
    const { page } = seat;
    await seat.go('/payouts');
    await page.getByRole('button', { name: /Your account/ }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.getByRole('button', { name: /Your account/ }).click();
    await page.getByRole('menuitemradio', { name: 'العربية' }).click();
    await page.getByRole('heading', { level: 1, name: 'المدفوعات الصادرة' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'المدفوعات الصادرة' }).waitFor();
    assert.equal(
      await page.evaluate('document.documentElement.dir + document.documentElement.dataset.theme'),
      'rtldark',
    );
    await page.evaluate('localStorage.clear()');
  });

  test('a lost connection shows, heals, and goes on where it was', async () => {
    const { page } = seat;
    const stream = '**/events/v1/stream';
    const [event] = (await desk.sarf.call('GET', `/events/v1?object_id=${payoutId}&page_size=1`)).body.content;
    const asked: (string | undefined)[] = [];
    let isFirst = true;
    await page.route(stream, async (route) => {
      asked.push(route.request().headers()['last-event-id']);
      if (!isFirst) return route.abort();
      isFirst = false;
      const body = `id: ${event.id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
      return route.fulfill({ contentType: 'text/event-stream', body });
    });
    await seat.go(`/payouts/${payoutId}`);
    const line = page.getByText('The connection is lost.');
    await line.waitFor();
    assert.deepEqual(asked.slice(0, 2), [undefined, event.id]);
    await page.unroute(stream);
    const healed = page.waitForRequest('**/events/v1/stream');
    await line.waitFor({ state: 'detached' });
    assert.equal((await healed).headers()['last-event-id'], event.id);
    seat.complaints.length = 0;
  });

  test('who is not signed in signs in, and comes back to where they were', async () => {
    const stranger = await desk.comeIn();
    const email = 'comes-back@sarf.test';
    await addMember(desk.sarf, 'viewer', { email });
    const { page } = stranger;
    await stranger.go('/payouts?reference=FRAME-1');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill('something else entirely');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page
      .getByRole('alert')
      .getByText(/is not right/)
      .waitFor();
    await page.getByLabel('Password').fill(desk.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL(/\/dashboard\/payouts\?reference=FRAME-1/);
    await page.getByRole('link', { name: 'FRAME-1' }).waitFor();
    await page.getByRole('button', { name: /Your account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Sarf' }).waitFor();
  });

  test('ten thousand rows come as one scrolls, are few on the page, and cost no more than two hundred', async () => {
    const one = await desk.sit('controller');
    const { page } = one;
    const payout = (await desk.sarf.call('GET', `/payouts/v1/${payoutId}`)).body;
    // From where pages were read; the first is read again when live events begin.
    const asked = new Set<string | null>();
    // A list of 200 where it is narrowed down, else of 10,000 in pages of 1,000.
    await page.route('**/payouts/v1/payments?*', (route) => {
      const { searchParams } = new URL(route.request().url());
      const isShort = searchParams.get('reference') !== null;
      const [from, size, total] = [
        Number(searchParams.get('after') ?? 0),
        isShort ? 200 : 1000,
        isShort ? 200 : 10_000,
      ];
      if (!isShort) asked.add(searchParams.get('after'));
      const content = Array.from({ length: size }, (_, at) => ({
        ...payout,
        id: String(from + at),
        reference: `ROW-${from + at}`,
      }));
      return route.fulfill({
        json: { content, page: { size, next: from + size < total ? String(from + size) : null } },
      });
    });
    const table = page.getByRole('table', { name: 'Payouts' });
    const row = (at: number) => table.getByRole('link', { name: `ROW-${at}`, exact: true });
    const isFew = async (): Promise<void> => assert.ok((await table.getByRole('row').count()) < 80);
    const begin = async (path: string): Promise<void> => {
      await one.go(path);
      await row(0).waitFor();
      await isFew();
      await row(0).focus();
      await page.mouse.move(700, 500);
    };
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const busy = async (): Promise<number> => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    };
    /** How long the page works for a turn of the wheel, as a rule. */
    const effort = async (): Promise<number> => {
      const turns: number[] = [];
      for (let turn = 0; turn < 21; turn += 1) {
        const before = await busy();
        await page.mouse.wheel(0, turn % 2 === 0 ? 2000 : -2000);
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
        turns.push((await busy()) - before);
      }
      return turns.toSorted((a, b) => a - b)[10] ?? Number.NaN;
    };
    await begin('/payouts?reference=ROW');
    const few = await effort();
    await begin('/payouts');
    assert.deepEqual([...asked], [null], 'nothing is read before somebody scrolls');
    for (let pages = 1; pages <= 10; pages += 1) {
      // To the end of what is there.
      while ((await row(pages * 1000 - 1).count()) === 0) await page.mouse.wheel(0, 21_000);
      if (pages < 10) await until('more is read', async () => asked.size > pages);
    }
    await row(9999).waitFor();
    await isFew();
    assert.deepEqual([...asked], [null, ...Array.from({ length: 9 }, (_, at) => String((at + 1) * 1000))]);
    await page.mouse.wheel(0, -200_000);
    await row(9999).waitFor({ state: 'detached' });
    const many = await effort();
    assert.ok(many < 3 * few, `a turn of the wheel costs ${many} s, and ${few} s where there are few rows`);
    await isFew();
  });
});
