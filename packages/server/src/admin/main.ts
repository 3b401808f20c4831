import { composeDeps, recordLifecycles } from '../compose.ts';
import type { Deps } from '../deps.ts';
import { type Config, processEnvironment, readConfig } from '../foundation/config.ts';
import { openDatabase } from '../foundation/database.ts';
import { startEmbeddedPostgres } from '../foundation/embedded-postgres.ts';
import { openLog } from '../foundation/log.ts';
import { migrate } from '../foundation/migrate.ts';
import { configHelp } from '../foundation/variables.ts';
import { UsageFault } from './command.ts';
import { commands, commandsHelp } from './commands.ts';
import { loadSecretKey } from './secret-key.ts';

const USAGE = `npm run admin -- COMMAND [--name value …]

Looks after applications, clients, payout accounts, keys and backups. Works beside a running Sarf, and without one.

${commandsHelp()}
${configHelp()}`;

async function main(): Promise<void> {
  const [name, ...words] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === '-h' || words.includes('--help')) {
    process.stdout.write(USAGE);
    return;
  }
  const command = commands.find((one) => one.name === name);
  if (!command) throw new UsageFault(`There is no command ${name}. See npm run admin -- --help.`);
  const task = command.read(words);
  const config = configOfEnvironment();
  const show = (lines: string[]): void => lines.forEach((line) => void process.stdout.write(`${line}\n`));
  if ('inDatabase' in task) await withDeps(config, async (deps) => show(await task.inDatabase(deps)));
  else show(await untilStopped((signal) => task.onDatabase(config, { say, signal, recordLifecycles })));
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Ctrl-C and its like end long work in order; the second time they end it at once. */
async function untilStopped<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stopping.abort());
  return await work(stopping.signal).catch((error: unknown) => {
    throw stopping.signal.aborted ? new Error('Interrupted; nothing was changed.', { cause: error }) : error;
  });
}

function configOfEnvironment(): Config {
  const reading = readConfig(processEnvironment(), process.cwd());
  if ('faults' in reading) throw new UsageFault(reading.faults.join('\n'));
  return reading.config;
}

/** Opens the database for one command: the given one, or the embedded one, which is started when it does not run. */
async function withDeps(config: Config, work: (deps: Deps) => Promise<void>): Promise<void> {
  const secretKey = await loadSecretKey(config);
  const server = config.databaseUrl ? undefined : await startEmbeddedPostgres({ dataDir: config.dataDir, log: say });
  try {
    const url = config.databaseUrl ?? server?.url() ?? '';
    const sql = openDatabase(url, { connectionsMax: 2, prepare: config.databasePrepare });
    try {
      await migrate(sql);
      await work(await composeDeps(sql, secretKey, openLog('warn'), config));
    } finally {
      await sql.end({ timeout: 5 });
    }
  } finally {
    await server?.stop();
  }
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
