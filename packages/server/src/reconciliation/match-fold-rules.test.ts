import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cutStrip, fold, gap, gapBefore, newStrip, readStrip, writeText } from './match-fold-rules.ts';

test('a text is folded to upper case, letters and digits', () => {
  assert.equal(fold('ref/88-12 \n a'), 'REF8812A');
  assert.equal(fold('Ätna № 7, straße'), 'ATNANO7STRASSE');
  assert.equal(fold('رقم ٨٨١٢ إلى'), 'رقم8812الى');
  assert.equal(fold(' .,-'), '');
});

test('on a strip stands what folding gives', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      const strip = newStrip();
      for (const one of texts) writeText(strip, one);
      assert.equal(readStrip(strip, 0, strip.length), texts.map(fold).join(''));
    }),
  );
});

test('a strip knows what stood between its characters', () => {
  const strip = newStrip();
  writeText(strip, 'ab-c - d');
  writeText(strip, 'e');
  cutStrip(strip);
  writeText(strip, 'f');
  const gaps = Array.from({ length: strip.length + 1 }, (_, at) => gapBefore(strip, at));
  const { none, sign, blank, part } = gap;
  assert.deepEqual(gaps, [part, none, sign, blank, part, part, part, part]);
});

test('a strip grows with what is written', () => {
  const strip = newStrip();
  for (let at = 0; at < 100; at += 1) writeText(strip, `${'x'.repeat(100)} ${at}`);
  assert.equal(readStrip(strip, strip.length - 3, strip.length), 'X99');
});
