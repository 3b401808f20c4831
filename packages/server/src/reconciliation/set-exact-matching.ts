import type { Deps } from '../deps.ts';
import { updateExactAutomatic } from './settings-store.ts';

/** Decides whether exact matches of an application are made without a person. False when there is no such application. */
export function setExactMatching(deps: Pick<Deps, 'sql'>, applicationId: string, isOn: boolean): Promise<boolean> {
  return updateExactAutomatic(deps.sql, applicationId, isOn);
}
