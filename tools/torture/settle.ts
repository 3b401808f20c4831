import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from './api.ts';
import type { House } from './house.ts';
import { type Hurry, openHurry } from './hurry-store.ts';

/** How much is not at its end yet. */
export interface Open {
  /** Our payouts that a worker still has to look at, by state; undefined when no API answers. */
  readonly payouts: ReadonlyMap<string, number> | undefined;
  /** How much the bank still has to complete, and to tell; undefined when it does not answer. */
  readonly atBank: number | undefined;
}

/** Counts what is open, as the metrics and the bank tell it. */
export async function countOpen({ apiUrls, bankUrl }: House): Promise<Open> {
  const texts = await Promise.all(apiUrls.map(readMetrics));
  const metrics = texts.find((text) => text !== undefined);
  const stats = await readBankStats(bankUrl);
  return {
    payouts: metrics === undefined ? undefined : readStates(metrics),
    atBank: stats && (stats.instructions.ACSP ?? 0) + (stats.callbacks.pending ?? 0),
  };
}

function readStates(metrics: string): Map<string, number> {
  const states = new Map<string, number>();
  for (const [, state = '', count] of metrics.matchAll(/^sarf_payouts_open\{state="(\w+)"\} (\d+)$/gm)) {
    if (Number(count) > 0) states.set(state, Number(count));
  }
  return states;
}

/** The bank's own counts. */
export interface BankStats {
  readonly instructions: Readonly<Record<string, number>>;
  readonly callbacks: Readonly<Record<string, number>>;
  readonly timesReceived: number;
}

const numbersIn = (value: unknown): Record<string, number> =>
  typeof value !== 'object' || value === null
    ? {}
    : Object.fromEntries(Object.entries(value).filter(([, count]) => typeof count === 'number'));

export async function readBankStats(bankUrl: string): Promise<BankStats | undefined> {
  const answer = await ask(`${bankUrl}/stats`, 'GET', undefined, {});
  if (answer.kind !== 'answer' || answer.status !== 200) return undefined;
  const { instructions, callbacks, times_received } = answer.body;
  return {
    instructions: numbersIn(instructions),
    callbacks: numbersIn(callbacks),
    timesReceived: Number(times_received),
  };
}

async function readMetrics(url: string): Promise<string | undefined> {
  try {
    const ready = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) });
    if (ready.status !== 200) return undefined;
    return await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(5000) })).text();
  } catch {
    return undefined;
  }
}

const HURRY_DELIVERIES_EVERY = 4;

/** How long to wait, and whom to tell what is being waited for. */
export interface Waiting {
  /** So long nothing may move; on a slow machine many deliveries may be waiting in the end, and take their time. */
  readonly withoutProgressMs: number;
  readonly signal: AbortSignal;
  /** Is told how many deliveries are still to be made or to arrive. */
  readonly tell: (deliveries: number) => void;
}

/**
 * Waits until nothing is open any more: here, at the bank, and on the way to receivers. What the bank keeps until its
 * clock is moved is let go, and what waits for minutes because the bank was away, or a receiver, is looked at now.
 * @returns what is still open when the time is over; undefined when all is settled
 */
export async function settle(house: House, waiting: Waiting): Promise<string | undefined> {
  const hurry = openHurry(house.postgres.url);
  try {
    return await waitUntilCalm(house, hurry, waiting);
  } finally {
    await hurry.close();
  }
}

async function waitUntilCalm(
  house: House,
  { hurryPayouts, hurryDeliveries, countDeliveries }: Hurry,
  { withoutProgressMs, signal, tell }: Waiting,
): Promise<string | undefined> {
  let movedAt = performance.now();
  let fewest = Number.POSITIVE_INFINITY;
  for (let calm = 0, turn = 0; ; turn += 1) {
    // Twice in a row, because a step at the bank may make another one due, such as the return of what it completed.
    await ask(`${house.bankUrl}/advance`, 'POST', {}, {});
    await hurryPayouts();
    // Not each time: what is on its way just now is sent once more by this.
    if (turn % HURRY_DELIVERIES_EVERY === 0) await hurryDeliveries();
    const open = await countOpen(house);
    // Counted last, because whatever moved before may have been an event.
    const deliveries = await countDeliveries();
    tell(deliveries);
    calm = open.payouts?.size === 0 && open.atBank === 0 && deliveries === 0 ? calm + 1 : 0;
    if (calm === 2) return undefined;
    if (deliveries < fewest) movedAt = performance.now();
    fewest = Math.min(fewest, deliveries);
    if (performance.now() > movedAt + withoutProgressMs)
      return `${describeOpen(open)}, ${deliveries} deliveries to come`;
    await sleep(500, undefined, { signal });
  }
}

/** What is open in words: "12 open (queued 4, in_doubt 8), 3 under way at the bank". */
export function describeOpen({ payouts, atBank }: Open): string {
  const theirs = atBank === undefined ? 'the bank does not answer' : `${atBank} under way at the bank`;
  if (payouts === undefined) return `no API answers, ${theirs}`;
  const all = [...payouts.values()].reduce((sum, count) => sum + count, 0);
  const states = [...payouts].map(([state, count]) => `${state} ${count}`).join(', ');
  return `${all} open${states === '' ? '' : ` (${states})`}, ${theirs}`;
}
