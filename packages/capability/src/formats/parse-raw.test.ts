import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { RawFormat } from '../capability.ts';
import { parseRaw } from './parse-raw.ts';

const parse = (format: RawFormat, text: string) => JSON.stringify(parseRaw(Buffer.from(text), format));

describe('raw formats', () => {
  const cases: readonly (readonly [RawFormat, string, string])[] = [
    ['json', '\ufeff{"a":1.10}', '{"a":1.10}'],
    ['csv', 'a,b\r\n1,"x ""y"", z"\r\n\r\n2\n', '[{"a":"1","b":"x \\"y\\", z"},{"a":"2"}]'],
    ['csv', 'a,b\n1,\n,2,3', '[{"a":"1","b":""},{"a":"","b":"2"}]'],
    ['csv', 'a,b\n1,', '[{"a":"1","b":""}]'],
    ['csv', '', '[]'],
    ['csv', '\ufeffa\n"1\n2"', '[{"a":"1\\n2"}]'],
    ['csv', '__proto__\nx', '[{"__proto__":"x"}]'],
    ['tsv', 'a\tb\n1,2\t3', '[{"a":"1,2","b":"3"}]'],
    ['psv', 'a|b\n1|2', '[{"a":"1","b":"2"}]'],
    ['xml', '<r><a>1</a><b><c>x</c><c>y</c></b><d/></r>', '{"a":"1","b":{"c":["x","y"]},"d":""}'],
    [
      'xml',
      '<?xml version="1.0"?><n:r xmlns:n="u" n:k="v"><n:a i="1">t<![CDATA[<u>]]></n:a></n:r>',
      '{"k":"v","a":{"i":"1","":"t<u>"}}',
    ],
    ['xml', '<r>only &amp; text</r>', '"only & text"'],
    [
      'yaml',
      'a: 1.10\nb: [no, 2026-05-25, 12345678901234567890, 0x10]\nc: &x {d: ~}\ne: *x',
      '{"a":1.10,"b":["no","2026-05-25",12345678901234567890,16],"c":{"d":null},"e":{"d":null}}',
    ],
    ['yaml', '- .inf\n- 1: x', '["Infinity",{"1":"x"}]'],
    ['yaml', '', 'null'],
  ];
  for (const [format, text, expected] of cases) {
    test(`${format}: ${JSON.stringify(text)}`, () => assert.equal(parse(format, text), expected));
  }

  const broken: readonly (readonly [RawFormat, string])[] = [
    ['json', '{'],
    ['csv', 'a\n"1'],
    ['csv', 'a\n"1"2'],
    ['xml', '<a><b></a>'],
    ['xml', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
    ['xml', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`],
    ['yaml', 'a: [1'],
    ['yaml', 'a: 1\na: 2'],
    [
      'yaml',
      `a: &a [x]\n${Array.from({ length: 12 }, (_, at) => `b${at}: &b${at} [*${at === 0 ? 'a' : `b${at - 1}`}, *${at === 0 ? 'a' : `b${at - 1}`}]`).join('\n')}`,
    ],
  ];
  for (const [format, text] of broken) {
    test(`${format} that is refused: ${JSON.stringify(text).slice(0, 50)}`, () =>
      assert.throws(() => parse(format, text)));
  }

  test('bytes that are no text are refused', () => assert.throws(() => parseRaw(Buffer.from([0xff, 0xfe]), 'csv')));

  test('rows come back as they were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '|', '\t') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const text = ['h,i', ...rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))].join(
          '\r\n',
        );
        assert.deepEqual(
          parseRaw(Buffer.from(text), 'csv'),
          rows.map(([h, i]) => ({ h, i })),
        );
      }),
    );
  });
});
