import { cutStrip, fold, newStrip, readStrip, type Strip, writeText } from './match-fold-rules.ts';
import {
  addNames,
  type EntryNode,
  type ExpectedNode,
  findMark,
  type Mark,
  type Names,
  noteFound,
  tieFound,
} from './match-marks-rules.ts';
import { indexTexts, marksOn } from './match-sight-rules.ts';
import { type Expected, type MatchPolicy, type OpenEntry, pairKey } from './match-terms.ts';

/** What may be tied together at all: of one account, direction and currency. Both in order of date and id. */
export interface Field {
  readonly entries: EntryNode[];
  readonly expected: ExpectedNode[];
}

const directionOf = { payment: 'credit', payout: 'debit', return: 'credit' } as const;

/** Lays everything out: sorted, by account, direction and currency, each entry with the marks that it has. */
export function layOut(entries: readonly OpenEntry[], expected: readonly Expected[], policy: MatchPolicy): Field[] {
  const dayOf = newCalendar();
  const entryNodes = entries
    .filter((entry) => entry.openMinor > 0n)
    .map((entry) => ({ entry, day: dayOf(entry.bookedOn), rank: 0, left: entry.openMinor, ties: [], seen: false }))
    .sort((a, b) => a.day - b.day || compareIds(a.entry.id, b.entry.id));
  const expectedNodes = expected
    .filter((one) => one.openMinor > 0n && one.direction === directionOf[one.kind])
    .map((one) => ({ expected: one, day: dayOf(one.expectedOn), rank: 0, left: one.openMinor, marks: [], seen: false }))
    .sort((a, b) => a.day - b.day || compareIds(a.expected.id, b.expected.id));
  const fields = fieldsOf(entryNodes, expectedNodes);
  for (const field of fields) tieAll(field, policy);
  return fields;
}

/** Both in their order; fields with something on both sides only. */
function fieldsOf(entries: readonly EntryNode[], expected: readonly ExpectedNode[]): Field[] {
  const fields = new Map<string, Field>();
  for (const [rank, node] of expected.entries()) {
    node.rank = rank;
    const key = fieldKey(node.expected);
    const field = fields.get(key);
    if (field === undefined) fields.set(key, { entries: [], expected: [node] });
    else field.expected.push(node);
  }
  for (const [rank, node] of entries.entries()) {
    node.rank = rank;
    fields.get(fieldKey(node.entry))?.entries.push(node);
  }
  return [...fields.values()].filter((field) => field.entries.length > 0);
}

function fieldKey({ accountId, direction, currency }: OpenEntry | Expected): string {
  return `${direction} ${currency} ${accountId}`;
}

/** By date, then by id. */
export function compareNodes(a: { readonly rank: number }, b: { readonly rank: number }): number {
  return a.rank - b.rank;
}

/** May these two belong together, as far as their kinds, their dates and what people said about them go? */
export function fits(policy: MatchPolicy, entry: EntryNode, expected: ExpectedNode, mark: Mark): boolean {
  return (
    isRightKind(entry, expected, mark) &&
    (mark.way === 'id' || inWindow(policy, entry, expected)) &&
    !isRefused(policy, entry, expected)
  );
}

/** Money that comes back is no payment; a credit is taken for a return when the bank says so, or by the payout's id. */
export function isRightKind({ entry }: EntryNode, expected: ExpectedNode, mark: Mark | null): boolean {
  if (expected.expected.kind !== 'return') return !entry.isReturn;
  return entry.isReturn || (mark !== null && isEndToEndId(mark, expected));
}

/** Is this mark the end-to-end id of that object, as an id or in a text? */
export function isEndToEndId({ way, text }: Mark, { expected }: ExpectedNode): boolean {
  return way !== 'iban' && expected.endToEndId !== null && fold(expected.endToEndId) === text;
}

export function inWindow(policy: MatchPolicy, { day }: EntryNode, expected: ExpectedNode): boolean {
  const { before, after } = windowOf(policy, expected.expected.kind);
  return day >= expected.day - before && day <= expected.day + after;
}

/** In days. */
export function windowOf(
  policy: MatchPolicy,
  kind: Expected['kind'],
): { readonly before: number; readonly after: number } {
  const after = kind === 'return' ? policy.returnWindowDaysAfter : policy.windowDaysAfter;
  return { before: policy.windowDaysBefore, after };
}

export function isRefused({ refusedPairs }: MatchPolicy, { entry }: EntryNode, { expected }: ExpectedNode): boolean {
  return refusedPairs !== undefined && refusedPairs.size > 0 && refusedPairs.has(pairKey(entry.id, expected.id));
}

function tieAll({ entries, expected }: Field, policy: MatchPolicy): void {
  const names: Names = new Map();
  const ibans: Names = new Map();
  for (const node of expected) {
    // Where a bank has no place for ids, they stand in a text, so all names are looked for there.
    addNames(names, node, [node.expected.reference, node.expected.endToEndId, node.expected.bankReference]);
    if (policy.automaticByIban) addNames(ibans, node, [node.expected.counterparty?.iban ?? null]);
  }
  const index = indexTexts(names);
  const strip = newStrip();
  for (const node of entries) {
    const found: Mark[] = [];
    findIds(node.entry, names, strip, found);
    marksOn(strip, names, index, found);
    const byIban = policy.automaticByIban
      ? findMark(ibans, 'iban', fold(node.entry.counterparty?.iban ?? ''))
      : undefined;
    if (byIban !== undefined) noteFound(found, byIban, 'whole');
    tieFound(node, found);
  }
}

/** Writes all texts and references of an entry on a strip, and finds the references that are ids. */
function findIds(entry: OpenEntry, names: Names, strip: Strip, found: Mark[]): void {
  strip.length = 0;
  for (const text of entry.texts) writeText(strip, text);
  for (const reference of entry.references) {
    cutStrip(strip);
    const from = strip.length;
    writeText(strip, reference);
    const mark = findMark(names, 'id', readStrip(strip, from, strip.length));
    if (mark !== undefined) noteFound(found, mark, 'whole');
  }
}

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The number of a day; there are many entries of one day, so what was read is kept. */
function newCalendar(): (text: string) => number {
  const days = new Map<string, number>();
  return (text) => {
    const known = days.get(text);
    if (known !== undefined) return known;
    const day = Date.parse(text) / 86_400_000;
    if (!Number.isInteger(day)) throw new Error(`"${text}" is not a day.`);
    days.set(text, day);
    return day;
  };
}
