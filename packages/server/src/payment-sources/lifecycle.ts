import { type ConsentState, consentEventOf, type SourceState, sourceEventOf } from '@sarf/contract';
import type { Edge, Lifecycle } from '../lifecycle/define.ts';
import type { ConsentRow, SourceRow } from './consent.ts';
import { insertConsents, updateConsents } from './consents-store.ts';
import { presentConsent, presentSource } from './present.ts';
import { insertSources, updateSources } from './sources-store.ts';

function edges<State extends string>(from: State | 'new', ...to: readonly State[]): Edge<State>[] {
  return to.map((state) => ({ from, to: state, ledger: null }));
}

/** What may happen to a consent. Nothing leads out of rejected, revoked, expired and consumed. */
export const consentLifecycle: Lifecycle<ConsentState, ConsentRow> = {
  objectType: 'consent',
  edges: [
    ...edges<ConsentState>('new', 'awaiting_authorisation'),
    ...edges<ConsentState>('awaiting_authorisation', 'authorised', 'rejected', 'expired'),
    ...edges<ConsentState>('authorised', 'suspended', 'revoked', 'expired', 'consumed'),
    ...edges<ConsentState>('suspended', 'authorised', 'revoked', 'expired'),
  ],
  insert: insertConsents,
  update: updateConsents,
  eventType: (row) => consentEventOf[row.state],
  present: (row) => presentConsent(row),
};

/** What may happen to a payment source. It follows its consent. */
export const sourceLifecycle: Lifecycle<SourceState, SourceRow> = {
  objectType: 'payment_source',
  edges: [...edges<SourceState>('new', 'active'), ...edges<SourceState>('active', 'expired', 'revoked')],
  insert: insertSources,
  update: updateSources,
  eventType: (row) => sourceEventOf[row.state],
  present: presentSource,
};
