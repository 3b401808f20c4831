import { parseArgs } from 'node:util';
import { listApplications } from '../auth/clients.ts';
import type { Deps } from '../deps.ts';
import type { Config } from '../foundation/config.ts';
import { audited } from './audited.ts';
import type { RestoreMeans } from './restore.ts';

/** The words of a command are wrong. */
export class UsageFault extends Error {}

export type Flags = Readonly<Record<string, string | undefined>>;
type Run = (deps: Deps) => Promise<string[]>;
/** What is to be done, in the open database or with the database as a whole; gives the lines to show. */
type Task =
  | { readonly inDatabase: Run }
  | { readonly onDatabase: (config: Config, means: RestoreMeans) => Promise<string[]> };

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly help: string;
  /** Reads the words after the command; throws UsageFault. */
  read(words: readonly string[]): Task;
}

export interface Flag {
  readonly name: string;
  readonly required?: boolean;
  /** It stands alone, without a value. */
  readonly bare?: boolean;
  readonly show: string;
}

/** A command that works in the open database; `prepare` judges the flags before it is opened. */
export function command(name: string, help: string, flags: readonly Flag[], prepare: (flags: Flags) => Run): Command {
  const usage = flags.map((flag) => {
    const text = `--${flag.name}${flag.bare ? '' : ` ${flag.show}`}`;
    return flag.required ? text : `[${text}]`;
  });
  return {
    name,
    usage: [name, ...usage].join(' '),
    help,
    read(words) {
      const given = readFlags(name, words, flags);
      return { inDatabase: audited(name, given, prepare(given)) };
    },
  };
}

function readFlags(name: string, words: readonly string[], flags: readonly Flag[]): Flags {
  const options = Object.fromEntries(
    flags.map((flag) => [flag.name, { type: flag.bare ? ('boolean' as const) : ('string' as const) }]),
  );
  let values: Flags;
  try {
    const given = parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values;
    values = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value ? String(value) : undefined]));
  } catch (error) {
    throw new UsageFault(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const missing = flags.filter((flag) => flag.required && !values[flag.name]).map((flag) => `--${flag.name}`);
  if (missing.length > 0) throw new UsageFault(`${name} needs ${missing.join(' and ')}.`);
  return values;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id that is given as `--name`; throws UsageFault. */
export function idOf(flags: Flags, name: string): string {
  const id = flags[name] ?? '';
  if (!uuid.test(id)) throw new UsageFault(`--${name} must be an id, such as list-applications prints.`);
  return id;
}

/** Whether a flag is yes; throws UsageFault. */
export function isYes(flags: Flags, name = 'on'): boolean {
  const word = flags[name];
  if (word !== 'yes' && word !== 'no') throw new UsageFault(`--${name} must be yes or no.`);
  return word === 'yes';
}

/** The application that is named, or the only one; throws UsageFault. */
export async function applicationOf(deps: Deps, flags: Flags): Promise<string> {
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

export const application: Flag = { name: 'application', show: 'ID' };
export const on: Flag = { name: 'on', required: true, show: 'yes|no' };
