import assert from 'node:assert/strict';
import type { FastifyReply } from 'fastify';
import type { Bank } from '../bank.ts';
import { paidStatusOf } from '../charges/paid-status.ts';
import { type Checkout, stateAt } from '../checkouts/checkout.ts';
import { payCheckout, refuseCheckout } from '../checkouts/decide-checkout.ts';
import { payersIn } from '../payers.ts';
import { checkoutDecidedPage, checkoutPage } from './checkout-page.ts';
import type { Form } from './read-form.ts';
import { accountFault, sendDecided, sendPage } from './respond.ts';

/** Shows a checkout to its payer. */
export function showCheckout(bank: Bank, reply: FastifyReply, checkout: Checkout, fault: string | null): FastifyReply {
  if (stateAt(checkout, bank.books.clock.now()) !== 'AWAITING') {
    const status = paidStatusOf(bank.books, checkout.endToEndId);
    return sendPage(reply, 200, checkoutDecidedPage(checkout, status, false));
  }
  const accounts = payersIn(bank.books, checkout.currency);
  return sendPage(reply, fault === null ? 200 : 400, checkoutPage(checkout, accounts, fault), checkout.returnUrl);
}

/** Takes the payer's decision about a checkout. */
export async function takeCheckout(
  bank: Bank,
  reply: FastifyReply,
  checkout: Checkout,
  form: Form | null,
): Promise<FastifyReply> {
  if (form === null) return showCheckout(bank, reply, checkout, 'Press Pay or Refuse.');
  const fault = accountFault(bank, checkout.currency, form);
  if (fault !== null) return showCheckout(bank, reply, checkout, fault);
  const { books, settleMs } = bank;
  const decided =
    form.decision === 'approve'
      ? payCheckout(books, checkout, form.account, settleMs)
      : refuseCheckout(books, checkout);
  if (decided.kind !== 'taken') return showCheckout(bank, reply, checkout, null);
  bank.settlement.ring(settleMs);
  bank.callbacks?.ring();
  const after = books.checkouts.find(checkout.endToEndId);
  assert(after !== undefined, 'a checkout that was decided is there');
  const status = paidStatusOf(books, checkout.endToEndId);
  return await sendDecided(bank, reply, decided, {
    returnUrl: after.returnUrl,
    news: { end_to_end_id: after.endToEndId, status: status.status },
    body: checkoutDecidedPage(after, status, true),
  });
}
