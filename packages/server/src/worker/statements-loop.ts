import type { Deps } from '../deps.ts';
import { after, pause } from '../foundation/clock.ts';
import { isConnectionLoss } from '../foundation/database.ts';
import { fetchStatements, noteAccounts } from '../reconciliation/fetch-statements.ts';
import { openImporter } from '../reconciliation/import-statement.ts';
import { sweepSpooled } from '../reconciliation/spool-file.ts';
import type { Worker } from './loop.ts';

interface FetchOptions {
  readonly name: string;
  /** How often each account is looked at, in milliseconds. */
  readonly everyMs: number;
}

const IDLE_PAUSE_MS = 1000;
const FAULT_PAUSE_MS = 1000;
// Nobody takes so long to send a file.
const BEGUN_MS = 24 * 60 * 60_000;

/**
 * Fetches statements and looks for matches, account by account, until it is stopped. Any number of these may run at
 * once, in any number of processes.
 */
export function startFetching(deps: Deps, { name, everyMs }: FetchOptions): Worker {
  const stopping = new AbortController();
  const fetching = { importer: openImporter(deps), name, everyMs, stopping: stopping.signal };
  let notedMs = Number.NEGATIVE_INFINITY;

  const once = async (): Promise<void> => {
    const nowMs = deps.clock.elapsedMs();
    if (nowMs - notedMs >= everyMs) {
      notedMs = nowMs;
      await noteAccounts(deps);
      await sweepSpooled(deps, after(deps.clock.now(), -BEGUN_MS));
    }
    if (!(await fetchStatements(deps, fetching))) await pause(Math.min(IDLE_PAUSE_MS, everyMs), stopping.signal);
  };

  const loop = (async () => {
    while (!stopping.signal.aborted) {
      try {
        await once();
      } catch (error) {
        if (isConnectionLoss(error)) deps.log.warn('the database does not answer; statements wait');
        else deps.log.error({ err: error }, 'looking for statements that are due broke');
        await pause(FAULT_PAUSE_MS, stopping.signal);
      }
    }
  })();

  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
