import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Api } from './api.ts';
import { replayCommand, type Wishes } from './arguments.ts';
import { dealBlows, type Kills } from './blows.ts';
import { runClient, type Town } from './clients.ts';
import { callDoctor } from './doctor.ts';
import { countEpisodes } from './doubts-store.ts';
import { type Follower, followFeed } from './feed.ts';
import { type House, startHouse } from './house.ts';
import { Notebook } from './notebook.ts';
import { resumeEndpoints } from './receivers.ts';
import { planBlows } from './schedule.ts';
import { equip } from './set-up.ts';
import { countOpen, describeOpen, readBankStats, settle } from './settle.ts';
import { countsOf, type Outcome, summaryOf, verdictOf } from './summary.ts';
import { verify } from './verify.ts';
import { verifyWebhooks } from './verify-webhooks.ts';

const PROGRESS_MS = 5_000;
const VISIT_MS = 10_000;
const RESUME_MS = 2_000;
const WITHOUT_PROGRESS_MS = 120_000;
// While all of it goes on, these two checks may see what is true for a moment only.
const MAY_LAG = ['sandbox: payouts', 'sandbox: balances'];

/** One run under way. */
interface Game {
  readonly wishes: Wishes;
  readonly house: House;
  readonly town: Town;
  /** Who reads the events meanwhile, and how many there were before anybody was to be told of them. */
  readonly follower: Follower;
  readonly untold: number;
  readonly kills: Kills;
  readonly startedAt: number;
  readonly signal: AbortSignal;
  phase: string;
  visits: number;
  /** How often an endpoint was found paused. */
  pauses: number;
  /** How many deliveries were still to come at the last look; undefined while nobody looks. */
  deliveries?: number;
}

/** Makes one run. Gives the exit code: 0 when nothing is wrong. */
export async function torture(wishes: Wishes): Promise<number> {
  const stopping = stopOnSignals();
  const { seed, seconds, clients } = wishes;
  say(`torture: seed ${seed}, ${seconds} s of faults, ${clients} clients; again with: ${replayCommand(wishes)}`);
  const startedAt = performance.now();
  const house = await startHouse(seed, stopping.signal);
  try {
    const game = await begin(wishes, house, startedAt, stopping.signal);
    const progress = setInterval(() => void sayProgress(game), PROGRESS_MS);
    try {
      await letGo(game);
      await comeToRest(game);
      return await conclude(game);
    } finally {
      clearInterval(progress);
    }
  } catch (error) {
    if (!stopping.signal.aborted) {
      say(`The run broke; logs and data: ${house.folder}; again with: ${replayCommand(wishes)}`);
      throw error;
    }
    say('stopped; everything is ended');
    await house.end();
    if (!wishes.keep) await house.remove();
    return 130;
  } finally {
    await house.end();
  }
}

/** Is given when the person at the terminal wants to stop. */
export function stopOnSignals(): AbortController {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // Whoever is impatient is obeyed; the keeper ends what runs.
    process.on(signal, () => (stopping.signal.aborted ? process.exit(130) : stopping.abort()));
  }
  return stopping;
}

async function begin(wishes: Wishes, house: House, startedAt: number, signal: AbortSignal): Promise<Game> {
  const notebook = new Notebook(join(house.folder, 'acknowledged.jsonl'));
  const { access, purses, destinationIds, untold } = await equip(house, notebook, signal);
  const town = {
    seed: wishes.seed,
    api: new Api(access, signal),
    notebook,
    purses,
    destinationIds,
    deeds: new Map(),
  };
  say(`${since(startedAt)}  everything runs: PostgreSQL ${house.postgres.version}, in ${house.folder}`);
  // With counts of its own: it asks all the time.
  const follower = followFeed(new Api(access, signal), notebook, signal);
  return {
    ...{ wishes, house, town, follower, untold, startedAt, signal },
    ...{ kills: new Map(), phase: 'faults', visits: 0, pauses: 0 },
  };
}

