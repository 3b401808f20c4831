import { readCapabilities, showProblem } from '@sarf/capability';
import type { Command, Terminal, Words } from './command.ts';

export const capabilityValidate: Command = {
  name: ['capability', 'validate'],
  operands: 'FILE...',
  summary: 'Say what is wrong with capability files, with line and column.',
  help: [
    'FILE may be a folder. Needs no values of variables. Also told: what keeps the files from running together.',
    'Exit code 0: no errors. 1: errors.',
  ],
  flags: [
    { name: 'strict', value: null, help: 'Unknown keys are errors.' },
    { name: 'json', value: null, help: 'Print the problems as one JSON object.' },
  ],
  run,
};

async function run(words: Words, terminal: Terminal): Promise<number> {
  // Who may call is not decided by the file alone, so it is left to `run`.
  const { problems, capabilities } = await readCapabilities({
    files: words.files,
    strict: words.isSet('strict'),
    portOffset: 0,
    insecure: true,
  });
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (words.isSet('json')) {
    terminal.say(JSON.stringify({ ok: errors === 0, files: capabilities.map(({ file }) => file), problems }, null, 2));
  } else {
    for (const problem of problems) terminal.say(showProblem(problem));
    terminal.say(`${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}`);
  }
  return errors === 0 ? 0 : 1;
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
