import { compareNodes, type Field, inWindow } from './match-board-rules.ts';
import {
  ibanKeys,
  isOnlyEntryFor,
  type Leftovers,
  leftoversOf,
  markedIn,
  nameKeysOf,
  nearest,
} from './match-candidates-rules.ts';
import type { EntryNode, ExpectedNode, Tie } from './match-marks-rules.ts';
import { readName, SIMILAR_MIN, similarityOf } from './match-name-rules.ts';
import {
  amountOnlyReason,
  amountReason,
  dateReason,
  ibanReason,
  kindReason,
  markReason,
  nameReason,
  partReason,
  rivalReason,
} from './match-reason-rules.ts';
import { matchOf, type Taken } from './match-solve-rules.ts';
import type { MatchPolicy, ProposedMatch } from './match-terms.ts';

const PER_ENTRY_MAX = 5;
// How many with a word of the name in common are compared with it.
const NAMES_MAX = 20;

type Offer = Omit<Taken, 'amountMinor'>;

/** What a person may want to match of that which automatic matches left open: for each entry the best, first. */
export function suggest(fields: readonly Field[], policy: MatchPolicy): ProposedMatch[] {
  const all: { readonly entry: EntryNode; readonly offers: readonly Offer[] }[] = [];
  for (const field of fields) {
    const leftovers = leftoversOf(field, policy);
    if (leftovers === undefined) continue;
    for (const entry of leftovers.entries) all.push({ entry, offers: offersFor(leftovers, entry) });
  }
  all.sort((a, b) => compareNodes(a.entry, b.entry));
  return all.flatMap(({ offers }) => offers.map((offer) => matchOf({ ...offer, amountMinor: smallerOf(offer) })));
}

function smallerOf({ entry, expected }: Offer): bigint {
  return entry.left < expected.left ? entry.left : expected.left;
}

/** The best, at most five; of each expected object the best reason to think of it. */
function offersFor(leftovers: Leftovers, entry: EntryNode): Offer[] {
  const best = new Map<ExpectedNode, Offer>();
  const evident = [
    ...entry.ties.flatMap((tie) => offersByTie(leftovers, entry, tie)),
    ...offersByIban(leftovers, entry),
    ...offersByName(leftovers, entry),
  ];
  for (const offer of evident.length > 0 ? evident : offersByAmount(leftovers, entry)) {
    const known = best.get(offer.expected);
    if (known === undefined || known.score < offer.score) best.set(offer.expected, offer);
  }
  const distance = ({ expected }: Offer): number => Math.abs(expected.day - entry.day);
  return [...best.values()]
    .sort((a, b) => b.score - a.score || distance(a) - distance(b) || compareNodes(a.expected, b.expected))
    .slice(0, PER_ENTRY_MAX);
}

// By how the entry has the id or reference: where the amount is the same, and where it is not.
const tieScores = {
  id: { whole: [90, 70], glued: [90, 70], part: [60, 0] },
  text: { whole: [85, 60], glued: [80, 50], part: [60, 0] },
} as const;
const LATE_PENALTY = 20;

/** Steps 1, 2 and 6, where something is ambiguous, out of time, or of a kind that needs a person. */
function offersByTie(leftovers: Leftovers, entry: EntryNode, { mark, how }: Tie): Offer[] {
  if (mark.way === 'iban') return [];
  const { open, byAmount } = markedIn(leftovers, mark);
  const [same, other] = tieScores[mark.way][how];
  const by = { mark, anyDate: true };
  const equal = nearest(leftovers, entry, byAmount.get(entry.left), PER_ENTRY_MAX, by);
  const differing = other === 0 ? [] : nearest(leftovers, entry, open, PER_ENTRY_MAX, by);
  return [...new Set([...equal, ...differing])].map((expected): Offer => {
    const isEqual = expected.left === entry.left;
    const isLate = mark.way === 'text' && !inWindow(leftovers.policy, entry, expected);
    const reasons = [how === 'part' ? partReason : markReason(mark, expected), amountReason(entry, expected)];
    if (isLate) reasons.push(dateReason(entry, expected));
    else if (isEqual && how !== 'part') reasons.push(rivalReason);
    else if (!isEqual && expected.expected.kind !== 'payment') reasons.push(kindReason(expected));
    const step = isEqual ? (mark.way === 'id' ? 1 : 2) : 6;
    return { entry, expected, step, score: (isEqual ? same : other) - (isLate ? LATE_PENALTY : 0), reasons };
  });
}

/** Step 4. */
function offersByIban(leftovers: Leftovers, entry: EntryNode): Offer[] {
  const [key] = ibanKeys(entry.left, entry.entry.counterparty?.iban);
  const list = key === undefined ? undefined : leftovers.byIban.get(key);
  const found = nearest(leftovers, entry, list, PER_ENTRY_MAX, { mark: null, anyDate: false });
  const rivals = found.length > 1 ? [rivalReason] : [];
  return found.map((expected) => ({
    entry,
    expected,
    step: 4,
    score: found.length > 1 ? 65 : 75,
    reasons: [ibanReason, amountReason(entry, expected), ...rivals],
  }));
}

/** Step 5. */
function offersByName(leftovers: Leftovers, entry: EntryNode): Offer[] {
  const name = readName(entry.entry.counterparty?.name ?? null);
  if (name === null) return [];
  const by = { mark: null, anyDate: false };
  const found = new Set(
    nameKeysOf(entry.left, name).flatMap((key) => nearest(leftovers, entry, leftovers.byName.get(key), NAMES_MAX, by)),
  );
  return [...found].flatMap((expected): Offer[] => {
    const other = leftovers.names.get(expected);
    const similarity = other === undefined ? 0 : similarityOf(name, other);
    if (similarity < SIMILAR_MIN) return [];
    const reasons = [nameReason(similarity), amountReason(entry, expected)];
    return [{ entry, expected, step: 5, score: Math.round(25 + 30 * similarity), reasons }];
  });
}

/** Step 5 at its weakest: no name to compare, but nothing else of this amount anywhere near. */
function offersByAmount(leftovers: Leftovers, entry: EntryNode): Offer[] {
  const list = leftovers.byAmount.get(entry.left);
  const [expected, another] = nearest(leftovers, entry, list, 2, { mark: null, anyDate: false });
  if (expected === undefined || another !== undefined) return [];
  const canCompare = leftovers.names.has(expected) && readName(entry.entry.counterparty?.name ?? null) !== null;
  if (canCompare || !isOnlyEntryFor(leftovers, entry, expected)) return [];
  return [{ entry, expected, step: 5, score: 20, reasons: [amountReason(entry, expected), amountOnlyReason] }];
}
