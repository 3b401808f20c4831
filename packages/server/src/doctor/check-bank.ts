import type { BookLine } from '../banks/connector.ts';
import { pause } from '../foundation/clock.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { askBank, NoAnswer } from './ask-bank.ts';
import { type BankCheckName, bankChecks, type OpenBank, type Patience } from './bank-checks.ts';
import {
  type PageKey,
  readTime,
  selectAccounts,
  selectByEndToEndIds,
  selectOrdersIn,
  selectProvenAtBank,
} from './bank-store.ts';
import { compareBalances } from './compare-balances.ts';
import { type Examined, examined, Tally, unexamined } from './finding.ts';
import {
  type BankProof,
  contradictions,
  isProven,
  isUnheard,
  knownToBank,
  masked,
  type OrderLine,
  ownIbanOf,
  times,
} from './rules.ts';

const PAGE = 5000;
// What does not fit is kept in memory until it is looked at again; so many of them are no coincidence.
const DOUBTS_MAX = 10_000;

type Order = BookLine['order'];

interface Reading {
  readonly sql: Sql | Tx;
  readonly bank: OpenBank;
  /** The IBANs of the accounts of ours at this bank. */
  readonly ibans: ReadonlySet<string>;
  readonly tallies: Readonly<Record<BankCheckName, Tally>>;
  /** The end-to-end ids in the bank's books. */
  readonly seen: Set<string>;
  /** What did not fit when it was last looked at, by end-to-end id. */
  readonly doubts: Map<string, Doubt>;
  /** Accounts into which the bank has booked what we have not heard of yet. */
  readonly unheard: Set<string>;
}

interface Doubt {
  /** The part of the bank's books that it is in. */
  readonly part: string | null;
  readonly line: BookLine;
  readonly ours: readonly OrderLine[];
}

/** Which check tells of orders of each kind, and what they belong to. */
const tellsOf: Readonly<Record<Order, BankCheckName>> = { payout: 'payouts', charge: 'payments' };

/** Holds a bank's books against ours, part by part, while both go on. */
export async function checkBank(sql: Sql | Tx, bank: OpenBank, patience: Patience): Promise<Examined[]> {
  const checks = bankChecks(bank.name);
  const accounts = await selectAccounts(sql, bank.name);
  const reading: Reading = {
    sql,
    bank,
    ibans: new Set(accounts.map(({ iban }) => iban)),
    tallies: {
      once: new Tally(),
      payouts: new Tally(),
      payments: new Tally(),
      strangers: new Tally(),
      balances: new Tally(),
    },
    seen: new Set(),
    doubts: new Map(),
    unheard: new Set(),
  };
  const { tallies } = reading;
  try {
    // What the bank knows by now is in the books that are read after now.
    const startedAt = await readTime(sql);
    await readAllBooks(reading);
    await findMissingAtBank(reading, 'payout', startedAt);
    await findMissingAtBank(reading, 'charge', startedAt);
    for (let look = 2; look <= patience.looks && reading.doubts.size > 0; look += 1) {
      await pause(patience.pauseMs);
      await lookAgain(reading);
    }
    await tellOf(reading, [...reading.doubts.values()]);
    const busy = await compareBalances(sql, bank, patience, tallies.balances, reading.unheard);
    return [
      examined(checks.once, tallies.once),
      examined(checks.payouts, tallies.payouts),
      examined(checks.payments, tallies.payments),
      examined(checks.strangers, tallies.strangers),
      examined(checks.balances, tallies.balances, leftOut(busy, accounts.length)),
    ];
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const why = 'The bank does not show its books. Does it run, and can it be reached from here (BANK_URL)?';
    return Object.values(checks).map((check) => unexamined(check, 'not_checked', why));
  }
}

function leftOut(busy: number, all: number): string | null {
  return busy === 0 ? null : `Money is under way on ${busy} of ${all} accounts; the others were compared.`;
}

async function readAllBooks(reading: Reading): Promise<void> {
  for (let part: string | null = null; ; ) {
    const { lines, next } = await askBank(() => reading.bank.readBooks(part));
    const ours = await ordersOf(reading, lines);
    for (const line of lines) {
      reading.seen.add(line.endToEndId);
      await noteLine(reading, line, ours(line), part);
    }
    if (next === null) return;
    part = next;
  }
}

