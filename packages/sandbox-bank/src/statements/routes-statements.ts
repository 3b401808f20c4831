import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { answerUnderFaults } from '../answer.ts';
import type { Bank } from '../bank.ts';
import { findAccount } from '../find-account.ts';
import { pageLimit, pageOf } from '../page.ts';
import { Refusal } from '../refuse.ts';
import { type PageQuery, sequencePageSchema } from '../wire.ts';
import { closeStatement } from './close-statement.ts';
import { presentStatement } from './present-statement.ts';
import { statementXml } from './statement-xml.ts';

interface ListRoute {
  Params: { iban: string };
  Querystring: PageQuery;
}
interface OneRoute {
  Params: { iban: string; sequence: string };
}

/** GET /accounts/{iban}/statements and GET /accounts/{iban}/statements/{sequence}. */
export function addStatementRoutes(app: FastifyInstance, bank: Bank): void {
  const { books } = bank;
  const listSchema = { schema: { querystring: sequencePageSchema } };
  app.get<ListRoute>('/accounts/:iban/statements', listSchema, ({ params, query }, reply) => {
    const { iban } = findAccount(books, params.iban);
    const limit = pageLimit(query);
    return answerUnderFaults(bank, reply, () => {
      closeStatement(books, iban);
      const statements = books.statements.list(iban, Number(query.after ?? 0), limit);
      return { body: pageOf(statements, limit, presentStatement, ({ sequence }) => String(sequence)) };
    });
  });

  app.get<OneRoute>('/accounts/:iban/statements/:sequence', ({ params }, reply) => {
    const account = findAccount(books, params.iban);
    const isNumber = /^[1-9][0-9]{0,14}$/.test(params.sequence);
    const statement = isNumber ? books.statements.find(account.iban, Number(params.sequence)) : undefined;
    if (statement === undefined) {
      throw new Refusal(404, 'UNKNOWN_STATEMENT', 'This account has no statement with that number.');
    }
    return answerUnderFaults(bank, reply, () => {
      reply.type('application/xml; charset=utf-8');
      return { body: Readable.from(statementXml(books, statement, account.currency)) };
    });
  });
}
