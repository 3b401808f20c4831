import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../foundation/database.ts';
import { type Account, giveTo } from '../foundation/embedded-postgres-account.ts';
import { CLUSTER_NAME, MANIFEST_BYTES_MAX, MANIFEST_NAME, PASSWORD_NAME } from './backup-manifest.ts';
import { type Entry, readTar } from './restore-tar.ts';

interface Place {
  /** An empty folder of our own, in which nothing is but what this unpacks. */
  readonly folder: string;
  /** Whom the files of the database are given to. */
  readonly account: Account;
  /** Is shown the manifest before anything is unpacked; throws to refuse. */
  readonly checkManifest: (text: string) => Promise<void>;
  /** Told of all bytes that were written. */
  readonly count: (bytes: number) => void;
}

/**
 * Unpacks a backup. Nobody says that Sarf made it, so nothing in it decides where a file goes, who owns it or what it
 * may do: names are checked, links do not exist, and nothing is written twice.
 */
export async function unpack(tar: AsyncIterable<Buffer>, place: Place): Promise<void> {
  let isFirst = true;
  for await (const entry of readTar(tar)) {
    if (isFirst) {
      if (entry.name !== MANIFEST_NAME || entry.size > MANIFEST_BYTES_MAX) throw refused('it does not say what it is');
      await place.checkManifest(await readText(entry));
    } else {
      await unpackEntry(entry, place);
    }
    isFirst = false;
  }
  if (isFirst) throw refused('it is empty');
}

const refused = (why: string): Error => new Error(`This is not a backup that Sarf made: ${why}.`);

async function readText(entry: Entry): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of entry.content) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function unpackEntry(entry: Entry, place: Place): Promise<void> {
  const path = join(place.folder, safeName(entry));
  try {
    if (entry.isFolder) await mkdir(path, { mode: 0o700 });
    else await unpackFile(entry, path, place.count);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw refused(`${entry.name} is in it twice`);
    if (errorCode(error) === 'ENOENT') throw refused(`the folder of ${entry.name} is not in it`);
    throw error;
  }
  await giveTo(place.account, path);
}

async function unpackFile(entry: Entry, path: string, count: (bytes: number) => void): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const part of entry.content) {
      await handle.writeFile(part);
      count(part.length);
    }
  } finally {
    await handle.close();
  }
}

/** The name of an entry, once it is certain that it stays inside of the folder. */
function safeName({ name, isFolder }: Entry): string {
  const plain = isFolder ? name.replace(/\/$/, '') : name;
  const parts = plain.split('/');
  const isOurs = isFolder ? parts[0] === CLUSTER_NAME : parts[0] === CLUSTER_NAME && parts.length > 1;
  const isPlain = parts.every((part) => part !== '' && part !== '.' && part !== '..') && !plain.includes('\0');
  if (isPlain && (isOurs || (plain === PASSWORD_NAME && !isFolder))) return plain;
  throw refused(`${JSON.stringify(name)} is not a place in the database's folder`);
}
