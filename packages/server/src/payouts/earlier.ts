import type { Creation, World } from './rules.ts';
import type { Earlier, Lookup } from './store.ts';

/** What to look for among earlier payouts: one under its key and, unless a duplicate is wanted, what looks like it. */
export function lookupOf(creation: Creation, index: number): Lookup {
  const { applicationId, id, idempotencyKey, destinationId, reference, amountMinor, currency } = creation;
  const guarded = creation.allowDuplicate ? null : reference;
  return { index, applicationId, id, idempotencyKey, destinationId, reference: guarded, amountMinor, currency };
}

const isTwin = ({ how }: Earlier): boolean => how === 'twin';

/** Earlier payouts as the rules want them: those under one of the keys or ids, and those that only look alike. */
export function sortEarlier(earlier: readonly Earlier[]): {
  readonly existing: World['existing'];
  readonly twins: readonly Earlier[];
} {
  return { existing: earlier.filter((one) => !isTwin(one)), twins: earlier.filter(isTwin) };
}
