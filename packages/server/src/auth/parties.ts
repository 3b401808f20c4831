import type { Deps } from '../deps.ts';
import type { Tx } from '../foundation/database.ts';
import { selectFourEyes, selectOwners, updateFourEyes } from './store.ts';

/**
 * Which party each of these clients acts for, by the client's id: `member:<owner>` where it has an owner, so that two
 * clients of one member are one party; else `client:<id>`. A member's owner is their e-mail address, so that a member
 * and the clients with that owner are one party, too.
 */
export async function partiesOf(
  tx: Tx,
  keys: readonly { readonly applicationId: string; readonly clientId: string }[],
): Promise<ReadonlyMap<string, string>> {
  const owned = (await selectOwners(tx, keys)).map(({ clientId, owner }) => [clientId, `member:${owner}`] as const);
  return new Map([...keys.map(({ clientId }) => [clientId, `client:${clientId}`] as const), ...owned]);
}

/** Does this application want whoever confirms a refund to be another party than whoever created it? */
export function wantsSecondParty(tx: Tx, applicationId: string): Promise<boolean> {
  return selectFourEyes(tx, applicationId);
}

/** Sets whether it does. False: no such application. */
export function setFourEyes(deps: Pick<Deps, 'sql'>, applicationId: string, isOn: boolean): Promise<boolean> {
  return updateFourEyes(deps.sql, applicationId, isOn);
}
