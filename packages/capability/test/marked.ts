import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../src/problem.ts';
import { readCapability } from '../src/reading/read-capability.ts';

/** The capability files of the tests. */
export const filesOfTests = fileURLToPath(new URL('files', import.meta.url));
export const textOf = (name: string): string => readFileSync(join(filesOfTests, name), 'utf8');

/** A directory with copies of those files, to write others beside them; it goes with the process. */
export function copyOfFiles(): string {
  const directory = mkdtempSync(join(tmpdir(), 'sarf-capability-'));
  cpSync(filesOfTests, directory, { recursive: true });
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Reads a text as a capability file in a directory. */
export async function readAs(directory: string, text: string, strict = false, name = 'under-test.yaml') {
  const file = join(directory, name);
  writeFileSync(file, text);
  return await readCapability(file, { strict });
}

const mark = '«';

/** A text without its marks, and the places of these as `line:column`. */
export function unmark(marked: string): { readonly text: string; readonly places: readonly string[] } {
  const places: string[] = [];
  const [first = '', ...others] = marked.split(mark);
  let text = first;
  for (const part of others) {
    const lines = text.split('\n');
    places.push(`${lines.length}:${(lines.at(-1) ?? '').length + 1}`);
    text += part;
  }
  return { text, places };
}

/** `line:column code`, as the tables of tests write what is wrong. */
export const shownShort = ({ line, column, code }: Problem): string => `${line}:${column} ${code}`;
