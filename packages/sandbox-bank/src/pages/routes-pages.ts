import type { FastifyError, FastifyInstance } from 'fastify';
import type { Bank } from '../bank.ts';
import { type Refusal, refusalFrom } from '../refuse.ts';
import { showCheckout, takeCheckout } from './answer-checkout.ts';
import { showConsent, takeConsent } from './answer-consent.ts';
import { messagePage } from './message-page.ts';
import { readForm } from './read-form.ts';
import { sendNotFound, sendPage } from './respond.ts';

interface ByToken {
  Params: { token: string };
}

/** A form of these pages has some hundred bytes. */
const formBytesMax = 8_192;
const path = '/authorise/:token';

/** GET and POST /authorise/{token}: the pages on which payers decide. They speak HTML, also of what goes wrong. */
export async function addPageRoutes(pages: FastifyInstance, bank: Bank): Promise<void> {
  const { consents, checkouts } = bank.books;
  pages.removeAllContentTypeParsers();
  pages.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  pages.setErrorHandler<FastifyError | Refusal>((error, _request, reply) => {
    const { httpStatus, message } = refusalFrom(error);
    if (httpStatus >= 500) bank.log(`A page broke: ${error.stack ?? String(error)}`);
    return sendPage(reply, httpStatus, messagePage('This did not work', message));
  });

  pages.get<ByToken>(path, async ({ params }, reply) => {
    const consent = consents.findByToken(params.token);
    if (consent !== undefined) return showConsent(bank, reply, consent, null);
    const checkout = checkouts.findByToken(params.token);
    return checkout === undefined ? sendNotFound(reply) : showCheckout(bank, reply, checkout, null);
  });

  pages.post<ByToken>(path, { bodyLimit: formBytesMax }, async ({ params, body }, reply) => {
    const form = readForm(typeof body === 'string' ? body : '');
    const consent = consents.findByToken(params.token);
    if (consent !== undefined) return await takeConsent(bank, reply, consent, form);
    const checkout = checkouts.findByToken(params.token);
    return checkout === undefined ? sendNotFound(reply) : await takeCheckout(bank, reply, checkout, form);
  });
}
