import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../problem.ts';

const ending = /\.capability\.(ya?ml|json)$/;

/**
 * The capability files that paths name: files as they are, and of folders all `*.capability.yaml` (or `.yml`, `.json`)
 * in them, by name. A path that is not there, and a folder without such files, is a problem.
 */
export async function findFiles(paths: readonly string[]): Promise<{ files: string[]; problems: Problem[] }> {
  const files: string[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    const found = await filesAt(path).catch(() => `There is no file or folder ${path}`);
    if (typeof found === 'string') {
      problems.push({ file: path, line: 1, column: 1, severity: 'error', code: 'no-such-file', message: found });
    } else files.push(...found.filter((file) => !files.includes(file)));
  }
  return { files, problems };
}

async function filesAt(path: string): Promise<string[] | string> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await readdir(path)).filter((name) => ending.test(name)).toSorted();
  return names.length === 0
    ? `The folder ${path} has no file *.capability.yaml`
    : names.map((name) => join(path, name));
}
