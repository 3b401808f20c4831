import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { run } from './sarf.ts';

const ours = fileURLToPath(new URL('../../../capabilities', import.meta.url));
const FILES = 300;

/** Ways to spoil a text; `at` and `to` are shares of it. */
const spoil: fc.Arbitrary<(text: string) => Buffer> = fc
  .record({
    kind: fc.constantFrom('cut', 'put', 'bytes', 'line', 'indent', 'swap', 'end'),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    to: fc.double({ min: 0, max: 1, noNaN: true }),
    junk: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '{{',
        '{',
        '[',
        '&a ',
        '*a',
        '\n- ',
        ': ',
        '"',
        '!!binary ',
        '\t',
        '---\n',
        '<<: *x\n',
        '9'.repeat(400),
      ),
    ),
  })
  .map(({ kind, at, to, junk }) => (text) => {
    const place = Math.floor(at * text.length);
    const lines = text.split('\n');
    const [one, other] = [at, to].map((share) => Math.min(lines.length - 1, Math.floor(share * lines.length)));
    const [from = 0, into = 0] = [one, other];
    if (kind === 'cut') return Buffer.from(text.slice(0, place) + text.slice(place + Math.floor(to * 60)));
    if (kind === 'put') return Buffer.from(text.slice(0, place) + junk + text.slice(place));
    if (kind === 'bytes')
      return Buffer.concat([
        Buffer.from(text.slice(0, place)),
        Buffer.from([0xff, 0xc3, 0x00]),
        Buffer.from(text.slice(place)),
      ]);
    if (kind === 'end') return Buffer.from(text.slice(0, place));
    if (kind === 'line') return Buffer.from(lines.toSpliced(from, 1).join('\n'));
    if (kind === 'indent') return Buffer.from(lines.with(from, ` ${lines[from]}`).join('\n'));
    return Buffer.from(
      lines
        .with(from, lines[into] ?? '')
        .with(into, lines[from] ?? '')
        .join('\n'),
    );
  });

interface Said {
  readonly ok: boolean;
  readonly files: readonly string[];
  readonly problems: readonly { file: string; line: number; column: number; severity: string; message: string }[];
}

test(`${FILES} spoilt files in one run of "sarf capability validate": each is read, or told what is wrong and where`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sarf-validate-'));
  const seed = Date.now();
  try {
    const names = await readdir(ours);
    const texts = await Promise.all(names.map((name) => readFile(join(ours, name), 'utf8')));
    const spoilt = fc.sample(fc.tuple(fc.constantFrom(...texts), spoil), { numRuns: FILES, seed });
    const files = await Promise.all(
      spoilt.map(async ([text, change], number) => {
        const file = join(folder, `${number}.capability.yaml`);
        await writeFile(file, change(text));
        return file;
      }),
    );
    const { code, out, err } = await run(['capability', 'validate', '--json', folder]);
    assert.equal(err, '', `seed ${seed}`);
    const said: Said = JSON.parse(out);
    assert.deepEqual([code, said.ok], [1, false], 'not all are right');
    for (const { file, line, column, message } of said.problems) {
      assert.ok(
        file !== '' && line >= 1 && column >= 1 && message.length > 0,
        `seed ${seed}: ${file}:${line}:${column} ${message}`,
      );
    }
    const read = new Set(said.files);
    const faulty = new Set(said.problems.flatMap(({ file, severity }) => (severity === 'error' ? [file] : [])));
    assert.deepEqual(
      files.filter((file) => !read.has(file) && !faulty.has(file)),
      [],
      `seed ${seed}: neither read nor told about`,
    );
    assert.ok(read.size > 0 && read.size < FILES, 'some are still right, and some are not');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
