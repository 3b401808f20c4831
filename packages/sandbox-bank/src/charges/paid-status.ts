import { holderOf } from '../accounts.ts';
import type { Books } from '../books.ts';
import { reasonOf, stateAt } from '../checkouts/checkout.ts';
import type { Answer, Party } from '../instruction.ts';
import { presentAnswer } from '../present.ts';

/** The answer about a charge or a checkout, with who pays. */
export function presentPaid(answer: Answer, debtor: Party | null) {
  return { ...presentAnswer(answer), debtor };
}

/**
 * What the bank says now of a charge or a checkout; a checkout that nobody has decided is AWAITING, and one that came
 * to nothing is refused though it never became an instruction.
 */
export function paidStatusOf(books: Books, endToEndId: string) {
  const checkout = books.checkouts.find(endToEndId);
  const state = checkout === undefined ? 'APPROVED' : stateAt(checkout, books.clock.now());
  const answer = { endToEndId, reasonCode: null, bankReference: null };
  if (state === 'AWAITING') return { ...presentPaid({ ...answer, status: 'NOTFOUND' }, null), status: 'AWAITING' };
  if (state !== 'APPROVED') return presentPaid({ ...answer, status: 'RJCT', reasonCode: reasonOf[state] }, null);
  const record = books.instructions.find(endToEndId);
  if (record === undefined) return presentPaid({ ...answer, status: 'NOTFOUND' }, null);
  return presentPaid(record, holderOf(books.accounts.find(record.debtorIban)));
}
