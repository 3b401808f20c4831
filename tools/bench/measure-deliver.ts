import { type Arrivals, countAgain, latencies, spanMs } from './arrivals.ts';
import { type Delivered, deliverWaiting, gateArrived, registerEndpoint } from './deliver-run.ts';
import { lastPosition, selectEventIds } from './deliver-store.ts';
import { atLeast, atMost, type Figure, figureAlone } from './figure.ts';
import { gateCreated, gateDrained } from './gate.ts';
import { waitUntilDrained } from './measure-drain.ts';
import { busySentence, type Measured, runPhase, type Watched } from './phase.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { DEAD } from './receiver-server.ts';
import { type Stage, stopAtEnd } from './stage.ts';
import { startSystem } from './system.ts';

const STEADY_PER_SECOND = 100;
const STEADY_CONNECTIONS = 8;

/** A part of what is measured here. */
interface Part extends Delivered {
  readonly figures: readonly Figure[];
}

/** Deliveries to endpoints: how many a second, how soon, and what one dead endpoint does to the others. */
export async function measureDeliver(stage: Stage): Promise<Measured> {
  const receiver = await stopAtEnd(stage.onEnd, startReceiver());
  const found = [await measureRate(stage, receiver), await measureDelay(stage, receiver)];
  found.push(await measureFive(stage, receiver));
  await receiver.stop();
  const again = found.reduce((sum, { arrivals }) => sum + countAgain(arrivals), 0);
  return {
    figures: [
      ...found.flatMap(({ figures }) => figures),
      figureAlone({
        key: 'deliver_again',
        name: 'deliveries that came to an endpoint once more',
        unit: '',
        sarf: again,
        aims: [atMost(again, 0, '')],
      }),
    ],
    gates: found.flatMap(({ gates }) => gates),
    phases: found.flatMap(({ phases }) => phases),
    ran: sentenceOf(stage),
  };
}

function sentenceOf({ sizes }: Stage): string {
  const [count, five] = [sizes.deliverCount, sizes.deliverFiveCount].map((one) => one.toLocaleString('en'));
  return (
    `deliver: one endpoint on this machine, all types, and ${count} events of payouts that were made, with ` +
    'ROLES=api, while no worker ran; the payouts are put off until tomorrow, so that the process with ROLES=worker ' +
    'that then begins has nothing to do but to deliver; from the first delivery to the last, as the receiver, a ' +
    `process of its own, has them. How soon: ${STEADY_PER_SECOND} payouts/s for ${sizes.deliverSteadyMs / 1000} s, ` +
    'with api, worker and sandbox bank, which completes them: from the time in each of their events to its arrival. ' +
    `Five: as the first, with ${five} events, once with five endpoints that answer and once with four and one that ` +
    'takes what it is sent and never answers; until the same four have all.'
  );
}

async function measureRate(stage: Stage, receiver: Receiver): Promise<Part> {
  const living = ['/one'];
  const events = stage.sizes.deliverCount;
  const delivered = await deliverWaiting(stage, receiver, { name: 'deliver', events, living, dead: [] });
  const rate = (events * 1000) / spanMs(delivered.arrivals, living);
  tell(stage, `deliver: ${Math.round(rate).toLocaleString('en')}/s`, delivered.phases);
  const name = 'deliveries to one endpoint';
  const aims = [atLeast(rate, 3000, '/s')];
  return { ...delivered, figures: [figureAlone({ key: 'deliver', name, unit: '/s', sarf: rate, aims })] };
}

function tell(stage: Stage, what: string, phases: readonly Watched[]): void {
  const last = phases.at(-1);
  stage.say(last ? `${what}; ${busySentence(last)}` : what);
}

