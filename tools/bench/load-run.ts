import { type HttpConnection, openHttpConnection } from './http-connection.ts';
import { type LoadJob, type LoadResult, requestWriter } from './load-job.ts';

/** The value below which a share of the sorted values lies. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

// What a tool refuses comes with HTTP 200 all the same.
const TOOL_ERROR = 422;
const callsTools = ({ requests }: LoadJob): boolean =>
  requests.kind === 'tool' || (requests.kind === 'create' && requests.tool !== undefined);
const isToolError = (job: LoadJob, text: Buffer): boolean => callsTools(job) && text.includes('"isError":true');

/**
 * Keeps every connection busy with one request after another for the time of the job, then waits for the answers
 * that are still to come, so that every request that was sent is accounted for.
 */
export async function runLoad(job: LoadJob): Promise<LoadResult> {
  const { hostname, port } = new URL(job.url);
  const write = requestWriter(job);
  const answers = new Map<number, number>();
  const broken: string[] = [];
  const latencies: number[] = [];
  const startedMs = performance.now();
  const fromMs = startedMs + job.warmUpMs;
  const untilMs = job.measureMs > 0 ? fromMs + job.measureMs : Number.POSITIVE_INFINITY;
  const requestsMax = job.requestsMax > 0 ? job.requestsMax : Number.POSITIVE_INFINITY;
  let sent = 0;
  let lastMs = fromMs;

  const drive = (): Promise<void> =>
    new Promise((finish, fail) => {
      let connection: HttpConnection | undefined;
      let sentMs = 0;
      const next = (nowMs: number): void => {
        if (nowMs >= untilMs || sent >= requestsMax) {
          connection?.close();
          finish();
          return;
        }
        const number = sent++;
        const send = (): void => {
          sentMs = performance.now();
          connection?.send(write(number));
        };
        const dueMs = job.perSecond > 0 ? startedMs + (number * 1000) / job.perSecond : nowMs;
        if (dueMs > nowMs) setTimeout(send, dueMs - nowMs);
        else send();
      };
      const onAnswer = (httpStatus: number, _bodyBytes: number, text: Buffer): void => {
        const nowMs = performance.now();
        const status = isToolError(job, text) ? TOOL_ERROR : httpStatus;
        answers.set(status, (answers.get(status) ?? 0) + 1);
        if (nowMs >= fromMs && nowMs < untilMs) {
          latencies.push(nowMs - sentMs);
          lastMs = nowMs;
        }
        next(nowMs);
      };
      const onBroken = (why: string): void => {
        broken.push(why);
        finish();
      };
      openHttpConnection(hostname, Number(port), { onAnswer, onBroken }).then((opened) => {
        connection = opened;
        next(performance.now());
      }, fail);
    });

  const cpuFrom = process.cpuUsage();
  await Promise.all(Array.from({ length: job.connections }, drive));
  const cpu = process.cpuUsage(cpuFrom);
  const seconds = (job.measureMs > 0 ? job.measureMs : lastMs - fromMs) / 1000;
  const sorted = Float64Array.from(latencies).sort();
  return {
    answers: Object.fromEntries(answers),
    broken,
    rate: sorted.length / seconds,
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    maxMs: sorted.at(-1) ?? 0,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
  };
}
