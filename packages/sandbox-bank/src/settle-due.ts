import type { DueStep } from './bookings.ts';
import type { Books } from './books.ts';
import { bankReference } from './instruction.ts';
import type { ReasonCode } from './reasons.ts';
import { scenarioOf } from './scenarios.ts';

/** How many instructions completed and how many came back. */
export interface Settled {
  settled: number;
  returned: number;
}

/** How long after completion a `.96` comes back, in bank time. */
const returnAfterMs = 2_000;
const returnReason: ReasonCode = 'AC06';

/** Real pauses that pull the four callbacks of a `.97` apart, so that they also arrive in different requests. */
const doubledPauseMs = 100;

/**
 * Takes up to `limit` steps that are due at a bank time, the oldest first, with their callbacks, in one
 * transaction. A step happens at the time it was due, however late the bank gets to it, so that what follows
 * from it falls due at the right time as well.
 */
export function settleDue(books: Books, at: number, limit: number): Settled {
  return books.inOneTransaction(() => {
    const done: Settled = { settled: 0, returned: 0 };
    for (const step of books.bookings.due(at, limit)) {
      if (step.step === 'settle') {
        settle(books, step);
        done.settled += 1;
      } else {
        giveBack(books, step);
        done.returned += 1;
      }
    }
    return done;
  });
}

function settle(books: Books, step: DueStep): void {
  const scenario = scenarioOf(step.amountMinor);
  books.instructions.settle(step.instructionSeq, step.dueAt);
  if (scenario === 'returned') books.bookings.returnsAt(step.bookingId, step.dueAt + returnAfterMs);
  else books.bookings.finish(step.bookingId);

  announce(books, step, 'ACSC', step.dueAt, 0);
  if (scenario !== 'callbacks_doubled') return;
  announce(books, step, 'ACSP', step.bookedAt, doubledPauseMs);
  announce(books, step, 'ACSC', step.dueAt, 2 * doubledPauseMs);
  announce(books, step, 'ACSP', step.bookedAt, 2 * doubledPauseMs);
}

function giveBack(books: Books, step: DueStep): void {
  books.instructions.giveBack(step.instructionSeq, step.dueAt, returnReason);
  books.bookings.finish(step.bookingId);
  books.accounts.credit(step.iban, step.amountMinor);
  announce(books, step, 'RTRN', step.dueAt, 0);
}

function announce(books: Books, step: DueStep, status: 'ACSP' | 'ACSC' | 'RTRN', at: number, pauseMs: number): void {
  const reference = bankReference(step.instructionSeq, step.nth);
  if (!books.announces || reference === null) return;
  const reasonCode = status === 'RTRN' ? returnReason : null;
  const notice = { endToEndId: step.endToEndId, status, reasonCode, bankReference: reference, at };
  books.callbacks.add(notice, books.clock.realNow() + pauseMs);
}
