import { startBankProcess } from './admin/bank-process.ts';
import { banner } from './admin/banner.ts';
import { startCapabilityProcess } from './admin/capability-process.ts';
import { checkPorts } from './admin/check-ports.ts';
import { openAccountsAtBanks } from './admin/open-accounts.ts';
import { readKnownClients, readKnownMembers, writeSandboxFile } from './admin/sandbox-file.ts';
import { loadSecretKey } from './admin/secret-key.ts';
import { seedPayments } from './admin/seed-payments.ts';
import { seedPeople } from './admin/seed-people.ts';
import { type Sandbox, seedSandbox } from './admin/seed-sandbox.ts';
import { callbackSecret, composeDeps, recordLifecycles, run } from './compose.ts';
import type { Deps } from './deps.ts';
import { pause } from './foundation/clock.ts';
import { type Config, processEnvironment, readConfig } from './foundation/config.ts';
import { openDatabase } from './foundation/database.ts';
import { startEmbeddedPostgres } from './foundation/embedded-postgres.ts';
import { type Log, openLog } from './foundation/log.ts';
import { migrate } from './foundation/migrate.ts';
import { configHelp } from './foundation/variables.ts';

type Stop = () => Promise<void>;

const USAGE = `npm start: runs Sarf. The first start sets everything up; Ctrl-C stops it in order.\n\n${configHelp()}`;
const STOP_WITHIN_MS = 30_000;
const STEP_WITHIN_MS = 10_000;

async function main(): Promise<void> {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    process.stdout.write(USAGE);
    return;
  }
  const reading = readConfig(processEnvironment(), process.cwd());
  if ('faults' in reading) {
    process.stderr.write(`Sarf cannot start:\n${reading.faults.map((fault) => `  - ${fault}\n`).join('')}`);
    process.exitCode = 1;
    return;
  }
  const { config } = reading;
  const log = openLog(config.logLevel);
  // What was started, to be stopped in the opposite order.
  const stops: Stop[] = [];
  const stop = stopOnSignals(stops, log);
  try {
    await start(config, log, stops);
  } catch (error) {
    process.stderr.write(`Sarf could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    log.debug({ err: error }, 'sarf could not start');
    process.exitCode = 1;
    await stop();
  }
}

async function start(config: Config, log: Log, stops: Stop[]): Promise<void> {
  await checkPorts(config);
  // Whoever only runs capabilities has no need of the key.
  const sandbox = config.roles.some((role) => role !== 'capability') ? await startHouse(config, log, stops) : undefined;
  if (config.roles.includes('capability')) {
    const agent = sandbox?.agent ?? (await readKnownClients(config.dataDir)).agent;
    const capability = await startCapabilityProcess(config, agent, log);
    stops.push(() => capability.stop());
  }
  process.stdout.write('sarf is ready\n');
}

async function startHouse(config: Config, log: Log, stops: Stop[]): Promise<Sandbox | undefined> {
  const secretKey = await loadSecretKey(config);
  const withServer = config.roles.includes('api') || config.roles.includes('worker');
  if (config.roles.includes('bank')) {
    const bank = await startBankProcess(config, callbackSecret(secretKey), log);
    stops.push(() => bank.stop());
  }
  return withServer ? startServer(config, secretKey, log, stops) : undefined;
}

async function startServer(config: Config, secretKey: Buffer, log: Log, stops: Stop[]): Promise<Sandbox | undefined> {
  const url = config.databaseUrl ?? (await startDatabase(config, stops));
  const sql = openDatabase(url, { prepare: config.databasePrepare, servesPoints: true });
  stops.push(() => sql.end({ timeout: 5 }));
  const migrated = await migrate(sql);
  if (migrated.length > 0) log.info({ migrations: migrated }, 'the database was brought up to date');
  await recordLifecycles(sql);
  const deps = await composeDeps(sql, secretKey, log, config);
  const running = await run(deps, {
    api: config.roles.includes('api'),
    worker: config.roles.includes('worker'),
    host: config.host,
    port: config.port,
    rateLimit: config.rateLimit,
    statementsEveryMs: config.statementsEveryMs,
  });
  stops.push(() => running.stop());
  return config.mode === 'sandbox' && config.roles.includes('api') ? prepareSandbox(config, deps, stops) : undefined;
}

async function startDatabase(config: Config, stops: Stop[]): Promise<string> {
  const server = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: (line) => process.stderr.write(`${line}\n`),
  });
  stops.push(() => server.stop());
  return server.url();
}

async function prepareSandbox(config: Config, deps: Deps, stops: Stop[]): Promise<Sandbox> {
  const sandbox = await seedSandbox(deps, await readKnownClients(config.dataDir));
  if (config.roles.includes('bank')) await openAccountsAtBanks(deps);
  const members = await seedPeople(deps, sandbox.applicationId, await readKnownMembers(config.dataDir));
  await writeSandboxFile(config, sandbox, members);
  process.stdout.write(banner(config, sandbox, members));
  if (config.roles.includes('bank') && config.roles.includes('worker')) stops.push(seedBeside(config, deps, sandbox));
  return sandbox;
}

/** Makes payments to try things with while everything runs already; nobody waits for them. */
function seedBeside({ bankUrl }: Config, deps: Deps, sandbox: Sandbox): Stop {
  const stopping = new AbortController();
  const seeded = seedPayments(deps, { sandbox, bankUrl, stopping: stopping.signal }).catch((error: unknown) =>
    deps.log.warn({ err: error }, 'the sandbox has no payments to try'),
  );
  return async () => {
    stopping.abort();
    await seeded;
  };
}

function stopOnSignals(stops: Stop[], log: Log): Stop {
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    // A stop that hangs must not keep the machine from shutting down; what was claimed is safe in its lease.
    setTimeout(() => {
      log.error('stopping in order took too long; ended without it');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    const slow: Promise<void>[] = [];
    for (const one of stops.toReversed()) {
      const ended = one().catch((error: unknown) => log.error({ err: error }, 'stopping in order broke'));
      // A statement whose answer was lost with its connection ends when the connections do, which is a later step.
      const isDone = await Promise.race([ended.then(() => true), pause(STEP_WITHIN_MS).then(() => false)]);
      if (!isDone) slow.push(ended);
    }
    await Promise.all(slow);
    process.exit();
  };
  const once = (): Promise<void> => (stopping ??= stop());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void once());
  return once;
}

await main();
