import { fits, isEndToEndId } from './match-board-rules.ts';
import { fold } from './match-fold-rules.ts';
import { type EntryNode, type ExpectedNode, isCrowded, type Mark, type Tie } from './match-marks-rules.ts';
import { amountReason, markReason, partsReason, sumReason } from './match-reason-rules.ts';
import type { Component } from './match-solve-rules.ts';
import type { MatchPolicy } from './match-terms.ts';

/** What an entry speaks of by one mark, and what of it is open and fits. */
interface Naming {
  readonly tie: Tie;
  readonly expected: readonly ExpectedNode[];
}

interface Claim {
  readonly entry: EntryNode;
  readonly namings: readonly Naming[];
}

/**
 * Step 3: an entry that is for several objects at once, whose open amounts together make exactly its own. By the ids
 * alone, or by ids and texts. Says whether there was any.
 */
export function takeSums(component: Component): boolean {
  const { policy, take } = component;
  const claims = claimsOf(component).flatMap(({ entry, namings }) => {
    const byIds = namings.filter(({ tie }) => tie.mark.way === 'id');
    const several = sumOf(entry, byIds) ?? (byIds.length < namings.length ? sumOf(entry, namings) : undefined);
    return several === undefined ? [] : [{ entry, several }];
  });
  const claimed = new Map<ExpectedNode, number>();
  for (const { several } of claims) for (const one of several.keys()) claimed.set(one, (claimed.get(one) ?? 0) + 1);
  const sure = claims.filter(({ entry, several }) =>
    [...several.keys()].every((one) => claimed.get(one) === 1 && !isWanted(policy, one, entry)),
  );
  for (const { entry, several } of sure) {
    const reasons = [sumReason(several.size)];
    for (const [one, mark] of several) {
      take({
        entry,
        expected: one,
        amountMinor: one.left,
        step: 3,
        score: 90,
        reasons: [markReason(mark, one), ...reasons],
      });
    }
  }
  return sure.length > 0;
}

/** All that is named, if it is more than one and makes exactly the amount of the entry. */
function sumOf(entry: EntryNode, namings: readonly Naming[]): Map<ExpectedNode, Mark> | undefined {
  const several = new Map<ExpectedNode, Mark>();
  let sum = 0n;
  for (const { tie, expected } of namings) {
    for (const one of expected) {
      if (several.has(one)) continue;
      several.set(one, tie.mark);
      sum += one.left;
      if (sum > entry.left) return undefined;
    }
  }
  return several.size > 1 && sum === entry.left ? several : undefined;
}

/**
 * Step 6: an entry that is for one payment only, of another amount. One that is larger pays all that is open; several pay
 * what they are, if together they are not above it: so it does not matter which comes first. Only payments: a payout or a
 * return of another amount than ours is for a person. Says whether there was any.
 */
export function takeParts(component: Component): boolean {
  const { policy, take } = component;
  const claims = new Map<ExpectedNode, { readonly entry: EntryNode; readonly tie: Tie }[]>();
  for (const claim of claimsOf(component)) {
    const named = onlyOneNamed(claim);
    if (named === undefined) continue;
    const known = claims.get(named.expected);
    if (known === undefined) claims.set(named.expected, [{ entry: claim.entry, tie: named.tie }]);
    else known.push({ entry: claim.entry, tie: named.tie });
  }
  const sure = [...claims].filter(([expected, parts]) => {
    const sum = parts.reduce((total, { entry }) => total + entry.left, 0n);
    return (parts.length === 1 || sum <= expected.left) && !isWanted(policy, expected, null);
  });
  for (const [expected, parts] of sure) {
    for (const { entry, tie } of parts) {
      const reasons = [markReason(tie.mark, expected), amountReason(entry, expected)];
      if (parts.length > 1) reasons.push(partsReason(parts.length));
      const amountMinor = entry.left < expected.left ? entry.left : expected.left;
      take({ entry, expected, amountMinor, step: 6, score: tie.mark.way === 'id' ? 85 : 80, reasons });
    }
  }
  return sure.length > 0;
}

/** The one payment that all marks of an entry have in common, if one of them is its own and of no other. */
function onlyOneNamed({ namings }: Claim): { readonly expected: ExpectedNode; readonly tie: Tie } | undefined {
  for (const { tie, expected } of namings) {
    const [one] = expected;
    if (one === undefined || expected.length > 1 || one.expected.kind !== 'payment' || !isOwn(tie, one)) continue;
    return namings.every((naming) => naming.expected.includes(one)) ? { expected: one, tie } : undefined;
  }
  return undefined;
}

/**
 * Is this enough to say who is meant where the amount does not say it too? A bank's reference may be that of a batch, of
 * which all others are matched. A short one, or a word, may stand in a text by chance.
 */
function isOwn({ mark, how }: Tie, one: ExpectedNode): boolean {
  if (mark.way === 'id') return isEndToEndId(mark, one);
  const { reference } = one.expected;
  const isReference = reference !== null && fold(reference) === mark.text;
  return how === 'whole' && mark.text.length >= 6 && /\d/.test(mark.text) && (isReference || isEndToEndId(mark, one));
}

/** Every open entry with all that it names. Without those that are in a crowd. */
function claimsOf({ policy, entries }: Component): Claim[] {
  return entries.flatMap((entry) => {
    const ties = entry.ties.filter(({ mark, how }) => how !== 'part' && mark.way !== 'iban');
    if (ties.some(({ mark }) => isCrowded(mark))) return [];
    const namings = ties
      .map((tie) => ({
        tie,
        expected: tie.mark.expected.filter((one) => one.left > 0n && fits(policy, entry, one, tie.mark)),
      }))
      .filter(({ expected }) => expected.length > 0);
    return namings.length > 0 ? [{ entry, namings }] : [];
  });
}

/** Is there another entry with a mark of it and exactly its amount? Then it is not clear whose it is. */
function isWanted(policy: MatchPolicy, expected: ExpectedNode, but: EntryNode | null): boolean {
  return expected.marks.some(
    (mark) =>
      mark.way !== 'iban' &&
      (isCrowded(mark) ||
        mark.entries.some(
          (other) => other !== but && other.left === expected.left && fits(policy, other, expected, mark),
        )),
  );
}
