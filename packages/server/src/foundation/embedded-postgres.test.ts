import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { openDatabase } from './database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { embeddedBinDir, repairLibraryLinks } from './embedded-postgres-binaries.ts';
import { isAlive } from './process-alive.ts';

const isRoot = process.getuid?.() === 0;
const folders: string[] = [];
const children: ChildProcess[] = [];

after(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) {
    // A test that failed may have left its server running.
    const left = await serverId(folder).catch(() => 0);
    if (left > 1 && left !== process.pid && isAlive(left)) process.kill(left, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true });
  }
});

async function makeFolder(mode = 0o711): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sarf-embedded-'));
  await chmod(folder, mode);
  folders.push(folder);
  return folder;
}

function start(dataDir: string, binDir?: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir, log: () => {}, fsync: false, ...(binDir ? { binDir } : {}) });
}

async function ask(url: string, setting: string): Promise<string> {
  const sql = openDatabase(url, { connectionsMax: 1 });
  try {
    const [row] = await sql<{ value: string }[]>`select current_setting(${setting}) as value`;
    return row?.value ?? '';
  } finally {
    await sql.end();
  }
}

async function serverId(dataDir: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** Starts the database in a process of its own, and resolves when it runs. */
async function startInChild(dataDir: string): Promise<ChildProcess> {
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)};
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log: () => {}, fsync: false });
    console.log('runs');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  await new Promise((settle, reject) => {
    child.stdout?.once('data', settle);
    child.once('exit', (status) => reject(new Error(`the child ended with ${status}`)));
  });
  return child;
}

async function killAndWait(child: ChildProcess): Promise<void> {
  const ended = new Promise((settle) => child.once('exit', settle));
  child.kill('SIGKILL');
  await ended;
}

