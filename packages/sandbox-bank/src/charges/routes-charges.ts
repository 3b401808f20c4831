import type { FastifyInstance } from 'fastify';
import { answerUnderFaults } from '../answer.ts';
import type { Bank } from '../bank.ts';
import { submitOrders } from '../routes-instructions.ts';
import { type StatusBody, statusSchema } from '../wire.ts';
import { paidStatusOf, presentPaid } from './paid-status.ts';
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
      body: { results: body.end_to_end_ids.map((id) => paidStatusOf(books, id)) },
    })),
  );
}
