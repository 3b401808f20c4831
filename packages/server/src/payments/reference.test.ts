import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { referenceOf } from './reference.ts';

const numbers = fc.bigInt({ min: 1n, max: 36n ** 10n - 1n });

test('a reference has twelve characters that every bank takes', () => {
  fc.assert(fc.property(numbers, (number) => /^P[0-9A-Z]{11}$/.test(referenceOf(number))));
});

test('each number has a reference of its own', () => {
  fc.assert(
    fc.property(numbers, numbers, (one, other) => {
      fc.pre(one !== other);
      assert.notEqual(referenceOf(one), referenceOf(other));
    }),
  );
  const many = new Set(Array.from({ length: 10_000 }, (_, index) => referenceOf(BigInt(index + 1))));
  assert.equal(many.size, 10_000);
});

test('neighbours differ in most characters', () => {
  for (let number = 1n; number < 500n; number += 1n) {
    const [one, next] = [[...referenceOf(number)], [...referenceOf(number + 1n)]];
    const same = one.filter((character, index) => character === next[index]).length;
    assert.ok(same <= 5, `${one.join('')} ${next.join('')}`);
  }
});

test('one wrong character, or two that changed places, make no reference', () => {
  const isOne = (text: string): boolean => {
    let product = 36;
    for (const character of text.slice(0, -1)) {
      product = (((product + Number.parseInt(character, 36)) % 36 || 36) * 2) % 37;
    }
    return (product + Number.parseInt(text.at(-1) ?? '', 36)) % 36 === 1;
  };
  fc.assert(
    fc.property(numbers, fc.nat(10), fc.integer({ min: 1, max: 35 }), (number, place, shift) => {
      const text = referenceOf(number);
      assert.ok(isOne(text));
      const changed = ((Number.parseInt(text[place] ?? '', 36) + shift) % 36).toString(36).toUpperCase();
      assert.ok(!isOne(text.slice(0, place) + changed + text.slice(place + 1)), text);
      const swapped = text.slice(0, place) + text[place + 1] + text[place] + text.slice(place + 2);
      if (swapped !== text) assert.ok(!isOne(swapped), `${text} ${swapped}`);
    }),
  );
});
