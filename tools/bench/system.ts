import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createPayoutAccount,
  listPayoutAccounts,
  type PayoutAccount,
} from '../../packages/server/src/banks/payout-accounts.ts';
import { systemClock } from '../../packages/server/src/foundation/clock.ts';
import { inTransaction, type Sql } from '../../packages/server/src/foundation/database.ts';
import { makeIban } from '../../packages/server/src/foundation/iban.ts';
import { freePort } from '../../packages/server/test/free-port.ts';
import { descendantsOf } from './proc.ts';
import { type BenchDatabase, makeDatabase, makeFolder, type Stage, stopAtEnd } from './stage.ts';
import { type Program, startProgram } from './start-program.ts';

/** Sarf's own program, the one behind `npm start`. */
export const mainProgram = join(import.meta.dirname, '../../packages/server/src/main.ts');
const baseline = join(import.meta.dirname, 'baseline-server.ts');

/** What DATA_DIR/sandbox.json tells. */
export interface Sandbox {
  readonly api_url: string;
  readonly token_url: string;
  readonly bank_url: string;
  readonly application_id: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly destination_id: string;
  readonly payout_accounts: readonly { readonly id: string; readonly currency: string; readonly iban: string }[];
}

/** Sarf, or the baseline, as it runs on a database of its own. */
export interface System {
  readonly name: string;
  readonly database: BenchDatabase;
  readonly sandbox: Sandbox;
  readonly token: string;
  /** Processes whose processor time is told. */
  readonly pids: readonly number[];
  /** Starts one more process of the same installation. */
  join(roles: string): Promise<Program>;
  /** Stops its processes and drops its database. */
  stop(): Promise<void>;
}

interface Wish {
  readonly name: string;
  readonly roles: string;
  readonly baseline?: boolean;
  /** Use this one, which somebody else drops. */
  readonly database?: BenchDatabase;
}

/** Starts Sarf's own program, or the baseline's, and waits until it answers. */
export async function startSystem(stage: Stage, wish: Wish): Promise<System> {
  const database = wish.database ?? (await makeDatabase(stage, wish.name));
  const environment = {
    ...(await environmentOf(await makeFolder(stage, wish.name), database.url)),
    SARF_SECRET_KEY: stage.secretKey,
  };
  const programs: Program[] = [];
  const begin = async (kind: string, file: string, more: Record<string, string>): Promise<Program> => {
    const name = `${wish.name} ${kind}`;
    const beforeStop = wish.baseline ? undefined : (pid: number) => noteMemory(stage, kind, pid);
    const program = startProgram(name, file, { ...environment, ...more }, beforeStop);
    const noted = await stopAtEnd(stage.onEnd, program);
    programs.push(noted);
    return noted;
  };
  const first = await begin(wish.roles, wish.baseline ? baseline : mainProgram, { ROLES: wish.roles });
  const sandbox = await readSandbox(join(environment.DATA_DIR, 'sandbox.json'));
  return {
    name: wish.name,
    database,
    sandbox,
    token: await fetchToken(sandbox),
    pids: [first.pid],
    join: async (roles) => begin(roles, mainProgram, { ROLES: roles, PORT: String(await freePort()) }),
    async stop() {
      for (const program of programs.toReversed()) await program.stop();
      if (!wish.database) await database.drop();
    },
  };
}

/** What the programs are told. Both addresses are fixed beforehand, because other processes are told them too. */
async function environmentOf(dataDir: string, databaseUrl: string) {
  const [port, bankPort] = [await freePort(), await freePort()];
  return {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    BANK_PORT: String(bankPort),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    RATE_LIMIT: 'off',
    LOG_LEVEL: 'warn',
    STATEMENTS_EVERY_SECONDS: '0',
  };
}

/** Tells the memory watch of a process, and of the bank, which is its child. */
export function noteMemory(stage: Stage, kind: string, pid: number): void {
  const ours = kind.replace(',bank', '');
  stage.memory.note(ours === 'api,worker' ? 'api and worker in one process' : ours, pid);
  for (const child of descendantsOf(pid)) stage.memory.note('sandbox bank', child);
}

export async function readSandbox(path: string): Promise<Sandbox> {
  return JSON.parse(await readFile(path, 'utf8'));
}

/** An access token for the client of a sandbox. */
export async function fetchToken(sandbox: Sandbox): Promise<string> {
  const { client_id, client_secret } = sandbox;
  const fields = { grant_type: 'client_credentials', client_id, client_secret };
  const response = await fetch(sandbox.token_url, { method: 'POST', body: new URLSearchParams(fields) });
  const body: { access_token: string } = JSON.parse(await response.text());
  return body.access_token;
}

/** Opens many payout accounts in AED and gives them. They are nobody's default. */
export async function openPayoutAccounts(sql: Sql, applicationId: string, count: number): Promise<PayoutAccount[]> {
  await inTransaction(sql, async (tx) => {
    const open = (number: number): Promise<string> =>
      createPayoutAccount(
        { clock: systemClock, sql: tx },
        {
          applicationId,
          name: `Account ${number}`,
          currency: 'AED',
          iban: makeIban('AE', `998${String(number).padStart(16, '0')}`),
          connector: 'sandbox',
          isDefault: false,
          balanceBinding: true,
          openingMinor: 10_000_000_000n,
        },
      );
    await Promise.all(Array.from({ length: count }, (_, index) => open(index + 1)));
  });
  return (await listPayoutAccounts(sql, applicationId)).filter((one) => one.currency === 'AED' && !one.isDefault);
}
