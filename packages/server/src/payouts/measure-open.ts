import { payoutStates } from '@sarf/contract';
import type { Deps } from '../deps.ts';
import { selectOpen } from './store.ts';

/** Counts the payouts that wait for a worker and how long the oldest of them has been due, for the metrics. */
export async function measureOpen(deps: Pick<Deps, 'sql' | 'clock' | 'metrics' | 'log'>): Promise<void> {
  try {
    const rows = await selectOpen(deps.sql);
    const now = deps.clock.now().getTime();
    for (const state of payoutStates) {
      const row = rows.find((one) => one.state === state);
      deps.metrics.payouts.set({ state }, Number(row?.count ?? 0));
      deps.metrics.oldestDueSeconds.set({ state }, Math.max(0, (now - (row?.oldestDueAt?.getTime() ?? now)) / 1000));
    }
  } catch (error) {
    deps.log.warn({ err: error }, 'could not measure the queue');
  }
}
