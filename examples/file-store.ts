import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { memoryStore, type ReceiverStore } from '@sarf/sdk';

/**
 * Keeps how far a receiver has come in a file, a line a step, for one process. It is written after `onEvent`: a process
 * that is killed in between hears that one event again. A database that saves both at once does not have this gap.
 */
export function fileStore(path: string): ReceiverStore {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  // The last line may have been cut short.
  const entries = lines.slice(0, -1).map((line): [string, number] => {
    const [objectId = '', sequence] = line.split(' ');
    return [objectId, Number(sequence)];
  });
  const store = memoryStore(entries);
  return {
    hold: (objectId, work) =>
      store.hold(objectId, async (last, tx) => {
        const next = await work(last, tx);
        if (next !== last) appendFileSync(path, `${objectId} ${next}\n`);
        return next;
      }),
  };
}
