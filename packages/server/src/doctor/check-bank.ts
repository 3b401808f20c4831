import type { BookLine } from '../banks/connector.ts';
import { pause } from '../foundation/clock.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { askBank, NoAnswer } from './ask-bank.ts';
import { type BankCheckName, bankChecks, type OpenBank, type Patience } from './bank-checks.ts';
import { compareBalances } from './compare-balances.ts';
import { type Examined, examined, type Finding, Tally, unexamined } from './finding.ts';
import { contradictions, knownToBank, masked, type PayoutLine, times } from './rules.ts';
import { type PageKey, readTime, selectAccounts, selectByEndToEndIds, selectPayoutsIn } from './store.ts';

const PAGE = 5000;
// What does not fit is kept in memory until it is looked at again; so many of them are no coincidence.
const DOUBTS_MAX = 10_000;

interface Reading {
  readonly sql: Sql | Tx;
  readonly bank: OpenBank;
  /** The accounts of ours at this bank. */
  readonly ibans: ReadonlySet<string>;
  readonly tallies: Readonly<Record<BankCheckName, Tally>>;
  /** The end-to-end ids in the bank's books. */
  readonly seen: Set<string>;
  /** What did not fit when it was last looked at, by end-to-end id. */
  readonly doubts: Map<string, Doubt>;
}

interface Doubt {
  /** The part of the bank's books that it is in. */
  readonly part: string | null;
  readonly findings: readonly Finding[];
}

/** Holds a bank's books against ours, part by part, while both go on. */
export async function checkBank(sql: Sql | Tx, bank: OpenBank, patience: Patience): Promise<Examined[]> {
  const checks = bankChecks(bank.name);
  const accounts = (await selectAccounts(sql)).filter((account) => account.connector === bank.name);
  const reading: Reading = {
    sql,
    bank,
    ibans: new Set(accounts.map(({ iban }) => iban)),
    tallies: { once: new Tally(), agrees: new Tally(), strangers: new Tally(), balances: new Tally() },
    seen: new Set(),
    doubts: new Map(),
  };
  try {
    // What the bank knows by now is in the books that are read after now.
    const startedAt = await readTime(sql);
    await readAllBooks(reading);
    await findMissingAtBank(reading, startedAt);
    for (let look = 2; look <= patience.looks && reading.doubts.size > 0; look += 1) {
      await pause(patience.pauseMs);
      await lookAgain(reading);
    }
    for (const { findings } of reading.doubts.values()) reading.tallies.agrees.add(...findings);
    const busy = await compareBalances(sql, bank, patience, reading.tallies.balances);
    const { once, agrees, strangers, balances } = reading.tallies;
    return [
      examined(checks.once, once),
      examined(checks.agrees, agrees),
      examined(checks.strangers, strangers),
      examined(checks.balances, balances, leftOut(busy, accounts.length)),
    ];
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const why = 'The bank does not show its books. Does it run, and can it be reached from here (BANK_URL)?';
    return Object.values(checks).map((check) => unexamined(check, 'not_checked', why));
  }
}

function leftOut(busy: number, all: number): string | null {
  return busy === 0 ? null : `Payouts are under way on ${busy} of ${all} accounts; the others were compared.`;
}

async function readAllBooks(reading: Reading): Promise<void> {
  for (let part: string | null = null; ; ) {
    const { lines, next } = await askBank(() => reading.bank.readBooks(part));
    const ours = await payoutsOf(reading, lines);
    for (const line of lines) {
      reading.seen.add(line.endToEndId);
      noteLine(reading, line, ours.get(line.endToEndId) ?? [], part);
    }
    if (next === null) return;
    part = next;
  }
}

async function payoutsOf({ sql, bank }: Reading, lines: readonly BookLine[]): Promise<Map<string, PayoutLine[]>> {
  const ids = lines.map(({ endToEndId }) => endToEndId);
  return Map.groupBy(await selectByEndToEndIds(sql, bank.name, ids), ({ endToEndId }) => endToEndId);
}

function noteLine(reading: Reading, line: BookLine, ours: readonly PayoutLine[], part: string | null): void {
  const { endToEndId, timesBooked } = line;
  const { once, strangers } = reading.tallies;
  if (timesBooked > 1) {
    const id = ours[0]?.id ?? endToEndId;
    once.add({ id, what: `was booked ${times(timesBooked)} at the bank (end-to-end id ${endToEndId})` });
  }
  // Charges and checkouts are held against payments, not against payouts.
  if (line.order !== 'payout') return;
  // A payout is saved before the bank hears of it, so one that is not there now was not there then.
  if (ours.length === 0 && reading.ibans.has(line.debtorIban)) {
    const what = `is at the bank, booked ${times(timesBooked)} on ${masked(line.debtorIban)}, and belongs to no payout`;
    strangers.add({ id: endToEndId, what });
  }
  const findings = judge(line, ours);
  if (findings.length === 0) return;
  if (reading.doubts.size < DOUBTS_MAX) reading.doubts.set(endToEndId, { part, findings });
  else reading.tallies.agrees.add(...findings);
}

const judge = (line: BookLine, ours: readonly PayoutLine[]): Finding[] =>
  ours.flatMap((payout) => contradictions(payout, line).map((what) => ({ id: payout.id, what })));

/** Looks once more at what did not fit; what fits now is forgotten. */
async function lookAgain(reading: Reading): Promise<void> {
  const { bank, doubts } = reading;
  for (const part of new Set([...doubts.values()].map((doubt) => doubt.part))) {
    const page = await askBank(() => bank.readBooks(part));
    const lines = page.lines.filter(
      ({ order, endToEndId }) => order === 'payout' && doubts.get(endToEndId)?.part === part,
    );
    const ours = await payoutsOf(reading, lines);
    for (const line of lines) {
      const findings = judge(line, ours.get(line.endToEndId) ?? []);
      if (findings.length === 0) doubts.delete(line.endToEndId);
      else doubts.set(line.endToEndId, { part, findings });
    }
  }
}

/** Payouts that the bank must have taken, and has not. Only what has not changed since its books were opened counts. */
async function findMissingAtBank({ sql, bank, seen, tallies }: Reading, startedAt: Date): Promise<void> {
  for (let after: PageKey | undefined; ; ) {
    const page = await selectPayoutsIn(
      sql,
      { connector: bank.name, states: knownToBank, before: startedAt, after },
      PAGE,
    );
    for (const { id, state, endToEndId } of page) {
      if (seen.has(endToEndId)) continue;
      tallies.agrees.add({ id, what: `is ${state}, and the bank has nothing under its end-to-end id ${endToEndId}` });
    }
    after = page.at(-1);
    if (page.length < PAGE) return;
  }
}
