import type { Books } from './books.ts';
import { type Decision, decide } from './decide.ts';
import type { Answer, Order } from './instruction.ts';
import { parseAmount } from './money.ts';
import { recordReceipt } from './record-receipt.ts';

/** What submitting a batch came to, and how the answer is to be given. */
export interface Submission {
  /** One for each instruction, in order. */
  answers: Answer[];
  /** A scenario asks that nobody gets an answer. */
  dropsConnection: boolean;
  /** How long to keep the answer back. */
  delayMs: number;
}

/** How late the `.98` answer is. */
const lateMs = 3_000;

/**
 * Takes a batch of instructions into the books in one transaction, each decided by itself: one bad instruction
 * never fails its neighbours. It has reached the disk when this returns. `settleMs` is how long a normal
 * instruction takes to complete.
 */
export function submitInstructions(books: Books, orders: readonly Order[], settleMs: number): Submission {
  return books.inOneTransaction(() => takeOrders(books, orders, settleMs));
}

/** Takes a batch of instructions into the books in the caller's transaction. */
export function takeOrders(books: Books, orders: readonly Order[], settleMs: number): Submission {
  const submission: Submission = { answers: [], dropsConnection: false, delayMs: 0 };
  const receivedAt = books.clock.now();
  for (const { instruction, refusal } of orders) {
    const earlier = books.instructions.find(instruction.endToEndId);
    // Read afresh for each instruction: the one before it may have taken the last of the balance.
    const account = books.accounts.find(instruction.debtorIban);
    const decision = decide({ instruction, refusal }, account, earlier?.timesReceived ?? 0);
    submission.answers.push(recordReceipt(books, { instruction, earlier, decision, receivedAt }, settleMs));
    if (dropsConnection(decision)) submission.dropsConnection = true;
    if (decision.kind === 'book' && decision.scenario === 'answered_late') submission.delayMs = lateMs;
  }
  return submission;
}

/** Counts a batch as received and books nothing of it: the fault of a connection that dies before the work. */
export function dropInstructions(books: Books, orders: readonly Order[]): void {
  books.inOneTransaction(() => {
    const receivedAt = books.clock.now();
    for (const { instruction } of orders) {
      const earlier = books.instructions.find(instruction.endToEndId);
      const decision: Decision = { kind: 'drop', amountMinor: parseAmount(instruction.amount, instruction.currency) };
      recordReceipt(books, { instruction, earlier, decision, receivedAt }, 0);
    }
  });
}

function dropsConnection(decision: Decision): boolean {
  if (decision.kind === 'drop') return true;
  return decision.kind === 'book' && decision.scenario === 'booked_then_dropped';
}
