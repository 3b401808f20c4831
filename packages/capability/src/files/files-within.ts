import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const FILES_MAX = 1_000;
const FILE_BYTES_MAX = 10 * 1024 * 1024;

/** May a part of a path be given out? No dot files: what is hidden in a directory was not meant to be offered. */
export const isSafeSegment = (segment: string): boolean => /^(?!\.)[\w. -]+$/.test(segment);

/**
 * Paths of the files in a directory that may be given out, with slashes, sorted; links are left out. Null when it is no
 * directory.
 */
export async function filesIn(path: string): Promise<string[] | null> {
  if (!(await stat(path).catch(() => null))?.isDirectory()) return null;
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => file.split('/').every(isSafeSegment))
    .toSorted()
    .slice(0, FILES_MAX);
}

/**
 * The bytes of a file within a directory, or of the root itself where it is one file; null where there is none, where it
 * is larger than 10 MiB, or where a link leads out of the root.
 * @param file with slashes, its parts all safe; empty for the root itself
 */
export async function readFileWithin(root: string, file: string): Promise<Uint8Array | null> {
  let handle: FileHandle | null = null;
  try {
    const base = await realpath(root);
    const path = file === '' ? base : await realpath(join(base, file));
    if (path !== base && !path.startsWith(base + sep)) return null;
    // The path has no links left: one that was put there meanwhile is not followed.
    handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const found = await handle.stat();
    return found.isFile() && found.size <= FILE_BYTES_MAX ? await handle.readFile() : null;
  } catch {
    return null;
  } finally {
    await handle?.close();
  }
}
