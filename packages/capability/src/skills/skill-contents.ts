import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesIn, isSafeSegment, readFileWithin } from '../files/files-within.ts';
import { type SkillOptions, skillFiles } from './export-skill.ts';
import type { OfferedSkill } from './skills-of.ts';

/** A file of a skill with what is in it. */
export interface SkillContent {
  readonly path: string;
  readonly text: string | Uint8Array;
}

// What a catalogue hands out in one piece is read into memory.
const BYTES_MAX = 32 * 1024 * 1024;

/**
 * All files of a skill: what is made of its capability, and what its author put into `location`, which wins. Files that
 * would bring it above 32 MiB are left out.
 */
export async function skillContents(offered: OfferedSkill, options: SkillOptions): Promise<readonly SkillContent[]> {
  const contents = new Map<string, SkillContent>();
  for (const file of skillFiles(offered, options)) contents.set(file.path, file);
  const location = offered.skill?.location ?? null;
  let left = BYTES_MAX;
  for (const path of (location === null ? null : await filesIn(location)) ?? []) {
    const text = location === null ? null : await readFileWithin(location, path);
    if (text === null || text.byteLength > left) continue;
    left -= text.byteLength;
    contents.set(path, { path, text });
  }
  return [...contents.values()];
}

/**
 * Writes files into a directory, by their paths. A file is there whole or not at all. Throws an Error for a path that
 * leads out of the directory.
 */
export async function writeSkill(files: readonly SkillContent[], dir: string): Promise<void> {
  for (const { path, text } of files) {
    if (!path.split('/').every(isSafeSegment)) throw new Error(`The path ${path} cannot be written.`);
    const target = join(dir, path);
    await mkdir(dirname(target), { recursive: true });
    const draft = `${target}.part`;
    try {
      await writeFile(draft, text);
      await rename(draft, target);
    } finally {
      await rm(draft, { force: true });
    }
  }
}
