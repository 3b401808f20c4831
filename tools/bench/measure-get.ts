import { countPayouts, samplePayoutIds } from './bench-store.ts';
import { atLeast, type Figure, figureAlone } from './figure.ts';
import { fillTables } from './fill-tables.ts';
import { type GateResult, judgeAnswers } from './gate.ts';
import { type Measured, type Phase, runPhase } from './phase.ts';
import type { Stage } from './stage.ts';
import { type System, startSystem } from './system.ts';

const CONNECTIONS = 128;
const SAMPLES = 10_000;

/** Reading single payouts, and the same route of the baseline on the same rows. */
export async function measureGet(stage: Stage): Promise<Measured> {
  const rows = stage.sizes.getRows;
  const sarf = await startSystem(stage, { name: 'get', roles: 'api' });
  const { database } = sarf;
  await fillTables(stage, sarf, rows);
  const baseline = await startSystem(stage, { name: 'baseline-get', roles: 'api', baseline: true, database });
  const ids = await samplePayoutIds(database.sql, SAMPLES);
  const payouts = ids.map((id) => `/payouts/v1/${id}`);
  const load = (name: string, system: System, paths: readonly string[]): Promise<Phase> => {
    const requests = { kind: 'get', paths } as const;
    return runPhase(stage, `${name}, ${CONNECTIONS} connections`, system, { connections: CONNECTIONS, requests });
  };
  const ours = await load('get', sarf, payouts);
  const theirs = await load('baseline get', baseline, payouts);
  // What the HTTP server, the load generator and this machine can do at most: nothing else is measured here.
  const empty = await load('empty route', sarf, ['/health/live']);
  const phases = [ours, theirs, empty];
  const count = await countPayouts(database.sql);
  const gates: GateResult[] = [
    ...phases.map(({ name, result }) => ({ phase: name, checked: 'all 200', faults: judgeAnswers(result, 200) })),
    { phase: 'get, rows', checked: `${rows} rows`, faults: count === rows ? [] : [`there are ${count} rows`] },
  ];
  for (const system of [baseline, sarf]) await system.stop();
  return {
    figures: figuresOf(ours, theirs, empty),
    gates,
    phases,
    ran:
      'get: Sarf with ROLES=api, and the baseline, which reads with one statement a request, on the same ' +
      `${rows.toLocaleString('en')} payouts; ${SAMPLES.toLocaleString('en')} of them in turn.`,
  };
}

function figuresOf(ours: Phase, theirs: Phase, empty: Phase): Figure[] {
  const { rate, p99Ms } = ours.result;
  return [
    {
      key: 'get_128',
      name: 'GET payout, 128 connections',
      unit: '/s',
      sarf: rate,
      baseline: theirs.result.rate,
      ratio: rate / theirs.result.rate,
      raw: null,
      aims: [atLeast(rate, 12_000, '/s')],
    },
    {
      key: 'get_128_p99',
      name: '  p99, GET payout, 128 connections',
      unit: 'ms',
      sarf: p99Ms,
      baseline: theirs.result.p99Ms,
      ratio: theirs.result.p99Ms / p99Ms,
      raw: null,
      aims: [],
    },
    figureAlone({
      key: 'empty_route_128',
      name: 'an empty route of the same server (/health/live)',
      unit: '/s',
      sarf: empty.result.rate,
    }),
  ];
}
