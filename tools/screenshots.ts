import { resolve } from 'node:path';
import { HELP, readArguments } from './screenshots/arguments.ts';
import { takeScreenshots } from './screenshots/take.ts';
import { endThrowaways, startThrowaway } from './test-throwaway.ts';

// npm run screenshots: opens every page of the dashboard on a Sarf of its own and takes its picture.
const root = resolve(import.meta.dirname, '..');
const wishes = readArguments(process.argv.slice(2));
if (typeof wishes === 'string') {
  const isHelp = wishes === HELP;
  console[isHelp ? 'log' : 'error'](wishes);
  process.exit(isHelp ? 0 : 1);
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => void endThrowaways().finally(() => process.exit(code)));
}
const { server, end } = await startThrowaway(undefined);
try {
  process.env.TEST_POSTGRES_URL = server.url();
  await takeScreenshots({ ...wishes, folder: resolve(root, wishes.folder) }, console.log);
} finally {
  await end();
}
