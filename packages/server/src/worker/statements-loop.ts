import type { Deps } from '../deps.ts';
import { after, pause } from '../foundation/clock.ts';
import { fetchStatements, noteAccounts } from '../reconciliation/fetch-statements.ts';
import { openImporter } from '../reconciliation/import-statement.ts';
import { sweepSpooled } from '../reconciliation/spool-file.ts';
import type { Worker } from './loop.ts';
import { repeat } from './repeat.ts';

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
  const importer = openImporter(deps);
  let notedMs = Number.NEGATIVE_INFINITY;

  const once = async (stopping: AbortSignal): Promise<void> => {
    const nowMs = deps.clock.elapsedMs();
    if (nowMs - notedMs >= everyMs) {
      notedMs = nowMs;
      await noteAccounts(deps);
      await sweepSpooled(deps, after(deps.clock.now(), -BEGUN_MS));
    }
    const found = await fetchStatements(deps, { importer, name, everyMs, stopping });
    if (!found) await pause(Math.min(IDLE_PAUSE_MS, everyMs), stopping);
  };

  return repeat(
    deps,
    {
      waits: 'the database does not answer; statements wait',
      broke: 'looking for statements that are due broke',
      faultPauseMs: FAULT_PAUSE_MS,
    },
    once,
  );
}
