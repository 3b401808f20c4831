import type { Books } from './books.ts';
import type { Decision } from './decide.ts';
import { type Answer, bankReference, type Instruction, type InstructionRecord } from './instruction.ts';

/** One receipt of an instruction, decided and about to be written. */
interface Receipt {
  instruction: Instruction;
  /** What the books already say of the same end-to-end id. */
  earlier: InstructionRecord | undefined;
  decision: Decision;
  /** Bank time, milliseconds. */
  receivedAt: number;
}

/**
 * Writes one receipt, and its debit when it is booked, in the caller's transaction; gives the answer to it.
 * A booked receipt settles `settleMs` later.
 */
export function recordReceipt(books: Books, receipt: Receipt, settleMs: number): Answer {
  const { instruction, decision, receivedAt } = receipt;
  const answer = answerOf(instruction.endToEndId, decision);
  if (changesNothing(receipt)) {
    books.instructions.count(instruction.endToEndId);
    return answer;
  }
  const { seq, timesBooked } = books.instructions.write(instruction, {
    status: answer.status,
    reasonCode: answer.reasonCode,
    amountMinor: decision.amountMinor,
    booked: decision.kind === 'book' ? 1 : 0,
    receivedAt,
  });
  if (decision.kind !== 'book') return answer;
  const reference = bankReference(seq, timesBooked);
  books.bookings.add({
    instructionSeq: seq,
    nth: timesBooked,
    iban: instruction.debtorIban,
    amountMinor: decision.amountMinor,
    bookedAt: receivedAt,
    dueAt: decision.scenario === 'held' ? null : receivedAt + settleMs,
    entryId: books.entries.add({
      iban: instruction.debtorIban,
      direction: 'debit',
      kind: 'transfer',
      amountMinor: decision.amountMinor,
      bookedAt: receivedAt,
      bankReference: reference,
      endToEndId: instruction.endToEndId,
      reasonCode: null,
      counterparty: instruction.creditor,
      remittance: instruction.remittance,
    }),
  });
  books.accounts.debit(instruction.debtorIban, decision.amountMinor);
  return { ...answer, bankReference: reference };
}

/**
 * The record of an end-to-end id follows its latest receipt, except that a receipt which booked nothing never
 * hides one that did, and a dropped one never hides anything: money that moved must stay visible.
 */
function changesNothing({ earlier, decision }: Receipt): boolean {
  if (earlier === undefined || decision.kind === 'book') return false;
  return decision.kind === 'drop' || earlier.timesBooked > 0;
}

function answerOf(endToEndId: string, decision: Decision): Answer {
  const reasonCode = decision.kind === 'reject' ? decision.reasonCode : null;
  const status = ({ book: 'ACSP', reject: 'RJCT', drop: 'NOTFOUND' } as const)[decision.kind];
  return { endToEndId, status, reasonCode, bankReference: null };
}
