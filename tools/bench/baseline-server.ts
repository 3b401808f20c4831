import { writeSandboxFile } from '../../packages/server/src/admin/sandbox-file.ts';
import { loadSecretKey } from '../../packages/server/src/admin/secret-key.ts';
import { seedSandbox } from '../../packages/server/src/admin/seed-sandbox.ts';
import { openDoors } from '../../packages/server/src/auth/doors.ts';
import { composeDeps, composeHandlers, recordLifecycles } from '../../packages/server/src/compose.ts';
import { processEnvironment, readConfig } from '../../packages/server/src/foundation/config.ts';
import { openDatabase } from '../../packages/server/src/foundation/database.ts';
import { openLog } from '../../packages/server/src/foundation/log.ts';
import { migrate } from '../../packages/server/src/foundation/migrate.ts';
import { amountFaults } from '../../packages/server/src/foundation/money.ts';
import { buildServer } from '../../packages/server/src/http/server.ts';
import { textbookHandlers } from './baseline-create.ts';

// The textbook baseline: Sarf's own HTTP server, with its token check and its check of the request against the
// contract, in front of one transaction per request. So what differs between the two is the way they use the database.

const CONNECTIONS = 16;

const reading = readConfig(processEnvironment(), process.cwd());
if ('faults' in reading) throw new Error(reading.faults.join(' '));
const { config } = reading;
const { databaseUrl } = config;
if (databaseUrl === null) throw new Error('the baseline needs DATABASE_URL');
const sql = openDatabase(databaseUrl, { connectionsMax: CONNECTIONS });
await migrate(sql);
await recordLifecycles(sql);
const deps = await composeDeps(sql, await loadSecretKey(config), openLog(config.logLevel), config);
const doors = await openDoors(deps);
const handlers = { ...composeHandlers(deps), ...textbookHandlers(deps) };
const bodyChecks = { createPayoutPayment: amountFaults };
const closing = new AbortController().signal;
const callbackTakers = { charges: () => Promise.resolve(), consents: () => Promise.resolve() };
const api = { doors, handlers, bodyChecks, callbackTakers, rateLimit: config.rateLimit, closing };
const server = await buildServer(deps, api);
await server.listen({ host: config.host, port: config.port });
await writeSandboxFile(config, await seedSandbox(deps, undefined));
process.stdout.write('baseline is ready\n');

async function stop(): Promise<void> {
  await server.close();
  await doors.stop();
  await sql.end({ timeout: 5 });
  process.exit();
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
