import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { addMember } from '../../server/test/people.ts';
import { type Desk, faultsByAxe, openDesk, overflow, skip, strangers, whyOff } from './desk.ts';

describe('people, clients and what is written down of them', { skip }, () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
  });
  after(() => desk?.stop());

  test('somebody is invited by a link, joins and signs in', async () => {
    const { page, go, complaints } = await desk.sit('owner');
    await go('/team');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByRole('dialog').getByLabel('E-mail address').fill('new@sarf.test');
    await page.getByRole('dialog').getByLabel('Role').selectOption('Operator');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.getByRole('dialog').getByLabel('Link').inputValue();
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByRole('table', { name: 'Open invitations' }).getByText('new@sarf.test').waitFor();
    await page.context().clearCookies();
    await page.goto(link);
    await page.getByLabel('Your name').fill('Noura Saleh');
    await page.getByLabel('A new password').fill('four words nobody joins');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByLabel('E-mail address').fill('new@sarf.test');
    await page.getByLabel('Password').fill('four words nobody joins');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: /Noura Saleh/ }).waitFor();
    await go('/team');
    await page.getByRole('table', { name: 'Members' }).getByText('new@sarf.test').waitFor();
    const invite = page.getByRole('button', { name: 'Invite somebody' });
    assert.equal(await invite.getAttribute('aria-disabled'), 'true');
    assert.deepEqual(complaints, []);
  });

  test('a name is changed, and every browser signed out, by the keyboard', async () => {
    const { page, go, person, complaints } = await desk.sit('viewer');
    await go('/security');
    const change = page.getByRole('button', { name: 'Change name' });
    await change.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Change name' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('');
    await page.keyboard.type('Huda Nasser');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Huda Nasser/ }).waitFor();
    assert.equal(await page.evaluate('document.activeElement?.textContent'), 'Change name', 'the focus comes back');
    await page.getByRole('button', { name: 'Sign out everywhere' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    assert.equal((await person.call('GET', '/session/v1')).status, 401);
    assert.deepEqual(complaints, []);
  });

  test('who is disabled is out at once, and who comes back has the role that they were given', async () => {
    const owner = await desk.sit('owner');
    const { page } = owner;
    const email = 'leaves@sarf.test';
    await addMember(desk.sarf, 'viewer', { email });
    const other = await desk.comeIn();
    const signIn = async (): Promise<void> => {
      await other.page.getByLabel('E-mail address').fill(email);
      await other.page.getByLabel('Password').fill(desk.password);
      await other.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    };
    await other.go('/payouts');
    await signIn();
    await other.page.getByRole('button', { name: 'New payout' }).waitFor();
    assert.match((await whyOff(other.page, 'New payout')) ?? '', /Your role \(Viewer\)/);

    await owner.go('/team');
    const member = page.getByRole('row', { name: new RegExp(email) });
    const choose = async (what: string): Promise<void> => {
      await member.getByRole('button', { name: /^Actions for/ }).click();
      await page.getByRole('menuitem', { name: what }).click();
    };
    await choose('Disable');
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await member.getByText('Disabled').waitFor();
    // Their page is open and nobody touches it; news that they may not have any more ends it.
    await desk.sarf.pay(1);
    await other.page.getByRole('heading', { name: 'Sign in to Sarf' }).waitFor();
    await signIn();
    await other.page.getByRole('alert').waitFor();
    await choose('Enable again');
    await page.getByRole('dialog').getByRole('button', { name: 'Enable again' }).click();
    await choose('Change role');
    await page.getByRole('dialog').getByRole('combobox', { name: /^Role/ }).selectOption('Operator');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await member.getByText('Operator').waitFor();
    await signIn();
    await other.page.getByRole('button', { name: 'New payout' }).waitFor();
    assert.equal(await whyOff(other.page, 'New payout'), null);
  });

  test('settings and accounts are changed by who proves it again, and hold', async () => {
    const { page, go } = await desk.sit('owner', { proof: null });
    await go('/settings');
    await page.getByLabel('Duplicate window, in seconds').fill('3600');
    await page.getByLabel('Refunds need four eyes').check();
    await page.getByRole('button', { name: 'Save' }).click();
    const proof = page.getByRole('dialog', { name: 'Prove that it is you' });
    await proof.getByLabel('Your password').fill(desk.password);
    await proof.getByRole('button', { name: 'Prove and go on' }).click();
    await page.getByText('Saved.').waitFor();
    const { body } = await desk.sarf.call('GET', '/settings/v1');
    assert.deepEqual([body.duplicate_window_seconds, body.refunds_four_eyes], [3600, true]);
    await go('/settings?tab=accounts');
    await page.getByRole('button', { name: 'Change Sandbox KWD' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Kuwait');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Change Kuwait' }).waitFor();
    // Three decimals, as the currency has.
    await page
      .getByRole('row', { name: /Kuwait/ })
      .getByText('100,000,000.000')
      .waitFor();
  });

  test('a client is made, stopped with one press, and goes on', async () => {
    const { page, go } = await desk.sit('owner');
    await go('/settings?tab=clients');
    await page.getByRole('button', { name: 'New client' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Till robot');
    await dialog.getByLabel('Read payouts, their history and payment intents.').check();
    await dialog.getByRole('button', { name: 'Make the client' }).click();
    const secret = await page.getByRole('dialog').getByRole('textbox', { name: 'Secret' }).inputValue();
    assert.ok(secret.length > 20);
    await page.getByRole('button', { name: 'I have copied it' }).click();
    assert.equal(await page.getByText(secret).count(), 0);
    const row = page.getByRole('row', { name: /Till robot/ });
    await row.getByRole('button', { name: 'Stop Till robot' }).click();
    await row.getByText('Stopped').waitFor();
    await row.getByRole('link', { name: 'Till robot' }).click();
    await page.getByText(/It is stopped/).waitFor();
    await page.getByLabel('Payouts and refunds in an hour, at most').fill('3');
    await page.getByLabel('It may pay any destination').uncheck();
    await page.getByText('None is listed, so it may pay nobody.').waitFor();
    await page.getByRole('combobox', { name: 'Add a destination' }).fill('amina');
    await page.getByRole('option', { name: /Amina Haddad/ }).click();
    const listed = page.getByRole('list', { name: 'Destinations' });
    await listed.getByText('Amina Haddad').waitFor();
    await page.getByRole('button', { name: 'Save limits' }).click();
    await page.getByText('0 of 3 used in this hour').waitFor();
    await page.reload();
    await listed.getByText('Amina Haddad').waitFor();
    await listed.getByRole('button', { name: 'Remove Amina Haddad' }).waitFor();
    await page.getByRole('button', { name: 'Resume Till robot' }).click();
    await page.getByText(/It is running/).waitFor();
  });

  test('a viewer finds every page, told what is not theirs, and nothing that axe calls serious', async () => {
    const seat = await desk.sit('viewer', { width: 390 });
    for (const [path, heading] of [
      ['/team', 'Team'],
      ['/settings', 'Settings'],
      ['/security', 'Sign-in and security'],
      ['/settings/clients/01a2002e-b4a8-7000-843a-bdfba9f9d441', 'API client'],
      ['/audit', 'Audit log'],
    ] as const) {
      await seat.go(path);
      await seat.page.getByRole('heading', { level: 1, name: heading }).waitFor();
      assert.deepEqual(await faultsByAxe(seat.page), [], path);
      assert.ok((await overflow(seat.page)) <= 0, `${path} fits`);
    }
    await seat.page.getByText('You may not see this').waitFor();
    assert.deepEqual(strangers(seat, desk.sarf), []);
  });

  test('the audit log tells what was done, and that its chain holds', async () => {
    const { page, go } = await desk.sit('owner');
    await go('/audit?action=createInvitation');
    await page
      .getByRole('button', { name: /^createInvitation/ })
      .first()
      .click();
    await page.getByRole('dialog').getByText('new@sarf.test').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Who' }).selectOption({ label: 'Operator at the terminal' });
    await page.getByText('No line fits these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText(/The chain holds/).waitFor();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV' }).click();
    const lines = (await readFile(await (await coming).path(), 'utf8')).trim().split('\r\n');
    assert.ok(lines.length > 5);
    assert.ok(lines.some((line) => line.includes('createInvitation') && line.includes('done')));
  });
});
