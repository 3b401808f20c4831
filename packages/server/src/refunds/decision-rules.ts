import { type Fault, refundStatusOf, refusals } from '@sarf/contract';
import type { Reason } from '../lifecycle/move.ts';
import type { RefundRow } from './refund.ts';

/** What somebody decides of a refund. */
export interface Decided {
  readonly refundId: string;
  readonly to: 'confirmed' | 'rejected';
  /** Why it is rejected, for whoever asked for it. */
  readonly reason?: string | undefined;
}

/** The code of the reason of a refund that was rejected. */
const REJECTED_BY_REVIEWER = 'REJECTED_BY_REVIEWER';

/** The reason that a refund gets with a decision; null where none was given. Pure. */
export const reasonOf = ({ reason }: Decided): Reason | null =>
  reason === undefined ? null : { code: REJECTED_BY_REVIEWER, message: reason };

/** Why nothing of a payment is given back that has gone back already. */
export const TAKEN_BACK = 'Operation Not Allowed, the money of this payment was returned to the payer already.';

/** Who decides, and whether that must be another party than the one that created the refund. */
export interface Decider {
  readonly party: string;
  readonly needsSecondParty: boolean;
  /** The ids of those refunds that a person created. They are never confirmed by the same party. */
  readonly byPeople: ReadonlySet<string>;
  /** The ids of those payments whose money was taken back. */
  readonly returned: ReadonlySet<string>;
}

const fault = (index: number, field: string, code: Fault['code'], message: string): Fault => ({
  path: `[${index}].${field}`,
  message,
  code,
});

const wrong = (index: number, field: string, message: string): Fault =>
  fault(index, field, 'INVALID_PARAMETERS', message);

/**
 * What a list says that cannot be meant, each INVALID_PARAMETERS: two decisions of one refund that contradict each other, at
 * the later one, and the reason of a rejection where nothing is rejected.
 */
export function contradictions(decisions: readonly Decided[]): Fault[] {
  const first = new Map<string, Decided>();
  return decisions.flatMap((decided, index) => {
    const before = first.get(decided.refundId) ?? decided;
    first.set(decided.refundId, before);
    const isReasonLost = decided.to === 'confirmed' && decided.reason !== undefined;
    return [
      ...(before.to === decided.to ? [] : [wrong(index, 'status', 'The list decides this refund in two ways.')]),
      ...(isReasonLost ? [wrong(index, 'reason', 'A reason belongs to a rejection.')] : []),
    ];
  });
}

/**
 * Which refunds move, given as they are under lock; or every fault: UNKNOWN_REFUND, INVALID_STATE, SECOND_PARTY_NEEDED,
 * OPERATION_NOT_ALLOWED.
 * A refund for which the same was decided before stays as it is. Rejecting what one has created oneself is allowed.
 */
export function decideAll(
  decisions: readonly Decided[],
  refunds: ReadonlyMap<string, RefundRow>,
  decider: Decider,
): { readonly moves: readonly Decided[] } | { readonly faults: readonly Fault[] } {
  const rulings = decisions.map((decided, index) => ({
    decided,
    ruling: rule(decided, index, refunds.get(decided.refundId), decider),
  }));
  const faults = rulings.flatMap(({ ruling }) => (typeof ruling === 'object' ? [ruling] : []));
  if (faults.length > 0) return { faults };
  const moving = rulings
    .filter(({ ruling }) => ruling === 'move')
    .map(({ decided }) => [decided.refundId, decided] as const);
  return { moves: [...new Map(moving).values()] };
}

/** Did this party create it? Addresses of members are one in capitals and in small letters. */
export const isOwn = ({ createdBy }: RefundRow, party: string): boolean =>
  createdBy.toLowerCase() === party.toLowerCase();

function rule({ to }: Decided, index: number, row: RefundRow | undefined, decider: Decider): 'move' | 'stay' | Fault {
  if (!row) return fault(index, 'refund_id', 'UNKNOWN_REFUND', refusals.UNKNOWN_REFUND.sentence);
  if (row.state === 'created') {
    if (to === 'rejected') return 'move';
    if (decider.returned.has(row.paymentId)) return fault(index, 'refund_id', 'OPERATION_NOT_ALLOWED', TAKEN_BACK);
    const isBarred = isOwn(row, decider.party) && (decider.needsSecondParty || decider.byPeople.has(row.id));
    return isBarred ? fault(index, 'refund_id', 'SECOND_PARTY_NEEDED', refusals.SECOND_PARTY_NEEDED.sentence) : 'move';
  }
  // Whatever became of it later, it was confirmed.
  const was = row.state === 'rejected' ? 'rejected' : 'confirmed';
  if (was === to) return 'stay';
  const status = refundStatusOf[row.state];
  const message = `Only a CREATED refund can be ${to}; the one at index ${index} was ${was} before and is ${status}.`;
  return fault(index, 'status', 'INVALID_STATE', message);
}
