import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { currencies, decimalsOf } from '@sarf/contract';
import fc from 'fast-check';
import { amountFaults, amountMajorMax, amountToNumber, amountToText, parseAmount, textToMinor } from './money.ts';

const scale = (currency: string) => 10n ** BigInt(decimalsOf(currency) ?? 0);
const minorMax = (currency: string) => BigInt(amountMajorMax) * scale(currency);

/** Any currency with any amount we accept in it, in minor units; both small amounts and ones near the top are likely. */
const accepted = fc.constantFrom(...currencies).chain((currency) =>
  fc.record({
    currency: fc.constant(currency),
    minor: fc.oneof(
      fc.bigInt({ min: 1n, max: minorMax(currency) }),
      fc.bigInt({ min: 1n, max: 100_000n }),
      fc.bigInt({ min: minorMax(currency) - 100_000n, max: minorMax(currency) }),
    ),
  }),
);

test('every accepted amount survives the wire, in every currency', () => {
  fc.assert(
    fc.property(accepted, ({ minor, currency }) => {
      const onTheWire = JSON.stringify({ amount: amountToNumber(minor, currency) });
      const { amount } = JSON.parse(onTheWire);
      assert.deepEqual(parseAmount(amount, currency), { ok: true, minor });
    }),
    { numRuns: 20_000 },
  );
});

test('the edges of every currency survive the wire', () => {
  for (const currency of currencies) {
    const top = minorMax(currency);
    for (const minor of [1n, 2n, 9n, 10n, 99n, 100n, 101n, 999n, 1000n, 1001n, top - 1n, top]) {
      assert.deepEqual(parseAmount(amountToNumber(minor, currency), currency), { ok: true, minor }, currency);
    }
  }
});

test('the wire number is the number a reader of the decimal text would have', () => {
  fc.assert(
    fc.property(accepted, ({ minor, currency }) => {
      assert.equal(amountToNumber(minor, currency), Number(amountToText(minor, currency)));
    }),
    { numRuns: 5_000 },
  );
  const sumAboveSafe = 123_456_789_012_345_678n;
  assert.equal(amountToNumber(sumAboveSafe, 'AED'), Number('1234567890123456.78'));
});

test('amounts whose binary value is not what they say are read by what they say', () => {
  const minorOf = (amount: number, currency: string) => {
    const parsed = parseAmount(amount, currency);
    return parsed.ok ? parsed.minor : parsed.code;
  };
  assert.equal(minorOf(0.1, 'AED'), 10n);
  assert.equal(minorOf(0.29, 'AED'), 29n);
  assert.equal(minorOf(1.1, 'AED'), 110n);
  assert.equal(minorOf(4.35, 'AED'), 435n);
  assert.equal(minorOf(1.005, 'KWD'), 1005n);
  assert.equal(minorOf(999_999_999_998.999, 'KWD'), 999_999_999_998_999n);
  assert.equal(minorOf(100, 'JPY'), 100n);
  assert.equal(minorOf(0.1 + 0.2, 'AED'), 'INVALID_AMOUNT');
});

test('more decimals than the currency has are refused, never rounded', () => {
  const messageOf = (amount: number, currency: string) => {
    const parsed = parseAmount(amount, currency);
    assert.ok(!parsed.ok);
    assert.equal(parsed.code, 'INVALID_AMOUNT');
    return parsed.message;
  };
  assert.equal(messageOf(10.123, 'AED'), 'AED has 2 decimals; 10.123 has 3.');
  assert.equal(messageOf(0.5, 'JPY'), 'JPY has no decimals; 0.5 has 1.');
  assert.equal(messageOf(1e-7, 'AED'), 'AED has 2 decimals; 1e-7 has 7.');
  assert.equal(messageOf(1.5e-7, 'KWD'), 'KWD has 3 decimals; 1.5e-7 has 8.');
  assert.equal(messageOf(Number.MIN_VALUE, 'AED'), 'AED has 2 decimals; 5e-324 has 324.');
  fc.assert(
    fc.property(fc.double({ min: 0.000_000_1, max: amountMajorMax, noNaN: true }), (amount) => {
      const parsed = parseAmount(amount, 'AED');
      if (parsed.ok) assert.equal(Number(amountToText(parsed.minor, 'AED')), amount);
      else assert.equal(parsed.code, 'INVALID_AMOUNT');
    }),
  );
});

