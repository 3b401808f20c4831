import { holderOf } from '../accounts.ts';
import { announceInstruction } from '../announce.ts';
import type { Books } from '../books.ts';
import type { Answer, Order } from '../instruction.ts';
import { formatAmount } from '../money.ts';
import { payingAccount } from '../payers.ts';
import { takeOrders } from '../submit-instructions.ts';
import { announceNotPaid } from './announce-not-paid.ts';
import { type Checkout, stateAt } from './checkout.ts';

/** What a decision came to. Who is told how it was taken may have to wait, or hear nothing. */
export type CheckoutDecided =
  | { kind: 'taken'; delayMs: number; dropsConnection: boolean }
  | { kind: 'wrong_state' }
  | { kind: 'wrong_account' };

/**
 * The payer pays from an account, or from that of the first payer in the currency (null), and the payment is booked as
 * every instruction is, with the scenario of its amount; it settles `settleMs` later. The client is told.
 */
export function payCheckout(books: Books, checkout: Checkout, iban: string | null, settleMs: number): CheckoutDecided {
  return books.inOneTransaction(() => {
    const now = books.clock.now();
    if (stateAt(checkout, now) !== 'AWAITING') return { kind: 'wrong_state' };
    const account = payingAccount(books, checkout.currency, iban);
    if (account === undefined) return { kind: 'wrong_account' };
    const { answers, delayMs, dropsConnection } = takeOrders(books, [orderOf(checkout, account.iban)], settleMs);
    for (const answer of answers) noteAnswer(books, answer, now, account.iban);
    return { kind: 'taken', delayMs, dropsConnection };
  });
}

/** The payer refuses to pay; nothing is booked, and the client is told. */
export function refuseCheckout(books: Books, checkout: Checkout): CheckoutDecided {
  return books.inOneTransaction(() => {
    const now = books.clock.now();
    if (stateAt(checkout, now) !== 'AWAITING') return { kind: 'wrong_state' };
    books.checkouts.decide(checkout.endToEndId, 'REFUSED', now);
    announceNotPaid(books, checkout, 'REFUSED', now);
    return { kind: 'taken', delayMs: 0, dropsConnection: false };
  });
}

/** What was dropped before it was booked can be paid again. */
function noteAnswer(books: Books, answer: Answer, at: number, debtorIban: string): void {
  if (answer.status === 'NOTFOUND') return;
  books.checkouts.decide(answer.endToEndId, 'APPROVED', at);
  const debtor = holderOf(books.accounts.find(debtorIban));
  announceInstruction(books, { ...answer, at, kind: 'checkout', debtor }, 0);
}

function orderOf(checkout: Checkout, debtorIban: string): Order {
  const { creditorIban, creditorName, currency } = checkout;
  const creditor = { name: creditorName ?? creditorIban, iban: creditorIban, accountNumber: null, bankCode: null };
  const instruction = {
    kind: 'checkout' as const,
    endToEndId: checkout.endToEndId,
    consentId: null,
    amount: formatAmount(checkout.amountMinor, currency),
    currency,
    debtorIban,
    creditor,
    remittance: checkout.remittance,
  };
  return { instruction, refusal: null };
}
