import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addMember } from '../../server/test/people.ts';
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

  test('ten thousand rows are few on the page, and scroll without a stop', async () => {
    const one = await desk.sit('controller');
    const { page } = one;
    const payout = (await desk.sarf.call('GET', `/payouts/v1/${payoutId}`)).body;
    const content = Array.from({ length: 10_000 }, (_, at) => ({ ...payout, id: String(at), reference: `ROW-${at}` }));
    await page.route('**/payouts/v1/payments?*', (route) =>
      route.fulfill({ json: { content, page: { size: 10_000, next: null } } }),
    );
    await one.go('/payouts');
    const table = page.getByRole('table', { name: 'Payouts' });
    await table.getByRole('link', { name: 'ROW-0', exact: true }).waitFor();
    assert.ok((await table.getByRole('row').count()) < 80);
    await table.getByRole('link', { name: 'ROW-0', exact: true }).focus();
    await page.mouse.move(700, 500);
    for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 21_000);
    await table.getByRole('link', { name: 'ROW-9999', exact: true }).waitFor();
    assert.ok((await table.getByRole('row').count()) < 80);
  });
});
