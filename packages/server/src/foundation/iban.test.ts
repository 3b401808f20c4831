import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeIban, maskIban, readIban } from './iban.ts';

const samples = [
  ['AE870355336367411337523', 'AE', '035'],
  ['AE760260001015000000601', 'AE', '026'],
  ['AE680030012312312312123', 'AE', '003'],
  ['AE260260001008223921001', 'AE', '026'],
  ['AE070331234567890123456', 'AE', '033'],
  ['SA0380000000608010167519', 'SA', '80'],
  ['KW81CBKU0000000000001234560101', 'KW', 'CBKU'],
  ['BH67BMAG00001299123456', 'BH', 'BMAG'],
  ['QA58DOHB00001234567890ABCDEFG', 'QA', 'DOHB'],
  ['JO94CBJO0010000000000131000302', 'JO', 'CBJO'],
  ['EG380019000500000000263180002', 'EG', '0019'],
  ['LB62099900000001001901229114', 'LB', '0999'],
  ['OM810180000001299123456', 'OM', '018'],
  ['DE89370400440532013000', 'DE', '37040044'],
  ['GB29NWBK60161331926819', 'GB', 'NWBK'],
  ['NO9386011117947', 'NO', '8601'],
] as const;

test('the samples of the registry and of the API we are compatible with are read', () => {
  for (const [iban, country, bankCode] of samples) {
    assert.deepEqual(readIban(iban), { ok: true, iban, country, bankCode });
  }
});

test('blanks and lower case are fine', () => {
  const read = readIban(' ae07 0331 2345 6789 0123 456\n');
  assert.deepEqual(read, { ok: true, iban: 'AE070331234567890123456', country: 'AE', bankCode: '033' });
});

test('the message says what is wrong, and never shows the whole IBAN', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['XX070331234567890123456', /does not start with the code of a country/],
    ['US070331234567890123456', /does not start with the code of a country/],
    ['AE07033123456789012345', /length/],
    ['AE0703312345678901234567', /length/],
    ['AE07033123456789012345A', /form/],
    ['AEX70331234567890123456', /two check digits/],
    ['AE080331234567890123456', /check digits that do not fit/],
    ['NO0686011117948', /check digits/],
  ];
  for (const [iban, pattern] of wrong) {
    const read = readIban(iban);
    assert.ok(!read.ok, iban);
    assert.match(read.message, pattern);
    assert.ok(!read.message.includes(iban.slice(4, -4)), read.message);
  }
});

test('text that is no IBAN at all is refused without being shown', () => {
  for (const text of [
    '',
    '   ',
    'AE07-0331',
    'AE07\u0000',
    '__proto__',
    'aE\u0131',
    '<script>',
    'A'.repeat(1_000_000),
  ]) {
    const read = readIban(text);
    assert.ok(!read.ok);
    assert.match(read.message, /only letters A to Z/);
  }
});

test('one mistyped digit or two swapped ones are always found', () => {
  const digits = fc.stringMatching(/^[0-9]{19}$/);
  fc.assert(
    fc.property(digits, fc.nat(18), fc.integer({ min: 1, max: 9 }), (bban, at, add) => {
      const iban = makeIban('AE', bban);
      assert.ok(readIban(iban).ok);
      const digit = (Number(iban[at + 4]) + add) % 10;
      assert.ok(!readIban(iban.slice(0, at + 4) + digit + iban.slice(at + 5)).ok);
      const [left = '', right = ''] = iban.slice(at + 3, at + 5);
      const swapped = iban.slice(0, at + 3) + right + left + iban.slice(at + 5);
      assert.equal(readIban(swapped).ok, left === right);
    }),
  );
});

test('an IBAN is made from a country and a BBAN', () => {
  for (const [iban, country] of samples) assert.equal(makeIban(country, iban.slice(4)), iban);
  assert.throws(() => makeIban('AE', '123'), /not one of AE/);
  assert.throws(() => makeIban('XX', '0331234567890123456'), /not one of XX/);
  assert.throws(() => makeIban('NO', '86011117948'), /not one of NO/);
});

test('the mask shows four and four, and less of short text', () => {
  assert.equal(maskIban('AE070331234567890123456'), 'AE07…3456');
  assert.equal(maskIban('ae07 0331 2345 6789 0123 456'), 'ae07…3456');
  assert.equal(maskIban('12345678'), '12…');
  assert.equal(maskIban('\n\u202e'), '…');
  assert.equal(maskIban(''), '…');
});
