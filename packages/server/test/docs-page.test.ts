import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { eventStream, operations } from '@sarf/contract';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumFlags, findChromium } from './chromium.ts';
import { type RunningSarf, send, startSarf } from './running-sarf.ts';

const browser = await findChromium();
const executablePath = 'path' in browser ? browser.path : '';
const skip = 'absent' in browser ? browser.absent : false;

// The page goes by the subjects, in the order in which they first come.
const asShown = [...Map.groupBy(Object.values(operations), ({ tag }) => tag).values()].flat();

/** Reads the page from its top to an operation: it fills its sections in as they come to be seen. */
async function scrollTo(page: Page, last: string): Promise<void> {
  for (const { summary } of asShown) {
    const heading = page.getByRole('heading', { name: summary, exact: true }).first();
    await heading.scrollIntoViewIfNeeded();
    await heading.waitFor();
    if (summary === last) return;
  }
}

describe('the page of the documentation', () => {
  let sarf: RunningSarf;
  let profile: string | undefined;
  let context: BrowserContext;
  before(async () => {
    sarf = await startSarf({ worker: false });
    if (skip) return;
    profile = await mkdtemp(join(tmpdir(), 'sarf-chromium-'));
    context = await chromium.launchPersistentContext(profile, {
      executablePath,
      headless: true,
      args: [...chromiumFlags],
      viewport: { width: 1280, height: 900 },
    });
  });
  after(async () => {
    await context?.close();
    await sarf.stop();
    if (profile) await rm(profile, { recursive: true, force: true });
  });

  /** Opens the page, and watches whom it asks and what goes wrong in it. */
  async function open(): Promise<{ page: Page; asked: string[]; complaints: string[]; strangers(): string[] }> {
    const page = await context.newPage();
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('websocket', (socket) => asked.push(socket.url()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
    });
    await page.goto(`${sarf.apiUrl}/docs`, { waitUntil: 'load' });
    const own = new URL(sarf.apiUrl).origin;
    const isStranger = (url: string): boolean => /^(https?|wss?):/.test(url) && new URL(url).origin !== own;
    return { page, asked, complaints, strangers: () => asked.filter(isStranger) };
  }

  test('shows every operation, asks nobody else for anything, and has no errors', { skip }, async () => {
    const { page, asked, complaints, strangers } = await open();
    await page.getByRole('heading', { name: 'Sarf' }).first().waitFor();
    await scrollTo(page, operations.listPayoutAccounts.summary);
    // What a page asks for late, it asks for by now.
    await page.waitForTimeout(1000);
    assert.ok(asked.length > 1, 'the requests of the page were seen');
    assert.deepEqual(strangers(), []);
    assert.deepEqual(complaints, []);
    await page.close();
  });

  test('lets its reader try an operation, and the token goes to nobody else', { skip }, async () => {
    const { page, strangers } = await open();
    const { method, path, summary } = operations.listPayouts;
    await scrollTo(page, summary);
    const button = page.getByRole('button', { name: 'Test Request' });
    await button
      .filter({ hasText: `(${method.toLowerCase()} ${path})` })
      .first()
      .click();
    const answered = page.waitForResponse((response) => new URL(response.url()).pathname === path);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Send get request/i })
      .click();
    assert.equal((await answered).status(), 401);
    assert.deepEqual(strangers(), []);
  });

  test('is made from the document that programs read', async () => {
    const { status, body } = await send(`${sarf.apiUrl}/openapi.json`, 'GET', undefined, {});
    assert.equal(status, 200);
    assert.deepEqual(body.servers, [{ url: sarf.apiUrl }]);
    const paths = [...Object.values(operations), eventStream].map(({ path }) => path);
    assert.equal(Object.keys(body.paths).length, new Set(paths).size);
  });
});
