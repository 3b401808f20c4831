import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatAmount, parseAmount } from './money.ts';

test('amounts are read exactly, with the decimals of their currency', () => {
  assert.equal(parseAmount('100.91', 'AED'), 10_091n);
  assert.equal(parseAmount('100.9', 'AED'), 10_090n);
  assert.equal(parseAmount('191', 'JPY'), 191n);
  assert.equal(parseAmount('1.091', 'KWD'), 1_091n);
  assert.equal(parseAmount('999999999999999.999', 'KWD'), 999_999_999_999_999_999n);
});

test('what is not a plain decimal number of the currency is not read', () => {
  const wrong = ['', '-1', '+1', '1e3', '1,000', '01', '.5', '1.', ' 1', '1 ', '1.001', 'NaN', '٣', '1000000000000000'];
  for (const text of wrong) assert.equal(parseAmount(text, 'AED'), null, text);
  assert.equal(parseAmount('1.0', 'JPY'), null);
});

test('writing and reading an amount gives it back', () => {
  const amounts = fc.bigInt({ min: 0n, max: 10n ** 15n - 1n });
  fc.assert(
    fc.property(amounts, fc.constantFrom('AED', 'KWD', 'JPY'), (amountMinor, currency) => {
      assert.equal(parseAmount(formatAmount(amountMinor, currency), currency), amountMinor);
    }),
  );
});
