import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Item } from './item.ts';
import { parseYaml } from './parse-yaml.ts';
import { Report } from './report.ts';

function parse(text: string, secret = false) {
  const report = new Report(false);
  const item = parseYaml('a.yaml', text, report, { secret });
  return { item, problems: report.problems.map(({ line, column, code }) => `${line}:${column} ${code}`), report };
}

function plain(item: Item | undefined): unknown {
  if (item?.kind === 'list') return item.items.map(plain);
  if (item?.kind === 'map')
    return Object.fromEntries([...item.entries].map(([key, entry]) => [key, plain(entry.item)]));
  return item?.value;
}

describe('reading YAML', () => {
  test('JSON and YAML 1.2: no dates, no old booleans', () => {
    const { item } = parse('{"a": [1, 2.5, null, true], "b": "x"}');
    assert.deepEqual(plain(item ?? undefined), { a: [1, 2.5, null, true], b: 'x' });
    const old = parse('a: no\nb: 2026-05-25\nc: off\nd: 0o17\ne: 12:30\n<<: {f: 1}\n1: one');
    assert.deepEqual(plain(old.item ?? undefined), {
      a: 'no',
      b: '2026-05-25',
      c: 'off',
      d: 15,
      e: '12:30',
      '<<': { f: 1 },
      1: 'one',
    });
  });

  test('each item has its place, lines of any system, with a mark of order or without', () => {
    for (const text of ['a: 1\nbc:\n  - x', 'a: 1\r\nbc:\r\n  - x', '\ufeffa: 1\nbc:\n  - x'.slice(1)]) {
      const { item } = parse(text);
      assert.equal(item?.kind, 'map');
      const list = item.entries.get('bc')?.item;
      assert.equal(list?.kind, 'list');
      assert.deepEqual(list.items[0]?.place, { file: 'a.yaml', line: 3, column: 5 });
      assert.deepEqual(item.entries.get('bc')?.keyPlace, { file: 'a.yaml', line: 2, column: 1 });
    }
  });

  test('an alias is what it repeats; the last anchor of a name counts', () => {
    const { item, problems } = parse('a: &x [1]\nb: *x\nc: &x 2\nd: *x');
    assert.deepEqual(problems, []);
    assert.deepEqual(plain(item ?? undefined), { a: [1], b: [1], c: 2, d: 2 });
  });

  const bad: readonly (readonly [name: string, text: string, problem: string])[] = [
    ['broken', 'a: [1,', '1:7 not-yaml'],
    ['a key twice', 'a: 1\nb: 2\na: 3', '3:1 duplicate-key'],
    ['a key twice inside', 'a:\n  - {b: 1, b: 2}', '2:12 duplicate-key'],
    ['several documents', 'a: 1\n---\nb: 2', '2:1 not-yaml'],
    ['an alias of nothing', 'a: *x', '1:4 alias'],
    ['an alias of itself', 'a: &x\n  b: *x', '2:6 alias'],
    ['a map for a key', '? {a: 1}\n: 2', '1:3 not-yaml'],
    ['a tab', 'a:\n\tb: 1', '2:1 not-yaml'],
    ['too deep', `a: ${'['.repeat(10_000)}`, '1:68 too-deep'],
    ['deep and broken', '{a: '.repeat(100_000), '1:261 too-deep'],
    ['deep by lines', Array.from({ length: 100 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), '66:66 too-deep'],
  ];
  for (const [name, text, problem] of bad) {
    test(name, () => {
      const { item, problems } = parse(text);
      assert.equal(item, null);
      assert.ok(problems.includes(problem), problems.join());
    });
  }

  test('aliases that unfold without end are refused, in width and in depth', () => {
    const wide = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    const deep = ['a0: &a0 [x]'];
    for (let at = 1; at < 100; at++) {
      if (at < 12) wide.push(`a${at}: &a${at} [${Array.from({ length: 10 }, () => `*a${at - 1}`).join()}]`);
      deep.push(`a${at}: &a${at} [*a${at - 1}]`);
    }
    assert.deepEqual(parse(wide.join('\n')).problems, ['1:1 too-large']);
    assert.deepEqual(parse(deep.join('\n')).problems, ['1:1 too-large']);
  });

  test('nothing of a secret file is in a message', () => {
    for (const text of [
      'a: [hush',
      'hush: 1\nhush: 2',
      'a: *hush',
      'a: b: hush',
      '"\\hush"',
      '- }hush',
      'hush: !hush 1\n- hush',
    ]) {
      const { report } = parse(text, true);
      assert.ok(report.problems.length > 0, text);
      for (const { message } of report.problems) assert.doesNotMatch(message, /hush/);
    }
  });
});
