import { updateName } from '../members-store.ts';
import { changeSigned, type Means, type Outcome, type Signed } from './means.ts';

/**
 * Gives a person the name that they want others to read. What was written down before keeps the old one.
 * @param asked has more than blanks in it
 */
export async function changeName(means: Means, signed: Signed, asked: string): Promise<Outcome> {
  const name = asked.trim();
  const { applicationId, clientId: id } = signed.caller;
  const line = { action: 'changeName', before: { name: signed.member.name }, after: { name } };
  await changeSigned(means, signed, line, (tx) => updateName(tx, { applicationId, id }, name, means.deps.clock.now()));
  return { body: { name }, cookies: [] };
}
