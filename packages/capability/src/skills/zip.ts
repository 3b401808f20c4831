import { crc32 } from 'node:zlib';
import type { SkillContent } from './skill-contents.ts';

// PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Nothing is compressed: the files are small.
const VERSION = 20;
const UTF8_NAMES = 0x0800;
// 1980-01-01, the first day the format knows: the same files are the same archive.
const DATE = (1 << 5) | 1;

/** Puts files into a ZIP archive, under their paths. */
export function zip(files: readonly SkillContent[]): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { path, text } of files) {
    const name = Buffer.from(path);
    const bytes = Buffer.from(text);
    const local = Buffer.concat([header(0x04034b50, [VERSION], name, bytes), name, bytes]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(header(0x02014b50, [VERSION, VERSION], name, bytes), tail, name);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** What the header of a file and its entry in the directory have in common, up to the lengths. */
function header(signature: number, versions: readonly number[], name: Buffer, bytes: Buffer): Buffer {
  const start = Buffer.alloc(4 + versions.length * 2);
  start.writeUInt32LE(signature, 0);
  for (const [at, version] of versions.entries()) start.writeUInt16LE(version, 4 + at * 2);
  const rest = Buffer.alloc(24);
  rest.writeUInt16LE(UTF8_NAMES, 0);
  rest.writeUInt16LE(DATE, 6);
  rest.writeUInt32LE(crc32(bytes), 8);
  rest.writeUInt32LE(bytes.length, 12);
  rest.writeUInt32LE(bytes.length, 16);
  rest.writeUInt16LE(name.length, 20);
  return Buffer.concat([start, rest]);
}
