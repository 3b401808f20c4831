import {
  consentEventOf,
  consentStatusOf,
  paymentEventOf,
  paymentStatusOf,
  payoutEventOf,
  payoutStatusOf,
  reconciliationEvent,
  reconciliationStatusOf,
  refundEventOf,
  refundStatusOf,
  sourceEventOf,
  sourceStatusOf,
} from '@sarf/contract';
import type { Edge } from '../lifecycle/define.ts';
import { consentLifecycle, sourceLifecycle } from '../payment-sources/lifecycle.ts';
import { paymentLifecycle } from '../payments/lifecycle.ts';
import { reconciliationLifecycle } from '../payments/reconciliation-lifecycle.ts';
import { payoutLifecycle } from '../payouts/lifecycle.ts';
import { matchLifecycle } from '../reconciliation/lifecycle.ts';
import { refundLifecycle } from '../refunds/lifecycle.ts';

type Words = Readonly<Record<string, string>>;

/** A kind of object that has a history. */
export interface Kind {
  readonly objectType: string;
  readonly edges: readonly Edge<string>[];
  /** The event of a line of history, by the state that it leads to; and of its first line, where that has its own. */
  readonly events: Words;
  readonly firstEvent: string | null;
  /** What its events say of its state. */
  readonly statuses: Words;
}

const kind = (
  { objectType, edges }: Pick<Kind, 'objectType' | 'edges'>,
  events: Words,
  statuses: Words,
  firstEvent: string | null = null,
): Kind => ({ objectType, edges, events, statuses, firstEvent });

/** The same event, whatever the state. */
const always = (event: string, statuses: Words): Words =>
  Object.fromEntries(Object.keys(statuses).map((state) => [state, event]));

export const kinds: readonly Kind[] = [
  kind(payoutLifecycle, payoutEventOf, payoutStatusOf, payoutEventOf.created),
  kind(consentLifecycle, consentEventOf, consentStatusOf),
  kind(sourceLifecycle, sourceEventOf, sourceStatusOf),
  kind(paymentLifecycle, paymentEventOf, paymentStatusOf, paymentEventOf.created),
  kind(reconciliationLifecycle, always(reconciliationEvent.payment, reconciliationStatusOf), reconciliationStatusOf),
  kind(
    matchLifecycle,
    { made: reconciliationEvent.matched, undone: reconciliationEvent.unmatched },
    { made: 'MADE', undone: 'UNDONE' },
  ),
  kind(refundLifecycle, refundEventOf, refundStatusOf),
];
