import type { Figure } from './figure.ts';
import type { GateResult } from './gate.ts';
import type { LoadResult, Requests } from './load-job.ts';
import { cpuSeconds, descendantsOf, machineSeconds } from './proc.ts';
import type { Stage } from './stage.ts';
import type { System } from './system.ts';

/** How busy everybody was while something was measured. */
export interface Watched {
  readonly name: string;
  /** Cores used by the server process, by PostgreSQL, by what loads it or listens to it, and by what is not ours. */
  readonly cores: Busy;
  /** Processor time for each thing done, in microseconds: says more than the rate where others use the machine too. */
  readonly microsecondsEach: Busy;
}

/** One measured load, and how busy everybody was meanwhile. */
export interface Phase extends Watched {
  readonly result: LoadResult;
}

interface Busy {
  readonly server: number;
  readonly postgres: number;
  readonly load: number;
  readonly others: number;
}

/** What a part of the benchmark found. */
export interface Measured {
  readonly figures: readonly Figure[];
  readonly gates: readonly GateResult[];
  readonly phases: readonly Watched[];
  /** What ran while it was measured, in a sentence. */
  readonly ran: string;
}

interface PhaseOptions {
  readonly connections: number;
  readonly requests: Requests;
  readonly warmUpMs?: number;
  readonly measureMs?: number;
  readonly requestsMax?: number;
  readonly perSecond?: number;
}

/** The part of a system that a load needs to know. */
type Loaded = Pick<System, 'sandbox' | 'token' | 'pids'>;

/** Loads a system for the time of a phase, after a warm-up. */
export async function runPhase(stage: Stage, name: string, system: Loaded, options: PhaseOptions): Promise<Phase> {
  const { connections, requests, requestsMax = 0, perSecond = 0 } = options;
  const { warmUpMs = stage.sizes.warmUpMs, measureMs = stage.sizes.measureMs } = options;
  const { done, ...watched } = await watch(stage, name, system.pids, async () => {
    const result = await stage.load.run({
      url: system.sandbox.api_url,
      token: system.token,
      connections,
      warmUpMs: requestsMax > 0 ? 0 : warmUpMs,
      measureMs: requestsMax > 0 ? 0 : measureMs,
      requestsMax,
      perSecond,
      requests,
    });
    const count = Object.values(result.answers).reduce((sum, answers) => sum + answers, 0);
    return { result, count, loadSeconds: result.cpuSeconds };
  });
  const phase = { ...watched, result: done.result };
  stage.say(sentenceOf(phase));
  return phase;
}

/** What was done while it was watched. */
interface Done {
  readonly count: number;
  /** The processor time of what loads the server or listens to it. */
  readonly loadSeconds: number;
}

/** Has something done, and watches how busy everybody is meanwhile. */
export async function watch<T extends Done>(
  stage: Stage,
  name: string,
  pids: readonly number[],
  work: () => Promise<T>,
): Promise<Watched & { readonly done: T }> {
  const before = processorTime(stage, pids);
  const done = await work();
  const after = processorTime(stage, pids);
  return {
    name,
    done,
    cores: busyBetween(before, after, done, (after.atMs - before.atMs) / 1000),
    microsecondsEach: busyBetween(before, after, done, done.count / 1e6),
  };
}

function sentenceOf({ result, ...watched }: Phase): string {
  const { rate, p50Ms, p99Ms } = result;
  const times = `p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms`;
  return `${watched.name}: ${Math.round(rate).toLocaleString('en')}/s, ${times}; ${busySentence(watched)}`;
}

/** How busy everybody was, for people. */
export function busySentence({ cores, microsecondsEach: each }: Pick<Watched, 'cores' | 'microsecondsEach'>): string {
  const used = (who: 'server' | 'postgres' | 'load'): string =>
    `${who} ${cores[who].toFixed(2)} (${Math.round(each[who])} µs each)`;
  return `cores: ${used('server')}, ${used('postgres')}, ${used('load')}, others ${cores.others.toFixed(2)}`;
}

type Used = ReturnType<typeof processorTime>;

/** Processor time between two looks, by so many seconds or things done. */
function busyBetween(before: Used, after: Used, { loadSeconds: load }: Done, by: number): Busy {
  const server = after.server - before.server;
  const postgres = after.postgres - before.postgres;
  const others = Math.max(0, after.machine - before.machine - server - postgres - load - (after.own - before.own));
  return { server: server / by, postgres: postgres / by, load: load / by, others: others / by };
}

function processorTime(stage: Stage, pids: readonly number[]) {
  const postmaster = stage.postmasterPid();
  return {
    atMs: performance.now(),
    server: cpuSeconds(pids),
    postgres: cpuSeconds([postmaster, ...descendantsOf(postmaster)]),
    own: cpuSeconds([process.pid]),
    machine: machineSeconds(),
  };
}
