import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parts, readArguments } from './arguments.ts';

const wishesOf = (...words: string[]) => {
  const reading = readArguments(words);
  assert(reading.kind === 'run', JSON.stringify(reading));
  return reading.wishes;
};

const faultsOf = (...words: string[]) => {
  const reading = readArguments(words);
  assert(reading.kind === 'faults', JSON.stringify(reading));
  return reading.faults;
};

test('without words, everything is measured in full', () => {
  assert.deepEqual(wishesOf(), { quick: false, only: parts, jsonFile: null, markdownFile: null });
});

test('all wishes together', () => {
  const wishes = wishesOf('--quick', '--only', 'drain, create', '--json', 'a.json', '--markdown=b.md');
  // The parts come in the order in which they run, whatever order they are asked for in.
  assert.deepEqual(wishes, { quick: true, only: ['create', 'drain'], jsonFile: 'a.json', markdownFile: 'b.md' });
});

test('help comes before everything else', () => {
  assert.equal(readArguments(['--nonsense', '--help']).kind, 'help');
  assert.equal(readArguments(['-h']).kind, 'help');
});

test('all faults are told at once, in sentences', () => {
  const faults = faultsOf('--fast', 'create', '--only', 'get,all', '--json');
  assert.deepEqual(faults, [
    'There is no option --fast.',
    '"create" is not an option.',
    `--only takes ${parts.join(', ')}; it has "all".`,
    '--json needs the name of a file.',
  ]);
  assert.deepEqual(faultsOf('--only'), [`--only takes ${parts.join(', ')}; it has "".`]);
});
