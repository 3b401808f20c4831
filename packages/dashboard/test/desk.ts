import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Role } from '@sarf/contract';
import { type BrowserContext, type Browser as Chrome, chromium, type Page } from 'playwright-core';
import { buildDashboard } from '../../../tools/dashboard-build.ts';
import { chromiumFlags, findChromium } from '../../server/test/chromium.ts';
import { PASSWORD, type Person, sessionOf, signedIn } from '../../server/test/people.ts';
import { type RunningSarf, startSarf } from '../../server/test/running-sarf.ts';

const browser = await findChromium();
const executablePath = 'path' in browser ? browser.path : '';
/** Why these tests cannot run here; false: they can. */
export const skip = 'absent' in browser ? browser.absent : false;

interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: 'light' | 'dark';
  readonly language?: 'en' | 'ar';
  /** Null: they have not proven lately who they are. */
  readonly proof?: null;
}

/** A browser, and what is seen of it. */
export interface Browser {
  readonly page: Page;
  /** Every address that was asked for something. */
  readonly asked: string[];
  /** Errors of the pages, and what their Content-Security-Policy refused. */
  readonly complaints: string[];
  go(path: string): Promise<void>;
}

/** One person at one browser. */
export interface Seat extends Browser {
  readonly person: Person;
}

export interface Desk {
  readonly sarf: RunningSarf;
  /** Of everybody who sits here. */
  readonly password: string;
  /** Opens a browser as somebody with that role. */
  sit(role: Role, look?: Look): Promise<Seat>;
  /** Opens a browser as a member that there is. */
  sitAs(memberId: string, look?: Look): Promise<Seat>;
  /** Opens a browser of which nobody is signed in. */
  comeIn(look?: Look): Promise<Browser>;
  stop(): Promise<void>;
}

/** The built pages, served by the real server with its sandbox bank, in a real browser. */
export async function openDesk(wishes: Parameters<typeof startSarf>[0] = {}): Promise<Desk> {
  const built = await buildDashboard(() => {});
  if (built === 'failed') throw new Error('the dashboard could not be built');
  const sarf = await startSarf(wishes);
  const chrome = await chromium.launch({ executablePath, args: [...chromiumFlags] });
  return {
    sarf,
    password: PASSWORD,
    sit: async (role, look = {}) => seatOf(chrome, sarf, await signedIn(sarf, role, look), look),
    sitAs: async (memberId, look = {}) => {
      const proof = look.proof === undefined ? ({ by: 'password', at: sarf.deps.clock.now() } as const) : null;
      return seatOf(chrome, sarf, await sessionOf(sarf, memberId, proof), look);
    },
    comeIn: async (look = {}) => seatIn(await newContext(chrome, look), sarf),
    async stop() {
      await chrome.close();
      await sarf.stop();
    },
  };
}

const newContext = (chrome: Chrome, look: Look): Promise<BrowserContext> =>
  chrome.newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 900 },
    colorScheme: look.scheme ?? 'light',
    locale: look.language === 'ar' ? 'ar-AE' : 'en-GB',
    timezoneId: 'Asia/Dubai',
  });

/** A browser with the session of that person. */
async function seatOf(chrome: Chrome, sarf: RunningSarf, person: Person, look: Look): Promise<Seat> {
  const context = await newContext(chrome, look);
  const [name = '', ...rest] = person.cookie.split('=');
  const cookie = { name, value: rest.join('='), url: sarf.apiUrl, httpOnly: true, sameSite: 'Strict' } as const;
  await context.addCookies([cookie]);
  return { ...(await seatIn(context, sarf)), person };
}

async function seatIn(context: BrowserContext, sarf: RunningSarf): Promise<Browser> {
  const page = context.pages()[0] ?? (await context.newPage());
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  return { page, asked, complaints, go: async (path) => void (await page.goto(`${sarf.apiUrl}/dashboard${path}`)) };
}

/** What was asked of others than this server. */
export function strangers({ asked }: Pick<Seat, 'asked'>, sarf: RunningSarf): string[] {
  const own = new URL(sarf.apiUrl).origin;
  return asked.filter((url) => /^(https?|wss?):/.test(url) && new URL(url).origin !== own);
}

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe-core finds on the page that is serious or worse, each with its places.
 * @param only these rules of it, where the others were looked at before
 */
export async function faultsByAxe(page: Page, only?: readonly string[]): Promise<string[]> {
  // Not as a script of the page: its Content-Security-Policy would refuse that, rightly. It stays while one walks about.
  const isThere = await page.evaluate('typeof axe === "object"');
  if (isThere !== true) await page.evaluate(await readFile(axeFile, 'utf8'));
  const options = { runOnly: only ?? STANDARDS, resultTypes: ['violations'] };
  const found: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] =
    await page.evaluate(`axe.run(document, ${JSON.stringify(options)}).then((r) => r.violations)`);
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
}

/** Waits until the page shows what it asked for. */
export async function settled(page: Page): Promise<void> {
  const loading = page.getByRole('main').getByText(/^(Loading|جارٍ التحميل)$/);
  while ((await loading.count()) > 0) await loading.first().waitFor({ state: 'detached' });
}

/** Is anything wider than the window? */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)');

/** Why a button is off, as it is read out; null: it is on. */
export async function whyOff(page: Page, name: string): Promise<string | null> {
  const button = page.getByRole('button', { name, exact: true });
  if ((await button.getAttribute('aria-disabled')) !== 'true') return null;
  const id = await button.getAttribute('aria-describedby');
  return page.evaluate(`document.getElementById(${JSON.stringify(id)})?.textContent ?? ''`);
}
