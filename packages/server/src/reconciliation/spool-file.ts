import { createHash } from 'node:crypto';
import type { Deps } from '../deps.ts';
import type { Sql, Tx } from '../foundation/database.ts';
import { newId } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import {
  deleteFile,
  type FileKey,
  insertFile,
  insertPart,
  type NewFile,
  selectBegun,
  selectPart,
  updateSpooled,
} from './files-store.ts';

/** A file that is kept as it came, and not read yet. */
export interface SpooledFile extends NewFile {
  readonly sha256: string;
}

const PART_BYTES = 512 * 1024;

/**
 * Keeps a file as it comes in, part by part; no transaction is open while whoever sends it takes their time.
 * Refuses with BODY_TOO_LARGE. Where the sender breaks off, nothing is kept, and the error is thrown.
 */
export async function spoolFile(
  deps: Pick<Deps, 'sql' | 'clock'>,
  about: Omit<NewFile, 'id' | 'createdAt'>,
  { bytes, bytesMax }: { readonly bytes: AsyncIterable<Uint8Array>; readonly bytesMax: number },
): Promise<SpooledFile> {
  const createdAt = deps.clock.now();
  const file = { ...about, id: newId(createdAt.getTime()), createdAt };
  await insertFile(deps.sql, file);
  try {
    const sha256 = await keep(deps.sql, file, bytes, bytesMax);
    return { ...file, sha256 };
  } catch (error) {
    // Where the database is away, it is swept up later.
    await deleteFile(deps.sql, file).catch(() => {});
    throw error;
  }
}

async function keep(sql: Sql, file: FileKey, bytes: AsyncIterable<Uint8Array>, bytesMax: number): Promise<string> {
  const hash = createHash('sha256');
  let waiting: Uint8Array[] = [];
  let [waitingBytes, size, number] = [0, 0, 0];
  const flush = async (): Promise<void> => {
    if (waitingBytes === 0) return;
    const part = Buffer.concat(waiting);
    [waiting, waitingBytes] = [[], 0];
    await insertPart(sql, file, number, part);
    number += 1;
  };
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > bytesMax) throw new Refusal('BODY_TOO_LARGE');
    hash.update(chunk);
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= PART_BYTES) await flush();
  }
  await flush();
  const sha256 = hash.digest('hex');
  await updateSpooled(sql, file, sha256, size);
  return sha256;
}

/** The bytes of a file that is kept. */
export async function* spooledBytes(sql: Sql | Tx, file: FileKey): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const part = await selectPart(sql, file, number);
    if (part === undefined) return;
    yield part;
  }
}

/** Forgets a file that was not read to its end. */
export async function forgetSpooled({ sql }: Pick<Deps, 'sql'>, file: FileKey): Promise<void> {
  await deleteFile(sql, file);
}

/**
 * Sweeps up files that were begun before this time and never read to their end: whoever did it is gone.
 * @returns how many
 */
export async function sweepSpooled({ sql }: Pick<Deps, 'sql'>, before: Date): Promise<number> {
  const begun = await selectBegun(sql, before, 100);
  for (const file of begun) await deleteFile(sql, file);
  return begun.length;
}
