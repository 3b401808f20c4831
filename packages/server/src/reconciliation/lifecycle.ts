import { reconciliationEvent } from '@sarf/contract';
import type { Lifecycle } from '../lifecycle/define.ts';
import type { MatchRow } from './match.ts';
import { insertMatches, updateMatches } from './matches-store.ts';
import { presentMatch } from './present.ts';

/** What may happen to a match. What a payment brought in is received with it, and taken out again when it is undone. */
export const matchLifecycle: Lifecycle<MatchRow['state'], MatchRow> = {
  objectType: 'match',
  edges: [
    { from: 'new', to: 'made', ledger: 'receive' },
    { from: 'made', to: 'undone', ledger: 'unreceive' },
  ],
  insert: insertMatches,
  update: updateMatches,
  eventType: ({ state }) => (state === 'made' ? reconciliationEvent.matched : reconciliationEvent.unmatched),
  present: presentMatch,
  // Payouts have their own steps: posted when they are completed, reversed when they come back.
  movement: (row) =>
    row.kind === 'payment' && row.books
      ? {
          applicationId: row.applicationId,
          objectId: row.id,
          payoutAccountId: row.payoutAccountId,
          counterAccountId: row.receivedAccountId,
          amountMinor: row.amountMinor,
        }
      : null,
};
