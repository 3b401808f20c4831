import type { PayoutAccount } from '../../packages/server/src/banks/payout-accounts.ts';
import { openDatabase, type Sql } from '../../packages/server/src/foundation/database.ts';
import { dropTriggers } from './bench-store.ts';
import { atLeast, atMost, type Figure } from './figure.ts';
import { type GateResult, gateCreated } from './gate.ts';
import type { Requests } from './load-job.ts';
import { type Measured, type Phase, runPhase } from './phase.ts';
import { insertRaw } from './raw-insert.ts';
import { type BenchDatabase, type Stage, settle } from './stage.ts';
import { openPayoutAccounts, type System, startSystem } from './system.ts';

const MANY_ACCOUNTS = 1000;
const CONNECTIONS = [1, 16, 128] as const;

interface Case {
  readonly connections: (typeof CONNECTIONS)[number];
  readonly manyAccounts: boolean;
}

const cases: readonly Case[] = [false, true].flatMap((manyAccounts) =>
  CONNECTIONS.map((connections) => ({ connections, manyAccounts })),
);

interface Side {
  readonly system: System;
  readonly accounts: readonly PayoutAccount[];
}

interface Raw {
  readonly database: BenchDatabase;
  readonly sql: Sql;
  readonly side: Side;
}

/** Creation: Sarf, the baseline and the raw limit in turn, so that a machine that slows down slows all of them. */
export async function measureCreate(stage: Stage): Promise<Measured> {
  const [sarf, baseline, raw] = await Promise.all([
    startSide(stage, 'create', false),
    startSide(stage, 'baseline', true),
    startRaw(stage),
  ]);
  await dropTriggers(baseline.system.database.sql);
  const figures: Figure[] = [];
  const gates: GateResult[] = [];
  const phases: Phase[] = [];
  for (const one of cases) {
    const before = await readBatches(sarf.system);
    const ours = await measureSide(stage, sarf, one, phases, gates);
    const batchSize = meanBatch(before, await readBatches(sarf.system));
    const theirs = await measureSide(stage, baseline, one, phases, gates);
    const limit = await measureRaw(stage, raw, one, batchSize);
    figures.push(...figuresOf(one, ours, theirs, limit));
  }
  await raw.sql.end({ timeout: 2 });
  for (const { system } of [sarf, baseline, raw.side]) await system.stop();
  return {
    figures,
    gates,
    phases,
    ran:
      'create: Sarf with ROLES=api; the baseline is the same HTTP server, token check and request check in front of one ' +
      'transaction per request, 16 connections, statement after statement, in a database of the same schema without ' +
      'its triggers; the raw limit is four multi-row inserts and a commit, of the mean batch size that Sarf had, on ' +
      'four connections (one for one), in such a database too.',
  };
}

async function startSide(stage: Stage, name: string, isBaseline: boolean): Promise<Side> {
  const system = await startSystem(stage, { name, roles: 'api', baseline: isBaseline });
  const { sql } = system.database;
  return { system, accounts: await openPayoutAccounts(sql, system.sandbox.application_id, MANY_ACCOUNTS) };
}

async function startRaw(stage: Stage): Promise<Raw> {
  // The baseline's server sets the database up; then it only stands by.
  const side = await startSide(stage, 'raw', true);
  const { database } = side.system;
  await dropTriggers(database.sql);
  return { database, side, sql: openDatabase(database.url, { connectionsMax: 4 }) };
}

const phaseName = (name: string, { connections, manyAccounts }: Case): string =>
  `${name}, ${connections} connection${connections > 1 ? 's' : ''}, ${manyAccounts ? '1,000 accounts' : '1 account'}`;

async function measureSide(stage: Stage, side: Side, one: Case, phases: Phase[], gates: GateResult[]): Promise<Phase> {
  const { system, accounts } = side;
  const prefix = `c${one.connections}-${one.manyAccounts ? 'many' : 'one'}`;
  const requests: Requests = {
    kind: 'create',
    prefix,
    destinationId: system.sandbox.destination_id,
    payoutAccountIds: one.manyAccounts ? accounts.map(({ id }) => id) : [],
  };
  await settle(system.database);
  const name = phaseName(system.name, one);
  const phase = await runPhase(stage, name, system, { connections: one.connections, requests });
  phases.push(phase);
  gates.push(await gateCreated(system.database.sql, name, prefix, phase.result));
  return phase;
}

async function measureRaw(stage: Stage, raw: Raw, one: Case, batchSize: number): Promise<number> {
  await settle(raw.database);
  const { sandbox } = raw.side.system;
  const single = raw.side.accounts.slice(0, 1);
  const rate = await insertRaw(raw.sql, {
    applicationId: sandbox.application_id,
    destinationId: sandbox.destination_id,
    accounts: one.manyAccounts ? raw.side.accounts : single,
    batchSize,
    lanes: one.connections === 1 ? 1 : 4,
    warmUpMs: stage.sizes.warmUpMs / 2,
    measureMs: stage.sizes.rawMs,
    prefix: `r${one.connections}-${one.manyAccounts ? 'many' : 'one'}`,
  });
  stage.say(`${phaseName('raw insert', one)}: ${Math.round(rate).toLocaleString('en')}/s in batches of ${batchSize}`);
  return rate;
}

function figuresOf(one: Case, ours: Phase, theirs: Phase, raw: number): Figure[] {
  const { rate, p99Ms } = ours.result;
  const ratio = rate / theirs.result.rate;
  const key = `create_${one.connections}_${one.manyAccounts ? 'many' : 'one'}`;
  const aims = {
    1: [atLeast(ratio, 1, '×')],
    16: [],
    128: [atLeast(rate, 10_000, '/s'), atLeast(ratio, 8, '×')],
  };
  return [
    {
      key,
      name: phaseName('create', one),
      unit: '/s',
      sarf: rate,
      baseline: theirs.result.rate,
      ratio,
      raw,
      aims: aims[one.connections],
    },
    {
      key: `${key}_p99`,
      name: phaseName('  p99', one),
      unit: 'ms',
      sarf: p99Ms,
      baseline: theirs.result.p99Ms,
      ratio: theirs.result.p99Ms / p99Ms,
      raw: null,
      aims: one.connections === 128 ? [atMost(p99Ms, 60, ' ms')] : [],
    },
  ];
}

interface Batches {
  readonly items: number;
  readonly batches: number;
}

/** How many creations were combined into how many transactions so far, as Sarf itself counts them. */
async function readBatches({ sandbox }: System): Promise<Batches> {
  const text = await (await fetch(`${sandbox.api_url}/metrics`)).text();
  const read = (name: string): number =>
    Number(new RegExp(`^sarf_batch_items_${name}\\{batch="create_payouts"\\} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
  return { items: read('sum'), batches: read('count') };
}

function meanBatch(before: Batches, after: Batches): number {
  return Math.max(1, Math.round((after.items - before.items) / Math.max(1, after.batches - before.batches)));
}
