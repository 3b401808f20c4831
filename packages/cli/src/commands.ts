import { didYouMean, quote } from '@sarf/capability';
import { capabilityExportSkill } from './capability-export-skill.ts';
import { capabilityList } from './capability-list.ts';
import { capabilityRun } from './capability-run.ts';
import { capabilityValidate } from './capability-validate.ts';
import { type Command, type Terminal, UsageFault } from './command.ts';
import { commandHelp, commandsHelp } from './help.ts';
import { readWords } from './read-words.ts';

const commands: readonly Command[] = [capabilityRun, capabilityValidate, capabilityList, capabilityExportSkill];

/** Does what the words say, and gives the exit code: 0, 1 for what went wrong, 2 for words that mean nothing. */
export async function runCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(words, terminal);
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    terminal.complain(error.message);
    return 2;
  }
}

async function dispatch(words: readonly string[], terminal: Terminal): Promise<number> {
  const firstFlag = words.findIndex((word) => word.startsWith('-'));
  const named = firstFlag === -1 ? words : words.slice(0, firstFlag);
  const command = commands.find(({ name }) => name.every((word, at) => named[at] === word));
  const wantsHelp = words.some((word) => word === '--help' || word === '-h');
  if (command !== undefined) {
    if (!wantsHelp) return command.run(readWords(command, words.slice(command.name.length)), terminal);
    for (const line of commandHelp(command)) terminal.say(line);
    return 0;
  }
  const unknown = unknownWord(named);
  if (unknown !== null) throw new UsageFault(unknown);
  if (firstFlag !== -1 && !wantsHelp) {
    throw new UsageFault(`A command comes before ${quote(words[firstFlag] ?? '')}; see sarf --help.`);
  }
  for (const line of commandsHelp(commands, named)) terminal.say(line);
  return 0;
}

/** A sentence about the first word that names nothing; null where all do. */
function unknownWord(named: readonly string[]): string | null {
  const at = named.findIndex((_, index) => !commands.some(({ name }) => isBeginning(named.slice(0, index + 1), name)));
  const word = named[at];
  if (word === undefined) return null;
  const before = named.slice(0, at);
  const known = new Set(commands.filter(({ name }) => isBeginning(before, name)).map(({ name }) => name[at] ?? ''));
  const sarf = ['sarf', ...before].join(' ');
  return `${sarf} has no command ${quote(word)}${didYouMean(word, known)}; see ${sarf} --help.`;
}

const isBeginning = (words: readonly string[], name: readonly string[]): boolean =>
  words.every((word, at) => name[at] === word);
