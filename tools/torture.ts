import { HELP, readArguments } from './torture/arguments.ts';
import { torture } from './torture/run.ts';

const reading = readArguments(process.argv.slice(2));
if (reading.kind === 'help') console.log(HELP);
else if (reading.kind === 'faults') {
  for (const fault of reading.faults) console.error(fault);
  console.error('npm run torture -- --help lists the options.');
  process.exitCode = 1;
} else {
  process.exitCode = await torture(reading.wishes);
}
