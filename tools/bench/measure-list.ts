import { countPayouts, payoutIdAt } from './bench-store.ts';
import { atMost, type Figure } from './figure.ts';
import { fillTables } from './fill-tables.ts';
import { type GateResult, judgeAnswers } from './gate.ts';
import { quantile } from './load-run.ts';
import { type Measured, type Phase, runPhase } from './phase.ts';
import type { Stage } from './stage.ts';
import { type System, startSystem } from './system.ts';

const PAGE_SIZE = 50;
// Small and large in turn, several times: both meet the same machine.
const ROUNDS = 5;
const RATIO_MAX = 1.3;

interface Table {
  readonly system: System;
  readonly rows: number;
  readonly pages: { readonly first: string; readonly deep: string };
}

type Depth = keyof Table['pages'];

/** A page of the list, the first and a deep one, of a small and of a large table. */
export async function measureList(stage: Stage): Promise<Measured> {
  const { listRowsSmall, listRowsLarge } = stage.sizes;
  const small = await makeTable(stage, 'list-small', listRowsSmall);
  const large = await makeTable(stage, 'list-large', listRowsLarge);
  const figures: Figure[] = [];
  const phases: Phase[] = [];
  const gates: GateResult[] = [await gateTable(small), await gateTable(large)];
  for (const depth of ['first', 'deep'] as const) {
    const [ours, other] = await compare(stage, small, large, depth, phases);
    figures.push(figureOf(depth, small, large, ours, other));
  }
  gates.push(
    ...phases.map(({ name, result }) => ({ phase: name, checked: 'all 200', faults: judgeAnswers(result, 200) })),
  );
  for (const { system } of [small, large]) await system.stop();
  return {
    figures,
    gates,
    phases,
    ran:
      `list: two of Sarf with ROLES=api, one on ${listRowsSmall.toLocaleString('en')} payouts and one on ` +
      `${listRowsLarge.toLocaleString('en')}, asked in turn over one connection for pages of ${PAGE_SIZE}; the median ` +
      'is shown. The deep page begins after nine tenths of the payouts.',
  };
}

async function makeTable(stage: Stage, name: string, rows: number): Promise<Table> {
  const system = await startSystem(stage, { name, roles: 'api' });
  await fillTables(stage, system, rows);
  const path = `/payouts/v1/payments?page_size=${PAGE_SIZE}`;
  const after = await payoutIdAt(system.database.sql, Math.floor(rows * 0.9));
  return { system, rows, pages: { first: path, deep: `${path}&after=${after}` } };
}

/** The times of the small and of the large table: of each round the median, and of those the median. */
async function compare(
  stage: Stage,
  small: Table,
  large: Table,
  depth: Depth,
  phases: Phase[],
): Promise<[small: number, large: number]> {
  const medians: Record<'small' | 'large', number[]> = { small: [], large: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [which, table] of [['small', small] as const, ['large', large] as const]) {
      const name = `list, ${depth} page, ${table.rows.toLocaleString('en')} rows`;
      const phase = await runPhase(stage, name, table.system, {
        connections: 1,
        requests: { kind: 'get', paths: [table.pages[depth]] },
        warmUpMs: stage.sizes.warmUpMs / ROUNDS,
        measureMs: stage.sizes.measureMs / ROUNDS,
      });
      phases.push(phase);
      medians[which].push(phase.result.p50Ms);
    }
  }
  const middle = (times: readonly number[]): number => quantile(Float64Array.from(times).sort(), 0.5);
  return [middle(medians.small), middle(medians.large)];
}

function figureOf(depth: Depth, small: Table, large: Table, smallMs: number, largeMs: number): Figure {
  const ratio = largeMs / smallMs;
  return {
    key: `list_${depth}`,
    name: `list, ${depth} page of ${large.rows.toLocaleString('en')} rows (beside it: of ${small.rows.toLocaleString('en')})`,
    unit: 'ms',
    sarf: largeMs,
    baseline: smallMs,
    ratio,
    raw: null,
    aims: [atMost(ratio, RATIO_MAX, '×')],
  };
}

/** Are the rows there, and is a page what it should be: full, newest first, and followed by another? */
async function gateTable({ system, rows, pages }: Table): Promise<GateResult> {
  const faults: string[] = [];
  const count = await countPayouts(system.database.sql);
  if (count !== rows) faults.push(`the table has ${count} rows, not ${rows}`);
  for (const path of [pages.first, pages.deep]) {
    const authorization = `Bearer ${system.token}`;
    const response = await fetch(`${system.sandbox.api_url}${path}`, { headers: { authorization } });
    const page: { content: { id: string }[]; page: { next: string | null } } = JSON.parse(await response.text());
    const ids = page.content.map(({ id }) => id);
    if (ids.length !== PAGE_SIZE || new Set(ids).size !== PAGE_SIZE) faults.push(`a page has ${ids.length} payouts`);
    if (ids.join() !== ids.toSorted().toReversed().join()) faults.push('a page is not newest first');
    if (page.page.next === null) faults.push('a page has none after it');
  }
  return { phase: system.name, checked: `${rows.toLocaleString('en')} rows; pages are full and newest first`, faults };
}
