import type { Books } from './books.ts';
import type { Faults } from './faults.ts';
import type { Callbacks } from './send-callbacks.ts';
import type { Settlement } from './settlement.ts';

/** What the HTTP routes work with. */
export interface Bank {
  books: Books;
  settlement: Settlement;
  callbacks: Callbacks | null;
  faults: Faults;
  /** How long a normal instruction takes to complete. */
  settleMs: number;
  /** How long the bank takes to carry out a revocation. */
  revokeMs: number;
  /** The address at which browsers reach the bank, without a slash at its end. */
  origin: () => string;
  /** Aborted when the bank stops, so that nobody waits for a late answer. */
  stopping: AbortSignal;
  log: (line: string) => void;
}

/** The address of the page on which a payer decides. */
export function pageUrl(bank: Bank, token: string): string {
  return `${bank.origin()}/authorise/${token}`;
}
