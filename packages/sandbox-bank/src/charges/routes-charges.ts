import type { FastifyInstance } from 'fastify';
import { holderOf } from '../accounts.ts';
import { answerUnderFaults } from '../answer.ts';
import type { Bank } from '../bank.ts';
import type { Books } from '../books.ts';
import type { Answer, Party } from '../instruction.ts';
import { presentAnswer } from '../present.ts';
import { submitOrders } from '../routes-instructions.ts';
import { type StatusBody, statusSchema } from '../wire.ts';
import { ordersOf } from './submit-charges.ts';
import { type ChargeBody, chargeSchema, readCharge } from './wire-charges.ts';

/** POST /charges and POST /charges/status. */
export function addChargeRoutes(app: FastifyInstance, bank: Bank): void {
  const { books } = bank;
  app.post<{ Body: ChargeBody }>('/charges', { schema: { body: chargeSchema } }, ({ body }, reply) => {
    const orders = ordersOf(books, body.charges.map(readCharge));
    return submitOrders(bank, reply, orders, (answer, nth) => presentPaid(answer, orders[nth]?.debtor ?? null));
  });

  app.post<{ Body: StatusBody }>('/charges/status', { schema: { body: statusSchema } }, ({ body }, reply) =>
    answerUnderFaults(bank, reply, () => ({
      body: { results: body.end_to_end_ids.map((id) => statusOf(books, id)) },
    })),
  );
}

function statusOf(books: Books, endToEndId: string) {
  const record = books.instructions.find(endToEndId);
  if (record !== undefined) return presentPaid(record, holderOf(books.accounts.find(record.debtorIban)));
  return presentPaid({ endToEndId, status: 'NOTFOUND', reasonCode: null, bankReference: null }, null);
}

/** The answer about a charge or a checkout, with who pays. */
function presentPaid(answer: Answer, debtor: Party | null) {
  return { ...presentAnswer(answer), debtor };
}
