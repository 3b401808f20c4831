import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** As whom, and through what, the programs of PostgreSQL are started. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
  /** We are root, so files have to be given to the account, and programs started as it. */
  readonly switched: boolean;
  /** A program and its arguments that the real program is started through; empty when none is needed. */
  readonly through: readonly string[];
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** What a program said, and its exit code; null when it could not be started or took too long. */
export interface Ran {
  readonly code: number | null;
  readonly output: string;
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin';
const ALTERNATIVES =
  'Run Sarf as an ordinary user, or move it to a folder that others may enter (such as /opt/sarf), ' +
  'or give it a PostgreSQL of your own with DATABASE_URL.';

/**
 * Chooses the account that the database runs as. An ordinary user needs none. PostgreSQL refuses to run as root, so
 * root gives it away: to the owner of the cluster when there is one, else to `postgres`, `sarf` or `nobody`.
 * @param owner who owns the existing cluster, if one exists
 */
export function chooseAccount(dataDir: string, binDir: string, owner: Owner | undefined): Account {
  const uid = process.getuid?.() ?? -1;
  const gid = process.getgid?.() ?? -1;
  if (uid !== 0) {
    if (owner && owner.uid !== uid) {
      throw new Error(`The database in ${dataDir} belongs to another account (user id ${owner.uid}); run Sarf as it.`);
    }
    return { uid, gid, name: 'the current user', switched: false, through: [] };
  }
  if (owner?.uid === 0) {
    throw new Error(
      `The database in ${dataDir} belongs to root, and PostgreSQL refuses to run as root. ` +
        `If it was copied there, give it back: chown -R postgres ${join(dataDir, 'postgres')}`,
    );
  }
  const found = owner ? { ...owner, name: `user ${owner.uid}` } : findServiceAccount();
  return throughUntraversable({ ...found, switched: true, through: [] }, dataDir, binDir);
}

function findServiceAccount(): { uid: number; gid: number; name: string } {
  const existing = lookUp('postgres') ?? lookUp('sarf');
  if (existing) return existing;
  spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'sarf']);
  const made = lookUp('sarf') ?? lookUp('nobody');
  if (made) return made;
  throw new Error(`PostgreSQL refuses to run as root, and no other account could be found or made. ${ALTERNATIVES}`);
}

function lookUp(name: string): { uid: number; gid: number; name: string } | undefined {
  try {
    const ask = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: ask('-u'), gid: ask('-g'), name };
  } catch {
    return undefined;
  }
}

/**
 * The account may not be able to enter the folders above (a clone under /root, a private temp folder). Then the
 * programs are started with one extra capability, the right to pass through folders; it stays with the server, whose
 * files and processes are the account's all the same. `no_setuid_fixup` makes access(2), with which PostgreSQL's
 * programs look for each other, see the capability. Containers may withhold the first capability and have the second.
 */
function throughUntraversable(account: Account, dataDir: string, binDir: string): Account {
  const plain = whyUnreachable(account, dataDir, binDir);
  if (plain === undefined) return account;
  const tried = ['dac_read_search', 'dac_override'].map((capability) => {
    const through = [
      'setpriv',
      ...['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups'],
      ...['--securebits', '+no_setuid_fixup', '--inh-caps', `+${capability}`, '--ambient-caps', `+${capability}`],
    ];
    const capable: Account = { ...account, through };
    return { capable, why: whyUnreachable(capable, dataDir, binDir) };
  });
  const working = tried.find(({ why }) => why === undefined);
  if (working) return working.capable;
  const reasons = [plain, ...tried.map(({ why }) => why)].join('; ');
  throw new Error(
    `PostgreSQL refuses to run as root, and the account ${account.name} that it would run as cannot use ` +
      `${binDir} and ${dataDir}. ${ALTERNATIVES} (${reasons})`,
  );
}

/** Undefined when the account can run the server's binary and enter the data folder; else the reason it cannot. */
function whyUnreachable(account: Account, dataDir: string, binDir: string): string | undefined {
  const attempts: [string, string[]][] = [
    // initdb looks for its neighbour `postgres` with access(2), which is what needs proving.
    [join(binDir, 'initdb'), ['--version']],
    [join(binDir, 'postgres'), ['--version']],
    ['/bin/sh', ['-c', 'cd -- "$1" && test -x "$2"', 'sh', dataDir, join(binDir, 'postgres')]],
  ];
  for (const [program, args] of attempts) {
    const start = startOf(account, program, args);
    const ran = spawnSync(start.program, start.args, { ...start.options, encoding: 'utf8' });
    if (ran.status !== 0) return ran.error?.message ?? `${ran.stderr}`.trim();
  }
  return undefined;
}

function startOf(account: Account, program: string, args: readonly string[]) {
  const [wrapper, ...rest] = account.through;
  const switchHere = account.switched && wrapper === undefined;
  return {
    program: wrapper ?? program,
    args: wrapper === undefined ? [...args] : [...rest, program, ...args],
    options: {
      cwd: '/',
      // Nothing of the caller's environment: PGDATA, PGPORT and the like would change what the programs do.
      env: { PATH, LC_ALL: 'C' },
      ...(switchHere ? { uid: account.uid, gid: account.gid } : {}),
    },
  };
}

/** Runs one program of PostgreSQL as the account, and gives what it said. */
export function runAs(account: Account, program: string, args: readonly string[], timeoutMs: number): Promise<Ran> {
  const start = startOf(account, program, args);
  return new Promise((settle) => {
    const child = spawn(start.program, start.args, {
      ...start.options,
      timeout: timeoutMs,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const hear = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', (error) => settle({ code: null, output: `${dirname(program)}: ${error.message}` }));
    child.on('close', (code) => settle({ code, output }));
  });
}

/** Makes the account the owner of a file or folder, where it is not the one we run as. */
export async function giveTo(account: Account, path: string): Promise<void> {
  if (account.switched) await chown(path, account.uid, account.gid);
}
