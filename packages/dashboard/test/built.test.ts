import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { buildDashboard } from '../../../tools/dashboard-build.ts';

const home = resolve(import.meta.dirname, '..');
const dist = join(home, 'dist');
const SCRIPT_MAX_BYTES = 200_000;

interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly isDynamicEntry?: boolean;
  readonly imports?: readonly string[];
}

describe('the built pages', () => {
  let manifest: Record<string, Chunk>;
  before(async () => {
    assert.notEqual(await buildDashboard(() => {}), 'failed');
    manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
  });

  /** The files that must be there before this one runs, itself among them. */
  function filesOf(name: string, found = new Set<string>()): Set<string> {
    const chunk = manifest[name];
    if (!chunk || found.has(chunk.file)) return found;
    found.add(chunk.file);
    for (const one of chunk.imports ?? []) filesOf(one, found);
    return found;
  }

  test('the first load of every page is small', () => {
    const entry = Object.keys(manifest).filter((name) => manifest[name]?.isEntry);
    const pages = Object.keys(manifest).filter(
      (name) => name.startsWith('src/pages/') && manifest[name]?.isDynamicEntry,
    );
    assert.ok(entry.length === 1 && pages.length > 3, 'the manifest lists the pages');
    const sizes = new Map<string, number>();
    const sizeOf = (file: string): number => {
      const size = sizes.get(file) ?? gzipSync(readFileSync(join(dist, file))).length;
      sizes.set(file, size);
      return size;
    };
    for (const page of pages) {
      const all = new Set([...entry, 'src/frame/frame.tsx', page].flatMap((name) => [...filesOf(name)]));
      const total = [...all].reduce((sum, file) => sum + sizeOf(file), 0);
      assert.ok(total > 50_000, `${page}: nothing was measured`);
      assert.ok(total <= SCRIPT_MAX_BYTES, `${page} loads ${total} bytes of script of ${SCRIPT_MAX_BYTES}`);
    }
  });

  test('the document has no script or style of its own and names no other host', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8');
    assert.doesNotMatch(html, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|https?:\/\//);
  });
});

describe('the sources of the pages', () => {
  const sources = globSync('src/**/*.{tsx,css}', { cwd: home }).map((path) => ({
    path,
    text: readFileSync(join(home, path), 'utf8'),
  }));

  test('know start and end, and neither left nor right', () => {
    const physical =
      /(?<![\w-])-?(?:[mp][lr]|left|right|text-left|text-right|border-[lr]|rounded-[lr]|rounded-[tb][lr]|scroll-[mp][lr])-|(?<![\w-])(?:text-left|text-right|border-[lr]|float-left|float-right)(?![\w-])|\b(?:margin|padding|border)-(?:left|right)\b/;
    for (const { path, text } of sources) assert.doesNotMatch(text, physical, path);
    assert.match('className="ml-2"', physical);
    assert.doesNotMatch('className="ms-2 text-start left_out"', physical);
  });

  test('name no colour outside of the tokens', () => {
    const colour =
      /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|\b(?:bg|text|border)-(?:red|green|blue|gray|slate|zinc|white|black|amber|teal)\b/i;
    for (const { path, text } of sources) if (!path.endsWith('tokens.css')) assert.doesNotMatch(text, colour, path);
  });
});