/** Lets the clients go, and everything go wrong meanwhile; ends when all are back and nobody asks any more. */
async function letGo(game: Game): Promise<void> {
  const { wishes, house, town, kills, signal } = game;
  const untilMs = performance.now() + wishes.seconds * 1000;
  const clients = Array.from({ length: wishes.clients }, (_, number) => runClient(town, number, untilMs));
  const busy = Promise.all([...clients, visitUntil(game, untilMs), resumeUntil(game, untilMs)]);
  // What broke is told when all have come back.
  busy.catch(() => {});
  await dealBlows(house, { blows: planBlows(wishes.seed, wishes.seconds), untilMs }, kills, signal);
  await sleep(Math.max(0, untilMs - performance.now()), undefined, { signal });
  game.phase = 'coming to rest';
  // Nothing goes wrong at the bank and at receivers from here on.
  house.bank.kill();
  house.startBank(false);
  for (const { role, start } of house.receivers) {
    role.kill();
    start(false);
  }
  await house.ready(house.roles, signal);
  await busy;
}

/** Calls the doctor again and again while all of it goes on: a system that moves is no violation. */
async function visitUntil(game: Game, untilMs: number): Promise<void> {
  const { house, town, signal } = game;
  while (performance.now() + VISIT_MS < untilMs) {
    await sleep(VISIT_MS, undefined, { signal });
    const { findings } = await callDoctor(house.environment);
    game.visits += 1;
    for (const [name, list] of findings) {
      if (MAY_LAG.includes(name)) continue;
      for (const finding of list) town.notebook.violation(`the doctor finds while it runs, ${name}: ${finding}`);
    }
  }
}

/** Lets paused endpoints go on, again and again. */
async function resumeUntil(game: Game, untilMs: number): Promise<void> {
  const { town, signal } = game;
  while (performance.now() + RESUME_MS < untilMs) {
    await sleep(RESUME_MS, undefined, { signal });
    game.pauses += await resumeEndpoints(town.api);
  }
}

async function comeToRest(game: Game): Promise<void> {
  const { house, town, signal } = game;
  const tell = (deliveries: number): void => {
    game.deliveries = deliveries;
  };
  const open = await settle(house, { withoutProgressMs: WITHOUT_PROGRESS_MS, signal, tell });
  if (open !== undefined) town.notebook.violation(`after ${WITHOUT_PROGRESS_MS / 1000} s without faults: ${open}`);
}

/** Holds the house to what was told, stops it, and says what came of it all. */
async function conclude(game: Game): Promise<number> {
  const { wishes, house, town, kills, startedAt } = game;
  game.phase = 'checking';
  const { notebook, api, deeds } = town;
  const final = await verify(house, api, notebook);
  const heard = { followed: await game.follower.finish(), untold: game.untold };
  const reception = await verifyWebhooks({ api, notebook, receivers: house.receivers }, heard, final.payoutIds);
  const episodes = await countEpisodes(house.postgres.url);
  const bank = await readBankStats(house.bankUrl);
  if (bank === undefined) throw new Error('the bank does not answer');
  for (const fault of await house.stop()) notebook.violation(`asked to stop, ${fault}`);
  const deaths = new Map(house.roles.map((role) => [role.name, role.deaths()]));
  const seconds = (performance.now() - startedAt) / 1000;
  const { folder } = house;
  const { visits, pauses } = game;
  const outcome: Outcome = {
    ...{
      wishes,
      seconds,
      deeds,
      kills,
      deaths,
      api,
      notebook,
      final,
      reception,
      episodes,
      bank,
      visits,
      pauses,
      folder,
    },
  };
  await notebook.close();
  say(`\n${summaryOf(outcome)}\n\n${verdictOf(outcome)}`);
  const isWell = notebook.violations.length === 0;
  if (isWell && !wishes.keep) await house.remove();
  else if (isWell) say(`logs and data: ${folder}`);
  return isWell ? 0 : 1;
}

async function sayProgress({ house, town, kills, startedAt, phase, deliveries }: Game): Promise<void> {
  const { notebook, api } = town;
  const again = [...api.tries.again.values()].reduce((sum, count) => sum + count, 0);
  const away = house.roles.filter((role) => !role.isReady());
  const open = await countOpen(house);
  const words = [
    `${notebook.made.size} payouts acknowledged`,
    `${again} requests made again`,
    describeOpen(open),
    ...(deliveries === undefined ? [] : [`${deliveries} deliveries to come`]),
    `killed: ${countsOf(kills)}`,
    ...(away.length === 0 ? [] : [`away: ${away.map(({ name }) => name).join(', ')}`]),
    ...(notebook.violations.length === 0 ? [] : [`${notebook.violations.length} VIOLATIONS`]),
  ];
  say(`${since(startedAt)}  ${phase}: ${words.join(' · ')}`);
}

const since = (startedAt: number): string => `${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s`;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
