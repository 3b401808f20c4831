import type { Deps } from '../deps.ts';
import { pause } from '../foundation/clock.ts';
import { isConnectionLoss } from '../foundation/database.ts';
import type { Claimed } from './claim-submissions.ts';
import type { Connector, Outcome } from './connector.ts';
import type { NewsSource } from './record-news.ts';
import type { Submission } from './submission.ts';

const SAVE_TRIES_MAX = 50;
const SAVE_PAUSE_MS = 200;

/** A piece of work that was taken up; `run` does it and never throws for what a bank does. */
export interface DueWork {
  readonly claimed: number;
  run(): Promise<void>;
}

/** How one kind of thing is brought to banks, and how what they say of it is written down. */
export interface Errand<Row, Order, Said> {
  claim(): Promise<Claimed<Row, Order>>;
  /** One answer for each order, in their order. */
  submit(connector: Connector, orders: readonly Order[]): Promise<Said[]>;
  ask(connector: Connector, endToEndIds: readonly string[]): Promise<Said[]>;
  /** What is said of orders for which the bank was not called. */
  unsent(endToEndIds: readonly string[], kind: Outcome['kind'], message: string): Said[];
  /** May be called again with the same after it broke. */
  record(source: NewsSource, said: readonly Said[]): Promise<void>;
  /** What the two calls are named in the metrics. */
  readonly calls: { readonly submit: string; readonly ask: string };
}

type Doing = Pick<Deps, 'clock' | 'banks' | 'settings' | 'metrics'>;

/**
 * Takes up what is due. The claim is committed when this resolves; running it calls the banks with no transaction open
 * and then writes down what they said.
 */
export async function takeUp<Row extends Submission, Order, Said>(
  deps: Doing,
  worker: string,
  errand: Errand<Row, Order, Said>,
): Promise<DueWork> {
  // Measured from before the claim, so that our idea of the lease always ends before the database's.
  const startedMs = deps.clock.elapsedMs();
  const work = await errand.claim();
  return { claimed: work.claimed, run: () => carryOut(deps, worker, errand, work, startedMs) };
}

async function carryOut<Row extends Submission, Order, Said>(
  deps: Doing,
  worker: string,
  errand: Errand<Row, Order, Said>,
  work: Claimed<Row, Order>,
  startedMs: number,
): Promise<void> {
  const calls: Promise<void>[] = [];
  for (const connector of deps.banks.values()) {
    const max = connector.capabilities.instructionsMax;
    const submit = work.submit.filter(({ row }) => row.connector === connector.name);
    for (const part of chunks(submit, max)) {
      const rows = part.map(({ row }) => row);
      // A worker that was held up for too long must not call any more: its lease may be over, and another worker
      // may already be asking the bank about these.
      const mayCall = () =>
        deps.clock.elapsedMs() - startedMs < deps.settings.leaseMs - connector.capabilities.timeoutMs;
      const call = async () =>
        mayCall()
          ? errand.submit(
              connector,
              part.map(({ order }) => order),
            )
          : errand.unsent(idsOf(rows), 'not_sent', 'The worker was held up and did not call the bank.');
      calls.push(callAndRecord(deps, errand, { connector, actor: worker }, rows, errand.calls.submit, call));
    }
    const ask = work.ask.filter((row) => row.connector === connector.name);
    for (const rows of chunks(ask, max)) {
      const call = () => errand.ask(connector, idsOf(rows));
      calls.push(callAndRecord(deps, errand, { connector, actor: worker }, rows, errand.calls.ask, call));
    }
  }
  await Promise.all(calls);
}

const idsOf = (rows: readonly Submission[]): string[] => rows.map((row) => row.endToEndId);

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

async function callAndRecord<Said>(
  deps: Doing,
  errand: Pick<Errand<never, never, Said>, 'record'>,
  source: NewsSource,
  rows: readonly Submission[],
  name: string,
  call: () => Promise<Said[]>,
): Promise<void> {
  const startedMs = deps.clock.elapsedMs();
  const said = await call();
  deps.metrics.bankCallSeconds.observe(
    { connector: source.connector.name, call: name },
    (deps.clock.elapsedMs() - startedMs) / 1000,
  );
  const takenUp = new Map(rows.map((row) => [row.endToEndId, row.sequence]));
  // The answer is all the evidence there is, so a database that is away for a moment must not lose it. If it stays
  // away, the lease runs out and the bank is asked.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await errand.record({ ...source, takenUp }, said);
    } catch (error) {
      if (!isConnectionLoss(error) || attempt >= SAVE_TRIES_MAX) throw error;
      await pause(SAVE_PAUSE_MS);
    }
  }
}
