import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { bindVariables } from '../src/binding/bind.ts';
import { copyOfFiles, readAs, textOf } from './marked.ts';

const directory = copyOfFiles();
const texts = ['desk.naftiko.yaml', 'catalogue.capability.yaml'].map(textOf);

/** Whatever the text: a capability, or an error with a place inside the file. */
async function check(text: string): Promise<void> {
  const { capability, problems } = await readAs(directory, text, false, 'fuzzed.yaml');
  const errors = problems.filter(({ severity }) => severity === 'error');
  assert.equal(capability === null, errors.length > 0);
  for (const { file, line, column, message, code } of problems) {
    const lines = readFileSync(file, 'utf8').split('\n');
    const [at] = lines.slice(line - 1, line);
    assert.ok(
      at !== undefined && column >= 1 && column <= at.length + 2,
      `${line}:${column} ${code} of ${JSON.stringify(lines.slice(line - 3))}`,
    );
    assert.ok(message.length > 0 && message.length < 1000 && !/\p{Cc}/u.test(message), message);
  }
  if (capability) await bindVariables([capability], {});
}

type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };
const isNode = (tree: Tree): tree is Tree[] | { [key: string]: Tree } => typeof tree === 'object' && tree !== null;

const words = [
  '',
  ' ',
  '{{',
  '{{x}}',
  '{{env.DESK_TOKEN}}',
  '$',
  '$.',
  '$.a[',
  'rest.',
  'tools.x',
  'a.b',
  'shop.get-order',
  './',
  'file:///x',
  '/{',
  '__proto__',
  'constructor',
  'http',
  'null',
];
const anyValue: fc.Arbitrary<Tree> = fc.oneof(
  fc.constantFrom<Tree>(null, true, 0, -1, 1e300, [], {}, [null], { a: null }, ...words),
  fc.string({ maxLength: 8, unit: 'binary' }),
  fc.constantFrom('type', 'name', 'call', 'with', 'ref', 'in', 'value', 'port', 'namespace'),
);
type Change = {
  readonly kind: 'drop' | 'repeat' | 'set' | 'rename' | 'swap' | 'wrap';
  readonly at: number;
  readonly value: Tree;
};
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('drop', 'repeat', 'set', 'rename', 'swap', 'wrap'),
  at: fc.nat(),
  value: anyValue,
});

/** Every place of a tree that can be changed: a list or map, and a key of it. */
function placesIn(tree: Tree): { readonly node: Tree[] | { [key: string]: Tree }; readonly key: string }[] {
  if (!isNode(tree)) return [];
  return Object.entries(tree).flatMap(([key, child]) => [{ node: tree, key }, ...placesIn(child)]);
}

function apply(tree: Tree, { kind, at, value }: Change): void {
  const places = placesIn(tree);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return;
  const { node, key } = place;
  const current = Object.entries(node).find(([name]) => name === key)?.[1] ?? null;
  const other = places[(at * 7 + 3) % places.length];
  const set = (name: string, next: Tree): void => {
    if (Array.isArray(node)) node[Number(name)] = next;
    else Object.defineProperty(node, name, { value: next, enumerable: true, configurable: true, writable: true });
  };
  if (kind === 'set') set(key, value);
  else if (kind === 'wrap') set(key, at % 2 === 0 ? [current] : { value: current });
  else if (kind === 'swap')
    set(
      key,
      structuredClone(
        other === undefined ? value : (Object.entries(other.node).find(([name]) => name === other.key)?.[1] ?? null),
      ),
    );
  else if (Array.isArray(node)) kind === 'drop' ? node.splice(Number(key), 1) : node.push(structuredClone(current));
  else {
    if (kind !== 'repeat') delete node[key];
    if (kind !== 'drop') set(kind === 'rename' && typeof value === 'string' ? value : `${key}s`, current);
  }
}

describe('files that were tampered with', () => {
  test('a right file with some of it dropped, repeated, retyped, renamed or mixed up', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...texts),
        fc.array(change, { minLength: 1, maxLength: 6 }),
        async (text, changes) => {
          const tree: Tree = parse(text);
          for (const one of changes) apply(tree, one);
          await check(stringify(tree, { aliasDuplicateObjects: false }));
        },
      ),
      { numRuns: 150 },
    );
  });

  test('a right file with characters cut out, put in or repeated', { timeout: 60_000 }, async () => {
    const cut = fc.record({
      at: fc.nat({ max: 12_000 }),
      length: fc.nat({ max: 40 }),
      put: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 5 }),
        fc.constantFrom(
          '{',
          '}',
          '[',
          ']',
          ': ',
          '- ',
          '&a ',
          '*a',
          '\n',
          '  ',
          '"',
          "'",
          '|',
          '>',
          '?',
          '%',
          '!!',
          '#',
          '\t',
          '---\n',
          '\r',
        ),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...texts), fc.array(cut, { minLength: 1, maxLength: 4 }), async (text, cuts) => {
        const changed = cuts.reduce((now, { at, length, put }) => {
          const from = at % (now.length + 1);
          return now.slice(0, from) + put + now.slice(from + length);
        }, text);
        await check(changed.toWellFormed());
      }),
      { numRuns: 150 },
    );
  });

  test('any text at all', { timeout: 60_000 }, async () => {
    const piece = fc.constantFrom(
      'a',
      ': ',
      '\n',
      '- ',
      '  ',
      '{',
      '}',
      '[',
      ']',
      ', ',
      '"',
      "'",
      '&x ',
      '*x ',
      '!',
      '|',
      '>',
      '? ',
      '# ',
      '%',
      '~',
      '1',
      'naftiko: ',
      'capability:',
      '---',
      '\r\n',
      '\t',
      '<<',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
          fc.string(),
        ),
        async (text) => {
          await check(text.toWellFormed());
        },
      ),
      { numRuns: 300 },
    );
  });
});
