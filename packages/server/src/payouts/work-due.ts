import { type Connector, type Outcome, sameOutcome } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { pause } from '../foundation/clock.ts';
import { isConnectionLoss } from '../foundation/database.ts';
import { claimWork, type Work } from './claim-work.ts';
import type { PayoutRow } from './payout.ts';
import { recordOutcomes } from './record-outcomes.ts';

const SAVE_TRIES_MAX = 50;
const SAVE_PAUSE_MS = 200;

/** A piece of work that was taken up; `run` does it and never throws for what a bank does. */
export interface DueWork {
  readonly claimed: number;
  run(): Promise<void>;
}

/**
 * Takes up due payouts. The claim is committed when this resolves; running it calls the banks with no transaction
 * open and then writes down what they said.
 */
export async function takeDueWork(deps: Deps, worker: string, limit: number): Promise<DueWork> {
  // Measured from before the claim, so that our idea of the lease always ends before the database's.
  const startedMs = deps.clock.elapsedMs();
  const work = await claimWork(deps, worker, limit);
  return { claimed: work.claimed, run: () => runWork(deps, worker, work, startedMs) };
}

async function runWork(deps: Deps, worker: string, work: Work, startedMs: number): Promise<void> {
  const calls: Promise<void>[] = [];
  for (const connector of deps.banks.values()) {
    const max = connector.capabilities.instructionsMax;
    const submit = work.submit.filter(({ row }) => row.connector === connector.name);
    for (const part of chunks(submit, max)) {
      const rows = part.map(({ row }) => row);
      // A worker that was held up for too long must not call any more: its lease may be over, and another worker
      // may already be asking the bank about these payouts.
      const mayCall = () =>
        deps.clock.elapsedMs() - startedMs < deps.settings.leaseMs - connector.capabilities.timeoutMs;
      const call = () =>
        mayCall()
          ? connector.submit(part.map(({ instruction }) => instruction))
          : Promise.resolve(sameOutcome(idsOf(rows), 'not_sent', 'The worker was held up and did not call the bank.'));
      calls.push(callAndRecord(deps, worker, connector, rows, 'submit', call));
    }
    const ask = work.ask.filter((row) => row.connector === connector.name);
    for (const rows of chunks(ask, max)) {
      calls.push(callAndRecord(deps, worker, connector, rows, 'status', () => connector.statusOf(idsOf(rows))));
    }
  }
  await Promise.all(calls);
}

const idsOf = (rows: readonly PayoutRow[]): string[] => rows.map((row) => row.endToEndId);

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}

async function callAndRecord(
  deps: Deps,
  worker: string,
  connector: Connector,
  rows: readonly PayoutRow[],
  kind: 'submit' | 'status',
  call: () => Promise<Outcome[]>,
): Promise<void> {
  const startedMs = deps.clock.elapsedMs();
  const outcomes = await call();
  deps.metrics.bankCallSeconds.observe(
    { connector: connector.name, call: kind },
    (deps.clock.elapsedMs() - startedMs) / 1000,
  );
  const takenUp = new Map(rows.map((row) => [row.endToEndId, row.sequence]));
  // The answer is all the evidence there is, so a database that is away for a moment must not lose it. If it stays
  // away, the lease runs out and the bank is asked.
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await recordOutcomes(deps, { connector, actor: worker, takenUp }, outcomes);
    } catch (error) {
      if (!isConnectionLoss(error) || attempt >= SAVE_TRIES_MAX) throw error;
      await pause(SAVE_PAUSE_MS);
    }
  }
}
