import type { Tx } from '../foundation/database.ts';
import { notifySessions } from './sessions-store.ts';
import { updatePassword } from './users-store.ts';

/** Gives somebody another password, as the person at the terminal may. All their sessions end. */
export async function setPassword(tx: Tx, email: string, passwordHash: string, at: Date): Promise<void> {
  await updatePassword(tx, email.toLowerCase(), passwordHash, at);
  await notifySessions(tx);
}
