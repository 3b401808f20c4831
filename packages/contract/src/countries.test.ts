import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countries, findCountry } from './countries.ts';
import { decimalsOf } from './currencies.ts';

test('a country is found by either code', () => {
  const emirates = { alpha2: 'AE', alpha3: 'ARE', currency: 'AED' };
  assert.deepEqual(findCountry('AE'), emirates);
  assert.deepEqual(findCountry('ARE'), emirates);
  assert.equal(findCountry('SAU')?.alpha2, 'SA');
  assert.equal(findCountry('BG')?.currency, 'EUR');
});

test('all 249 countries of ISO 3166-1 are there, and Kosovo', () => {
  assert.equal(countries.length, 250);
  assert.equal(new Set(countries.map((country) => country.alpha2)).size, 250);
  assert.equal(new Set(countries.map((country) => country.alpha3)).size, 250);
  assert.deepEqual(
    countries.map((country) => country.alpha2),
    countries.map((country) => country.alpha2).sort(),
  );
});

test('every alpha-2 code is a region that Node knows, under its present code', () => {
  const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
  for (const { alpha2 } of countries) {
    assert.ok(names.of(alpha2) !== undefined, alpha2);
    assert.equal(Intl.getCanonicalLocales(`und-${alpha2}`)[0], `und-${alpha2}`);
  }
});

test('every currency of a country is a currency we know', () => {
  for (const { alpha2, currency } of countries) assert.ok(decimalsOf(currency) !== undefined, alpha2);
});

test('other text is no country', () => {
  for (const text of ['ae', 'are', 'UK', 'EU', 'ZZ', '', '784', 'A', '__proto__', 'constructor']) {
    assert.equal(findCountry(text), undefined, text);
  }
});
