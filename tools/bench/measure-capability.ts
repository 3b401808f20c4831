import { runOwnCapabilities } from '../../packages/server/test/capability-runner.ts';
import { samplePayoutIds } from './bench-store.ts';
import { atMost, type Figure, figureAlone } from './figure.ts';
import { fillTables } from './fill-tables.ts';
import { type GateResult, gateCreated, judgeAnswers } from './gate.ts';
import type { Requests } from './load-job.ts';
import { quantile } from './load-run.ts';
import { type Measured, type Phase, runPhase } from './phase.ts';
import { type Stage, stopAtEnd } from './stage.ts';
import { noteMemory, type System, startSystem } from './system.ts';

const SAMPLES = 10_000;
const CONNECTIONS = 16;
// Directly and through the adapter in turn, several times: both meet the same machine.
const ROUNDS = 5;
const ADDED_MAX_MS = 2;
const PAGE_SIZE = 50;

/** Where a load goes: the API itself, the REST adapter before it, or the MCP server before it. */
interface Way {
  readonly name: string;
  readonly url: string;
}

interface Scene {
  readonly stage: Stage;
  readonly sarf: System;
  readonly pid: number;
  readonly ways: Readonly<Record<'direct' | 'adapter' | 'mcp', Way>>;
  readonly phases: Phase[];
  readonly gates: GateResult[];
}

/** What the REST adapter adds to a request, and how many calls of tools the MCP server takes; beside the API itself. */
export async function measureCapability(stage: Stage): Promise<Measured> {
  const rows = stage.sizes.getRows;
  const sarf = await startSystem(stage, { name: 'capability', roles: 'api' });
  await fillTables(stage, sarf, rows);
  const { sandbox } = sarf;
  const client = { clientId: sandbox.client_id, clientSecret: sandbox.client_secret };
  const capability = await stopAtEnd(stage.onEnd, runOwnCapabilities(sandbox.api_url, client, ['--quiet']));
  const ways = {
    direct: { name: 'direct', url: sandbox.api_url },
    adapter: { name: 'adapter', url: `${capability.restUrl}/v1` },
    mcp: { name: 'MCP', url: capability.mcpUrl },
  };
  const scene: Scene = { stage, sarf, pid: capability.pid(), ways, phases: [], gates: [] };
  const ids = await samplePayoutIds(sarf.database.sql, SAMPLES);
  const figures = [
    ...(await addedTo(scene, 'GET payout', (): Requests => ({ kind: 'get', paths: pathsOf(ids) }))),
    ...(await addedTo(scene, 'create', (prefix): Requests => creating(sarf, prefix))),
    await toolFigure(
      scene,
      'get',
      { kind: 'get', paths: pathsOf(ids) },
      toolCalls('lean-getpayout', 'payment_id', ids),
    ),
    await toolFigure(
      scene,
      'list',
      { kind: 'get', paths: [`/payouts/v1/payments?page_size=${PAGE_SIZE}`] },
      { kind: 'tool', tool: 'lean-listpayouts', arguments: [`{"page_size":${PAGE_SIZE}}`] },
    ),
    await toolFigure(scene, 'create', creating(sarf, 'many-direct'), {
      ...creating(sarf, 'many-mcp'),
      tool: 'lean-createpayoutpayment',
    }),
  ];
  noteMemory(stage, 'capability', scene.pid);
  await capability.stop();
  await sarf.stop();
  return {
    figures,
    gates: scene.gates,
    phases: scene.phases,
    ran:
      `capability: our own capability files, as \`npm start\` runs them, before Sarf with ROLES=api on ${rows.toLocaleString('en')} ` +
      `payouts. What the REST adapter adds: one connection, directly and through it in turn, ${ROUNDS} times; the median ` +
      `of the medians is shown. Calls of tools: ${CONNECTIONS} connections that post tools/call of revision 2025-11-25, beside the same requests ` +
      `to the API itself; a list is a page of ${PAGE_SIZE}.`,
  };
}

