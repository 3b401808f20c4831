import type { Sql, Tx } from '../foundation/database.ts';
import { referenceOf } from './reference.ts';
import { skipReferenceNumbers, takeReferenceNumbers } from './store.ts';

/** So many new references, which no payment of ours has or will have. */
export async function newReferences(tx: Sql | Tx, count: number): Promise<string[]> {
  return (await takeReferenceNumbers(tx, count)).map(referenceOf);
}

// More than any database takes between a backup and its loss; there are three million times as many.
const LEFT_OUT = 1_000_000_000n;

/**
 * Leaves out references that the database that was lost may have given out after its backup: customers have paid with
 * them, and a statement that shows one must not prove a newer payment. For a database that was restored.
 */
export async function leaveOutReferences(sql: Sql | Tx): Promise<void> {
  await skipReferenceNumbers(sql, LEFT_OUT);
}
