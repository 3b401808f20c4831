import type { Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { insertEvents } from './store.ts';

/** Something that happened to an object, to be told to whoever listens. */
export interface Happening {
  readonly applicationId: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly sequence: number;
  readonly type: string;
  /** The object as its GET shows it now. */
  readonly payload: unknown;
}

/** Writes events into the transaction of the change they tell of: both are saved, or neither. */
export async function recordEvents(tx: Tx, happenings: readonly Happening[], at: Date): Promise<void> {
  if (happenings.length === 0) return;
  await insertEvents(
    tx,
    happenings.map(({ payload, ...rest }) => ({
      ...rest,
      id: newId(at.getTime()),
      createdAt: at,
      payload: JSON.stringify(payload),
    })),
  );
}
