import { parseArgs } from 'node:util';
import { decimalsOf, isScope, type Scope, scopes } from '@sarf/contract';
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
import { createPayoutAccount, listPayoutAccounts } from '../banks/payout-accounts.ts';
import type { Deps } from '../deps.ts';
import type { Config } from '../foundation/config.ts';
import { inTransaction } from '../foundation/database.ts';
import { readIban } from '../foundation/iban.ts';
import { amountToText, textToMinor } from '../foundation/money.ts';
import { setExactMatching } from '../reconciliation/set-exact-matching.ts';
import { backUp } from './backup.ts';
import { type RestoreMeans, restore } from './restore.ts';

/** The words of a command are wrong. */
export class UsageFault extends Error {}

type Flags = Readonly<Record<string, string | undefined>>;
type Run = (deps: Deps) => Promise<string[]>;
/** What is to be done, in the open database or with the database as a whole; gives the lines to show. */
type Task =
  | { readonly inDatabase: Run }
  | { readonly onDatabase: (config: Config, means: RestoreMeans) => Promise<string[]> };

interface Command {
  readonly name: string;
  readonly usage: string;
  readonly help: string;
  /** Reads the words after the command; throws UsageFault. */
  read(words: readonly string[]): Task;
}

interface Flag {
  readonly name: string;
  readonly required?: boolean;
  readonly show: string;
}

function command(name: string, help: string, flags: readonly Flag[], prepare: (flags: Flags) => Run): Command {
  const usage = flags.map((flag) => (flag.required ? `--${flag.name} ${flag.show}` : `[--${flag.name} ${flag.show}]`));
  return {
    name,
    usage: [name, ...usage].join(' '),
    help,
    read: (words) => ({ inDatabase: prepare(readFlags(name, words, flags)) }),
  };
}

/** A command that takes one file, and the whole embedded database instead of what is in it. */
function fileCommand(
  name: string,
  help: string,
  run: (config: Config, file: string, means: RestoreMeans) => Promise<string[]>,
): Command {
  return {
    name,
    usage: `${name} FILE`,
    help,
    read(words) {
      const [file, ...more] = words;
      if (file === undefined || file === '' || file.startsWith('-') || more.length > 0) {
        throw new UsageFault(`${name} needs the name of one file.`);
      }
      return { onDatabase: (config, means) => run(config, file, means) };
    },
  };
}

