import { decimalsOf } from '@sarf/contract';
import { type AgentLimits, peekLimits } from '../auth/agent-limits.ts';
import { listClients } from '../auth/clients.ts';
import { type LimitsChange, setAgentLimits } from '../auth/set-agent-limits.ts';
import { resumeClient, stopClient } from '../auth/stop-clients.ts';
import type { Deps } from '../deps.ts';
import { findDestinations } from '../destinations/find-destinations.ts';
import { amountMajorMax, amountToNumber, amountToText, textToMinor } from '../foundation/money.ts';
import { type Command, command, type Flags, idOf, isYes, UsageFault } from './command.ts';

const client = { name: 'client', required: true, show: 'ID' } as const;
const limitFlags = [
  { name: 'max-amount-per-payout', show: '"AED 500.00, SAR 300"|none' },
  { name: 'max-total-per-day', show: '"AED 2000.00"|none' },
  { name: 'max-count-per-hour', show: 'N|none' },
  { name: 'allowed-destinations', show: 'ID,ID|any' },
  { name: 'read-only', show: 'yes|no' },
  { name: 'needs-approval', show: 'yes|no' },
] as const;

const noClient = (id: string): UsageFault => new UsageFault(`There is no client ${id}; see list-clients.`);

/** Amounts by currency, in minor units; none for `none`. Throws UsageFault. */
function amountsOf(flags: Flags, name: string): ReadonlyMap<string, bigint> | undefined {
  const text = flags[name];
  if (text === undefined) return undefined;
  if (text.trim() === 'none') return new Map();
  const amounts = new Map<string, bigint>();
  for (const part of text.split(',')) {
    const [, currency = '', amount = ''] = /^([A-Z]{3})\s+(\S+)$/.exec(part.trim()) ?? [];
    const minor = textToMinor(amount, currency);
    if (minor === undefined || minor < 0n || amountToNumber(minor, currency) > amountMajorMax)
      throw new UsageFault(wrongAmount(name, part.trim(), currency));
    if (amounts.has(currency)) throw new UsageFault(`--${name} has ${currency} twice.`);
    amounts.set(currency, minor);
  }
  return amounts;
}

function wrongAmount(name: string, part: string, currency: string): string {
  if (currency !== '' && decimalsOf(currency) === undefined)
    return `--${name}: "${currency}" is not a currency we know.`;
  return (
    `--${name}: "${part}" is no amount such as AED 500.00: a currency, a blank, and digits with no more decimals than ` +
    'the currency has, up to 999,999,999,999. Several are parted by commas; none takes the limit away.'
  );
}

function countOf(flags: Flags): number | null | undefined {
  const text = flags['max-count-per-hour'];
  if (text === undefined) return undefined;
  if (text === 'none') return null;
  const count = /^\d{1,9}$/.test(text) ? Number(text) : -1;
  if (count < 0) throw new UsageFault('--max-count-per-hour must be a whole number of up to nine digits, or none.');
  return count;
}

function destinationsOf(flags: Flags): ReadonlySet<string> | null | undefined {
  const text = flags['allowed-destinations'];
  if (text === undefined) return undefined;
  if (text.trim() === 'any') return null;
  const ids = text.split(/[\s,]+/).filter((word) => word !== '');
  if (ids.length === 0) throw new UsageFault('--allowed-destinations must be ids of destinations, or any.');
  return new Set(ids.map((id) => idOf({ 'allowed-destinations': id }, 'allowed-destinations').toLowerCase()));
}

const isYesOf = (flags: Flags, name: string): boolean | undefined =>
  flags[name] === undefined ? undefined : isYes(flags, name);

/** What is to change; null: everything is taken away. Throws UsageFault. */
function changeOf(flags: Flags): LimitsChange | null {
  const isGiven = limitFlags.some(({ name }) => flags[name] !== undefined);
  const clears = isYesOf(flags, 'clear') ?? false;
  if (clears && isGiven) throw new UsageFault('--clear yes takes all limits away, so it stands alone.');
  if (!clears && !isGiven) throw new UsageFault('Say which limit to set; see npm run admin -- --help.');
  if (clears) return null;
  return {
    perPayoutMinor: amountsOf(flags, 'max-amount-per-payout'),
    perDayMinor: amountsOf(flags, 'max-total-per-day'),
    countPerHour: countOf(flags),
    allowedDestinations: destinationsOf(flags),
    readOnly: isYesOf(flags, 'read-only'),
    needsApproval: isYesOf(flags, 'needs-approval'),
  };
}

/** The client, by its id; throws UsageFault. */
async function clientOf(deps: Deps, id: string) {
  const found = (await listClients(deps)).find((one) => one.id === id);
  if (!found) throw noClient(id);
  return found;
}

