/** A piece of work for the load generator. */
export interface LoadJob {
  /** Origin of the server: http://127.0.0.1:3000 */
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
    }
  | { readonly kind: 'get'; readonly paths: readonly string[] };

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
  const shared = `host: ${new URL(job.url).host}\r\nauthorization: Bearer ${job.token}\r\n`;
  if (requests.kind === 'get') {
    const { paths } = requests;
    return (number) => `GET ${paths[number % paths.length]} HTTP/1.1\r\n${shared}\r\n`;
  }
  const { prefix, destinationId, payoutAccountIds } = requests;
  return (number) => {
    const name = `${prefix}-${String(number).padStart(9, '0')}`;
    const account = payoutAccountIds[number % payoutAccountIds.length];
    const from = account === undefined ? '' : `,"payout_account_id":"${account}"`;
    // 1.00 to 1.89: the last two digits of an amount choose what the sandbox bank does, and from 91 on it is special.
    const amount = 100 + (number % 90);
    const body =
      `{"amount":${amount / 100},"currency":"AED","destination_id":"${destinationId}"${from},` +
      `"reference":"ref ${name}","description":"Invoice ${name}"}`;
    return (
      `POST /payouts/v1/payment HTTP/1.1\r\n${shared}content-type: application/json\r\n` +
      `idempotency-key: ${name}\r\ncontent-length: ${body.length}\r\n\r\n${body}`
    );
  };
}
