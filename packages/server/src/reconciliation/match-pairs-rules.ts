import { fits, isEndToEndId, windowOf } from './match-board-rules.ts';
import { type EntryNode, type ExpectedNode, isCrowded, type Mark, type Tie } from './match-marks-rules.ts';
import { amountReason, markReason, orderReason } from './match-reason-rules.ts';
import type { Component, Taken } from './match-solve-rules.ts';
import type { MatchPolicy } from './match-terms.ts';

/** Open entries and open expected objects of one mark and one amount. */
interface Group {
  readonly entries: readonly EntryNode[];
  readonly expected: readonly ExpectedNode[];
}

interface Pair {
  readonly entry: EntryNode;
  readonly expected: ExpectedNode;
  readonly mark: Mark;
  /** How many pairs of the same mark and amount there are. */
  readonly alike: number;
}

/**
 * Steps 1, 2 and 4: the same mark and the same amount. One entry and one expected object are a pair; so are, in the order
 * of their dates, as many as there are on the other side. Anything else is ambiguous. Says whether there was any.
 */
export function pairExactly(component: Component, way: Mark['way'], many: 'single' | 'twins'): boolean {
  const { policy, marks, take } = component;
  const pairs: Pair[] = [];
  for (const mark of marks) {
    if (mark.way !== way) continue;
    for (const group of groupsOf(policy, mark)) {
      if (group.expected.length !== group.entries.length) continue;
      if ((group.entries.length === 1) !== (many === 'single')) continue;
      // There may be more than a call takes arguments.
      for (const pair of pairsOf(policy, mark, group)) pairs.push(pair);
    }
  }
  const agreed = agreeing(pairs).filter((pair) => isUncontradicted(policy, pair));
  for (const pair of agreed) take(takenOf(pair));
  return agreed.length > 0;
}

/** In the order of dates and ids; all of them or none. */
function pairsOf(policy: MatchPolicy, mark: Mark, { entries, expected }: Group): Pair[] {
  const alike = entries.length;
  const pairs = entries.flatMap((entry, at): Pair[] => {
    const other = expected[at];
    return other !== undefined && fits(policy, entry, other, mark) ? [{ entry, expected: other, mark, alike }] : [];
  });
  return pairs.length === alike ? pairs : [];
}

/** Those that no other pair speaks against: nobody is in pairs with two others. */
function agreeing(pairs: readonly Pair[]): readonly Pair[] {
  if (pairs.length <= 1) return pairs;
  const others = new Map<EntryNode | ExpectedNode, EntryNode | ExpectedNode | null>();
  const note = (one: EntryNode | ExpectedNode, other: EntryNode | ExpectedNode): void => {
    const known = others.get(one);
    others.set(one, known === undefined || known === other ? other : null);
  };
  for (const { entry, expected } of pairs) {
    note(entry, expected);
    note(expected, entry);
  }
  const agreed = pairs.filter(
    ({ entry, expected }) => others.get(entry) === expected && others.get(expected) === entry,
  );
  // Two marks may say the same.
  const told = new Set<EntryNode>();
  return agreed.filter(({ entry }) => !told.has(entry) && told.add(entry));
}

/**
 * An entry with the id of one object is not matched with another by a text. By the IBAN only what nothing else speaks of,
 * and no other entry.
 */
function isUncontradicted(policy: MatchPolicy, { entry, expected, mark }: Pair): boolean {
  if (mark.way === 'id') return true;
  const speaking = entry.ties.filter(
    (tie) =>
      tie.how !== 'part' &&
      (tie.mark.way === 'id' || (mark.way === 'iban' && tie.mark.way === 'text')) &&
      tie.mark.expected.some((one) => one.left > 0n && fits(policy, entry, one, tie.mark)),
  );
  const speaksOfIt = (tie: Tie): boolean => expected.marks.includes(tie.mark);
  if (mark.way === 'text') return speaking.length === 0 || speaking.some(speaksOfIt);
  const isOnlyHere = (one: Mark): boolean =>
    one.way === 'iban' || (!isCrowded(one) && one.entries.every((other) => other === entry));
  return speaking.every(speaksOfIt) && expected.marks.every(isOnlyHere);
}