async function checkDestinations(deps: Deps, applicationId: string, ids: ReadonlySet<string>): Promise<void> {
  const keys = [...ids].map((id) => ({ applicationId, id }));
  const known = new Set((await findDestinations(deps.sql, keys)).map(({ id }) => id));
  const unknown = [...ids].filter((id) => !known.has(id));
  if (unknown.length === 0) return;
  throw new UsageFault(`The application of this client has no destination ${unknown.join(', ')}.`);
}

async function showLimits(deps: Deps, id: string): Promise<string[]> {
  const { applicationId, name, stoppedAt, revokedAt } = await clientOf(deps, id);
  const limits = (await peekLimits(deps.sql, [{ applicationId, clientId: id }], deps.clock.now())).get(id);
  if (!limits) throw noClient(id);
  const stopped = stoppedAt ? `stopped ${stoppedAt.toISOString()}` : 'active';
  const state = revokedAt ? `revoked ${revokedAt.toISOString()}` : stopped;
  return [`client          ${id}  ${name}  ${state}`, ...limitLines(limits)];
}

function limitLines(limits: AgentLimits): string[] {
  const { bounds, count, countedIn } = limits;
  if (!bounds) return ['It has no limits.'];
  const perHour = bounds.countPerHour === null ? 'any number' : `at most ${bounds.countPerHour}`;
  const destinations = bounds.allowedDestinations === null ? ['any'] : [...bounds.allowedDestinations];
  const currencies = [...new Set([...bounds.amounts.keys(), ...limits.spentMinor.keys()])].toSorted();
  return [
    `read only       ${bounds.readOnly ? 'yes' : 'no'}`,
    `needs approval  ${bounds.needsApproval ? 'yes' : 'no'}`,
    `an hour         ${perHour} of payouts and refunds; ${count} until ${countedIn.hourEndsAt.toISOString()}`,
    `destinations    ${destinations.length === 0 ? 'none' : destinations.join(' ')}`,
    ...(bounds.amounts.size === 0 ? ['currencies      any'] : []),
    ...currencies.map((currency) => amountLine(limits, currency)),
  ];
}

function amountLine({ bounds, spentMinor, countedIn }: AgentLimits, currency: string): string {
  const text = (minor: bigint | null): string => (minor === null ? 'any amount' : amountToText(minor, currency));
  const spent = spentMinor.get(currency) ?? 0n;
  const most = bounds?.amounts.get(currency);
  const asked = `asked for today ${text(spent)}`;
  if (!most) return `${currency}             ${bounds?.amounts.size === 0 ? '' : 'not allowed; '}${asked}`;
  const { perPayoutMinor, perDayMinor } = most;
  const left = perDayMinor === null ? null : perDayMinor > spent ? perDayMinor - spent : 0n;
  const rest = left === null ? '' : `, left ${text(left)} until ${countedIn.dayEndsAt.toISOString()}`;
  return `${currency}             at once ${text(perPayoutMinor)}; a day ${text(perDayMinor)}; ${asked}${rest}`;
}

/** What clients such as AI agents may ask for, and the switch that stops one. */
export const agentCommands: readonly Command[] = [
  command(
    'set-agent-limits',
    'Keep a client within bounds, such as an AI agent; what is not given stays as it is. Holds at once. Where any ' +
      'amount is limited, no other currency may be asked for. --clear yes takes all limits away.',
    [client, ...limitFlags, { name: 'clear', show: 'yes|no' }],
    (flags) => {
      const id = idOf(flags, 'client').toLowerCase();
      const change = changeOf(flags);
      return async (deps) => {
        const { applicationId } = await clientOf(deps, id);
        if (change?.allowedDestinations) await checkDestinations(deps, applicationId, change.allowedDestinations);
        if (!(await setAgentLimits(deps, id, change))) throw noClient(id);
        return showLimits(deps, id);
      };
    },
  ),
  command('show-agent-limits', 'The limits of a client, what it asked for, and what is left.', [client], (flags) => {
    const id = idOf(flags, 'client').toLowerCase();
    return (deps) => showLimits(deps, id);
  }),
  command(
    'stop-client',
    'Stop a client at once: it is refused whatever it asks for, until resume-client. What was accepted before goes on.',
    [client],
    (flags) => {
      const id = idOf(flags, 'client').toLowerCase();
      return async (deps) => {
        if (!(await stopClient(deps, id))) throw noClient(id);
        return [`Client ${id} is stopped; no payout and no refund of it is accepted from now on.`];
      };
    },
  ),
  command('resume-client', 'Let a stopped client go on.', [client], (flags) => {
    const id = idOf(flags, 'client').toLowerCase();
    return async (deps) => {
      if (!(await resumeClient(deps, id))) throw noClient(id);
      return [`Client ${id} may go on.`];
    };
  }),
];
