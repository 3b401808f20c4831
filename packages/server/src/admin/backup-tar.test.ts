import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { endOfTar, fileHeader, folderHeader, wholeFile } from './backup-tar.ts';
import { segmentsOf } from './backup-wal.ts';
import { readTar } from './restore-tar.ts';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function readAll(bytes: Buffer, pieceBytes = 700) {
  const found: [string, string][] = [];
  for await (const entry of readTar(inPieces(bytes, pieceBytes))) {
    const parts: Buffer[] = [];
    for await (const part of entry.content) parts.push(part);
    found.push([entry.name, entry.isFolder ? 'folder' : Buffer.concat(parts).toString()]);
  }
  return found;
}

describe('the tar file of a backup', () => {
  const long = `postgres/${'deep/'.repeat(40)}صرف.conf`;
  const edge = 'x'.repeat(100);
  const bytes = Buffer.concat([
    wholeFile('manifest.json', Buffer.from('{}')),
    folderHeader('postgres'),
    wholeFile(long, Buffer.from('long')),
    wholeFile(edge, Buffer.alloc(0)),
    wholeFile('postgres/block', Buffer.alloc(1024, 'b')),
    folderHeader(`${edge}/y`),
    endOfTar(),
  ]);

  test('is read as it was written, in whatever pieces it comes', async () => {
    const expected = [
      ['manifest.json', '{}'],
      ['postgres/', 'folder'],
      [long, 'long'],
      [edge, ''],
      ['postgres/block', 'b'.repeat(1024)],
      [`${edge}/y/`, 'folder'],
    ];
    for (const pieceBytes of [1, 511, 512, 513, bytes.length]) {
      assert.deepEqual(await readAll(bytes, pieceBytes), expected);
    }
  });

  test('has room for files of any size', async () => {
    for (const size of [8 ** 11 - 1, 8 ** 11, 2 ** 52]) {
      for await (const entry of readTar(inPieces(fileHeader('large', size), 512))) {
        assert.equal(entry.size, size);
        assert.equal(entry.name, 'large');
        await assert.rejects(entry.content[Symbol.asyncIterator]().next(), /ends too early/);
        break;
      }
    }
  });

  test('is refused when it ends too early, goes on after its end, is damaged, or holds a link', async () => {
    for (let length = 0; length < bytes.length - 1024; length += 256) {
      await assert.rejects(readAll(bytes.subarray(0, length)), /ends too early/, String(length));
    }
    await assert.rejects(readAll(Buffer.concat([bytes, Buffer.from('more')])), /something follows its end/);
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8(1, 3);
    await assert.rejects(readAll(damaged), /header of an entry is damaged/);
    for (const type of ['1', '2', '3', '6', 'L', 'g']) {
      const link = fileHeader('link', 0);
      const before = link.toString('latin1', 156, 157).charCodeAt(0);
      link.write(type, 156);
      const sum = Number.parseInt(link.toString('latin1', 148, 154), 8) + type.charCodeAt(0) - before;
      link.write(sum.toString(8).padStart(6, '0'), 148);
      await assert.rejects(readAll(Buffer.concat([link, endOfTar()])), /link is neither a file nor a folder/);
    }
  });
});

describe('the WAL of a backup', () => {
  const label = (name: string) => `START WAL LOCATION: 1/FE000028 (file ${name})\nBACKUP METHOD: streamed\n`;
  const MIB = 2 ** 20;

  test('is all segments from the first to the last', () => {
    const one = '00000001000000000000000A';
    assert.deepEqual(segmentsOf(label(one), one, 16 * MIB), [one]);
    assert.deepEqual(segmentsOf(label('0000000200000001000000FE'), '000000020000000200000001', 16 * MIB), [
      '0000000200000001000000FE',
      '0000000200000001000000FF',
      '000000020000000200000000',
      '000000020000000200000001',
    ]);
    assert.deepEqual(segmentsOf(label('000000010000000000000003'), '000000010000000100000000', 1024 * MIB), [
      '000000010000000000000003',
      '000000010000000100000000',
    ]);
  });
});
