import { inTransaction, type Sql } from '../../packages/server/src/foundation/database.ts';
import { type Books, readBooks, selectEndToEndIds } from './gate-store.ts';
import type { LoadResult } from './load-job.ts';

/** Whether a phase did what it says it did. */
export interface GateResult {
  readonly phase: string;
  /** What was looked at, in words. */
  readonly checked: string;
  readonly faults: readonly string[];
}

/** What came of the instructions at the bank. Of the faults there should be none. */
export interface AtBank {
  /** Payouts that the bank has no instruction for. */
  readonly missing: number;
  readonly bookedAgain: number;
  readonly notCompleted: number;
  /** Instructions that belong to no payout. */
  readonly strangers: number;
}

/** The faults of the answers: every request must have the one status that means that it was done. */
export function judgeAnswers(result: Pick<LoadResult, 'answers' | 'broken'>, status: number): string[] {
  const wrong = Object.entries(result.answers).filter(([code]) => code !== String(status));
  return [
    ...wrong.map(([code, count]) => `${count} requests were answered with ${code}, not ${status}`),
    ...(result.broken.length > 0 ? [`${result.broken.length} connections broke: ${result.broken[0]}`] : []),
    ...(result.answers[status] ? [] : [`no request was answered with ${status}`]),
  ];
}

/** The faults of the books: what was accepted is there once, whole, and nothing else is. */
export function judgeBooks(books: Books, accepted: number): string[] {
  const says: [number, string][] = [
    [books.notUnique, 'payouts share their reference, description or end-to-end id'],
    [books.wrongTransfers, 'payouts do not have exactly the ledger steps of their state'],
    [books.brokenHistories, 'payouts do not have one walk of history'],
    [books.brokenEvents, 'payouts do not have one event for each line of history'],
    [books.driftedAccounts, 'ledger accounts do not have the totals of their transfers'],
  ];
  return [
    ...(books.payouts === accepted ? [] : [`${accepted} payouts were accepted, and ${books.payouts} are in the books`]),
    ...says.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`),
  ];
}

/** The faults between our books and the bank's: one completed instruction for each payout, and no other. */
export function judgeBank(bank: AtBank): string[] {
  const says: [number, string][] = [
    [bank.missing, 'payouts have no instruction at the bank'],
    [bank.bookedAgain, 'instructions were not booked exactly once at the bank'],
    [bank.notCompleted, 'instructions are not completed at the bank'],
    [bank.strangers, 'instructions at the bank belong to no payout'],
  ];
  return says.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
}

/** The gate of a phase that created payouts whose keys begin with `prefix`. */
export async function gateCreated(sql: Sql, phase: string, prefix: string, result: LoadResult): Promise<GateResult> {
  const accepted = result.answers['201'] ?? 0;
  const books = await inTransaction(sql, (tx) => readBooks(tx, prefix));
  return {
    phase,
    checked: `${accepted} accepted: one hold, one history, one event each; totals`,
    faults: [...judgeAnswers(result, 201), ...judgeBooks(books, accepted)],
  };
}

/** The gate after everything of a database was drained to the bank. */
export async function gateDrained(
  sql: Sql,
  phase: string,
  prefix: string,
  accepted: number,
  bankUrl: string,
): Promise<GateResult> {
  const [books, ids, instructions] = await Promise.all([
    inTransaction(sql, (tx) => readBooks(tx, prefix)),
    selectEndToEndIds(sql),
    readInstructions(bankUrl),
  ]);
  return {
    phase,
    checked: `${accepted} completed: hold and post, one history, one event a line, one instruction at the bank each`,
    faults: [...judgeBooks(books, accepted), ...judgeBank(compareWithBank(ids, instructions))],
  };
}

export interface InstructionAtBank {
  readonly end_to_end_id: string;
  readonly status: string;
  readonly times_booked: number;
}

/** Holds the payouts' end-to-end ids against the bank's instructions. */
export function compareWithBank(endToEndIds: readonly string[], instructions: readonly InstructionAtBank[]): AtBank {
  const ours = new Set(endToEndIds);
  const theirs = new Set(instructions.map((one) => one.end_to_end_id));
  return {
    missing: endToEndIds.filter((id) => !theirs.has(id)).length,
    bookedAgain: instructions.filter((one) => one.times_booked !== 1).length,
    notCompleted: instructions.filter((one) => one.status !== 'ACSC').length,
    strangers: instructions.filter((one) => !ours.has(one.end_to_end_id)).length,
  };
}

async function readInstructions(bankUrl: string): Promise<InstructionAtBank[]> {
  const all: InstructionAtBank[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const response = await fetch(`${bankUrl}/instructions?limit=1000${after && `&after=${after}`}`);
    const page: { content: InstructionAtBank[]; next: string | null } = JSON.parse(await response.text());
    all.push(...page.content);
    after = page.next;
  }
  return all;
}
