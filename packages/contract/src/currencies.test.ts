import assert from 'node:assert/strict';
import { test } from 'node:test';
import { currencies, decimalsOf } from './currencies.ts';

test('the Gulf currencies and the usual ones have the decimals ISO 4217 gives them', () => {
  const expected = { AED: 2, SAR: 2, QAR: 2, EGP: 2, USD: 2, EUR: 2, KWD: 3, BHD: 3, OMR: 3, JOD: 3, JPY: 0, XOF: 0 };
  for (const [currency, decimals] of Object.entries(expected)) assert.equal(decimalsOf(currency), decimals, currency);
});

test('every currency has 0, 2 or 3 decimals, and is listed once', () => {
  assert.equal(new Set(currencies).size, currencies.length);
  assert.equal(currencies.length, 155);
  for (const currency of currencies) assert.ok([0, 2, 3].includes(decimalsOf(currency) ?? -1), currency);
});

test('the list agrees with the one inside Node, apart from what ISO 4217 has since withdrawn or added', () => {
  const ours = new Set(currencies);
  const theirs = new Set(Intl.supportedValuesOf('currency'));
  const withdrawnOrNotMoney = new Set(['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'XDR', 'XSU', 'ZWL']);
  const missing = [...theirs].filter((code) => !ours.has(code) && !withdrawnOrNotMoney.has(code));
  const extra = [...ours].filter((code) => !theirs.has(code));
  assert.deepEqual(missing, []);
  assert.deepEqual(extra, ['VED']);
});

test('recent changes of the list are in it', () => {
  for (const currency of ['XCG', 'ZWG', 'SLE', 'VED', 'VES']) assert.equal(decimalsOf(currency), 2, currency);
});

test('funds codes, metals, test codes, withdrawn codes and other text are not currencies', () => {
  const wrong = ['CLF', 'UYI', 'USN', 'XAU', 'XTS', 'XXX', 'XDR', 'BGN', 'ANG', 'HRK', 'aed', 'AED ', '', '__proto__'];
  for (const text of [...wrong, 'constructor', 'toString']) assert.equal(decimalsOf(text), undefined, text);
});
