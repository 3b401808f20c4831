import type { Page } from 'playwright-core';
import { startReceiver } from '../../server/test/webhook-receiver.ts';
import { type Believable, fillBelievably } from './believable.ts';
import { type Desk, openDesk, settled } from './desk.ts';

/** A page of the dashboard: what it is called here, and its address under `/dashboard`. */
export type NamedPage = readonly [name: string, path: string];

/** A desk with something on every page. */
export interface FullDesk {
  readonly desk: Desk;
  readonly filled: Believable;
  readonly pages: readonly NamedPage[];
  stop(): Promise<void>;
}

/** Opens a desk and fills it, so that every page can be looked at. */
export async function openFullDesk(): Promise<FullDesk> {
  const ends: (() => unknown)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.toReversed()) await end();
  };
  try {
    // Old accounting is told of failed payouts alone, and takes none of them.
    const receiver = await startReceiver((_, response) => {
      if (response.req.url?.endsWith('/down')) response.writeHead(503).end('closed for repairs');
    });
    ends.push(receiver.stop);
    const desk = await openDesk({ bankOptions: { settleMs: 20 } });
    ends.push(desk.stop);
    const filled = await fillBelievably(desk.sarf, receiver.url);
    return { desk, filled, pages: pagesOf(filled), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Every page that there is, those of single things and of tabs too; `every-page.test.ts` holds it to the routes. */
const pagesOf = (to: Believable): readonly NamedPage[] => [
  ['home', '/'],
  ['payouts', '/payouts'],
  ['payout', `/payouts/${to.payouts.done}`],
  ['payout-awaiting', `/payouts/${to.payouts.waits}`],
  ['payout-failed', `/payouts/${to.payouts.failed}`],
  ['new-payout', '/payouts/new'],
  ['refunds', '/refunds'],
  ['refunds-none', '/refunds?status=SUBMITTED'],
  ['refund-review', `/refunds/${to.refunds.waits}`],
  ['refund', `/refunds/${to.refunds.done}`],
  ['destinations', '/destinations'],
  ['destination', `/destinations/${to.destination}`],
  ['new-destination', '/destinations/new'],
  ['payments', '/payments'],
  ['payments-none', '/payments?reference=none'],
  ['payment', `/payments/${to.payments.proven}`],
  ['payment-partial', `/payments/${to.payments.part}`],
  ['confirm-refund', `/payments/${to.payments.proven}/refund`],
  ['confirm-refund-closed', `/payments/${to.payments.part}/refund`],
  ['payment-sources', '/payment-sources'],
  ['customers', '/payment-sources?view=customers'],
  ['payment-source', `/payment-sources/${to.consent}`],
  ['customer', `/customers/${to.customer}`],
  ['reconciliation', '/reconciliation'],
  ['entries', '/reconciliation?tab=entries'],
  ['statements', '/reconciliation?tab=statements'],
  ['month', '/reconciliation?tab=month'],
  ['entry', `/reconciliation/entries/${to.entry}`],
  ['webhooks', '/webhooks'],
  ['deliveries', '/webhooks?tab=deliveries'],
  ['endpoint', `/webhooks/${to.endpoint}`],
  ['delivery', `/webhooks/deliveries/${to.delivery}`],
  ['team', '/team'],
  ['settings', '/settings'],
  ['accounts', '/settings?tab=accounts'],
  ['clients', '/settings?tab=clients'],
  ['client', `/settings/clients/${to.client}`],
  ['audit', '/audit'],
  ['security', '/security'],
  ['sign-in', '/sign-in'],
  ['invitation', '/invitation#token=x'],
];

/** Goes to a page without loading everything anew, as a link does, and waits until it shows all that it asked for. */
export async function turnTo(page: Page, path: string): Promise<void> {
  const title = page.getByRole('heading', { level: 1 });
  // By way of a page that is not there: when its title has gone, what is seen next is the one that was asked for.
  await push(page, '/nowhere');
  await title.waitFor({ state: 'detached' });
  await push(page, path);
  await title.waitFor();
  await settled(page);
  // To the pages it looks as if one had gone back, and then they scroll to where one was.
  await page.evaluate('scrollTo(0, 0)');
}

async function push(page: Page, path: string): Promise<void> {
  const address = JSON.stringify(`/dashboard${path}`);
  await page.evaluate(`history.pushState(null, '', ${address}); dispatchEvent(new PopStateEvent('popstate'))`);
}
