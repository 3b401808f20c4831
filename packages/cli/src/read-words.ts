import { parseArgs } from 'node:util';
import { didYouMean, quote } from '@sarf/capability';
import { type Command, type Flag, UsageFault, type Words } from './command.ts';

/** Sorts the words after a command into files and flags. Throws UsageFault for flags it does not have, or without a value. */
export function readWords(command: Command, given: readonly string[]): Words {
  const name = command.name.join(' ');
  const flags = new Map(command.flags.map((flag) => [flag.name, flag]));
  const options = Object.fromEntries(command.flags.map((flag) => [flag.name, optionOf(flag)]));
  const { tokens } = parseArgs({ args: [...given], options, strict: false, allowPositionals: true, tokens: true });
  const files: string[] = [];
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind === 'positional') files.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = flags.get(token.name);
    if (flag === undefined) {
      const known = [...flags.keys(), 'help'].map((one) => `--${one}`);
      throw new UsageFault(`sarf ${name} has no flag ${quote(token.rawName)}${didYouMean(token.rawName, known)}.`);
    }
    const value = readFlagValue(flag, token.value);
    const before = values.get(flag.name) ?? [];
    if (before.length > 0 && !flag.many) throw new UsageFault(`--${flag.name} may be given only once.`);
    values.set(flag.name, [...before, value]);
  }
  if (files.length === 0) throw new UsageFault(`sarf ${name} needs a file or a folder; see sarf ${name} --help.`);
  return { files, values: (flag) => values.get(flag) ?? [], isSet: (flag) => values.has(flag) };
}

const optionOf = ({ value }: Flag): { type: 'string' | 'boolean' } => ({ type: value === null ? 'boolean' : 'string' });

function readFlagValue({ name, value: wanted }: Flag, value: string | undefined): string {
  if (wanted === null) {
    if (value !== undefined) throw new UsageFault(`--${name} takes no value.`);
    return '';
  }
  if (value === undefined || value === '' || value.startsWith('--')) {
    throw new UsageFault(`--${name} needs a value: --${name} ${wanted}.`);
  }
  return value;
}
