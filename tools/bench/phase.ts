import type { Figure } from './figure.ts';
import type { GateResult } from './gate.ts';
import type { LoadResult, Requests } from './load-job.ts';
import { cpuSeconds, descendantsOf, machineSeconds } from './proc.ts';
import type { Stage } from './stage.ts';
import type { System } from './system.ts';

/** One measured load, and how busy everybody was meanwhile. */
export interface Phase {
  readonly name: string;
  readonly result: LoadResult;
  /** Cores used by the server process, by PostgreSQL, by the load generator, and by what is not ours. */
  readonly cores: Busy;
  /** Processor time for each answer, in microseconds: says more than the rate where others use the machine too. */
  readonly microsecondsEach: Busy;
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
  readonly phases: readonly Phase[];
  /** What ran while it was measured, in a sentence. */
  readonly ran: string;
}

interface PhaseOptions {
  readonly connections: number;
  readonly requests: Requests;
  readonly warmUpMs?: number;
  readonly measureMs?: number;
  readonly requestsMax?: number;
}

/** The part of a system that a load needs to know. */
type Loaded = Pick<System, 'sandbox' | 'token' | 'pids'>;

/** Loads a system for the time of a phase, after a warm-up. */
export async function runPhase(stage: Stage, name: string, system: Loaded, options: PhaseOptions): Promise<Phase> {
  const { connections, requests, requestsMax = 0 } = options;
  const { warmUpMs = stage.sizes.warmUpMs, measureMs = stage.sizes.measureMs } = options;
  const before = processorTime(stage, system);
  const result = await stage.load.run({
    url: system.sandbox.api_url,
    token: system.token,
    connections,
    warmUpMs: requestsMax > 0 ? 0 : warmUpMs,
    measureMs: requestsMax > 0 ? 0 : measureMs,
    requestsMax,
    requests,
  });
  const after = processorTime(stage, system);
  const answers = Object.values(result.answers).reduce((sum, count) => sum + count, 0);
  const phase: Phase = {
    name,
    result,
    cores: busyBetween(before, after, result, (after.atMs - before.atMs) / 1000),
    microsecondsEach: busyBetween(before, after, result, answers / 1e6),
  };
  stage.say(sentenceOf(phase));
  return phase;
}

function sentenceOf({ name, result, cores, microsecondsEach: each }: Phase): string {
  const { rate, p50Ms, p99Ms } = result;
  const used = (who: 'server' | 'postgres' | 'load'): string =>
    `${who} ${cores[who].toFixed(2)} (${Math.round(each[who])} µs each)`;
  return (
    `${name}: ${Math.round(rate).toLocaleString('en')}/s, p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms; ` +
    `cores: ${used('server')}, ${used('postgres')}, ${used('load')}, others ${cores.others.toFixed(2)}`
  );
}

type Used = ReturnType<typeof processorTime>;

/** Processor time between two looks, by so many seconds or answers. */
function busyBetween(before: Used, after: Used, { cpuSeconds: load }: LoadResult, by: number): Busy {
  const server = after.server - before.server;
  const postgres = after.postgres - before.postgres;
  const others = Math.max(0, after.machine - before.machine - server - postgres - load - (after.own - before.own));
  return { server: server / by, postgres: postgres / by, load: load / by, others: others / by };
}

function processorTime(stage: Stage, { pids }: Loaded) {
  const postmaster = stage.postmasterPid();
  return {
    atMs: performance.now(),
    server: cpuSeconds(pids),
    postgres: cpuSeconds([postmaster, ...descendantsOf(postmaster)]),
    own: cpuSeconds([process.pid]),
    machine: machineSeconds(),
  };
}
