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
  /** Aborted when the bank stops, so that nobody waits for a late answer. */
  stopping: AbortSignal;
  log: (line: string) => void;
}
