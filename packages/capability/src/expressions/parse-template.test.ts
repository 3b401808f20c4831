import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Template } from '../capability.ts';
import { leftoverTag, parsePathTemplate, parseTemplate } from './parse-template.ts';

const of = (...path: string[]) => ({ path });
const table: readonly (readonly [text: string, template: Template])[] = [
  ['', []],
  ['plain', ['plain']],
  ['{{a}}', [of('a')]],
  ['{{ a.b-c }}!', [of('a', 'b-c'), '!']],
  ['Bearer {{env.X}}', ['Bearer ', of('env', 'X')]],
  ['{{a}}{{b}}', [of('a'), of('b')]],
  ['{{{a}}} {{& b}}', [of('a'), ' ', of('b')]],
  ['{"a": {{a}}}', ['{"a": ', of('a'), '}']],
  ['{{a', ['{{a']],
  ['a}} {{b}}', ['a}} ', of('b')]],
  ['{{#if}}x{{/if}}', ['{{#if}}x{{/if}}']],
  ['{{}} {{a b}} {{a..b}}', ['{{}} {{a b}} {{a..b}}']],
  ['{a}', ['{a}']],
];

describe('templates', () => {
  for (const [text, template] of table) {
    test(JSON.stringify(text), () => assert.deepEqual(parseTemplate(text), template));
  }

  test('in the path of a consumed resource single braces are variables too', () => {
    assert.deepEqual(parsePathTemplate('/a/{b}/{{c.d}}/{e-f}.json'), [
      '/a/',
      of('b'),
      '/',
      of('c', 'd'),
      '/',
      of('e-f'),
      '.json',
    ]);
    assert.deepEqual(parsePathTemplate('/a/{b/c}'), ['/a/{b/c}']);
  });

  test('what only looks like a variable is found', () => {
    assert.equal(leftoverTag(parseTemplate('a {{b}} {{#c}}')), '{{#c}}');
    assert.equal(leftoverTag(parseTemplate('a {{b}} {c}')), null);
  });

  test('nothing of a text is lost', () => {
    const text = fc.array(fc.constantFrom('{{', '}}', '{', '}', 'a', '.', ' ', '#', 'b'), { maxLength: 30 });
    fc.assert(
      fc.property(text, (parts) => {
        const all = parts.join('');
        const again = parseTemplate(all).map((part) =>
          typeof part === 'string' ? part : `{{${part.path.join('.')}}}`,
        );
        // Spaces and a third brace around a name are all that may go.
        const plain = (shown: string) => shown.replaceAll(/[\s{}]/g, '');
        assert.equal(plain(again.join('')), plain(all));
      }),
    );
  });

  test('long texts of braces are read at once', () => {
    for (const text of ['{', '}', '{{', '}}', '{{}}', '{{ ', '{{a', '{a']) {
      parsePathTemplate(text.repeat(300_000));
    }
  });
});
