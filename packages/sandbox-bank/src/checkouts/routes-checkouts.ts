import type { FastifyInstance, FastifyReply } from 'fastify';
import { answer, answerUnderFaults } from '../answer.ts';
import { type Bank, pageUrl } from '../bank.ts';
import { paidStatusOf } from '../charges/paid-status.ts';
import { invalid } from '../read-wire.ts';
import { Refusal } from '../refuse.ts';
import type { Checkout } from './checkout.ts';
import { payCheckout, refuseCheckout } from './decide-checkout.ts';
import { openCheckout } from './open-checkout.ts';
import {
  type CheckoutBody,
  checkoutSchema,
  type DecideCheckoutBody,
  decideCheckoutSchema,
  readCheckout,
} from './wire-checkouts.ts';

interface DecideRoute {
  Params: { id: string };
  Body: DecideCheckoutBody;
}

/** POST /checkouts and POST /checkouts/{end_to_end_id}/decision. */
export function addCheckoutRoutes(app: FastifyInstance, bank: Bank): void {
  const { books } = bank;
  app.post<{ Body: CheckoutBody }>('/checkouts', { schema: { body: checkoutSchema } }, ({ body }, reply) => {
    const request = readCheckout(body);
    return answerUnderFaults(bank, reply, () => {
      const { endToEndId, expiresAt, token } = openCheckout(books, request);
      bank.settlement.ring(expiresAt - books.clock.now());
      const { status } = paidStatusOf(books, endToEndId);
      return { httpStatus: 201, body: { end_to_end_id: endToEndId, status, checkout_url: pageUrl(bank, token) } };
    });
  });

  const decideSchema = { schema: { body: decideCheckoutSchema } };
  app.post<DecideRoute>('/checkouts/:id/decision', decideSchema, ({ params, body }, reply) => {
    const checkout = books.checkouts.find(params.id);
    if (checkout === undefined) {
      throw new Refusal(404, 'UNKNOWN_CHECKOUT', 'This bank has no checkout with that end-to-end id.');
    }
    return decide(bank, reply, checkout, body);
  });
}

async function decide(
  bank: Bank,
  reply: FastifyReply,
  checkout: Checkout,
  { decision, iban }: DecideCheckoutBody,
): Promise<FastifyReply> {
  const decided =
    decision === 'approve'
      ? payCheckout(bank.books, checkout, iban ?? null, bank.settleMs)
      : refuseCheckout(bank.books, checkout);
  if (decided.kind === 'wrong_account') {
    throw invalid('body/iban', `must be an account of this bank in ${checkout.currency} with a holder`);
  }
  const status = paidStatusOf(bank.books, checkout.endToEndId);
  if (decided.kind === 'wrong_state') {
    throw new Refusal(409, 'WRONG_STATE', `The checkout is ${status.status}; it was decided already.`);
  }
  bank.settlement.ring(bank.settleMs);
  bank.callbacks?.ring();
  return await answer(bank, reply, { ...decided, body: status });
}
