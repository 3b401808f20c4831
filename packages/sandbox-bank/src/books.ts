import { accountsIn } from './accounts.ts';
import { bankClock } from './bank-clock.ts';
import { bookingsIn } from './bookings.ts';
import { callbackQueueIn } from './callback-queue.ts';
import { checkoutsIn } from './checkouts/checkouts.ts';
import { consentsIn } from './consents/consents.ts';
import { entriesIn } from './entries/entries.ts';
import { instructionsIn } from './instructions.ts';
import { openDatabase } from './open-database.ts';
import { statementsIn } from './statements/statements.ts';
import { tallyIn } from './tally.ts';
import { inOneTransaction } from './transaction.ts';

/** Everything the bank has written down, behind one door. */
export type Books = ReturnType<typeof openBooks>;

/** Opens the books at a file path. `announces`: is there a client to call back when a status changes? */
export function openBooks(path: string, announces: boolean) {
  const db = openDatabase(path);
  return {
    announces,
    clock: bankClock(db),
    accounts: accountsIn(db),
    instructions: instructionsIn(db),
    bookings: bookingsIn(db),
    entries: entriesIn(db),
    statements: statementsIn(db),
    consents: consentsIn(db),
    checkouts: checkoutsIn(db),
    callbacks: callbackQueueIn(db),
    tally: tallyIn(db),
    /** All of `work` reaches the disk before this returns, or none of it. */
    inOneTransaction: <T>(work: () => T): T => inOneTransaction(db, work),
    close: (): void => db.close(),
  };
}
