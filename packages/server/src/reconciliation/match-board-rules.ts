import { cutStrip, fold, newStrip, readStrip, type Strip, writeText } from './match-fold-rules.ts';
import {
  addEntry,
  addNames,
  type EntryNode,
  type ExpectedNode,
  findMark,
  type Mark,
  type Names,
  type Tie,
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
  const fields = new Map<string, Field>();
  const fieldOf = (one: OpenEntry | Expected): Field => {
    const key = `${one.direction} ${one.currency} ${one.accountId}`;
    const known = fields.get(key);
    const field = known ?? { entries: [], expected: [] };
    if (known === undefined) fields.set(key, field);
    return field;
  };
  for (const one of expected) {
    if (one.openMinor <= 0n || one.direction !== directionOf[one.kind]) continue;
    const node = { expected: one, day: dayOf(one.expectedOn), left: one.openMinor, marks: [], seen: false };
    fieldOf(one).expected.push(node);
  }
  for (const entry of entries) {
    if (entry.openMinor <= 0n) continue;
    const node = { entry, day: dayOf(entry.bookedOn), left: entry.openMinor, ties: [], seen: false };
    fieldOf(entry).entries.push(node);
  }
  const found = [...fields.values()].filter((field) => field.entries.length > 0 && field.expected.length > 0);
  for (const field of found) {
    field.entries.sort(compareEntries);
    field.expected.sort(compareExpected);
    tieAll(field, policy);
  }
  return found;
}

/** By date, then by id. */
export function compareEntries(a: EntryNode, b: EntryNode): number {
  return a.day - b.day || compareIds(a.entry.id, b.entry.id);
}

/** By date, then by id. */
export function compareExpected(a: ExpectedNode, b: ExpectedNode): number {
  return a.day - b.day || compareIds(a.expected.id, b.expected.id);
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
  const found = new Map<Mark, Tie['how']>();
  for (const node of entries) {
    found.clear();
    findIds(node.entry, names, strip, found);
    marksOn(strip, names, index, found);
    const byIban = findMark(ibans, 'iban', fold(node.entry.counterparty?.iban ?? ''));
    if (byIban !== undefined) found.set(byIban, 'whole');
    if (found.size > 0) node.ties = [...found].map(([mark, how]) => ({ mark, how }));
    for (const { mark, how } of node.ties) if (how !== 'part') addEntry(mark, node);
  }
}

/** Writes all texts and references of an entry on a strip, and finds the references that are ids. */
function findIds(entry: OpenEntry, names: Names, strip: Strip, found: Map<Mark, Tie['how']>): void {
  strip.length = 0;
  for (const text of entry.texts) writeText(strip, text);
  for (const reference of entry.references) {
    cutStrip(strip);
    const from = strip.length;
    writeText(strip, reference);
    const mark = findMark(names, 'id', readStrip(strip, from, strip.length));
    if (mark !== undefined) found.set(mark, 'whole');
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
