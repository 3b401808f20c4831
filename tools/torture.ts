import { HELP, type Reading, readArguments } from './torture/arguments.ts';
import { HELP as REFUNDS_HELP, readArguments as readRefundsArguments } from './torture/refunds/arguments.ts';
import { tortureRefunds } from './torture/refunds/run.ts';
import { torture } from './torture/run.ts';

const [first, ...others] = process.argv.slice(2);

if (first === 'refunds') await obey(readRefundsArguments(others), REFUNDS_HELP, tortureRefunds);
else await obey(readArguments(process.argv.slice(2)), HELP, torture);

async function obey<Wishes>(
  reading: Reading<Wishes>,
  help: string,
  run: (wishes: Wishes) => Promise<number>,
): Promise<void> {
  if (reading.kind === 'help') console.log(help);
  else if (reading.kind === 'faults') {
    for (const fault of reading.faults) console.error(fault);
    console.error('npm run torture -- --help lists the options.');
    process.exitCode = 1;
  } else {
    process.exitCode = await run(reading.wishes);
  }
}
