import { announceInstruction } from './announce.ts';
import type { DueStep } from './bookings.ts';
import type { Books } from './books.ts';
import type { Counterparty, NewEntry } from './entries/entries.ts';
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
  creditCreditor(books, step);
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
  books.entries.add({ ...returnOf(step), iban: step.iban, direction: 'credit', counterparty: step.creditor });
  debitCreditor(books, step);
  announce(books, step, 'RTRN', step.dueAt, 0);
}

/** Gives the money to its creditor, if that is an account of this bank in the same currency. */
function creditCreditor(books: Books, step: DueStep): void {
  const { iban } = step.creditor;
  if (iban === null || !books.accounts.receive(iban, step.currency, step.amountMinor)) return;
  books.bookings.credited(step.bookingId, iban);
  books.entries.add({
    iban,
    direction: 'credit',
    kind: 'transfer',
    amountMinor: step.amountMinor,
    bookedAt: step.dueAt,
    bankReference: referenceFor(step, iban, ''),
    endToEndId: step.endToEndId,
    reasonCode: null,
    counterparty: debtorOf(step),
    remittance: step.remittance,
  });
}

/** Takes the money from its creditor again, also when the creditor has spent it: what comes back must come from there. */
function debitCreditor(books: Books, step: DueStep): void {
  const iban = step.creditedIban;
  if (iban === null) return;
  books.accounts.takeBack(iban, step.amountMinor);
  const bankReference = referenceFor(step, iban, 'R');
  books.entries.add({ ...returnOf(step), iban, direction: 'debit', bankReference, counterparty: debtorOf(step) });
}

/** What the lines of a return say on both accounts. */
function returnOf(step: DueStep): Omit<NewEntry, 'iban' | 'direction' | 'counterparty'> {
  return {
    kind: 'return',
    amountMinor: step.amountMinor,
    bookedAt: step.dueAt,
    bankReference: referenceFor(step, null, 'R'),
    endToEndId: step.endToEndId,
    reasonCode: returnReason,
    remittance: step.remittance,
  };
}

/** The reference of a line. No two lines of one account have the same, so a payment to oneself needs another. */
function referenceFor(step: DueStep, creditorIban: string | null, suffix: '' | 'R'): string {
  return `${bankReference(step.instructionSeq, step.nth)}${suffix}${creditorIban === step.iban ? 'C' : ''}`;
}

function debtorOf({ holderName, iban }: DueStep): Counterparty {
  return { name: holderName, iban, accountNumber: null };
}

function announce(books: Books, step: DueStep, status: 'ACSP' | 'ACSC' | 'RTRN', at: number, pauseMs: number): void {
  const notice = {
    endToEndId: step.endToEndId,
    status,
    reasonCode: status === 'RTRN' ? returnReason : null,
    bankReference: bankReference(step.instructionSeq, step.nth),
    at,
    kind: step.kind,
    debtor: step.holderName === null ? null : { name: step.holderName, iban: step.iban },
  };
  announceInstruction(books, notice, pauseMs);
}
