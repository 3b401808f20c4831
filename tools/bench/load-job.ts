/** A piece of work for the load generator. */
export interface LoadJob {
  /** Origin of the server, and what its paths begin with: http://127.0.0.1:3000, http://127.0.0.1:8080/v1 */
  readonly url: string;
  readonly token: string;
  readonly connections: number;
  /** Load without counting, so that everything is warm. */
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** Stop after so many requests; 0 goes by the time alone. */
  readonly requestsMax: number;
  /** How many requests a second to send at most; 0 sends as soon as there is an answer to the one before. */
  readonly perSecond: number;
  readonly requests: Requests;
}

export type Requests =
  | {
      readonly kind: 'create';
      /** Begins every idempotency key, reference and description of this job, and of no other. */
      readonly prefix: string;
      readonly destinationId: string;
      /** Paid from in turn; empty pays from the default account. */
      readonly payoutAccountIds: readonly string[];
      /** Create by this tool of an MCP server. */
      readonly tool?: string;
    }
  | { readonly kind: 'get'; readonly paths: readonly string[] }
  /** Calls of a tool of an MCP server, their arguments as JSON. A result that is an error counts as 422. */
  | { readonly kind: 'tool'; readonly tool: string; readonly arguments: readonly string[] };

/** What the load generator saw. */
export interface LoadResult {
  /** How many requests were answered with each status, warm-up and all. */
  readonly answers: Readonly<Record<string, number>>;
  /** Why connections broke; a request on them has no answer. */
  readonly broken: readonly string[];
  /** Answers in the measured time, per second. */
  readonly rate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** The processor time that the load generator itself used, warm-up and all. */
  readonly cpuSeconds: number;
}

/** The request of each number, head and body: no two are alike where the job creates. */
export function requestWriter(job: LoadJob): (number: number) => string {
  const { requests } = job;
  const { host, pathname } = new URL(job.url);
  const base = pathname === '/' ? '' : pathname;
  const shared = `host: ${host}\r\nauthorization: Bearer ${job.token}\r\n`;
  if (requests.kind === 'get') {
    const { paths } = requests;
    return (number) => `GET ${base}${paths[number % paths.length]} HTTP/1.1\r\n${shared}\r\n`;
  }
  const post = (path: string, headers: string, body: string): string =>
    `POST ${base}${path} HTTP/1.1\r\n${shared}content-type: application/json\r\n${headers}` +
    `content-length: ${body.length}\r\n\r\n${body}`;
  const callTool = (tool: string, number: number, args: string): string =>
    post('', MCP_HEADERS, toolCall(tool, number, args));
  if (requests.kind === 'tool') {
    const { tool, arguments: args } = requests;
    return (number) => callTool(tool, number, args[number % args.length] ?? '{}');
  }
  const { prefix, tool } = requests;
  return (number) => {
    const name = `${prefix}-${String(number).padStart(9, '0')}`;
    const body = payoutOf(requests, number, name);
    if (tool === undefined) return post('/payouts/v1/payment', `idempotency-key: ${name}\r\n`, `{${body}}`);
    return callTool(tool, number, `{"body":{${body},"idempotency_key":"${name}"}}`);
  };
}

const MCP_HEADERS = 'accept: application/json, text/event-stream\r\nmcp-protocol-version: 2025-11-25\r\n';

const toolCall = (tool: string, number: number, args: string): string =>
  `{"jsonrpc":"2.0","id":${number},"method":"tools/call","params":{"name":"${tool}","arguments":${args}}}`;

/** The members of the body of a payout. */
function payoutOf(
  { destinationId, payoutAccountIds }: Extract<Requests, { kind: 'create' }>,
  number: number,
  name: string,
): string {
  const account = payoutAccountIds[number % payoutAccountIds.length];
  const from = account === undefined ? '' : `,"payout_account_id":"${account}"`;
  // 1.00 to 1.89: the last two digits of an amount choose what the sandbox bank does, and from 91 on it is special.
  const amount = 100 + (number % 90);
  return (
    `"amount":${amount / 100},"currency":"AED","destination_id":"${destinationId}"${from},` +
    `"reference":"ref ${name}","description":"Invoice ${name}"`
  );
}
