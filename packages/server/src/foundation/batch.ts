import { pause, systemClock } from './clock.ts';
import { DatabaseLost, errorCode, isConnectionLoss } from './database.ts';
import { Refusal } from './refuse.ts';

/** What became of one item of a batch: a value, or the refusal of that item alone. */
export type Outcome<T> = { readonly value: T } | { readonly refusal: Refusal };

interface BatchOptions<Item, Value> {
  /** Does all items in one go; the outcomes are in their order. `attempt` counts from 1. */
  readonly run: (items: readonly Item[], attempt: number) => Promise<readonly Outcome<Value>[]>;
  readonly itemsMax: number;
  readonly inFlightMax: number;
  /** Above this many waiting items further ones are refused with OVERLOADED. */
  readonly waitingMax: number;
  /** How long a batch is tried again while the database is away, in milliseconds. */
  readonly patienceMs?: number;
}

export interface Batcher<Item, Value> {
  /** Does the item together with the others that come at the same time. Throws the item's refusal. */
  submit(item: Item): Promise<Value>;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

interface Waiting<Item, Value> {
  readonly item: Item;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: unknown) => void;
}

const RETRY_PAUSE_MS = 100;
const CONFLICT_TRIES_MAX = 4;
// Serialization failure, deadlock, and a key or a balance (a check) that another batch took between our look and our
// insert: looking again settles each of them.
const isConflict = (error: unknown): boolean => ['40001', '40P01', '23505', '23514'].includes(errorCode(error));

/**
 * Combines concurrent items into batches: while one batch is saved the next one fills. An item that comes alone
 * is done at once. A batch that breaks is halved and tried again, so one bad item never fails its neighbours.
 */
export function createBatcher<Item, Value>(options: BatchOptions<Item, Value>): Batcher<Item, Value> {
  const queue: Waiting<Item, Value>[] = [];
  const idleWaiters: (() => void)[] = [];
  let inFlight = 0;
  let starting = false;

  const schedule = (): void => {
    if (starting || queue.length === 0 || inFlight >= options.inFlightMax) return;
    starting = true;
    // After the sockets that are readable now have been read, so that their requests share the batch.
    setImmediate(start);
  };

  const start = (): void => {
    starting = false;
    const batch = queue.splice(0, options.itemsMax);
    inFlight += 1;
    void settle(batch, options, 1).finally(() => {
      inFlight -= 1;
      schedule();
      if (inFlight === 0 && queue.length === 0) for (const wake of idleWaiters.splice(0)) wake();
    });
    schedule();
  };

  return {
    submit(item) {
      if (queue.length >= options.waitingMax) return Promise.reject(new Refusal('OVERLOADED'));
      return new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        schedule();
      });
    },
    idle() {
      if (inFlight === 0 && queue.length === 0) return Promise.resolve();
      return new Promise((resolve) => idleWaiters.push(resolve));
    },
  };
}

/** Runs a batch until every item has its outcome; never throws. */
async function settle<Item, Value>(
  batch: readonly Waiting<Item, Value>[],
  options: BatchOptions<Item, Value>,
  attempt: number,
  startedMs = systemClock.elapsedMs(),
): Promise<void> {
  try {
    const outcomes = await options.run(
      batch.map(({ item }) => item),
      attempt,
    );
    batch.forEach(({ resolve, reject }, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) reject(new Error('bug: a batch gave no outcome for an item'));
      else if ('value' in outcome) resolve(outcome.value);
      else reject(outcome.refusal);
    });
  } catch (error) {
    await recover(batch, options, { attempt, startedMs }, error);
  }
}

async function recover<Item, Value>(
  batch: readonly Waiting<Item, Value>[],
  options: BatchOptions<Item, Value>,
  { attempt, startedMs }: { readonly attempt: number; readonly startedMs: number },
  error: unknown,
): Promise<void> {
  const again = (part: readonly Waiting<Item, Value>[], changed = options): Promise<void> =>
    settle(part, changed, attempt + 1, startedMs);
  if (isConflict(error) && attempt < CONFLICT_TRIES_MAX) return again(batch);
  if (isConnectionLoss(error)) {
    if (systemClock.elapsedMs() - startedMs >= (options.patienceMs ?? 3000)) return rejectAll(batch, error);
    await pause(RETRY_PAUSE_MS);
    // A commit that was under way may have been saved: the doubt stays until a later try has looked.
    const doubt = error instanceof DatabaseLost && error.duringCommit;
    return again(batch, doubt ? { ...options, run: keepingDoubt(options.run) } : options);
  }
  if (batch.length === 1) return rejectAll(batch, error);
  const middle = Math.ceil(batch.length / 2);
  await again(batch.slice(0, middle));
  await again(batch.slice(middle));
}

/** Marks every later loss of the connection as one that may have saved the change. */
function keepingDoubt<Item, Value>(run: BatchOptions<Item, Value>['run']): BatchOptions<Item, Value>['run'] {
  return async (items, attempt) => {
    try {
      return await run(items, attempt);
    } catch (error) {
      throw isConnectionLoss(error) ? new DatabaseLost(error, true) : error;
    }
  };
}

function rejectAll<Item, Value>(batch: readonly Waiting<Item, Value>[], error: unknown): void {
  const reason = isConnectionLoss(error) ? databaseRefusal(error) : error;
  for (const { reject } of batch) reject(reason);
}

/** The refusal that tells the caller truthfully what a lost database means for their request. */
export function databaseRefusal(error: unknown): Refusal {
  const unknown = error instanceof DatabaseLost && error.duringCommit;
  return new Refusal(unknown ? 'OUTCOME_UNKNOWN' : 'DATABASE_UNAVAILABLE');
}
