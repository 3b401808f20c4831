import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openDesk as openAccountDesk } from '../../server/test/desk.ts';
import { until } from '../../server/test/running-sarf.ts';
import { camtFile } from '../../server/test/statement-file.ts';
import { type Desk, faultsByAxe, openDesk, overflow, type Seat, skip, strangers } from './desk.ts';

describe('the pages of reconciliation', { skip }, () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk?.stop());

  async function upload({ page }: Seat, file: string): Promise<void> {
    await page.getByRole('button', { name: 'Upload statement' }).click();
    const dialog = page.getByRole('dialog', { name: 'Upload statement' });
    const chosen = { name: 'statement.xml', mimeType: 'application/xml', buffer: Buffer.from(file) };
    await dialog.getByLabel('File').setInputFiles(chosen);
    await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
  }

  test('a statement is uploaded, a suggestion accepted, an entry matched by hand and a match undone', async () => {
    const account = await openAccountDesk(desk.sarf);
    const name = { payer: { name: 'Layla Mansour', iban: 'AE070331234567890123456' } };
    const close = await account.record(100, 'RENT-100200', name);
    const other = await account.record(80, 'Deposit 22', name);
    const lines = [
      // Together they are above what is expected, so a person has to say which one it is.
      { amount: '60.00', bankReference: 'L1', name: 'Layla Mansour', remittance: 'RENT-100200' },
      { amount: '70.00', bankReference: 'L4', name: 'Omar Haddad', remittance: 'RENT-100200' },
      { amount: '80.00', bankReference: 'L2', name: 'Somebody Else', remittance: 'see advice' },
      { amount: '12.34', bankReference: 'L3', direction: 'debit' as const, name: 'A Stranger' },
    ];
    const seat = await desk.sit('operator');
    const { page } = seat;
    await seat.go('/reconciliation');
    await page.getByText('Nothing waits for you').waitFor();
    const file = camtFile({ iban: account.iban, lines, opening: '1000.00', closing: '1197.66' });
    await upload(seat, file);
    const dialog = page.getByRole('dialog', { name: 'Upload statement' });
    await dialog.getByText('The statement was read.').waitFor();
    assert.deepEqual(await faultsByAxe(page), []);
    await dialog.getByRole('button', { name: 'See suggestions' }).click();

    const suggestion = page.getByRole('region', { name: /Layla Mansour/ });
    await suggestion.getByRole('table').getByText('RENT-100200').first().waitFor();
    assert.ok((await suggestion.getByRole('list', { name: 'Reasons' }).getByRole('listitem').count()) > 0);
    await suggestion.getByRole('button', { name: 'Accept' }).click();
    await suggestion.waitFor({ state: 'detached' });
    const proven = await account.payment(close.id);
    assert.equal(proven.reconciliation.status, 'PARTIAL');

    await page.getByRole('link', { name: 'Look at unknown debits' }).click();
    await page.getByRole('link', { name: 'A Stranger' }).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('link', { name: 'Somebody Else' }).click();
    await page.getByRole('searchbox', { name: 'Find' }).fill('deposit 22');
    await page.getByRole('radio', { name: /Deposit 22/ }).check();
    await page.getByRole('button', { name: 'Match', exact: true }).click();
    const matches = page.getByRole('list', { name: 'Matches' });
    await matches.getByText('In force').waitFor();
    assert.equal((await account.payment(other.id)).reconciliation.status, 'RECONCILED');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByLabel('Reason').fill('It was another one');
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await matches.getByText('It was another one').waitFor();
    assert.equal((await account.payment(other.id)).reconciliation.status, 'OUTSTANDING');
    assert.deepEqual(await faultsByAxe(page), []);

    await seat.go('/reconciliation?tab=month');
    await page.getByRole('rowheader', { name: 'Opening balance' }).first().waitFor();
    await page.getByText('It adds up').first().waitFor();
    assert.deepEqual(await faultsByAxe(page), []);
    await upload(seat, file);
    await page.getByText('This very file was read before. Nothing was taken twice.').waitFor();
    assert.deepEqual(strangers(seat, desk.sarf), []);
    assert.deepEqual(seat.complaints, []);
  });

  test('a file that is no statement is refused with what is wrong with it', async () => {
    const seat = await desk.sit('operator', { width: 390 });
    await seat.go('/reconciliation');
    await upload(seat, '<Document>');
    const dialog = seat.page.getByRole('dialog', { name: 'Upload statement' });
    await dialog.getByRole('alert').getByText('UNREADABLE_STATEMENT').waitFor();
    assert.equal(await overflow(seat.page), 0);
  });

  test('a large file tells how much of it was sent, is stopped half-way, and tells in place what is wrong', async () => {
    const seat = await desk.sit('operator');
    const { page } = seat;
    await seat.go('/reconciliation?tab=statements');
    // A slow line, so that there is a way to see.
    const line = await page.context().newCDPSession(page);
    const slow = (bytes: number) =>
      line.send('Network.emulateNetworkConditions', {
        ...{ offline: false, latency: 0, downloadThroughput: -1 },
        uploadThroughput: bytes,
      });
    await slow(1_000_000);
    await upload(seat, `<Document>${' '.repeat(12_000_000)}`);
    const dialog = page.getByRole('dialog', { name: 'Upload statement' });
    const share = async (): Promise<number> => {
      const text = await dialog.getByRole('status').textContent();
      return Number(/^(\d+) % sent$/.exec(text ?? '')?.[1] ?? 0);
    };
    const first = await until('some of it is sent', async () => (await share()) || undefined);
    await until('more of it is sent', async () => (await share()) > first);
    const bar = dialog.getByRole('progressbar', { name: 'Progress' });
    assert.ok(Number(await bar.getAttribute('value')) < 100);
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await dialog.getByText('The upload was stopped. Nothing of the file was taken.').waitFor();
    assert.equal(await bar.count(), 0);
    assert.equal(await dialog.getByRole('alert').count(), 0, 'to stop is no error');
    await slow(-1);
    await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
    await dialog.getByRole('alert').getByText('UNREADABLE_STATEMENT').waitFor();
    await page.route('**/reconciliation/v1/statements?*', (route) => route.abort());
    await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
    await dialog.getByRole('alert').getByText('NO_ANSWER').waitFor();
    const { body } = await seat.person.call('GET', '/reconciliation/v1/statements');
    assert.ok(
      body.content.every(({ entries }: { entries: number }) => entries < 10),
      'nothing of it was kept',
    );
  });

  test('a viewer sees all of it and may change none of it', async () => {
    const account = await openAccountDesk(desk.sarf);
    await account.upload([{ amount: '5.00', bankReference: 'V1', name: 'Viewed' }]);
    const seat = await desk.sit('viewer', { width: 390, scheme: 'dark', language: 'ar' });
    const { page } = seat;
    await seat.go('/reconciliation?tab=entries');
    const button = page.getByRole('button', { name: 'رفع كشف حساب' });
    await button.waitFor();
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await page.getByRole('link', { name: 'Viewed' }).click();
    const match = page.getByRole('button', { name: 'مطابقة', exact: true });
    await match.waitFor();
    assert.equal(await match.getAttribute('aria-disabled'), 'true');
    const refused = await seat.person.call('POST', '/reconciliation/v1/matches', { matches: [] });
    assert.equal(refused.status, 403);
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await faultsByAxe(page), []);
  });

  test('a suggestion is matched by the keyboard alone, and every step shows where one is', async () => {
    const account = await openAccountDesk(desk.sarf);
    const { id } = await account.record(90, 'KEYS-100', {
      payer: { name: 'Mona Keys', iban: 'AE070331234567890123456' },
    });
    // Together they are more than is expected, so a person has to choose.
    await account.upload([
      { amount: '50.00', bankReference: 'K1', name: 'Mona Keys', remittance: 'KEYS-100' },
      { amount: '60.00', bankReference: 'K2', name: 'Another', remittance: 'KEYS-100' },
    ]);
    const seat = await desk.sit('operator', { width: 390 });
    const { page } = seat;
    await seat.go('/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    /** Tabs until what has the focus is called so; it has to be seen there. */
    const tabTo = async (name: RegExp, key = 'Tab'): Promise<void> => {
      await until(`the focus is on ${name}`, async () => {
        await page.keyboard.press(key);
        return name.test(String(await page.evaluate('document.activeElement?.textContent')));
      });
      const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
      assert.notEqual(outline, 'none', `where the focus is on ${name} is seen`);
    };
    await tabTo(/Suggestions to look at/);
    await page.keyboard.press('Enter');
    const suggestion = page.getByRole('region', { name: /Mona Keys/ });
    await suggestion.waitFor();
    await tabTo(/^Suggestions$/);
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tabpanel', { name: 'Entries' }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await suggestion.waitFor();
    await tabTo(/^Accept$/);
    // The other entry may be the first.
    const card = await page.evaluate("document.activeElement?.closest('section')?.textContent");
    if (!String(card).includes('Mona Keys')) await tabTo(/^Accept$/);
    await page.keyboard.press('Enter');
    await suggestion.waitFor({ state: 'detached' });
    assert.equal((await account.payment(id)).reconciliation.status, 'PARTIAL');
    // What was pressed is gone; the focus is not lost with it.
    await until('the focus is in the page', () =>
      page.evaluate("document.activeElement !== document.body && document.activeElement?.closest('main') !== null"),
    );
    assert.deepEqual(seat.complaints, []);
  });

  test('no part of the month end is wider than a phone', async () => {
    const seat = await desk.sit('viewer', { width: 390 });
    const { page } = seat;
    await seat.go('/reconciliation?tab=month');
    await page.getByRole('rowheader', { name: 'Opening balance' }).first().waitFor();
    const wide = await page.evaluate(
      "[...document.querySelectorAll('main *')].filter((one) => one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX === 'auto').map((one) => one.outerHTML.slice(0, 120))",
    );
    assert.deepEqual(wide, []);
    assert.equal(await overflow(page), 0);
  });
});
