import type { SandboxBankOptions } from './start-sandbox-bank.ts';

/** The settings of the bank: name, default, and what it is. */
const settings = [
  ['HOST', '127.0.0.1', 'address to listen on'],
  ['BANK_PORT', '3100', 'port to listen on; 0 takes a free one'],
  ['BANK_DATABASE', './.sarf/bank.sqlite', 'file with the books of the bank; the folder is created'],
  ['BANK_SETTLE_MS', '200', 'milliseconds a normal instruction takes to complete'],
  ['BANK_REVOKE_MS', '0', 'milliseconds it takes to carry out a revocation of a consent'],
  ['BANK_PUBLIC_URL', '', 'address at which browsers of payers reach the bank; where it listens when empty'],
  ['BANK_CALLBACK_URL', '', 'where status changes are told; none when empty'],
  ['BANK_CALLBACK_SECRET', '', 'secret that signs the callbacks; needed with BANK_CALLBACK_URL'],
  ['BANK_FAULTS', '', 'random faults as seed:rate, for example 42:0.05; none when empty'],
] as const;

type Environment = Readonly<Record<string, string | undefined>>;
type SettingName = (typeof settings)[number][0];

/** What `--help` prints. */
export const helpText = [
  'Sarf sandbox bank: a bank in a box. It is set up by environment variables:',
  '',
  ...settings.map(([name, value, purpose]) => `  ${name.padEnd(22)}${purpose}${value === '' ? '' : ` (${value})`}`),
].join('\n');

/** Reads the settings from the environment; or all that is wrong with them, in sentences. */
export function readConfig(
  environment: Environment = process.env,
): { options: SandboxBankOptions } | { faults: string[] } {
  const faults: string[] = [];
  const read = (name: SettingName): string => {
    const value = environment[name]?.trim() ?? '';
    return value === '' ? (settings.find(([known]) => known === name)?.[1] ?? '') : value;
  };
  const wholeUpTo = (name: SettingName, max: number): number => {
    const number = /^[0-9]{1,10}$/.test(read(name)) ? Number(read(name)) : Number.NaN;
    if (!(number <= max)) faults.push(`${name} must be a whole number from 0 to ${max}, but it is "${read(name)}".`);
    return number;
  };
  const options = {
    host: read('HOST'),
    port: wholeUpTo('BANK_PORT', 65_535),
    databasePath: read('BANK_DATABASE'),
    settleMs: wholeUpTo('BANK_SETTLE_MS', 86_400_000),
    revokeMs: wholeUpTo('BANK_REVOKE_MS', 86_400_000),
    publicUrl: readPublicUrl(read('BANK_PUBLIC_URL'), faults),
    callback: readCallback(read('BANK_CALLBACK_URL'), read('BANK_CALLBACK_SECRET'), faults),
    faults: readFaults(read('BANK_FAULTS'), faults),
  };
  return faults.length > 0 ? { faults } : { options };
}

function readCallback(url: string, secret: string, faults: string[]): SandboxBankOptions['callback'] {
  if (url === '' && secret === '') return null;
  if (url === '') faults.push('BANK_CALLBACK_SECRET is set, so BANK_CALLBACK_URL is needed too.');
  else if (!isWebAddress(url)) {
    faults.push(`BANK_CALLBACK_URL must be an http or https address, but it is "${url}".`);
  }
  if (secret === '') faults.push('BANK_CALLBACK_URL is set, so BANK_CALLBACK_SECRET is needed too.');
  return { url, secret };
}

function readPublicUrl(url: string, faults: string[]): string | null {
  if (url === '') return null;
  if (!isWebAddress(url)) faults.push(`BANK_PUBLIC_URL must be an http or https address, but it is "${url}".`);
  return url;
}

function isWebAddress(url: string): boolean {
  return /^https?:$/.test(URL.parse(url)?.protocol ?? '');
}

function readFaults(text: string, faults: string[]): SandboxBankOptions['faults'] {
  if (text === '') return null;
  const match = /^([0-9]{1,10}):(0|1|0?\.[0-9]{1,9}|1\.0{1,9})$/.exec(text);
  if (match === null) {
    faults.push(`BANK_FAULTS must be seed:rate such as 42:0.05, with a rate from 0 to 1, but it is "${text}".`);
  }
  return { seed: Number(match?.[1]), rate: Number(match?.[2]) };
}