async function measureDelay(stage: Stage, receiver: Receiver): Promise<Part> {
  const name = 'deliver-steady';
  const living = ['/steady'];
  const system = await startSystem(stage, { name, roles: 'api,bank' });
  const { sql } = system.database;
  const worker = await system.join('worker');
  const from = await lastPosition(sql);
  await registerEndpoint(system, receiver.origin + living[0]);
  const countedFromMs = Date.now() + stage.sizes.warmUpMs;
  const both = { ...system, pids: [...system.pids, worker.pid] };
  const phase = await runPhase(stage, `deliver, ${STEADY_PER_SECOND} payouts/s`, both, {
    connections: STEADY_CONNECTIONS,
    requests: { kind: 'create', prefix: name, destinationId: system.sandbox.destination_id, payoutAccountIds: [] },
    perSecond: STEADY_PER_SECOND,
    measureMs: stage.sizes.deliverSteadyMs,
  });
  await waitUntilDrained(stage, sql);
  const eventIds = await selectEventIds(sql, from);
  await receiver.waitFor(living, eventIds.length);
  await worker.stop();
  const arrivals = await receiver.arrivals(living);
  const accepted = phase.result.answers['201'] ?? 0;
  const gates = [
    await gateCreated(sql, `${name}, created and completed`, name, phase.result),
    await gateDrained(sql, `${name}, at the bank`, name, accepted, system.sandbox.bank_url),
    gateArrived(name, eventIds, arrivals, living),
  ];
  await system.stop();
  return { arrivals, gates, phases: [phase], figures: delayFigures(stage, arrivals, countedFromMs) };
}

function delayFigures(stage: Stage, arrivals: Arrivals, fromMs: number): Figure[] {
  const { p50Ms, p99Ms } = latencies(arrivals, fromMs);
  stage.say(`deliver: an event came after ${p50Ms} ms (p50), ${p99Ms} ms (p99)`);
  const at = `from event to arrival, at ${STEADY_PER_SECOND} payouts/s`;
  const aims = [atMost(p50Ms, 100, ' ms')];
  return [
    figureAlone({ key: 'deliver_delay_p50', name: `p50, ${at}`, unit: 'ms', sarf: p50Ms, aims }),
    figureAlone({ key: 'deliver_delay_p99', name: `p99, ${at}`, unit: 'ms', sarf: p99Ms }),
  ];
}

/** What five endpoints are told when one of them is dead, beside what they are told when all are well. */
async function measureFive(stage: Stage, receiver: Receiver): Promise<Part> {
  const events = stage.sizes.deliverFiveCount;
  const four = (of: string): string[] => [1, 2, 3, 4].map((number) => `/${of}-${number}`);
  const [wellFour, deadFour] = [four('five'), four('four')];
  const five = { name: 'deliver-five', events, living: [...wellFour, '/five-5'], dead: [] };
  const well = await deliverWaiting(stage, receiver, five);
  const wellMs = spanMs(well.arrivals, wellFour);
  tell(stage, `deliver, five well: ${(wellMs / 1000).toFixed(2)} s`, well.phases);
  const fourAndDead = { name: 'deliver-dead', events, living: deadFour, dead: [DEAD] };
  const dead = await deliverWaiting(stage, receiver, fourAndDead);
  const deadMs = spanMs(dead.arrivals, deadFour);
  tell(stage, `deliver, one of five dead: ${(deadMs / 1000).toFixed(2)} s`, dead.phases);
  const ratio = deadMs / wellMs;
  const figure: Figure = {
    key: 'deliver_dead',
    name: `${events.toLocaleString('en')} events at four endpoints, a fifth is dead (beside it: is well)`,
    unit: 'ms',
    sarf: deadMs,
    baseline: wellMs,
    ratio,
    raw: null,
    aims: [atMost(ratio, 1.3, '×')],
  };
  return {
    // The paths of the two are not the same.
    arrivals: { ...well.arrivals, ...dead.arrivals },
    gates: [...well.gates, ...dead.gates],
    phases: [...well.phases, ...dead.phases],
    figures: [figure],
  };
}
