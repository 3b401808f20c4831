import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

// gzip's header with a comment, an empty body, and the checksum and length of nothing. Programs that unpack gzip take
// it for one more part of the file, with nothing in it, so that a backup stays an ordinary .tar.gz.
const BEFORE = Buffer.from([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0xff]);
const AFTER = Buffer.from([0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const label = (digest: string): string => `sarf backup sha256 ${digest}`;

/** What stands at the end of a backup: the sha256 of all bytes before it, in hex, as the comment of an empty gzip part. */
export function checksumTrailer(digest: string): Buffer {
  return Buffer.concat([BEFORE, Buffer.from(label(digest)), AFTER]);
}

const TRAILER_BYTES = checksumTrailer('0'.repeat(64)).length;

/**
 * Reads the whole file and holds it against the checksum at its end. Throws when it was cut short, changed, or is no
 * backup at all.
 * @returns the number of bytes before the checksum
 */
export async function verifyChecksum(handle: FileHandle, path: string, signal: AbortSignal): Promise<number> {
  const size = (await handle.stat()).size - TRAILER_BYTES;
  const hash = createHash('sha256');
  if (size > 0) {
    const content = handle.createReadStream({ start: 0, end: size - 1, autoClose: false, signal });
    for await (const chunk of content) hash.update(chunk);
    const found = Buffer.alloc(TRAILER_BYTES);
    await handle.read(found, 0, TRAILER_BYTES, size);
    if (found.equals(checksumTrailer(hash.digest('hex')))) return size;
    if (found.indexOf(label('')) === BEFORE.length)
      throw new Error(`${path} was changed since it was written: its checksum does not fit.`);
  }
  throw new Error(
    `${path} is not a whole backup: it has no checksum at its end. It was cut short, or is another file.`,
  );
}