test('amounts out of range are refused with a name and a sentence', () => {
  const refusals: readonly (readonly [number, string, string, RegExp])[] = [
    [0, 'AED', 'AMOUNT_UNDER_MIN_VALUE', /0 AED/],
    [-0, 'AED', 'AMOUNT_UNDER_MIN_VALUE', /0 AED/],
    [-10.123, 'AED', 'AMOUNT_UNDER_MIN_VALUE', /-10\.123 AED/],
    [1e21, 'AED', 'AMOUNT_OVER_MAX_VALUE', /1e\+21 AED/],
    [amountMajorMax + 1, 'AED', 'AMOUNT_OVER_MAX_VALUE', /1000000000000 AED/],
    [amountMajorMax + 0.01, 'AED', 'AMOUNT_OVER_MAX_VALUE', /999999999999\.01 AED/],
    [Number.NaN, 'AED', 'INVALID_AMOUNT', /NaN AED/],
    [Number.POSITIVE_INFINITY, 'AED', 'INVALID_AMOUNT', /Infinity AED/],
    [Number.NEGATIVE_INFINITY, 'AED', 'INVALID_AMOUNT', /Infinity AED/],
    [1, 'aed', 'UNKNOWN_CURRENCY', /"aed"/],
    [1, '__proto__', 'UNKNOWN_CURRENCY', /"__proto__"/],
    [1, 'X'.repeat(1000), 'UNKNOWN_CURRENCY', /^"X{10}…"/],
  ];
  for (const [amount, currency, code, message] of refusals) {
    const parsed = parseAmount(amount, currency);
    assert.ok(!parsed.ok, `${amount} ${currency}`);
    assert.equal(parsed.code, code);
    assert.match(parsed.message, message);
    assert.ok(parsed.message.endsWith('.'));
  }
});

test('text has all the decimals of its currency', () => {
  assert.equal(amountToText(10010n, 'AED'), '100.10');
  assert.equal(amountToText(5n, 'AED'), '0.05');
  assert.equal(amountToText(0n, 'KWD'), '0.000');
  assert.equal(amountToText(-250n, 'KWD'), '-0.250');
  assert.equal(amountToText(5n, 'JPY'), '5');
  assert.equal(amountToText(-5n, 'JPY'), '-5');
  assert.throws(() => amountToText(1n, 'XXX'), /XXX/);
  assert.throws(() => amountToNumber(1n, 'XXX'), /XXX/);
});

test('text reads back as what it was, also when negative', () => {
  const anyMinor = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  fc.assert(
    fc.property(anyMinor, fc.constantFrom(...currencies), (minor, currency) => {
      assert.equal(textToMinor(amountToText(minor, currency), currency), minor);
    }),
    { numRuns: 5_000 },
  );
});

test('text with fewer decimals or leading zeros is read; any other text is not', () => {
  assert.equal(textToMinor('100', 'AED'), 10000n);
  assert.equal(textToMinor('100.1', 'AED'), 10010n);
  assert.equal(textToMinor('000100.10', 'AED'), 10010n);
  assert.equal(textToMinor('0', 'JPY'), 0n);
  const wrong = [
    '',
    '-',
    '.',
    '.5',
    '5.',
    '-.5',
    '+5',
    '1,5',
    '1 0',
    ' 1',
    '1\n',
    '1e3',
    '0x1',
    '1.2.3',
    '--1',
    '1-',
    '١',
  ];
  for (const text of [...wrong, '1.234', '1.100', 'NaN', '9'.repeat(41)]) {
    assert.equal(textToMinor(text, 'AED'), undefined, JSON.stringify(text));
  }
  assert.equal(textToMinor('1.0', 'JPY'), undefined);
  assert.equal(textToMinor('1', 'XXX'), undefined);
});

describe('faults of a body', () => {
  const cases: [string, unknown, string[]][] = [
    ['fine', { amount: 1.5, currency: 'AED' }, []],
    ['too precise', { amount: 1.555, currency: 'AED' }, ['amount INVALID_AMOUNT']],
    ['zero', { amount: 0, currency: 'AED' }, ['amount AMOUNT_UNDER_MIN_VALUE']],
    ['too large', { amount: 1e12, currency: 'AED' }, ['amount AMOUNT_OVER_MAX_VALUE']],
    ['no such currency', { amount: 1, currency: 'AAA' }, ['currency UNKNOWN_CURRENCY']],
    ['what the schema refuses is left to it', { amount: '1', currency: 5 }, []],
    ['nothing', null, []],
  ];
  for (const [name, body, expected] of cases) {
    test(name, () =>
      assert.deepEqual(
        amountFaults(body).map((fault) => `${fault.path} ${fault.code}`),
        expected,
      ),
    );
  }
});
