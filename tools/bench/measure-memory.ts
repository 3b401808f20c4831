import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../packages/server/src/foundation/database.ts';
import { freePort } from '../../packages/server/test/free-port.ts';
import { atMost, figureAlone } from './figure.ts';
import { gateCreated, gateDrained } from './gate.ts';
import { waitUntilDrained } from './measure-drain.ts';
import { postmasterOf, sumPssMb, sumRssMb } from './memory-watch.ts';
import { type Measured, runPhase } from './phase.ts';
import { descendantsOf } from './proc.ts';
import { databaseFolder, type Stage, stopAtEnd } from './stage.ts';
import { startProgram } from './start-program.ts';
import { fetchToken, mainProgram, noteMemory, readSandbox } from './system.ts';

const PREFIX = 'steady';
const IDLE_AFTER_MS = 2000;
const LOOK_EVERY_MS = 1000;
const IDLE_MAX_MB = 350;
// What a garbage-collected heap may breathe without growing.
const GROWTH_MAX = 1.2;

/** The memory of everything that `npm start` runs: right after a fresh start, and under a steady load. */
export async function measureMemory(stage: Stage): Promise<Measured> {
  const { program, family, system } = await startEverything(stage);
  await sleep(IDLE_AFTER_MS);
  const idle = { pss: sumPssMb(family()), rss: sumRssMb(family()) };
  stage.say(
    `idle, everything together: ${idle.pss.toFixed(0)} MB (${idle.rss.toFixed(0)} MB with shared pages doubled)`,
  );
  const server = await stage.postgres();
  const sql = openDatabase(server.url(), { connectionsMax: 2 });
  const endSql = stage.onEnd(() => sql.end({ timeout: 2 }));
  const { looks, stopLooking } = lookAtMemory([program.pid, ...descendantsOf(program.pid)]);
  const phase = await runPhase(stage, 'everything together, 2 connections', system, {
    connections: 2,
    requests: { kind: 'create', prefix: PREFIX, destinationId: system.sandbox.destination_id, payoutAccountIds: [] },
    measureMs: stage.sizes.steadyMs,
  });
  stopLooking();
  await waitUntilDrained(stage, sql);
  const accepted = phase.result.answers['201'] ?? 0;
  const gates = [
    await gateCreated(sql, 'memory, created and completed', PREFIX, phase.result),
    await gateDrained(sql, 'memory, at the bank', PREFIX, accepted, system.sandbox.bank_url),
  ];
  await endSql();
  await program.stop();
  const { early, late } = thirds(looks);
  return {
    figures: [
      figureAlone({
        key: 'memory_idle',
        name: 'idle, everything together (shared pages counted once)',
        unit: 'MB',
        sarf: idle.pss,
        aims: [atMost(idle.pss, IDLE_MAX_MB, ' MB')],
      }),
      figureAlone({
        key: 'memory_idle_rss',
        name: 'idle, everything together (shared pages counted for each process)',
        unit: 'MB',
        sarf: idle.rss,
      }),
      {
        key: 'memory_steady',
        name: `Sarf and bank at ${Math.round(phase.result.rate)} payouts/s, last third (beside it: the third before)`,
        unit: 'MB',
        sarf: late,
        baseline: early,
        ratio: late / early,
        raw: null,
        aims: [atMost(late / early, GROWTH_MAX, '×')],
      },
    ],
    gates,
    phases: [phase],
    ran:
      'memory: what `npm start` runs, without the capabilities, on a fresh data folder: one process with api and worker, the sandbox bank, and ' +
      `PostgreSQL; idle ${IDLE_AFTER_MS / 1000} s after the start, then for ${stage.sizes.steadyMs / 1000} s under two ` +
      'connections that create payouts, while the worker drains them.',
  };
}

async function startEverything(stage: Stage) {
  const dataDir = databaseFolder(stage.folder);
  stage.say('starting everything together, as npm start does');
  const environment = {
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    BANK_PORT: String(await freePort()),
    ROLES: 'api,worker,bank',
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'warn',
    STATEMENTS_EVERY_SECONDS: '0',
  };
  const note = (pid: number): void => noteMemory(stage, 'api,worker,bank', pid);
  const program = await stopAtEnd(stage.onEnd, startProgram('everything', mainProgram, environment, note));
  const postmaster = await postmasterOf(dataDir);
  const sandbox = await readSandbox(join(dataDir, 'sandbox.json'));
  return {
    program,
    family: () => [program.pid, ...descendantsOf(program.pid), postmaster, ...descendantsOf(postmaster)],
    system: { sandbox, token: await fetchToken(sandbox), pids: [program.pid] },
  };
}

/** Looks once a second at what processes have resident together. */
function lookAtMemory(pids: readonly number[]): { readonly looks: readonly number[]; stopLooking(): void } {
  const looks: number[] = [];
  const timer = setInterval(() => looks.push(sumRssMb(pids)), LOOK_EVERY_MS);
  return { looks, stopLooking: () => clearInterval(timer) };
}

/** The highest looks of the second third and of the last: in the first the heaps are still warming up. */
function thirds(looks: readonly number[]): { early: number; late: number } {
  const third = Math.max(1, Math.floor(looks.length / 3));
  return { early: Math.max(...looks.slice(-2 * third, -third)), late: Math.max(...looks.slice(-third)) };
}
