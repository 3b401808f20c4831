import { isScope, type Scope, scopes } from '@sarf/contract';
import {
  createApplication,
  createClient,
  listApplications,
  listClients,
  revokeClient,
  setDuplicateWindow,
} from '../auth/clients.ts';
import { setFourEyes } from '../auth/parties.ts';
import { rotateSigningKey } from '../auth/signing-keys.ts';
import { setExactMatching } from '../reconciliation/set-exact-matching.ts';
import { application, applicationOf, type Command, command, idOf, isYes, on, UsageFault } from './command.ts';

function readScopes(text: string | undefined): Scope[] {
  if (text === undefined || text === 'api') return Object.keys(scopes).filter(isScope);
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const wrong = words.filter((word) => !isScope(word));
  if (wrong.length > 0) {
    throw new UsageFault(`There is no scope ${wrong.join(', ')}; there are: ${Object.keys(scopes).join(', ')}.`);
  }
  return words.filter(isScope);
}

/** Applications, their settings, and their clients. */
export const clientCommands: readonly Command[] = [
  command('create-application', 'Make an application.', [{ name: 'name', required: true, show: 'NAME' }], (flags) => {
    return async (deps) => [`application_id  ${await createApplication(deps, flags.name ?? '')}`];
  }),
  command('list-applications', 'List the applications.', [], () => async (deps) => {
    const list = await listApplications(deps);
    return list.length === 0 ? ['There is no application yet.'] : list.map((one) => `${one.id}  ${one.name}`);
  }),
  command(
    'create-client',
    'Make client credentials; the secret is shown this once. Without --scopes: all of them. The clients of one --owner ' +
      'are one party where two are needed.',
    [
      application,
      { name: 'name', show: 'NAME' },
      { name: 'scopes', show: 'SCOPE,SCOPE' },
      { name: 'owner', show: 'NAME' },
    ],
    (flags) => {
      const granted = readScopes(flags.scopes);
      const owner = flags.owner?.trim() || null;
      return async (deps) => {
        const applicationId = await applicationOf(deps, flags);
        const made = await createClient(deps, applicationId, flags.name ?? 'client', granted, owner);
        return [
          `client_id      ${made.clientId}`,
          `client_secret  ${made.clientSecret}`,
          `scopes         ${granted.join(' ')}`,
          ...(owner === null ? [] : [`owner          ${owner}`]),
        ];
      };
    },
  ),
  command('list-clients', 'List the clients, without their secrets.', [], () => async (deps) => {
    const list = (await listClients(deps)).filter(({ isMember }) => !isMember);
    if (list.length === 0) return ['There is no client yet.'];
    return list.map((one) => {
      const stopped = one.stoppedAt ? `stopped ${one.stoppedAt.toISOString()}` : 'active';
      const state = one.revokedAt ? `revoked ${one.revokedAt.toISOString()}` : stopped;
      const limited = one.isLimited ? 'limited  ' : '';
      const owner = one.owner === null ? '' : `owner ${one.owner}  `;
      return `${one.id}  ${one.name}  ${state}  ${limited}${owner}${one.scopes.join(' ')}`;
    });
  }),
  command(
    'revoke-client',
    'Refuse a client and its tokens at once.',
    [{ name: 'client', required: true, show: 'ID' }],
    (flags) => {
      const id = idOf(flags, 'client');
      return async (deps) => {
        if (!(await revokeClient(deps, id))) throw new UsageFault(`There is no client ${id}; see list-clients.`);
        return [`Client ${id} is revoked; its tokens are refused from now on.`];
      };
    },
  ),
  command(
    'rotate-key',
    'Sign new tokens with a new key; tokens signed before stay valid until they expire.',
    [],
    () => {
      return async (deps) => [`New tokens are signed with key ${await rotateSigningKey(deps)}.`];
    },
  ),
  command(
    'set-duplicate-window',
    'For how long a payout with the same destination, amount, currency and reference is refused. 0 is never.',
    [application, { name: 'seconds', required: true, show: 'N' }],
    (flags) => {
      const seconds = Number(flags.seconds);
      if (!Number.isInteger(seconds) || seconds < 0 || seconds > 2_000_000_000) {
        throw new UsageFault('--seconds must be a whole number, 0 or more.');
      }
      return async (deps) => {
        await setDuplicateWindow(deps, await applicationOf(deps, flags), seconds);
        return [`The duplicate window is ${seconds} seconds.`];
      };
    },
  ),
  command(
    'set-four-eyes',
    'Whether a refund has to be confirmed by another party than the one that created it.',
    [application, on],
    (flags) => {
      const isOn = isYes(flags);
      return async (deps) => {
        await setFourEyes(deps, await applicationOf(deps, flags), isOn);
        return [isOn ? 'Refunds need a second party from now on.' : 'Refunds need no second party from now on.'];
      };
    },
  ),
  command(
    'set-exact-matching',
    'Whether statement entries are matched with what they prove without a person, where that is sure.',
    [application, on],
    (flags) => {
      const isOn = isYes(flags);
      return async (deps) => {
        await setExactMatching(deps, await applicationOf(deps, flags), isOn);
        return [
          isOn ? 'Sure matches are made by themselves from now on.' : 'Every match waits for a person from now on.',
        ];
      };
    },
  ),
];
