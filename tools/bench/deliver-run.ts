import { type Arrivals, judgeArrivals } from './arrivals.ts';
import { lastPosition, postponePayouts, selectEventIds } from './deliver-store.ts';
import { type GateResult, gateCreated } from './gate.ts';
import { runPhase, type Watched, watch } from './phase.ts';
import type { Receiver } from './receiver.ts';
import { type Stage, settle } from './stage.ts';
import { type System, startSystem } from './system.ts';

/** Events that wait, and whom a worker tells of them. */
interface Wish {
  readonly name: string;
  readonly events: number;
  /** The paths of the endpoints that answer, and of those that do not. */
  readonly living: readonly string[];
  readonly dead: readonly string[];
}

/** What came of it. */
export interface Delivered {
  readonly arrivals: Arrivals;
  readonly gates: readonly GateResult[];
  readonly phases: readonly Watched[];
}

/** Registers an endpoint that is told of everything. */
export async function registerEndpoint({ sandbox, token }: System, url: string): Promise<void> {
  const response = await fetch(`${sandbox.api_url}/webhooks/v1/endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url }),
  });
  if (response.status !== 201) throw new Error(`the endpoint was refused: ${await response.text()}`);
}

/**
 * Has events made while nobody delivers, one for each payout; then a worker begins, and is waited for until each event
 * came to each living endpoint. The payouts themselves wait until tomorrow: nothing but deliveries is measured.
 */
export async function deliverWaiting(stage: Stage, receiver: Receiver, wish: Wish): Promise<Delivered> {
  const { name, events, living, dead } = wish;
  const paths = [...living, ...dead];
  const system = await startSystem(stage, { name, roles: 'api' });
  const { sql } = system.database;
  const from = await lastPosition(sql);
  for (const path of paths) await registerEndpoint(system, receiver.origin + path);
  const created = await runPhase(stage, `${name}, creating ${events.toLocaleString('en')} payouts first`, system, {
    connections: 128,
    requests: { kind: 'create', prefix: name, destinationId: system.sandbox.destination_id, payoutAccountIds: [] },
    requestsMax: events,
  });
  const gate = await gateCreated(sql, `${name}, created`, name, created.result);
  await postponePayouts(sql);
  await settle(system.database);
  const watched = await deliverBy(await system.join('worker'), stage, receiver, wish);
  const arrivals = await receiver.arrivals(paths);
  const arrived = await gateArrived(name, await selectEventIds(sql, from), arrivals, living);
  await system.stop();
  return { arrivals, gates: [gate, arrived], phases: [created, watched] };
}

async function deliverBy(
  worker: { readonly pid: number; stop(): Promise<void> },
  stage: Stage,
  receiver: Receiver,
  { name, events, living, dead }: Wish,
): Promise<Watched> {
  // What it takes to start is not counted.
  await receiver.waitFor(living, 1);
  const { done, ...watched } = await watch(stage, name, [worker.pid], async () => {
    const before = receiver.cpuSeconds();
    await receiver.waitFor(living, events);
    return { count: events * living.length, loadSeconds: receiver.cpuSeconds() - before };
  });
  // Whatever would still come has come when the worker is gone. It would wait for the dead until it gives them up.
  const stopping = worker.stop();
  if (dead.length > 0) await receiver.hangUp();
  await stopping;
  return watched;
}

/** The gate of deliveries: each event came to each living endpoint, and nothing else came to any. */
export function gateArrived(
  phase: string,
  eventIds: readonly string[],
  arrivals: Arrivals,
  living: readonly string[],
): GateResult {
  return {
    phase: `${phase}, delivered`,
    checked: `${eventIds.length} events, each at ${living.length} endpoints at least once; nothing else`,
    faults: judgeArrivals(eventIds, arrivals, living),
  };
}
