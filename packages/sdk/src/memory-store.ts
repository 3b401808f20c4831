import type { ReceiverStore } from './receiver-store.ts';

/**
 * Keeps how far a receiver has come in memory: for tests, and for one process that may hear everything again after a
 * restart. It grows by one entry an object.
 * @param entries object ids and sequences to begin with, for one that was saved elsewhere
 */
export function memoryStore(entries: Iterable<readonly [string, number]> = []): ReceiverStore {
  const sequences = new Map(entries);
  // Who came last for each object; the next one waits for it.
  const queues = new Map<string, Promise<void>>();
  return {
    async hold(objectId, work) {
      const run = async (): Promise<void> => {
        sequences.set(objectId, await work(sequences.get(objectId) ?? 0, undefined));
      };
      const before = queues.get(objectId);
      const mine = before === undefined ? run() : before.then(run, run);
      queues.set(objectId, mine);
      try {
        await mine;
      } finally {
        if (queues.get(objectId) === mine) queues.delete(objectId);
      }
    },
  };
}
