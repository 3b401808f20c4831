import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Bank } from '../bank.ts';
import { type Consent, statusAt } from '../consents/consent.ts';
import { decideConsent } from '../consents/decide-consent.ts';
import { payersIn } from '../payers.ts';
import { type Refusal, refusalFrom } from '../refuse.ts';
import { consentDecidedPage, consentPage } from './consent-page.ts';
import { pageHeaders } from './html.ts';
import { messagePage } from './message-page.ts';
import { type Form, readForm } from './read-form.ts';

interface ByToken {
  Params: { token: string };
}

/** A form of these pages has some hundred bytes. */
const formBytesMax = 8_192;
const path = '/authorise/:token';

/** GET and POST /authorise/{token}: the pages on which payers decide. They speak HTML, also of what goes wrong. */
export async function addPageRoutes(pages: FastifyInstance, bank: Bank): Promise<void> {
  pages.removeAllContentTypeParsers();
  pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  pages.setErrorHandler<FastifyError | Refusal>((error, _request, reply) => {
    const { httpStatus, message } = refusalFrom(error);
    if (httpStatus >= 500) bank.log(`A page broke: ${error.stack ?? String(error)}`);
    return send(reply, httpStatus, messagePage('This did not work', message));
  });

  pages.get<ByToken>(path, async ({ params }, reply) => {
    const consent = bank.books.consents.findByToken(params.token);
    return consent === undefined ? notFound(reply) : showConsent(bank, reply, consent);
  });

  pages.post<ByToken>(path, { bodyLimit: formBytesMax }, async ({ params, body }, reply) => {
    const form = readForm(typeof body === 'string' ? body : '');
    const consent = bank.books.consents.findByToken(params.token);
    return consent === undefined ? notFound(reply) : takeConsent(bank, reply, consent, form);
  });
}

function showConsent(bank: Bank, reply: FastifyReply, consent: Consent, fault: string | null = null): FastifyReply {
  const status = statusAt(consent, bank.books.clock.now());
  if (status !== 'AWAITING') return send(reply, 200, consentDecidedPage(consent, status, false));
  const accounts = payersIn(bank.books, consent.currency);
  return send(reply, fault === null ? 200 : 400, consentPage(consent, accounts, fault), consent.returnUrl);
}

function takeConsent(bank: Bank, reply: FastifyReply, consent: Consent, form: Form | null): FastifyReply {
  if (form === null) return showConsent(bank, reply, consent, 'Press Approve or Refuse.');
  const fault = accountFault(bank, consent.currency, form);
  if (fault !== null) return showConsent(bank, reply, consent, fault);
  const decided = decideConsent(bank.books, consent, form.decision, form.account);
  if (decided.kind !== 'taken') return showConsent(bank, reply, consent);
  bank.callbacks?.ring();
  const { status } = decided.consent;
  if (consent.returnUrl === null) return send(reply, 200, consentDecidedPage(decided.consent, status, true));
  return sendBack(reply, consent.returnUrl, { consent_id: consent.consentId, status });
}

/** Only the accounts that the page shows can be chosen on it. */
function accountFault({ books }: Bank, currency: string, { decision, account }: Form): string | null {
  if (decision === 'refuse' || payersIn(books, currency).some(({ iban }) => iban === account)) return null;
  return 'Choose the account that pays.';
}

function notFound(reply: FastifyReply): FastifyReply {
  const message = 'Nothing waits for you under this address. Check that you have copied all of it.';
  return send(reply, 404, messagePage('There is nothing here', message));
}

/** Sends the browser back to whoever asked, with what came of it. */
function sendBack(reply: FastifyReply, returnUrl: string, news: Record<string, string>): FastifyReply {
  const url = new URL(returnUrl);
  for (const [name, value] of Object.entries(news)) url.searchParams.set(name, value);
  return reply.headers(pageHeaders(returnUrl)).redirect(url.href, 303);
}

function send(reply: FastifyReply, httpStatus: number, body: string, returnUrl: string | null = null): FastifyReply {
  return reply.code(httpStatus).headers(pageHeaders(returnUrl)).send(body);
}
