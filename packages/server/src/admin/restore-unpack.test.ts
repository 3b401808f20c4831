import assert from 'node:assert/strict';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { endOfTar, fileHeader, folderHeader, wholeFile } from './backup-tar.ts';
import { unpack } from './restore-unpack.ts';

const account = { uid: 0, gid: 0, name: 'ourselves', switched: false, through: [] };
const some = Buffer.from('some');
const first = wholeFile('manifest.json', Buffer.from('{}'));
const postgres = folderHeader('postgres');

describe('unpacking a backup', () => {
  let above: string;
  let folder: string;
  before(async () => {
    above = await mkdtemp(join(tmpdir(), 'sarf-unpack-'));
  });
  after(() => rm(above, { recursive: true, force: true }));

  async function unpackAll(...parts: Buffer[]): Promise<void> {
    folder = join(above, 'folder');
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    async function* tar(): AsyncGenerator<Buffer> {
      yield Buffer.concat([...parts, endOfTar()]);
    }
    await unpack(tar(), { folder, account, checkManifest: async () => {}, count: () => {} });
  }

  test('gives files and folders to their owner alone, whatever the archive says', async () => {
    const open = fileHeader('postgres/base/1', some.length);
    open.write('0007777', 100);
    open.write((Number.parseInt(open.toString('latin1', 148, 154), 8) + 22).toString(8).padStart(6, '0'), 148);
    await unpackAll(first, postgres, folderHeader('postgres/base'), open, some, Buffer.alloc(508));
    assert.equal((await lstat(join(folder, 'postgres/base/1'))).mode & 0o7777, 0o600);
    assert.equal((await lstat(join(folder, 'postgres/base'))).mode & 0o7777, 0o700);
    assert.deepEqual(await readFile(join(folder, 'postgres/base/1')), some);
  });

  test('puts nothing outside of its folder', async () => {
    const outside = [
      ...['../x', '/tmp/sarf-x', 'postgres/../../x', 'postgres/..', 'postgres/../x', 'postgres//x', 'postgres/./x'],
      ...['y', 'postgres', 'postgres/', 'postgres-password/x', './postgres/x', '', `${'postgres/a/'.repeat(20)}../x`],
    ];
    for (const name of outside) {
      await assert.rejects(unpackAll(first, postgres, wholeFile(name, some)), /is not a place in the/, name);
      assert.deepEqual(await readdir(above), ['folder']);
    }
    for (const name of ['..', 'x', 'postgres/..', '', '/']) {
      await assert.rejects(unpackAll(first, folderHeader(name)), /is not a place in the/, name);
    }
  });

  test('knows no links, writes nothing twice, and wants folders before what is in them', async () => {
    for (const type of ['1', '2']) {
      const link = fileHeader('postgres/link', 0);
      link.write(type, 156);
      const sum = Number.parseInt(link.toString('latin1', 148, 154), 8) + Number(type);
      link.write(sum.toString(8).padStart(6, '0'), 148);
      await assert.rejects(unpackAll(first, postgres, link), /postgres\/link is neither a file nor a folder/);
    }
    const file = wholeFile('postgres/x', some);
    await assert.rejects(unpackAll(first, postgres, file, file), /postgres\/x is in it twice/);
    await assert.rejects(unpackAll(first, postgres, postgres), /postgres\/ is in it twice/);
    await assert.rejects(
      unpackAll(first, wholeFile('postgres/a/b', some)),
      /the folder of postgres\/a\/b is not in it/,
    );
    await assert.rejects(unpackAll(first, postgres, file, wholeFile('postgres/x/y', some)), /ENOTDIR/);
  });

  test('begins with a manifest', async () => {
    await assert.rejects(unpackAll(postgres, first), /does not say what it is/);
    await assert.rejects(unpackAll(wholeFile('manifest.json', Buffer.alloc(2 ** 20 + 1))), /does not say what it is/);
    await assert.rejects(unpackAll(), /it is empty/);
    await assert.rejects(unpackAll(first, first), /is not a place in the/);
  });
});