function readFlags(name: string, words: readonly string[], flags: readonly Flag[]): Flags {
  const options = Object.fromEntries(flags.map((flag) => [flag.name, { type: 'string' as const }]));
  let values: Flags;
  try {
    values = parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageFault(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const missing = flags.filter((flag) => flag.required && !values[flag.name]).map((flag) => `--${flag.name}`);
  if (missing.length > 0) throw new UsageFault(`${name} needs ${missing.join(' and ')}.`);
  return values;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function idOf(flags: Flags, name: string): string {
  const id = flags[name] ?? '';
  if (!uuid.test(id)) throw new UsageFault(`--${name} must be an id, such as list-applications prints.`);
  return id;
}

function readScopes(text: string | undefined): Scope[] {
  if (text === undefined || text === 'api') return Object.keys(scopes).filter(isScope);
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const wrong = words.filter((word) => !isScope(word));
  if (wrong.length > 0) {
    throw new UsageFault(`There is no scope ${wrong.join(', ')}; there are: ${Object.keys(scopes).join(', ')}.`);
  }
  return words.filter(isScope);
}

/** The application that is named, or the only one. */
async function applicationOf(deps: Deps, flags: Flags): Promise<string> {
  const list = await listApplications(deps);
  const id = flags.application;
  const found = list.filter((one) => id === undefined || one.id === id);
  const [first] = found;
  if (first && found.length === 1) return first.id;
  if (id !== undefined) throw new UsageFault(`There is no application ${id}; see list-applications.`);
  throw new UsageFault(
    list.length === 0
      ? 'There is no application yet; make one with create-application.'
      : 'There are several applications; name one with --application.',
  );
}

const application: Flag = { name: 'application', show: 'ID' };
const on: Flag = { name: 'on', required: true, show: 'yes|no' };

export const commands: readonly Command[] = [
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
    const list = await listClients(deps);
    if (list.length === 0) return ['There is no client yet.'];
    return list.map((one) => {
      const state = one.revokedAt ? `revoked ${one.revokedAt.toISOString()}` : 'active';
      const owner = one.owner === null ? '' : `owner ${one.owner}  `;
      return `${one.id}  ${one.name}  ${state}  ${owner}${one.scopes.join(' ')}`;
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
  createAccountCommand(),
  command('list-accounts', 'List the payout accounts with their balances.', [application], (flags) => async (deps) => {
    const rows = await listPayoutAccounts(deps.sql, await applicationOf(deps, flags));
    if (rows.length === 0) return ['There is no payout account yet.'];
    return rows.map((row) => {
      const money = (minor: bigint): string => amountToText(minor, row.currency);
      const available = money(row.postedMinor - row.heldMinor);
      return `${row.id}  ${row.iban}  ${row.currency}  available ${available}  held ${money(row.heldMinor)}`;
    });
  }),
  fileCommand(
    'backup',
    'Write the embedded database into a new file, while it is in use. The key is not in it.',
    backUp,
  ),
  fileCommand('restore', 'Bring such a file back into a DATA_DIR that has no database.', restore),
];

function isYes({ on: word }: Flags): boolean {
  if (word !== 'yes' && word !== 'no') throw new UsageFault('--on must be yes or no.');
  return word === 'yes';
}

function createAccountCommand(): Command {
  const flags: Flag[] = [
    application,
    { name: 'name', required: true, show: 'NAME' },
    { name: 'currency', required: true, show: 'AED' },
    { name: 'iban', required: true, show: 'IBAN' },
    { name: 'opening', required: true, show: 'AMOUNT' },
    { name: 'connector', show: 'sandbox' },
    { name: 'default', show: 'yes|no' },
    { name: 'binding', show: 'yes|no' },
  ];
  const help =
    'Register one of your own bank accounts. --opening is what the bank holds on it now; with --binding no a payout ' +
    'that the balance does not cover is not refused.';
  return command('create-account', help, flags, (given) => {
    const currency = given.currency ?? '';
    if (decimalsOf(currency) === undefined) throw new UsageFault(`${currency} is not an ISO 4217 code in use.`);
    const iban = readIban(given.iban ?? '');
    if (!iban.ok) throw new UsageFault(`--iban: ${iban.message}`);
    const openingMinor = textToMinor(given.opening ?? '', currency);
    if (openingMinor === undefined || openingMinor < 0n) {
      throw new UsageFault(`--opening must be an amount in ${currency}, such as 1000.00.`);
    }
    return async (deps) => {
      const connector = given.connector ?? 'sandbox';
      if (!deps.banks.has(connector))
        throw new UsageFault(`There is no connector ${connector}; there is: ${[...deps.banks.keys()].join(', ')}.`);
      const applicationId = await applicationOf(deps, given);
      const known = await listPayoutAccounts(deps.sql, applicationId);
      const isDefault =
        given.default === undefined
          ? !known.some((a) => a.currency === currency && a.isDefault)
          : given.default === 'yes';
      if (isDefault && known.some((a) => a.currency === currency && a.isDefault)) {
        throw new UsageFault(`There is a default account in ${currency} already; use --default no.`);
      }
      const account = { applicationId, name: given.name ?? '', currency, iban: iban.iban, connector, isDefault };
      const id = await inTransaction(deps.sql, (sql) =>
        createPayoutAccount({ ...deps, sql }, { ...account, balanceBinding: given.binding !== 'no', openingMinor }),
      );
      return [`payout_account_id  ${id}`];
    };
  });
}

/** The commands, one a line. */
export function commandsHelp(): string {
  return `Commands:\n${commands.map((one) => `  ${one.usage}\n      ${one.help}\n`).join('')}`;
}
