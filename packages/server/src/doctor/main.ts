import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Banks } from '../banks/connector.ts';
import { connectSandbox } from '../banks/connectors/sandbox/connect.ts';
import { systemClock } from '../foundation/clock.ts';
import { type Config, processEnvironment, readConfig } from '../foundation/config.ts';
import { errorCode, isConnectionLoss, openDatabase, type Sql } from '../foundation/database.ts';
import { startEmbeddedPostgres } from '../foundation/embedded-postgres.ts';
import { configHelp } from '../foundation/variables.ts';
import { examine } from './examine.ts';
import type { Examined } from './finding.ts';
import { exitCodeOf, presentCheck, presentJson, presentVerdict } from './present.ts';

const USAGE = `npm run doctor [-- --json]

Looks whether the books are in order: ours against themselves, and against what the bank has in its own. Changes
nothing. Works beside a running Sarf, and without one; then the bank cannot be asked, unless it runs by itself.

  --json    print the report as one line of JSON
  --help    say this

Exit code 0: no violation · 1: violations were found · 2: not everything could be checked.

${configHelp()}`;

/** The sentence that tells why nothing could be checked. */
class CannotCheck extends Error {}

// What moves meanwhile has settled after some seconds; what has not is a finding.
const PATIENCE = { looks: 5, pauseMs: 3000 };

async function main(): Promise<void> {
  const { json, help } = readWords();
  if (help) {
    process.stdout.write(USAGE);
    return;
  }
  const reading = readConfig(processEnvironment(), process.cwd());
  if ('faults' in reading) throw new CannotCheck(reading.faults.join('\n'));
  const { config } = reading;
  await withDatabase(config, async (sql) => {
    let before: Examined | undefined;
    const tell = (check: Examined): void => {
      if (!json) process.stdout.write(presentCheck(check, before));
      before = check;
    };
    const report = await examine({ sql, banks: connectBanks(config), clock: systemClock }, PATIENCE, tell);
    process.stdout.write(json ? presentJson(report) : presentVerdict(report));
    process.exitCode = exitCodeOf(report);
  });
}

function readWords(): { json: boolean; help: boolean } {
  const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    const { values } = parseArgs({ options });
    return { json: values.json === true, help: values.help === true };
  } catch (error) {
    throw new CannotCheck(`${messageOf(error)} See npm run doctor -- --help.`);
  }
}

// Only to read their books. Nothing signs or submits here, so no secret is needed, and no number for making ids.
function connectBanks({ bankUrl, bankTimeoutMs }: Config): Banks {
  const sandbox = connectSandbox({ bankUrl, callbackSecret: '', timeoutMs: bankTimeoutMs });
  return new Map([[sandbox.name, sandbox]]);
}

/** Opens the given database, or the embedded one, which is started when it does not run. */
async function withDatabase(config: Config, work: (sql: Sql) => Promise<void>): Promise<void> {
  const server = config.databaseUrl === null ? await startEmbedded(config) : undefined;
  const sql = openDatabase(config.databaseUrl ?? server?.url() ?? '', {
    connectionsMax: 2,
    prepare: config.databasePrepare,
  });
  try {
    await work(sql);
  } catch (error) {
    throw explained(error);
  } finally {
    await sql.end({ timeout: 5 });
    await server?.stop();
  }
}

async function startEmbedded({ dataDir }: Config) {
  // Looking must not make a database where none is.
  await access(join(dataDir, 'postgres')).catch(() => {
    throw new CannotCheck(`There is no database in ${dataDir} yet; npm start makes one. Or set DATABASE_URL.`);
  });
  return startEmbeddedPostgres({ dataDir, log: (line) => process.stderr.write(`${line}\n`) });
}

function explained(error: unknown): unknown {
  // A table or a column is not there.
  if (['42P01', '42703'].includes(errorCode(error))) {
    return new CannotCheck('This database has not the tables of this version of Sarf; npm start brings it up to date.');
  }
  return isConnectionLoss(error) ? new CannotCheck(`The database does not answer: ${messageOf(error)}`) : error;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

try {
  await main();
} catch (error) {
  process.stderr.write(`The doctor could not check anything. ${messageOf(error)}\n`);
  process.exitCode = 2;
}
