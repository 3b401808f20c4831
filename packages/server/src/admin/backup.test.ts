import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { until } from '../../test/running-sarf.ts';
import { type Config, readConfig } from '../foundation/config.ts';
import { openDatabase, type Sql } from '../foundation/database.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../foundation/embedded-postgres.ts';
import { migrateDatabase } from '../foundation/migrate.ts';
import { backUp } from './backup.ts';
import { checksumTrailer } from './backup-checksum.ts';
import { endOfTar, folderHeader, wholeFile } from './backup-tar.ts';
import { restore } from './restore.ts';
import { readTar } from './restore-tar.ts';

const silent = () => ({
  say: () => {},
  signal: new AbortController().signal,
  recordLifecycles: async (): Promise<void> => {},
});

async function* unpacked(bytes: Buffer): AsyncGenerator<Buffer> {
  yield gunzipSync(bytes);
}

const sealed = (content: Buffer) =>
  Buffer.concat([content, checksumTrailer(createHash('sha256').update(content).digest('hex'))]);

describe('backup and restore', () => {
  let folder: string;
  let dataDir: string;
  let server: EmbeddedPostgres;
  let sql: Sql;
  /** A backup that is whole. */
  let good: string;
  let targets = 0;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sarf-backup-'));
    await chmod(folder, 0o711);
    dataDir = join(folder, 'data');
    good = join(folder, 'good.tar.gz');
    server = await startEmbeddedPostgres({ dataDir, log: () => {} });
    await migrateDatabase(server.url());
    sql = openDatabase(server.url(), { connectionsMax: 4 });
    await sql`create table kept as select number from generate_series(1, 1000) number`;
    await sql`create unlogged table unlogged as select number from generate_series(1, 1000) number`;
  });
  after(async () => {
    await sql.end({ timeout: 2 });
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function configOf(into: string, more: Record<string, string> = {}): Config {
    const reading = readConfig({ DATA_DIR: into, ...more }, folder);
    assert('config' in reading);
    return reading.config;
  }

  /** A data folder that is not there yet. */
  function target(): string {
    targets += 1;
    return join(folder, `target-${targets}`);
  }

  async function written(bytes: Buffer): Promise<string> {
    const path = join(folder, 'other.tar.gz');
    await writeFile(path, bytes);
    return path;
  }

  /** Restoring it is refused, and afterwards there is nothing. */
  async function assertRefused(file: string, why: RegExp): Promise<void> {
    const into = target();
    await assert.rejects(restore(configOf(into), file, silent()), why);
    assert.deepEqual(await readdir(into).catch(() => []), []);
  }

  test('a backup is whole while tables come and go, and leaves out what is not kept', async () => {
    let going = true;
    const churn = async (name: string): Promise<void> => {
      while (going) {
        await sql`
          create table ${sql(name)} as select number, repeat('x', 500) as text from generate_series(1, 3000) number`;
        await sql`truncate ${sql(name)}`;
        await sql`drop table ${sql(name)}`;
      }
    };
    const churning = Promise.all(['one', 'two'].map(churn));
    const lines = await backUp(configOf(dataDir), good, silent()).finally(() => {
      going = false;
    });
    await churning;
    assert.match(lines.join('\n'), /good\.tar\.gz: \d.* MB in .* s.*\n.*secret key is not in it/);
    assert.equal((await stat(good)).mode & 0o777, 0o600);
    const names: string[] = [];
    for await (const entry of readTar(unpacked(await readFile(good)))) {
      names.push(entry.name);
      for await (const _ of entry.content);
    }
    assert.deepEqual(names.slice(0, 2), ['manifest.json', 'postgres-password']);
    const unwanted = /secret-key|sandbox|postmaster|pg_internal|\.log$|pg_replslot\/.|pg_stat_tmp\/.|socket/;
    assert.deepEqual(
      names.filter((name) => unwanted.test(name)),
      [],
    );
  });

  test('a restore clears away one that was killed, and keeps the password of a database that was moved away', async () => {
    const into = target();
    await mkdir(join(into, 'postgres.restoring/postgres/base'), { recursive: true });
    await writeFile(join(into, 'postgres-password'), 'former\n');
    const recordLifecycles = async (there: Sql): Promise<void> => {
      await there`insert into transitions (object_type, from_state, to_state) values ('a kind of this version', 'new', 'x')`;
    };
    const lines = await restore(configOf(into), good, { ...silent(), recordLifecycles });
    assert.match(lines.join('\n'), /^payouts +0$/m);
    assert.match(lines.join('\n'), /^refunds +0$/m);
    assert.match(lines.join('\n'), /secret key is not in a backup: put yours at .*target-\d+\/secret-key before/);
    const names = ['postgres', 'postgres-password', 'postgres-password.old'];
    assert.deepEqual((await readdir(into)).toSorted(), names);
    assert.equal(await readFile(join(into, 'postgres-password.old'), 'utf8'), 'former\n');

    const restored = await startEmbeddedPostgres({ dataDir: into, log: () => {} });
    const there = openDatabase(restored.url(), { connectionsMax: 1 });
    assert.deepEqual([...(await there`select count(*) as count from kept`)], [{ count: 1000n }]);
    assert.deepEqual([...(await there`select count(*) as count from unlogged`)], [{ count: 0n }]);
    assert.deepEqual([...(await there`select slot_name from pg_replication_slots`)], []);
    assert.deepEqual(
      [...(await there`select object_type from transitions`)],
      [{ objectType: 'a kind of this version' }],
    );
    await there.end();
    await restored.stop();
    await assert.rejects(restore(configOf(into), good, silent()), /postgres exists, and a restore overwrites nothing/);
  });

  test('a byte that was changed, and a file that was cut, are refused and leave nothing', async () => {
    const bytes = await readFile(good);
    const changedAt = (original: Buffer, at: number): Buffer => {
      const changed = Buffer.from(original);
      changed.writeUInt8(changed.readUInt8(at) ^ 0x10, at);
      return changed;
    };
    for (const at of [0, 1000, bytes.length >> 1, bytes.length - 200]) {
      await assertRefused(await written(changedAt(bytes, at)), /was changed since it was written/);
    }
    const small = sealed(gzipSync(endOfTar()));
    for (let at = 0; at < small.length; at += 1) {
      await assertRefused(await written(changedAt(small, at)), /was changed|is not a whole backup/);
    }
    for (const length of [0, 10, 113, 114, bytes.length >> 1, bytes.length - 1]) {
      await assertRefused(await written(bytes.subarray(0, length)), /is not a whole backup/);
    }
    await assertRefused(join(folder, 'absent.tar.gz'), /absent\.tar\.gz cannot be read/);
  });

  test('a backup of another version, or what is none, is refused and leaves nothing', async () => {
    const manifest = { sarf_backup: 1, postgres: server.version, migrations: [], began_at: '2026-01-01T00:00:00Z' };
    const first = (more: object = {}) =>
      wholeFile('manifest.json', Buffer.from(JSON.stringify({ ...manifest, ...more })));
    const pack = (...parts: Buffer[]) => written(sealed(gzipSync(Buffer.concat([...parts, endOfTar()]))));
    await assertRefused(await pack(first({ postgres: '17.2' })), /made with PostgreSQL 17\.2 and this Sarf brings/);
    await assertRefused(await pack(first({ migrations: ['9999_future.sql'] })), /by a newer Sarf.*9999_future\.sql/);
    await assertRefused(await pack(first({ sarf_backup: 2 })), /is of format 2, and this Sarf reads format 1/);
    await assertRefused(await pack(first({ began_at: 7 })), /does not say which database is in it/);
    await assertRefused(await pack(first(), folderHeader('postgres')), /postgres-password is not in it/);
    await assertRefused(await pack(first(), wholeFile('../x', Buffer.from('x'))), /is not a place in the/);
    await assertRefused(await written(sealed(randomBytes(1000))), /incorrect header check/);
  });

  test('a backup without its WAL does not start, and leaves nothing', async () => {
    const parts: Buffer[] = [];
    for await (const entry of readTar(unpacked(await readFile(good)))) {
      const content: Buffer[] = [];
      for await (const part of entry.content) content.push(part);
      if (/pg_wal\/0/.test(entry.name)) continue;
      parts.push(
        entry.isFolder ? folderHeader(entry.name.slice(0, -1)) : wholeFile(entry.name, Buffer.concat(content)),
      );
    }
    const bytes = sealed(gzipSync(Buffer.concat([...parts, endOfTar()]), { level: 1 }));
    await assertRefused(await written(bytes), /could not be started/);
  });

  test('nothing is overwritten, a running Sarf is left alone, and so is a database of your own', async () => {
    const config = configOf(dataDir);
    await assert.rejects(backUp(config, good, silent()), /good\.tar\.gz exists, and a backup overwrites nothing/);
    await writeFile(join(folder, 'busy.tar.gz.partial'), '');
    await assert.rejects(backUp(config, join(folder, 'busy.tar.gz'), silent()), /another backup is writing it/);
    await assert.rejects(backUp(config, join(dataDir, 'postgres', 'x.tar.gz'), silent()), /database's own folder/);
    await assert.rejects(backUp(config, join(folder, 'no/x.tar.gz'), silent()), /There is no folder/);
    await assert.rejects(backUp(configOf(target()), join(folder, 'x.tar.gz'), silent()), /There is no database in/);
    const own = configOf(target(), { DATABASE_URL: 'postgres://localhost/sarf' });
    await assert.rejects(backUp(own, join(folder, 'x.tar.gz'), silent()), /DATABASE_URL.*pg_basebackup or pg_dump/s);
    await assert.rejects(restore(own, good, silent()), /DATABASE_URL.*pg_basebackup or a pg_dump/s);
    await assert.rejects(restore(config, good, silent()), /Sarf runs on .*; stop it first/);
  });

  test('a backup that is interrupted, or loses its connection, leaves nothing, and no WAL is kept', async () => {
    const path = join(folder, 'interrupted.tar.gz');
    const slots = () => sql`select 1 from pg_replication_slots`;
    const isCopying = async () => ((await stat(`${path}.partial`).catch(() => undefined))?.size ?? 0) > 100_000;
    const stopping = new AbortController();
    const going = backUp(configOf(dataDir), path, { say: () => {}, signal: stopping.signal });
    await until('it copies', isCopying);
    assert.equal((await slots()).length, 1);
    stopping.abort();
    await assert.rejects(going, { name: 'AbortError' });
    await until('the slot is gone', async () => (await slots()).length === 0);

    const cut = backUp(configOf(dataDir), path, silent());
    const assertion = assert.rejects(cut, /connection to the database was lost before the backup was whole/);
    await until('it copies', isCopying);
    await sql`select pg_terminate_backend(active_pid) from pg_replication_slots`;
    await assertion;
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith('interrupted')),
      [],
    );
  });

  test('a restore that is interrupted leaves nothing', async () => {
    const into = target();
    const stopping = new AbortController();
    const going = restore(configOf(into), good, { ...silent(), signal: stopping.signal });
    const assertion = assert.rejects(going, { name: 'AbortError' });
    await until('it unpacks', async () => (await readdir(join(into, 'postgres.restoring')).catch(() => [])).length > 1);
    stopping.abort();
    await assertion;
    assert.deepEqual(await readdir(into), []);
  });
});
