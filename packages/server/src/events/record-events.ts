import type { Statement, Tx } from '../foundation/database.ts';
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

/** Writes events, one or more, into the transaction of the change they tell of: both are saved, or neither. */
export function recordEvents(tx: Tx, happenings: readonly Happening[], at: Date): Statement {
  return insertEvents(
    tx,
    happenings.map(({ payload, ...rest }) => ({
      ...rest,
      id: newId(at.getTime()),
      createdAt: at,
      payload: JSON.stringify(payload),
    })),
  );
}
