import { compareNodes, type Field } from './match-board-rules.ts';
import type { EntryNode, ExpectedNode, Mark } from './match-marks-rules.ts';
import { pairExactly } from './match-pairs-rules.ts';
import { takeParts, takeSums } from './match-sums-rules.ts';
import type { MatchPolicy, ProposedMatch } from './match-terms.ts';

/** Entries and expected objects that hang together by marks. What is outside of it has no say in it. */
export interface Component {
  readonly policy: MatchPolicy;
  marks: Mark[];
  entries: EntryNode[];
  /** Ties an entry to something expected: takes the amount off both sides. */
  readonly take: (taken: Taken) => void;
}

export interface Taken {
  readonly entry: EntryNode;
  readonly expected: ExpectedNode;
  readonly amountMinor: bigint;
  readonly step: ProposedMatch['step'];
  readonly score: number;
  readonly reasons: readonly string[];
}

// Who is left when others are matched may become the only one that fits, and so on. Chains of thousands of such steps
// are nobody's bookkeeping; where one is cut off here, the next run goes on with it.
const ROUNDS_MIN = 64;
const ROUNDS_WORK = 2_000_000;

/** All automatic matches, in order of the entries' dates and ids. Changes what is left of the nodes. */
export function solve(fields: readonly Field[], policy: MatchPolicy): ProposedMatch[] {
  const all: Taken[] = [];
  const take = (taken: Taken): void => {
    taken.entry.left -= taken.amountMinor;
    taken.expected.left -= taken.amountMinor;
    all.push(taken);
  };
  for (const { entries } of fields) {
    for (const entry of entries) {
      if (!entry.seen && entry.ties.length > 0) solveComponent(componentOf(entry, policy, take));
    }
  }
  all.sort((a, b) => compareNodes(a.entry, b.entry) || compareNodes(a.expected, b.expected));
  return all.map(matchOf);
}

/** What goes to the caller. */
export function matchOf({ entry, expected, ...rest }: Taken): ProposedMatch {
  return { entryId: entry.entry.id, expectedId: expected.expected.id, kind: expected.expected.kind, ...rest };
}

/** The strongest evidence first. */
const steps: readonly ((component: Component) => boolean)[] = [
  (component) => pairExactly(component, 'id', 'single'),
  (component) => pairExactly(component, 'id', 'twins'),
  (component) => pairExactly(component, 'text', 'single'),
  (component) => pairExactly(component, 'text', 'twins'),
  takeSums,
  takeParts,
  (component) => pairExactly(component, 'iban', 'single'),
];

/** After each success from the strongest evidence again, because less is open now. */
function solveComponent(component: Component): void {
  const size = component.entries.length + component.marks.length;
  const roundsMax = Math.max(ROUNDS_MIN, Math.floor(ROUNDS_WORK / size));
  for (let round = 0; round < roundsMax; round += 1) {
    if (!steps.some((step) => step(component))) return;
    forgetDone(component);
    if (component.entries.length === 0) return;
  }
}

function forgetDone(component: Component): void {
  const isOpen = ({ left }: { readonly left: bigint }): boolean => left > 0n;
  component.entries = component.entries.filter(isOpen);
  for (const mark of component.marks) {
    mark.entries = mark.entries.filter(isOpen);
    mark.expected = mark.expected.filter(isOpen);
  }
  component.marks = component.marks.filter((mark) => mark.entries.length > 0 && mark.expected.length > 0);
}

/** Everything that hangs together with an entry. */
function componentOf(first: EntryNode, policy: MatchPolicy, take: Component['take']): Component {
  const marks: Mark[] = [];
  const entries: EntryNode[] = [];
  // Marks are still to be followed from `followed` on.
  const meetMark = (mark: Mark): void => {
    if (mark.seen || mark.entries.length === 0) return;
    mark.seen = true;
    marks.push(mark);
  };
  const meetEntry = (entry: EntryNode): void => {
    if (entry.seen) return;
    entry.seen = true;
    entries.push(entry);
    for (const { mark, how } of entry.ties) if (how !== 'part') meetMark(mark);
  };
  meetEntry(first);
  for (let followed = 0; followed < marks.length; followed += 1) {
    const mark = marks[followed];
    for (const entry of mark?.entries ?? []) meetEntry(entry);
    for (const expected of mark?.expected ?? []) {
      if (expected.seen) continue;
      expected.seen = true;
      for (const other of expected.marks) meetMark(other);
    }
  }
  entries.sort(compareNodes);
  return { policy, marks, entries, take };
}
