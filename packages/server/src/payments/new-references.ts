import type { Sql, Tx } from '../foundation/database.ts';
import { referenceOf } from './reference.ts';
import { takeReferenceNumbers } from './store.ts';

/** So many new references, which no payment of ours has or will have. */
export async function newReferences(tx: Sql | Tx, count: number): Promise<string[]> {
  return (await takeReferenceNumbers(tx, count)).map(referenceOf);
}
