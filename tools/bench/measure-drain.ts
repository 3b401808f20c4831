import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../../packages/server/src/foundation/database.ts';
import { countOpen, firstTakenUp } from './bench-store.ts';
import { atLeast, figureAlone } from './figure.ts';
import { gateCreated, gateDrained } from './gate.ts';
import { type Measured, runPhase } from './phase.ts';
import { type Stage, settle } from './stage.ts';
import { startSystem } from './system.ts';

const PREFIX = 'drain';
const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 180_000;

/** From accepted to COMPLETED: payouts that wait in the queue, and then a worker that begins. */
export async function measureDrain(stage: Stage): Promise<Measured> {
  const system = await startSystem(stage, { name: 'drain', roles: 'api,bank' });
  const { sql } = system.database;
  const count = stage.sizes.drainCount;
  const phase = await runPhase(stage, `drain, creating ${count.toLocaleString('en')} payouts first`, system, {
    connections: 128,
    requests: { kind: 'create', prefix: PREFIX, destinationId: system.sandbox.destination_id, payoutAccountIds: [] },
    requestsMax: count,
  });
  const created = await gateCreated(sql, 'drain, created', PREFIX, phase.result);
  await settle(system.database);
  await system.join('worker');
  await waitUntilDrained(stage, system.database.sql);
  const seconds = (Date.now() - (await firstTakenUp(sql)).getTime()) / 1000;
  const accepted = phase.result.answers['201'] ?? 0;
  const rate = accepted / seconds;
  stage.say(`drain: ${Math.round(rate).toLocaleString('en')} payouts/s to COMPLETED`);
  const drained = await gateDrained(sql, 'drain, completed', PREFIX, accepted, system.sandbox.bank_url);
  await system.stop();
  return {
    figures: [
      figureAlone({
        key: 'drain',
        name: 'drain, accepted to COMPLETED through the sandbox bank',
        unit: '/s',
        sarf: rate,
        aims: [atLeast(rate, 2000, '/s')],
      }),
    ],
    gates: [created, drained],
    phases: [phase],
    ran:
      `drain: ${count.toLocaleString('en')} payouts of one account wait in the queue; then a process with ROLES=worker ` +
      'begins, beside one with ROLES=api, which takes the callbacks of the bank, and the bank, a process of its own. ' +
      'Timed from the first that is taken up, by its history, until a look at the table finds none open.',
  };
}

/** Waits until nothing is open any more. */
export async function waitUntilDrained(stage: Stage, sql: Sql): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  let told = performance.now();
  for (;;) {
    const open = await countOpen(sql);
    if (open === 0) return;
    if (performance.now() > until) throw new Error(`${open} payouts were still open after ${PATIENCE_MS / 1000} s`);
    if (performance.now() - told > 2000) {
      stage.say(`waiting for ${open.toLocaleString('en')} open payouts`);
      told = performance.now();
    }
    await sleep(LOOK_EVERY_MS);
  }
}