// Mostly waiting for other processes.
describe('the embedded PostgreSQL', { concurrency: 3 }, () => {
  test('starts afresh, keeps its data over a restart, and is stopped by stop()', async () => {
    const dataDir = await makeFolder();
    const first = await start(dataDir);
    assert.equal(first.adopted, false);
    assert.equal(await ask(first.url(), 'server_version'), first.version);
    assert.equal(await ask(first.url('postgres'), 'data_checksums'), 'on');
    assert.equal(await ask(first.url(), 'listen_addresses'), '');
    const sql = openDatabase(first.url(), { connectionsMax: 1 });
    await sql`create table kept (word text)`;
    await sql`insert into kept values ('صرف')`;
    await sql.end();
    const pid = await serverId(dataDir);
    await first.stop();
    assert.equal(isAlive(pid), false);

    const second = await start(dataDir);
    const again = openDatabase(second.url(), { connectionsMax: 1 });
    assert.deepEqual([...(await again`select word from kept`)], [{ word: 'صرف' }]);
    await again.end();
    await second.stop();
  });

  test('keeps its password where only its owner reads it, and asks for it', async () => {
    const dataDir = await makeFolder();
    const server = await start(dataDir);
    assert.equal((await stat(join(dataDir, 'postgres-password'))).mode & 0o777, 0o600);
    const wrong = server.url().replace(/sarf:[0-9a-f]+@/, 'sarf:wrong@');
    await assert.rejects(ask(wrong, 'server_version'), { code: '28P01' });
    await server.stop();
  });

  test('adopts the server that a killed parent left behind', async () => {
    const dataDir = await makeFolder();
    await killAndWait(await startInChild(dataDir));
    const orphan = await serverId(dataDir);
    assert.equal(isAlive(orphan), true);
    const server = await start(dataDir);
    assert.equal(server.adopted, true);
    assert.equal(await serverId(dataDir), orphan);
    assert.equal(await ask(server.url(), 'server_version'), server.version);
    await server.stop();
    assert.equal(isAlive(orphan), false);
  });

  test('is shared by processes that start it at once, and stopped by the last of them', async () => {
    const dataDir = await makeFolder();
    const [one, other, child] = await Promise.all([start(dataDir), start(dataDir), startInChild(dataDir)]);
    assert.ok(one.adopted || other.adopted);
    const pid = await serverId(dataDir);
    await one.stop();
    await other.stop();
    assert.equal(isAlive(pid), true, 'the child still uses it');
    await killAndWait(child);
    await (await start(dataDir)).stop();
    assert.equal(isAlive(pid), false);
  });

  test('replaces a server that hangs', async () => {
    const dataDir = await makeFolder();
    await killAndWait(await startInChild(dataDir));
    const hung = await serverId(dataDir);
    process.kill(hung, 'SIGSTOP');
    const server = await start(dataDir);
    assert.equal(server.adopted, false);
    assert.equal(isAlive(hung), false);
    await server.stop();
  });

  test('refuses a wrong password in a sentence, and leaves no server behind', async () => {
    const dataDir = await makeFolder();
    await (await start(dataDir)).stop();
    await writeFile(join(dataDir, 'postgres-password'), 'wrong\n');
    await assert.rejects(start(dataDir), /refuses the password in .*postgres-password\.$/);
    await assert.rejects(serverId(dataDir), { code: 'ENOENT' });
  });

  test('is not fooled by a stale postmaster.pid', async () => {
    const dataDir = await makeFolder();
    await (await start(dataDir)).stop();
    const path = join(dataDir, 'postgres', 'postmaster.pid');
    const lines = (pid: number) => `${pid}\n${join(dataDir, 'postgres')}\n1700000000\n5432\n${dataDir}\n\n`;
    // A process that is gone, and a living one that is another program.
    for (const pid of [2 ** 22 - 3, process.pid]) {
      await writeFile(path, lines(pid));
      const server = await start(dataDir);
      assert.equal(server.adopted, false);
      await server.stop();
    }
  });

  test('recovers when the server itself was killed', async () => {
    const dataDir = await makeFolder();
    const first = await start(dataDir);
    const sql = openDatabase(first.url(), { connectionsMax: 1 });
    await sql`create table kept as select 7 as number`;
    process.kill(await serverId(dataDir), 'SIGKILL');
    await sql.end({ timeout: 0 });
    const second = await start(dataDir);
    assert.equal(second.adopted, false);
    await second.stop();
    await first.stop();
  });

  test('refuses the cluster of another major version, and a folder that is no cluster', async () => {
    const dataDir = await makeFolder();
    await (await start(dataDir)).stop();
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '14\n');
    await assert.rejects(start(dataDir), /was made by PostgreSQL 14 and this is PostgreSQL \d/);
    await rm(join(dataDir, 'postgres', 'PG_VERSION'));
    await assert.rejects(start(dataDir), /is not a database of PostgreSQL/);
  });

  test('tells the end of its log when it does not start', async () => {
    const dataDir = await makeFolder();
    await (await start(dataDir)).stop();
    await writeFile(join(dataDir, 'postgres', 'local.conf'), 'no_such_setting = 1\n', { mode: 0o644 });
    await assert.rejects(start(dataDir), /could not be started\.[\s\S]*unrecognized configuration parameter/);
  });

  test('puts its socket elsewhere when the path of the data folder is too long', async () => {
    const dataDir = join(await makeFolder(), 'x'.repeat(90));
    const server = await start(dataDir);
    const socketDir = new URL(server.url()).searchParams.get('host') ?? '';
    assert.equal(socketDir.startsWith(dataDir), false);
    assert.equal((await stat(socketDir)).mode & 0o777, 0o700);
    assert.equal(await ask(server.url(), 'server_version'), server.version);
    await server.stop();
    await rm(socketDir, { recursive: true });
  });

  test('makes the library links that an install without scripts leaves out', async () => {
    const native = join(await makeFolder(), 'native');
    await cp(join(embeddedBinDir(), '..'), native, { recursive: true, verbatimSymlinks: true });
    const lib = join(native, 'lib');
    for (const name of await readdir(lib)) {
      if ((await lstat(join(lib, name))).isSymbolicLink()) await rm(join(lib, name));
    }
    await Promise.all([repairLibraryLinks(native), repairLibraryLinks(native)]);
    const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'));
    for (const { target } of links) assert.notEqual(await readlink(join(native, '..', target)), '');
    const dataDir = await makeFolder();
    await (await start(dataDir, join(native, 'bin'))).stop();
  });

  const onlyRoot = isRoot ? {} : { skip: 'not run as root, so no account is switched' };
  test('runs from folders that its account may not enter', onlyRoot, async () => {
    const closed = await makeFolder(0o700);
    const native = join(closed, 'clone', 'native');
    await cp(join(embeddedBinDir(), '..'), native, { recursive: true, verbatimSymlinks: true });
    const dataDir = join(closed, 'clone', 'data');
    await mkdir(dataDir, { mode: 0o700 });
    const server = await start(dataDir, join(native, 'bin'));
    assert.equal(await ask(server.url(), 'server_version'), server.version);
    const status = await readFile(`/proc/${await serverId(dataDir)}/status`, 'utf8');
    assert.doesNotMatch(status, /^Uid:\s+0\b/m);
    const pid = await serverId(dataDir);
    await server.stop();
    assert.equal(isAlive(pid), false);
  });
});
