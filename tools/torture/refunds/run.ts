import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type House, startHouse } from '../house.ts';
import { stopOnSignals } from '../run.ts';
import { settle } from '../settle.ts';
import { countsOf, tellViolations } from '../summary.ts';
import { replayCommand, type Wishes } from './arguments.ts';
import { attack } from './attack-store.ts';
import { carryOut, type Town } from './clients.ts';
import { equip } from './equip.ts';
import { Notebook } from './notebook.ts';
import { type Plan, planTurns, refundsIn, type Target } from './orders.ts';
import { type Pace, planStrikes, strike, type Victim } from './strikes.ts';
import { attemptsOf, type Outcome, summaryOf } from './summary.ts';
import { judgeSums, openSums } from './sums-store.ts';
import { verify } from './verify.ts';

const PROGRESS_MS = 5_000;
const WATCH_MS = 500;
const AT_ONCE = 24;
const WITHOUT_PROGRESS_MS = 120_000;

/** One run under way. */
interface Game {
  readonly wishes: Wishes;
  readonly house: House;
  readonly town: Town;
  readonly targets: readonly Target[];
  readonly spare: Target;
  readonly plans: readonly Plan[];
  readonly kills: Map<Victim, number>;
  readonly startedAt: number;
  readonly signal: AbortSignal;
  phase: string;
  readonly pace: Pace;
  /** How often the sums were looked at meanwhile. */
  looks: number;
}

/** Makes one run. Gives the exit code: 0 when nothing is wrong. */
export async function tortureRefunds(wishes: Wishes): Promise<number> {
  const stopping = stopOnSignals();
  say(`torture of refunds: ${wishes.n} refunds, seed ${wishes.seed}; again with: ${replayCommand(wishes)}`);
  const startedAt = performance.now();
  const house = await startHouse(wishes.seed, stopping.signal);
  try {
    const game = await begin(wishes, house, startedAt, stopping.signal);
    const progress = setInterval(() => sayProgress(game), PROGRESS_MS);
    try {
      await letGo(game);
      await comeToRest(game);
      return await conclude(game);
    } finally {
      clearInterval(progress);
    }
  } catch (error) {
    if (stopping.signal.aborted) {
      say('stopped; everything is ended');
      await house.end();
      if (!wishes.keep) await house.remove();
      return 130;
    }
    say(`The run broke; logs and data: ${house.folder}; again with: ${replayCommand(wishes)}`);
    throw error;
  } finally {
    await house.end();
  }
}

async function begin(wishes: Wishes, house: House, startedAt: number, signal: AbortSignal): Promise<Game> {
  const { clients, targets, spare } = await equip(house, wishes.n, signal);
  const notebook = new Notebook(join(house.folder, 'acknowledged.jsonl'));
  say(`${since(startedAt)}  everything runs: PostgreSQL ${house.postgres.version}, in ${house.folder}`);
  return {
    ...{ wishes, house, targets, spare, startedAt, signal, kills: new Map() },
    town: { clients, notebook, deeds: new Map() },
    plans: planTurns(wishes.seed, wishes.n, targets),
    pace: { asked: 0, limit: 0, isOver: false },
    ...{ phase: 'asking', looks: 0 },
  };
}

/** Lets clients ask, many at once, and kills meanwhile; ends when all is asked and everybody is back. */
async function letGo(game: Game): Promise<void> {
  const { wishes, house, town, plans, pace, kills, signal } = game;
  const around = Promise.all([strike(house, planStrikes(wishes.seed, wishes.n), pace, kills, signal), watch(game)]);
  around.catch(() => {});
  const waiting = plans.values();
  const askOnAndOn = async (): Promise<void> => {
    // All take from the same pile.
    for (const plan of waiting) {
      while (pace.asked > pace.limit) await sleep(10, undefined, { signal });
      pace.asked += refundsIn(plan);
      await carryOut(town, plan);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOnAndOn));
  pace.isOver = true;
  await around;
  game.phase = 'coming to rest';
  // Nothing goes wrong at the bank from here on.
  house.bank.kill();
  house.startBank(false);
  await house.ready([...house.apis, ...house.workers, house.bank], signal);
}

/** Adds up, all the while, what is refunded of each payment. */
async function watch(game: Game): Promise<void> {
  const { house, town, pace, signal } = game;
  const reader = openSums(house.postgres.url);
  while (!pace.isOver) {
    await sleep(WATCH_MS, undefined, { signal });
    // The database may be away just now.
    const sums = await reader.read().catch(() => []);
    game.looks += sums.length > 0 ? 1 : 0;
    for (const what of judgeSums(sums)) town.notebook.violation(`meanwhile: ${what}`);
  }
  await reader.close();
}

async function comeToRest({ house, town, signal }: Game): Promise<void> {
  const open = await settle(house, { withoutProgressMs: WITHOUT_PROGRESS_MS, signal, tell: () => {} });
  if (open !== undefined) town.notebook.violation(`after ${WITHOUT_PROGRESS_MS / 1000} s without faults: ${open}`);
}

/** Holds the house to what was told, attacks its database, stops it, and says what came of it all. */
async function conclude(game: Game): Promise<number> {
  const { wishes, house, town, targets, spare, kills, startedAt, looks } = game;
  const { notebook, clients, deeds } = town;
  game.phase = 'checking';
  const final = await verify(house, clients[0].api, notebook, targets);
  const attempts = await attack(house.postgres.url, spare.id);
  for (const { what, refusedBy } of attempts) if (refusedBy === null) notebook.violation(`SQL could do this: ${what}`);
  for (const fault of await house.stop()) notebook.violation(`asked to stop, ${fault}`);
  const seconds = (performance.now() - startedAt) / 1000;
  const { folder } = house;
  const outcome: Outcome = {
    wishes,
    seconds,
    asked: game.pace.asked,
    looks,
    deeds,
    kills,
    clients,
    notebook,
    final,
    folder,
  };
  await notebook.close();
  const verdict = tellViolations(notebook.violations, { seed: wishes.seed, folder, again: replayCommand(wishes) });
  say(`\n${summaryOf(outcome)}\n\n${attemptsOf(attempts)}\n\n${verdict}`);
  const isWell = notebook.violations.length === 0;
  if (isWell && !wishes.keep) await house.remove();
  else if (isWell) say(`logs and data: ${folder}`);
  return isWell ? 0 : 1;
}

function sayProgress({ house, town, wishes, kills, startedAt, phase, pace }: Game): void {
  const { made, violations } = town.notebook;
  const away = [...house.apis, ...house.workers, house.bank].filter((role) => !role.isReady());
  const words = [
    `${pace.asked} of ${wishes.n} refunds asked for, ${made.size} made`,
    `killed: ${countsOf(kills)}`,
    ...(away.length === 0 ? [] : [`away: ${away.map(({ name }) => name).join(', ')}`]),
    ...(violations.length === 0 ? [] : [`${violations.length} VIOLATIONS`]),
  ];
  say(`${since(startedAt)}  ${phase}: ${words.join(' · ')}`);
}

const since = (startedAt: number): string => `${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s`;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
