import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { skip } from '../../packages/dashboard/test/desk.ts';
import { type NamedPage, openFullDesk, turnTo } from '../../packages/dashboard/test/every-page.ts';
import { type Look, looks, type Wishes } from './arguments.ts';

const SIZE = { width: 1280, height: 800 };
const QUALITY = 60;
// A picture is a quarter smaller than the window: it is read in a document, not worked with.
const SCALE = 0.75;
const STILL_MS = 150;
const TRIES_MAX = 20;

/** Takes the pictures that are wished for, and says each of them. */
export async function takeScreenshots(wishes: Wishes, say: (line: string) => void): Promise<void> {
  if (skip) throw new Error(`No pictures can be taken: ${skip}.`);
  const { desk, filled, pages, stop } = await openFullDesk();
  try {
    await mkdir(wishes.folder, { recursive: true });
    const wanted = pages.filter(([name]) => name.includes(wishes.only ?? ''));
    for (const look of wishes.looks) {
      const { page, go } = await desk.sitAs(filled.owner, { ...SIZE, ...looks[look] });
      await go('/');
      for (const one of wanted) say(await takeOne(page, one, look, wishes.folder));
      await page.context().close();
    }
  } finally {
    await stop();
  }
}

async function takeOne(page: Page, [name, path]: NamedPage, look: Look, folder: string): Promise<string> {
  await turnTo(page, path);
  await page.mouse.move(0, 0);
  const bytes = await capture(page);
  const file = `${name}-${look}.webp`;
  await writeFile(join(folder, file), bytes);
  return `${file}  ${(bytes.length / 1024).toFixed(0)} kB`;
}

/** The picture of a page that does not change any more: names and counts may come after the rest. */
async function capture(page: Page): Promise<Buffer> {
  const { width, height } = page.viewportSize() ?? SIZE;
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width, height, scale: SCALE };
  let last = '';
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY, clip });
    if (data === last) break;
    last = data;
    await page.waitForTimeout(STILL_MS);
  }
  await session.detach();
  return Buffer.from(last, 'base64');
}
