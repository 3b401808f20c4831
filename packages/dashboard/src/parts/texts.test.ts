import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { amountText, totalsOf } from './amount-text.ts';
import { grouped, masked } from './iban-text.ts';
import { dayText, utcText } from './time-text.ts';

test('an amount has the decimals of its currency', () => {
  assert.equal(amountText(1234.5, 'AED', 'en'), '1,234.50');
  assert.equal(amountText(1234.5, 'KWD', 'en'), '1,234.500');
  assert.equal(amountText(1234, 'JPY', 'en'), '1,234');
  assert.match(amountText(1234.5, 'AED', 'ar'), /^1,234\.50$/);
});

test('a total is exact, and by currency', () => {
  const rows = [0.1, 0.2, 0.7].map((amount) => ({ amount, currency: 'AED' }));
  assert.deepEqual(totalsOf([...rows, { amount: 0.001, currency: 'KWD' }]), [
    { amount: 1, currency: 'AED' },
    { amount: 0.001, currency: 'KWD' },
  ]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 99_999_999_999 }), { maxLength: 20 }), (minors) => {
      const [total] = totalsOf(minors.map((minor) => ({ amount: minor / 100, currency: 'AED' })));
      assert.equal(total?.amount ?? 0, minors.reduce((sum, minor) => sum + minor, 0) / 100);
    }),
  );
});

test('an IBAN is grouped, and its middle is hidden', () => {
  assert.equal(grouped('AE070331234567890123456'), 'AE07 0331 2345 6789 0123 456');
  assert.equal(masked('AE070331234567890123456'), 'AE07 •••• •••• •••• •••3 456');
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z0-9]{9,34}$/), (account) => {
      assert.ok(!masked(account).replaceAll(/[ •]/g, '').includes(account.slice(3, -3)) || account.length <= 9);
    }),
  );
});

test('times are told in UTC too, and days belong to no zone', () => {
  assert.equal(utcText('2026-11-21T23:28:21.500+04:00'), '2026-11-21 19:28:21 UTC');
  assert.match(dayText('2026-11-21', 'en'), /^21 Nov 2026$/);
});
