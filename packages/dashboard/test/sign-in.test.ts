import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { totpCode } from '../../server/test/authenticator.ts';
import { awaitingPayout } from '../../server/test/awaiting-payout.ts';
import { openBrowser } from '../../server/test/browser.ts';
import { movedClock } from '../../server/test/moved-clock.ts';
import { addMember, PASSWORD } from '../../server/test/people.ts';
import { type Browser, type Desk, faultsByAxe, openDesk, skip } from './desk.ts';

const MINUTE = 60_000;

describe('signing in, and proving it again before money moves', { skip }, () => {
  let desk: Desk;
  let pass: (ms: number) => void;
  before(async () => {
    desk = await openDesk({ hostName: 'localhost' });
    pass = movedClock(desk.sarf);
  });
  after(() => desk?.stop());

  async function comeInAs(email: string): Promise<Browser> {
    await addMember(desk.sarf, 'controller', { email });
    const browser = await desk.comeIn();
    await browser.go('/security');
    await enterPassword(browser.page, email);
    await browser.page.getByRole('heading', { level: 1, name: 'Sign-in and security' }).waitFor();
    return browser;
  }

  async function enterPassword(page: Page, email: string, password = PASSWORD): Promise<void> {
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  async function signOut(page: Page): Promise<void> {
    await page.getByRole('button', { name: /Your account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Sarf' }).waitFor();
  }

  /** Opens a payout that waits for approval and approves it, up to the point where a proof is asked for. */
  async function approve({ page, go }: Browser, reference: string) {
    await go(`/payouts/${await awaitingPayout(desk.sarf, { reference })}`);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    return page.getByRole('dialog', { name: 'Prove that it is you' });
  }

  /** The code that an app shows now, or half a minute later, which is good already: each signs in or proves once. */
  const codeNow = (uri: string, laterMs = 0): string => totpCode(uri, new Date(Date.now() + laterMs));
  const isHome = (page: Page): Promise<void> => page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();

  test('codes of an app are set up, asked for at the sign-in, and again before money moves', async () => {
    const email = 'codes@sarf.test';
    const browser = await comeInAs(email);
    const { page } = browser;
    await page.getByRole('button', { name: 'Set up codes' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Your password').fill(PASSWORD);
    const answer = page.waitForResponse('**/auth/totp');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    // What the QR code says.
    const { uri }: { uri: string } = await (await answer).json();
    await dialog.getByRole('img', { name: /QR code/ }).waitFor();
    const secret = await dialog.getByRole('textbox', { name: 'Secret' }).inputValue();
    assert.equal(new URL(uri).searchParams.get('secret'), secret);
    await dialog.getByLabel('Code of the app').fill('000000');
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Code of the app').fill(codeNow(uri));
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    const codes = page.getByRole('list', { name: 'Backup codes' }).getByRole('listitem');
    await codes.first().waitFor();
    assert.equal(await codes.count(), 10);
    const [backup = '', other = ''] = await codes.allTextContents();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByRole('button', { name: 'Remove codes' }).waitFor();

    // As if the app showed the next code already: the one of the set-up was good once.
    await desk.sarf.sql`delete from sign_in.used_codes`;
    await signOut(page);
    await enterPassword(page, email);
    await page.getByLabel('Code').fill('000000');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page
      .getByRole('alert')
      .getByText(/not right/)
      .waitFor();
    assert.deepEqual(await faultsByAxe(page), []);
    await page.getByLabel('Code').fill(codeNow(uri));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isHome(page);
    await (await approve(browser, 'CODE-1')).waitFor({ state: 'detached' });
    await page.getByText('The payout was approved.').waitFor();

    pass(6 * MINUTE);
    const proof = await approve(browser, 'CODE-2');
    await proof.getByLabel('Code').fill(codeNow(uri, 30_000));
    await proof.getByRole('button', { name: 'Prove and go on' }).click();
    await page.getByText('The payout was approved.').waitFor();

    await signOut(page);
    await enterPassword(page, email);
    await page.getByLabel('Code').fill(backup);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isHome(page);
    await signOut(page);
    await enterPassword(page, email);
    await page.getByLabel('Code').fill(backup);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Code').fill(other);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isHome(page);
  });

  test('a passkey is added, signs in, and is asked for before money moves', async () => {
    const browser = await comeInAs('passkey@sarf.test');
    const { page } = browser;
    const device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true },
        ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
      },
    });
    await page.getByLabel('What you call it').fill('My laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('button', { name: 'Remove My laptop' }).waitFor();
    await signOut(page);
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await isHome(page);

    pass(6 * MINUTE);
    const proof = await approve(browser, 'KEY-1');
    assert.equal(await proof.getByLabel('Your password').count(), 0, 'a password proves nothing any more');
    // Nobody is there to touch the device.
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await proof.getByRole('button', { name: 'Use a passkey' }).click();
    await proof.getByRole('alert').waitFor();
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await proof.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('The payout was approved.').waitFor();
  });

  test('who tries too often is told how long to wait, and gets in afterwards', async () => {
    const email = 'clumsy@sarf.test';
    await addMember(desk.sarf, 'viewer', { email });
    for (let tries = 0; tries < 9; tries += 1) await openBrowser(desk.sarf).signIn(email, 'not this one either');
    const { page, go } = await desk.comeIn();
    await go('/sign-in');
    await enterPassword(page, email, 'the tenth wrong one');
    await page
      .getByRole('alert')
      .getByText(/not right/)
      .waitFor();
    await enterPassword(page, email);
    await page
      .getByRole('alert')
      .getByText(/15 minutes/)
      .waitFor();
    pass(16 * MINUTE);
    await enterPassword(page, email);
    await isHome(page);
  });
});