const pathsOf = (ids: readonly string[]): string[] => ids.map((id) => `/payouts/v1/${id}`);
const toolCalls = (tool: string, argument: string, ids: readonly string[]): Requests => ({
  kind: 'tool',
  tool,
  arguments: ids.map((id) => `{"${argument}":"${id}"}`),
});

type Creating = Extract<Requests, { kind: 'create' }>;
const creating = ({ sandbox }: System, prefix: string): Creating => ({
  kind: 'create',
  prefix,
  destinationId: sandbox.destination_id,
  payoutAccountIds: [],
});

/** Loads one way, and checks what came of it. */
async function load(
  { stage, sarf, pid, phases, gates }: Scene,
  { name: way, url }: Way,
  name: string,
  requests: Requests,
  options: { readonly connections: number; readonly parts: number },
): Promise<Phase> {
  const { connections, parts } = options;
  const { warmUpMs, measureMs } = stage.sizes;
  const target = { sandbox: { ...sarf.sandbox, api_url: url }, token: sarf.token, pids: [...sarf.pids, pid] };
  const phase = await runPhase(stage, `${name}, ${way}`, target, {
    connections,
    requests,
    warmUpMs: warmUpMs / parts,
    measureMs: measureMs / parts,
  });
  phases.push(phase);
  gates.push(await gateOf(sarf, phase, requests));
  return phase;
}

async function gateOf(sarf: System, { name, result }: Phase, requests: Requests): Promise<GateResult> {
  if (requests.kind !== 'create') return { phase: name, checked: 'all 200', faults: judgeAnswers(result, 200) };
  // A tool says that it was done with 200, whatever was made.
  const answers =
    requests.tool === undefined ? result.answers : { ...result.answers, 201: result.answers['200'] ?? 0, 200: 0 };
  const known = Object.fromEntries(Object.entries(answers).filter(([, count]) => count > 0));
  return gateCreated(sarf.database.sql, name, requests.prefix, { ...result, answers: known });
}

/** How much later an answer comes through the adapter than directly, in the middle. */
async function addedTo(scene: Scene, name: string, requestsFor: (prefix: string) => Requests): Promise<Figure[]> {
  const medians: Record<'direct' | 'adapter', number[]> = { direct: [], adapter: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const which of ['direct', 'adapter'] as const) {
      const requests = requestsFor(`one-${which}-${round}`);
      const options = { connections: 1, parts: ROUNDS };
      const phase = await load(scene, scene.ways[which], `${name}, 1 connection`, requests, options);
      medians[which].push(phase.result.p50Ms);
    }
  }
  const middle = (times: readonly number[]): number => quantile(Float64Array.from(times).sort(), 0.5);
  const [direct, adapter] = [middle(medians.direct), middle(medians.adapter)];
  const key = `capability_${name.split(' ')[0]?.toLowerCase()}`;
  const added = adapter - direct;
  return [
    {
      ...figureAlone({
        key: `${key}_p50`,
        name: `p50, ${name} through the REST adapter (beside it: directly)`,
        unit: 'ms',
        sarf: adapter,
      }),
      baseline: direct,
      ratio: adapter / direct,
    },
    figureAlone({
      key: `${key}_added`,
      name: `  added by the adapter, ${name}`,
      unit: 'ms',
      sarf: added,
      aims: [atMost(added, ADDED_MAX_MS, ' ms')],
    }),
  ];
}

/** How many calls of a tool are answered, beside how many of the same requests the API takes itself. */
async function toolFigure(scene: Scene, name: string, direct: Requests, calls: Requests): Promise<Figure> {
  const options = { connections: CONNECTIONS, parts: 1 };
  const title = `tool calls: ${name}, ${CONNECTIONS} connections`;
  const theirs = await load(scene, scene.ways.direct, title, direct, options);
  const ours = await load(scene, scene.ways.mcp, title, calls, options);
  return {
    ...figureAlone({
      key: `capability_tool_${name}`,
      name: `${title} (beside it: the API itself)`,
      unit: '/s',
      sarf: ours.result.rate,
    }),
    baseline: theirs.result.rate,
    ratio: ours.result.rate / theirs.result.rate,
  };
}
