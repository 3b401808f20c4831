import { helpText, readConfig } from './config.ts';
import { startSandboxBank } from './start-sandbox-bank.ts';

const startedByParent = process.send !== undefined;

/** Runs the bank from the environment until it is told to stop. */
async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    console.log(helpText);
    return;
  }
  const config = readConfig();
  if ('faults' in config) {
    for (const fault of config.faults) console.error(fault);
    process.exitCode = 1;
    return;
  }
  const starting = startSandboxBank({ ...config.options, log: (line) => console.error(line) });
  stopOnSignals(async () => (await starting).stop());
  const { url } = await starting;
  console.log(`The sandbox bank listens on ${url}`);
  process.send?.({ ready: true, url });
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const stopOnce = (): void => {
    if (stopping) return;
    stopping = true;
    stop().then(() => process.exit(0), fail);
  };
  process.on('SIGTERM', stopOnce);
  // The terminal sends Ctrl-C to parent and child alike; the parent stops us when it no longer needs us.
  process.on('SIGINT', startedByParent ? () => {} : stopOnce);
  if (startedByParent) process.on('disconnect', stopOnce);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

main().catch(fail);