/** What is open of a mark, by amounts, and then by who is in whose window. */
function groupsOf(policy: MatchPolicy, mark: Mark): readonly Group[] {
  const { entries, expected } = mark;
  if (entries.length === 1 && expected.length === 1) return entries[0]?.left === expected[0]?.left ? [mark] : [];
  return byAmount(entries, expected)
    .flatMap((group) => byKind(mark, group))
    .flatMap((group) => (mark.way === 'id' ? [group] : byDates(policy, group)))
    .map((group) => withoutMisfits(policy, mark, group));
}

function byAmount(entries: readonly EntryNode[], expected: readonly ExpectedNode[]): Group[] {
  const groups = new Map<bigint, { entries: EntryNode[]; expected: ExpectedNode[] }>();
  for (const one of expected) {
    const group = groups.get(one.left);
    if (group === undefined) groups.set(one.left, { entries: [], expected: [one] });
    else group.expected.push(one);
  }
  for (const entry of entries) groups.get(entry.left)?.entries.push(entry);
  return [...groups.values()].filter((group) => group.entries.length > 0);
}

/** Returns apart from the rest, each with the entries that may be for them, so that all of a group have one window. */
function byKind(mark: Mark, { entries, expected }: Group): Group[] {
  const returns = expected.filter((one) => one.expected.kind === 'return');
  const plain = { entries: entries.filter(({ entry }) => !entry.isReturn), expected };
  if (returns.length === 0) return [plain];
  const marked = { entries: entries.filter(({ entry }) => entry.isReturn), expected: returns };
  if (returns.length < expected.length) {
    return [{ ...plain, expected: expected.filter((one) => one.expected.kind !== 'return') }, marked];
  }
  return [returns.some((one) => isEndToEndId(mark, one)) ? { entries, expected } : marked];
}

/** Splits a group where nothing before is in a window of anything after. All of it is sorted by date. */
function byDates(policy: MatchPolicy, { entries, expected }: Group): Group[] {
  const { before, after } = windowOf(policy, expected[0]?.expected.kind ?? 'payment');
  const dayAt = (at: number): number => expected[at]?.day ?? Number.POSITIVE_INFINITY;
  const groups: { entries: EntryNode[]; from: number; to: number }[] = [];
  let from = 0;
  let to = 0;
  for (const entry of entries) {
    while (dayAt(from) < entry.day - after) from += 1;
    while (dayAt(to) <= entry.day + before) to += 1;
    if (from >= to) continue;
    const last = groups.at(-1);
    if (last !== undefined && from < last.to) {
      last.entries.push(entry);
      last.to = to;
    } else {
      groups.push({ entries: [entry], from, to });
    }
  }
  return groups.map((group) => ({ entries: group.entries, expected: expected.slice(group.from, group.to) }));
}

/** Where there is one on one side, what does not fit it on the other is none of the group's. */
function withoutMisfits(policy: MatchPolicy, mark: Mark, { entries, expected }: Group): Group {
  const [entry, one] = [entries[0], expected[0]];
  if (entries.length === 1 && entry !== undefined) {
    return { entries, expected: expected.filter((other) => fits(policy, entry, other, mark)) };
  }
  if (expected.length === 1 && one !== undefined) {
    return { entries: entries.filter((other) => fits(policy, other, one, mark)), expected };
  }
  return { entries, expected };
}

const steps = { id: 1, text: 2, iban: 4 } as const;
const scores = { id: 100, text: 95, iban: 80 } as const;

function takenOf({ entry, expected, mark, alike }: Pair): Taken {
  return {
    entry,
    expected,
    amountMinor: entry.left,
    step: steps[mark.way],
    score: scores[mark.way] - (alike > 1 ? 5 : 0),
    reasons: [markReason(mark, expected), amountReason(entry, expected), ...(alike > 1 ? [orderReason(alike)] : [])],
  };
}
