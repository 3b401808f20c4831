import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameKeys, readName, SIMILAR_MIN, similarityOf } from './match-name-rules.ts';

function similarity(a: string, b: string): number {
  const [one, other] = [readName(a), readName(b)];
  assert(one !== null && other !== null);
  assert.equal(similarityOf(one, other), similarityOf(other, one), 'it does not matter which comes first');
  return similarityOf(one, other);
}

for (const [a, b] of [
  ['Salem Omar', 'SALEM OMAR'],
  ['Salem Omar', 'OMAR, SALEM'],
  ['Mohammed Al Farsi', 'MUHAMMAD ALFARSI'],
  ['Mohamed El-Farsi', 'MR MOHAMMED BIN AHMED AL FARSI'],
  ['M. Farsi', 'Mohammed Al Farsi'],
  ['Abdul Rahman Khalid', 'ABDULRAHMAN KHALED'],
  ['Abdul Rahman', 'ABDALRAHMAN'],
  ['Yousef Haddad', 'YOUSSEF HADAD'],
  ['Sara Haddad', 'Sarah Haddad'],
  ['José Álvarez', 'JOSE ALVAREZ'],
  ['Gulf Star Trading L.L.C', 'GULF STAR TRADING LLC'],
  ['Gulf Star International Trading', 'GULF STAR INTERNAT TRADING'],
  ['محمد الفارسي', 'محمّد الفارسى'],
  ['شركة الخليج للتجارة', 'الخليج للتجاره'],
] as const) {
  test(`${a} is ${b}, and is found under a key of it`, () => {
    assert(similarity(a, b) >= SIMILAR_MIN, String(similarity(a, b)));
    const [one, other] = [readName(a), readName(b)];
    assert(one !== null && other !== null);
    assert([...nameKeys(one)].some((key) => nameKeys(other).has(key)));
  });
}

for (const [a, b] of [
  ['Salem Omar', 'Salem Ahmed'],
  ['Salem Ahmed Omar', 'Salem Khalid Omar'],
  ['Salem', 'Salem Omar'],
  ['Saad Omar', 'Saeed Omar'],
  ['S. O.', 'Salem Omar'],
  ['Gulf Star Trading LLC', 'Gulf Sun Trading LLC'],
  ['Shop 12 Dubai', 'Shop 13 Dubai'],
  ['محمد الفارسي', 'احمد الفارسي'],
  ['Mohammed Al Farsi', 'محمد الفارسي'],
] as const) {
  test(`${a} is not ${b}`, () => assert(similarity(a, b) < SIMILAR_MIN, String(similarity(a, b))));
}

test('a name without letters and digits is none', () => {
  assert.equal(readName(null), null);
  assert.equal(readName(' .- '), null);
});

test('a name of nothing but small words is still a name', () => {
  assert.equal(similarity('AL & CO', 'Al Co.'), 1);
});
