import type { Scope } from '@sarf/contract';
import type { Tx } from '../foundation/database.ts';
import { Refusal } from '../foundation/refuse.ts';
import { selectIsWithout } from './members-store.ts';

/**
 * Refuses with INCORRECT_ACCESS_LEVEL a member from whom what they ask for was taken since they came in. It comes after
 * `holdLimits`: whoever takes a role away waits for those who hold already, and all others see it here.
 */
export async function refuseDemoted(
  tx: Tx,
  decider: { readonly applicationId: string; readonly clientId: string },
  scope: Scope,
): Promise<void> {
  if (!(await selectIsWithout(tx, decider, scope))) return;
  throw new Refusal('INCORRECT_ACCESS_LEVEL', 'Your role was changed meanwhile.', { metadata: { scope } });
}
