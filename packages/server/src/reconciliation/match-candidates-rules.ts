import { type Field, inWindow, isRefused, isRightKind, windowOf } from './match-board-rules.ts';
import { fold } from './match-fold-rules.ts';
import type { EntryNode, ExpectedNode, Mark } from './match-marks-rules.ts';
import { type ComparableName, nameKeys, readName } from './match-name-rules.ts';
import type { MatchPolicy } from './match-terms.ts';

/** What automatic matches left open of a field, in the ways in which it is looked for. All lists are sorted by date. */
export interface Leftovers {
  readonly policy: MatchPolicy;
  readonly entries: readonly EntryNode[];
  readonly entriesByAmount: ReadonlyMap<bigint, readonly EntryNode[]>;
  readonly byAmount: ReadonlyMap<bigint, readonly ExpectedNode[]>;
  /** By amount and IBAN, and by amount and key of a name. */
  readonly byIban: ReadonlyMap<string, readonly ExpectedNode[]>;
  readonly byName: ReadonlyMap<string, readonly ExpectedNode[]>;
  readonly names: ReadonlyMap<ExpectedNode, ComparableName>;
  readonly byMark: Map<Mark, Marked>;
}

interface Marked {
  readonly open: readonly ExpectedNode[];
  readonly byAmount: ReadonlyMap<bigint, readonly ExpectedNode[]>;
}

// In a list with more that does not fit, those further away are not looked at.
const LOOKS_MAX = 64;

const isOpen = ({ left }: { readonly left: bigint }): boolean => left > 0n;

/** Indexes what is open of a field; nothing if one side of it is done. */
export function leftoversOf(field: Field, policy: MatchPolicy): Leftovers | undefined {
  const entries = field.entries.filter(isOpen);
  const expected = field.expected.filter(isOpen);
  if (entries.length === 0 || expected.length === 0) return undefined;
  const names = new Map<ExpectedNode, ComparableName>();
  for (const node of expected) {
    const name = readName(node.expected.counterparty?.name ?? null);
    if (name !== null) names.set(node, name);
  }
  return {
    policy,
    entries,
    entriesByAmount: listBy(entries, ({ left }) => [left]),
    byAmount: listBy(expected, ({ left }) => [left]),
    byIban: listBy(expected, (node) => ibanKeys(node.left, node.expected.counterparty?.iban)),
    byName: listBy(expected, (node) => nameKeysOf(node.left, names.get(node) ?? null)),
    names,
    byMark: new Map(),
  };
}

/** What is open of a mark. */
export function markedIn({ byMark }: Leftovers, mark: Mark): Marked {
  const known = byMark.get(mark);
  if (known !== undefined) return known;
  const open = mark.expected.filter(isOpen);
  const marked = { open, byAmount: listBy(open, ({ left }) => [left]) };
  byMark.set(mark, marked);
  return marked;
}

/** Where an IBAN with an amount is found. */
export function ibanKeys(amountMinor: bigint, iban: string | null | undefined): readonly string[] {
  const text = fold(iban ?? '');
  return text === '' ? [] : [`${amountMinor} ${text}`];
}

/** Where a name with an amount is found. */
export function nameKeysOf(amountMinor: bigint, name: ComparableName | null): readonly string[] {
  return name === null ? [] : [...nameKeys(name)].map((key) => `${amountMinor} ${key}`);
}

/** Those nearest in time that an entry may be for, by a mark or without one; in its window unless any date will do. */
export function nearest(
  { policy }: Leftovers,
  entry: EntryNode,
  list: readonly ExpectedNode[] | undefined,
  count: number,
  by: { readonly mark: Mark | null; readonly anyDate: boolean },
): ExpectedNode[] {
  if (list === undefined) return [];
  const found: ExpectedNode[] = [];
  let after = firstFrom(list, entry.day);
  let before = after - 1;
  for (let looks = 0; looks < LOOKS_MAX && found.length < count; looks += 1) {
    const [earlier, later] = [list[before], list[after]];
    const isEarlier =
      earlier !== undefined && (later === undefined || entry.day - earlier.day <= later.day - entry.day);
    const one = isEarlier ? earlier : later;
    if (one === undefined) break;
    if (isEarlier) before -= 1;
    else after += 1;
    if (!isRightKind(entry, one, by.mark) || isRefused(policy, entry, one)) continue;
    if (by.anyDate || inWindow(policy, entry, one)) found.push(one);
  }
  return found;
}

/** Is no other open entry of this amount near enough to be for it? */
export function isOnlyEntryFor(leftovers: Leftovers, entry: EntryNode, expected: ExpectedNode): boolean {
  const { policy, entriesByAmount } = leftovers;
  const list = entriesByAmount.get(entry.left) ?? [];
  const first = firstFrom(list, expected.day - windowOf(policy, expected.expected.kind).before);
  for (let at = first; at < first + LOOKS_MAX; at += 1) {
    const other = list[at];
    if (other === undefined || (other !== entry && !inWindow(policy, other, expected))) return true;
    if (other !== entry && isRightKind(other, expected, null)) return false;
  }
  return false;
}

/** The first place in a list from a day on. */
function firstFrom(list: readonly { readonly day: number }[], day: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.day ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function listBy<K, T>(nodes: readonly T[], keysOf: (node: T) => Iterable<K>): ReadonlyMap<K, readonly T[]> {
  const lists = new Map<K, T[]>();
  for (const node of nodes) {
    for (const key of keysOf(node)) {
      const list = lists.get(key);
      if (list === undefined) lists.set(key, [node]);
      else list.push(node);
    }
  }
  return lists;
}
