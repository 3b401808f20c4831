import type { FastifyReply } from 'fastify';
import { answer, type Outcome } from '../answer.ts';
import type { Bank } from '../bank.ts';
import { payersIn } from '../payers.ts';
import { pageHeaders } from './html.ts';
import { messagePage } from './message-page.ts';
import type { Form } from './read-form.ts';

/** How a scenario wants an answer to be given. */
export type Manner = Pick<Outcome, 'delayMs' | 'dropsConnection'>;

/** Sends a page. `returnUrl` is where its form may lead, if it has one. */
export function sendPage(
  reply: FastifyReply,
  httpStatus: number,
  body: string,
  returnUrl: string | null = null,
): FastifyReply {
  return reply.code(httpStatus).headers(pageHeaders(returnUrl)).send(body);
}

/** Tells the payer that nobody knows this address. */
export function sendNotFound(reply: FastifyReply): FastifyReply {
  const message = 'Nothing waits for you under this address. Check that you have copied all of it.';
  return sendPage(reply, 404, messagePage('There is nothing here', message));
}

/**
 * Ends a decision: with a page, or by sending the browser back to whoever asked, with the news in the address. A
 * scenario can keep the answer back, or the payer waits in vain.
 */
export async function sendDecided(
  bank: Bank,
  reply: FastifyReply,
  manner: Manner,
  decided: { returnUrl: string | null; news: Record<string, string>; body: string },
): Promise<FastifyReply> {
  const { returnUrl, news, body } = decided;
  reply.headers(pageHeaders(returnUrl));
  if (returnUrl === null) return await answer(bank, reply, { ...manner, body });
  const url = new URL(returnUrl);
  for (const [name, value] of Object.entries(news)) url.searchParams.set(name, value);
  return await answer(bank, reply.header('location', url.href), { ...manner, httpStatus: 303, body: '' });
}

/** What is wrong with the account of a form: only the accounts that the page shows can be chosen on it. */
export function accountFault({ books }: Bank, currency: string, { decision, account }: Form): string | null {
  if (decision === 'refuse' || payersIn(books, currency).some(({ iban }) => iban === account)) return null;
  return 'Choose the account that pays.';
}
