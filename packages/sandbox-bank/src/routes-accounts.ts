import type { FastifyInstance } from 'fastify';
import type { Bank } from './bank.ts';
import { findAccount } from './find-account.ts';
import { parseAmount } from './money.ts';
import { pageLimit, pageOf } from './page.ts';
import { payersIn } from './payers.ts';
import { presentAccount, presentPayer } from './present.ts';
import { invalidAmount } from './read-wire.ts';
import {
  accountPageSchema,
  type OpenAccountBody,
  openAccountSchema,
  type PageQuery,
  type PayerQuery,
  payerSchema,
} from './wire.ts';

/** POST /accounts, GET /accounts, GET /accounts/{iban} and GET /payers. */
export function addAccountRoutes(app: FastifyInstance, { books }: Bank): void {
  app.post<{ Body: OpenAccountBody }>('/accounts', { schema: { body: openAccountSchema } }, async (request, reply) => {
    const { iban, currency, opening_balance, holder_name } = request.body;
    const openingMinor = parseAmount(opening_balance, currency);
    if (openingMinor === null) throw invalidAmount('body/opening_balance', currency);
    const opened = books.inOneTransaction(() => {
      if (books.accounts.open(iban, currency, holder_name ?? null, openingMinor)) return true;
      // An account of a time when holders had no names can still be given one.
      if (holder_name !== undefined) books.accounts.nameHolder(iban, holder_name);
      return false;
    });
    return reply.code(opened ? 201 : 200).send(presentAccount(findAccount(books, iban)));
  });

  app.get<{ Querystring: PageQuery }>('/accounts', { schema: { querystring: accountPageSchema } }, async (request) => {
    const limit = pageLimit(request.query);
    const accounts = books.accounts.list(request.query.after ?? '', limit);
    return pageOf(accounts, limit, presentAccount, ({ iban }) => iban);
  });

  app.get<{ Params: { iban: string } }>('/accounts/:iban', async ({ params }) =>
    presentAccount(findAccount(books, params.iban)),
  );

  app.get<{ Querystring: PayerQuery }>('/payers', { schema: { querystring: payerSchema } }, async ({ query }) => ({
    content: payersIn(books, query.currency).map(presentPayer),
  }));
}
