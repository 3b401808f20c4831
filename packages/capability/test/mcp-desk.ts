import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { ConsumedApi, ConsumedOperation, McpExpose, Source, Tool } from '../src/capability.ts';
import { createReplays, type ReplaysOptions } from '../src/mcp/replays/replays.ts';
import { createMcpAdapter } from '../src/mcp/serve-http.ts';
import { createOpenApiDocuments } from '../src/openapi/document.ts';
import type { Runtime } from '../src/running/runtime.ts';
import { api, call, declared, operation, parameter, runtime } from './models.ts';
import { listen } from './stand-in.ts';

/** Where a line of a file stands does not matter here. */
export const place = { file: 'desk.capability.yaml', line: 1, column: 1 };

export const OPENAPI = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));
export const PAYOUT_ID = '00000000-0000-4000-8000-000000000001';

export const expose = (tools: readonly Tool[], rest: Partial<McpExpose> = {}): McpExpose => ({
  type: 'mcp',
  namespace: 'desk-mcp',
  description: 'Payouts of the desk.',
  address: null,
  authentication: null,
  port: 9090,
  tools,
  resources: [],
  prompts: [],
  place,
  ...rest,
});

export const aTool = (name: string, rest: Partial<Tool>): Tool => ({
  name,
  title: null,
  description: `Lean ${name}`,
  parameters: [],
  declared: false,
  hints: null,
  invocation: { kind: 'mock', outputs: [] },
  namespace: 'desk-mcp',
  place,
  ...rest,
});

const READS = { readOnly: true, destructive: false, idempotent: true };
const WRITES = { readOnly: false, destructive: false, idempotent: false };

/** The five tools of the contract file, as the reader makes them of it. */
export function contractTools(baseUri: string, openapi: string | null = null): Tool[] {
  const of: ConsumedApi = { ...api(baseUri), openapi };
  const get = (name: string, route: string): ConsumedOperation =>
    operation(of, 'GET', route, {
      name,
      parameters: [...route.matchAll(/\{\{(\w+)\}\}/g)].map(([, id = '']) => parameter(id, 'path', { required: true })),
    });
  const create = operation(of, 'POST', '/payouts/v1/payment', {
    name: 'createPayoutPayment',
    parameters: [parameter('body', 'body', { type: 'object', required: true })],
  });
  const reading = (name: string, consumed: ConsumedOperation): Tool => {
    const ids = consumed.parameters.map((one) => one.name);
    const sources = ids.map((id): [string, Source] => [id, { kind: 'argument', name: id }]);
    return aTool(name, {
      hints: READS,
      parameters: ids.map((id) => declared(id, 'argument', { required: true })),
      invocation: call(consumed, Object.fromEntries(sources)),
    });
  };
  return [
    aTool('lean-createpayoutpayment', {
      hints: WRITES,
      parameters: [declared('body', 'argument', { type: 'object', required: true })],
      invocation: call(create, { body: { kind: 'argument', name: 'body' } }),
    }),
    reading('lean-listpayouts', get('listPayouts', '/payouts/v1/payments')),
    reading(
      'lean-getpayoutpaymenthistory',
      get('getPayoutPaymentHistory', '/payouts/v1/payments/{{payment_id}}/history'),
    ),
    reading('lean-getpayout', get('getPayout', '/payouts/v1/{{payment_id}}')),
    reading('lean-getpayoutintent', get('getPayoutIntent', '/payouts/v1/intents/{{payment_intent_id}}')),
  ];
}

export interface Desk extends AsyncDisposable {
  readonly url: string;
  /** What the adapter had to say. */
  readonly said: string[];
  readonly runtime: Runtime;
}

/** MCP on a free port of loopback. */
export async function desk(
  exposes: readonly McpExpose[],
  options: Partial<ReplaysOptions> & { allowedHosts?: readonly string[]; runtime?: Runtime } = {},
): Promise<Desk> {
  const said: string[] = [];
  const made = options.runtime ? null : runtime();
  const running = options.runtime ?? made;
  if (!running) throw new Error('There is no runtime.');
  const adapter = createMcpAdapter({
    exposes,
    runtime: running,
    openapi: createOpenApiDocuments((sentence) => said.push(sentence)),
    replays: createReplays({ now: Date.now, ...options }),
    allowedHosts: options.allowedHosts ?? [],
    log: (sentence) => said.push(sentence),
  });
  const server = createServer((request, response) => void adapter(request, response));
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/mcp`,
    said,
    runtime: running,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await made?.close();
    },
  };
}

/** A stock client; `2026-07-28` is the revision without sessions. */
export async function connect(url: string, revision: '2025-11-25' | '2026-07-28'): Promise<Client & AsyncDisposable> {
  const mode = revision === '2026-07-28' ? { pin: revision } : 'legacy';
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.close() });
}

export const REVISIONS = ['2025-11-25', '2026-07-28'] as const;

/** A message as a client of the older revisions posts it, without a client. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}
