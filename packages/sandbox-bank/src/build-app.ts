import fastify, { type FastifyInstance } from 'fastify';
import type { Bank } from './bank.ts';
import { addChargeRoutes } from './charges/routes-charges.ts';
import { addCheckoutRoutes } from './checkouts/routes-checkouts.ts';
import { addConsentRoutes } from './consents/routes-consents.ts';
import { addEntryRoutes } from './entries/routes-entries.ts';
import { addPageRoutes } from './pages/routes-pages.ts';
import { answerRefusals, Refusal, refusalFrom, sendRefusal } from './refuse.ts';
import { addAccountRoutes } from './routes-accounts.ts';
import { addBankRoutes } from './routes-bank.ts';
import { addInstructionRoutes } from './routes-instructions.ts';
import { addStatementRoutes } from './statements/routes-statements.ts';

const bodyBytesMax = 1_048_576;

/** Puts the HTTP API before the bank. */
export function buildApp(bank: Bank): FastifyInstance {
  const app = fastify({
    bodyLimit: bodyBytesMax,
    // The bank is stopped at once; a client that waits for a late answer loses its connection, as in life.
    forceCloseConnections: true,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: false } },
    frameworkErrors: (error, _request, reply) => {
      // A path segment that is too long names nothing this bank could have.
      const tooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
      sendRefusal(reply, tooLong ? new Refusal(404, 'NOT_FOUND', 'There is nothing here.') : refusalFrom(error));
    },
  });
  takeJsonOnly(app);
  answerRefusals(app, bank.log);
  addBankRoutes(app, bank);
  addAccountRoutes(app, bank);
  addEntryRoutes(app, bank);
  addStatementRoutes(app, bank);
  addInstructionRoutes(app, bank);
  addConsentRoutes(app, bank);
  addChargeRoutes(app, bank);
  addCheckoutRoutes(app, bank);
  // A context of its own, because pages take forms and answer in HTML.
  app.register((pages) => addPageRoutes(pages, bank));
  return app;
}

/** JSON or nothing; nothing means an empty object, so that the schema says what is missing. */
function takeJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, {});
    else parse(request, body, done);
  });
  app.addHook('preValidation', async (request) => {
    if (request.method === 'POST') request.body ??= {};
  });
}