/** Finds the orders of ours that lines speak of, each among those of its own kind. */
async function ordersOf({ sql, bank }: Reading, lines: readonly BookLine[]): Promise<(line: BookLine) => OrderLine[]> {
  const find = async (order: Order) => {
    const ids = lines.filter((line) => line.order === order).map(({ endToEndId }) => endToEndId);
    return ids.length === 0 ? [] : selectByEndToEndIds(sql, bank.name, order, ids);
  };
  const found = [...(await find('payout')), ...(await find('charge'))];
  const byId = Map.groupBy(found, ({ order, endToEndId }) => `${order} ${endToEndId}`);
  return ({ order, endToEndId }) => byId.get(`${order} ${endToEndId}`) ?? [];
}

async function noteLine(
  reading: Reading,
  line: BookLine,
  ours: readonly OrderLine[],
  part: string | null,
): Promise<void> {
  const { endToEndId, timesBooked, order } = line;
  const { once, strangers } = reading.tallies;
  if (timesBooked > 1) {
    const id = ours[0]?.id ?? endToEndId;
    once.add({ id, what: `was booked ${times(timesBooked)} at the bank (end-to-end id ${endToEndId})` });
  }
  // An order is saved before the bank hears of it, so one that is not there now was not there then.
  const iban = ownIbanOf(line);
  if (ours.length === 0 && iban !== null && reading.ibans.has(iban)) {
    const [where, what] = order === 'payout' ? ['on', 'payout'] : ['to be paid into', 'payment'];
    const booked = `booked ${times(timesBooked)} ${where} ${masked(iban)}`;
    strangers.add({ id: endToEndId, what: `is at the bank, ${booked}, and belongs to no ${what}` });
  }
  for (const one of ours) if (isUnheard(one, line)) reading.unheard.add(one.payoutAccountId);
  if (!ours.some((one) => contradictions(one, line).length > 0)) return;
  const doubt = { part, line, ours };
  if (reading.doubts.size < DOUBTS_MAX) reading.doubts.set(endToEndId, doubt);
  else await tellOf(reading, [doubt]);
}

/** Looks once more at what did not fit; what fits now is forgotten. */
async function lookAgain(reading: Reading): Promise<void> {
  const { bank, doubts } = reading;
  for (const part of new Set([...doubts.values()].map((doubt) => doubt.part))) {
    const page = await askBank(() => bank.readBooks(part));
    const lines = page.lines.filter(({ order, endToEndId }) => {
      const doubt = doubts.get(endToEndId);
      return doubt?.part === part && doubt.line.order === order;
    });
    const ours = await ordersOf(reading, lines);
    for (const line of lines) {
      if (ours(line).some((one) => contradictions(one, line).length > 0)) {
        doubts.set(line.endToEndId, { part, line, ours: ours(line) });
      } else doubts.delete(line.endToEndId);
    }
  }
}

/** Tells of what does not fit, unless the bank's own statements explain it. */
async function tellOf({ sql, tallies }: Reading, doubts: readonly Doubt[]): Promise<void> {
  const proofs = await proofsOf(
    sql,
    doubts.flatMap(({ ours }) => ours),
  );
  for (const { line, ours } of doubts) {
    for (const one of ours) {
      const found = contradictions(one, line, proofs.get(one.id));
      tallies[tellsOf[one.order]].add(...found.map((what) => ({ id: one.id, what })));
    }
  }
}

async function proofsOf(sql: Sql | Tx, ours: readonly OrderLine[]): Promise<ReadonlyMap<string, BankProof>> {
  if (ours.length === 0) return new Map();
  const ids = ours.map(({ id }) => id);
  const rows = Map.groupBy(await selectProvenAtBank(sql, ids), ({ id }) => id);
  return new Map([...rows].map(([id, found]) => [id, new Set(found.map(({ proof }) => proof))]));
}

/** Orders that the bank must have taken, and has not. Only what has not changed since its books were opened counts. */
async function findMissingAtBank({ sql, bank, seen, tallies }: Reading, order: Order, startedAt: Date): Promise<void> {
  for (let after: PageKey | undefined; ; ) {
    const wanted = { connector: bank.name, order, states: knownToBank, before: startedAt, after };
    const page = await selectOrdersIn(sql, wanted, PAGE);
    const missing = page.filter(({ endToEndId }) => !seen.has(endToEndId));
    const proofs = await proofsOf(sql, missing);
    for (const one of missing) {
      if (isProven(one, proofs.get(one.id))) continue;
      const { id, state, endToEndId } = one;
      const what = `is ${state}, and the bank has nothing under its end-to-end id ${endToEndId}`;
      tallies[tellsOf[order]].add({ id, what });
    }
    after = page.at(-1);
    if (page.length < PAGE) return;
  }
}
