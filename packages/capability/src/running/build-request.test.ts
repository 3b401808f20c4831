import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { api, operation, parameter, rest, sending, template } from '../../test/models.ts';
import type { BodyTemplate, ConsumedOperation, Json } from '../capability.ts';
import type { Lookup } from '../expressions/fill-template.ts';
import { type ApiRequest, buildRequest } from './build-request.ts';
import { Fault } from './fault.ts';
import type { Sending } from './runtime.ts';

const shop = api('http://shop.test');

function build(of: ConsumedOperation, values: Record<string, Json>, given: Partial<Sending> = {}): ApiRequest {
  const found = new Map(Object.entries(values));
  const lookup: Lookup = (path) => found.get(path.join('.'));
  return buildRequest(of, { lookup, argument: (name) => found.get(name), input: rest(), sending: sending(given) });
}

const code = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return `${error.status} ${error.code}`;
    throw error;
  }
  return 'none';
};

const bodyOf = (body: BodyTemplate, values: Record<string, Json>): string =>
  Buffer.from(build(operation(shop, 'POST', '/', { body }), values).body ?? []).toString();

// Everything that means something somewhere.
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'a./\\?#%&=;"\'<>{}$\r\n\t:,\0\x1f[]()-') }),
  fc.constantFrom('..', '.', '%2e%2e', '../x', 'a/../..', '{{env.TOKEN}}', '\r\nx: y', '"}', ']]>', '--', '\ud800'),
);

describe('the path of a request', () => {
  const get = operation(shop, 'GET', '/a/{{x}}/b-{{y}}', {});

  test('has every value in its own segment, or is not made', () => {
    fc.assert(
      fc.property(hostile, hostile, (x, y) => {
        let path = '';
        try {
          path = build(get, { x, y }).path;
        } catch (error) {
          assert.ok(error instanceof Fault);
          assert.ok(x === '' || y === '' || x === '.' || x === '..' || !`${x}${y}`.isWellFormed());
          return;
        }
        const url = new URL(path, 'http://shop.test');
        assert.equal(url.pathname, path);
        const [, a, first, second, ...more] = url.pathname.split('/');
        assert.deepEqual(
          [a, first && decodeURIComponent(first), second && decodeURIComponent(second), more],
          ['a', x, `b-${y}`, []],
        );
        assert.deepEqual([url.search, url.hash], ['', '']);
      }),
    );
  });

  test('is refused where a value makes it climb', () => {
    const parts = operation(shop, 'GET', '/a/.{{x}}/{{y}}{{z}}');
    assert.equal(
      code(() => build(parts, { x: '.', y: 'a', z: 'b' })),
      '400 bad-argument',
    );
    assert.equal(
      code(() => build(parts, { x: 'a', y: '.', z: '.' })),
      '400 bad-argument',
    );
    assert.equal(build(parts, { x: 'a', y: '.', z: 'b' }).path, '/a/.a/.b');
  });

  test('needs its variables, by whatever case', () => {
    assert.equal(
      code(() => build(get, { y: 'a' })),
      '400 missing-argument',
    );
    const cased = operation(shop, 'GET', '/{{agentname}}', { parameters: [parameter('agentName', 'path')] });
    assert.equal(build(cased, { agentName: 'n' }).path, '/n');
  });

  test('takes a constant before an argument, and text of the file as it is', () => {
    const x = parameter('x', 'path', { value: template('const') });
    const of = operation(shop, 'GET', 'a%20b c//{{x}}/', { parameters: [x] });
    assert.equal(build(of, { x: 'argument' }).path, '/a%20b%20c//const/');
  });
});

describe('the query of a request', () => {
  const q = operation(shop, 'GET', '/', { parameters: [parameter('a&b', 'query'), parameter('l', 'query')] });

  test('has every value under its own name', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.array(hostile), (one, key, list) => {
        fc.pre(`${one}${key}${list.join('')}`.isWellFormed() && key !== 'l' && key !== 'a&b');
        const { query } = build(q, { 'a&b': one, l: list }, { query: [[key, one]] });
        const found = [...new URLSearchParams(query)];
        assert.deepEqual(found, [['a&b', one], ...list.map((item) => ['l', item]), [key, one]]);
      }),
    );
  });

  test('leaves out what is absent or null, and does not let what passes through double or change the rest', () => {
    assert.equal(build(q, { l: null }).query, '');
    const constant = operation(shop, 'GET', '/', { parameters: [parameter('v', 'query', { value: template('2') })] });
    assert.equal(
      build(
        constant,
        { v: '1' },
        {
          query: [
            ['v', '3'],
            ['w', '4'],
            ['w', '5'],
          ],
        },
      ).query,
      'v=2&w=4&w=5',
    );
  });

  test('writes numbers digit by digit, and objects as JSON', () => {
    assert.equal(build(q, { l: [JSON.rawJSON('1.10'), true, { a: 1 }] }).query, 'l=1.10&l=true&l=%7B%22a%22%3A1%7D');
  });
});

describe('the headers of a request', () => {
  const h = operation(shop, 'GET', '/', {
    parameters: [
      parameter('X-A', 'header'),
      parameter('Host', 'header'),
      parameter('Content-Length', 'header'),
      parameter('Version', 'header', { value: template('v{{n}}') }),
      parameter('c', 'cookie'),
      parameter('d', 'cookie'),
    ],
  });

  test('hold no value that ends its line', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const made = (() => {
          try {
            return build(h, { 'X-A': value }).headers['x-a'];
          } catch (error) {
            assert.ok(error instanceof Fault && error.code === 'bad-argument');
            return undefined;
          }
        })();
        assert.ok(made === undefined || (made === value && /^[\t\x20-\x7e\x80-\xff]*$/.test(made)));
      }),
    );
    assert.equal(
      code(() => build(h, { 'X-A': 'a\r\nb: c' })),
      '400 bad-argument',
    );
  });

  test('are ours where they speak of the connection, and cookies stay apart', () => {
    const { headers } = build(h, { Host: 'evil', 'Content-Length': '1', n: 2, c: 'a; d=2', d: ' ' });
    const { accept, ...others } = headers;
    assert.deepEqual(others, { version: 'v2', cookie: 'c=a%3B%20d%3D2; d=%20' });
    assert.equal(accept, 'application/json, */*;q=0.5');
  });

  test('do not let what goes along take their place', () => {
    const { headers } = build(h, { 'X-A': 'mine' }, { headers: { 'x-a': 'other', traceparent: 't' } });
    assert.deepEqual([headers['x-a'], headers.traceparent], ['mine', 't']);
  });
});

describe('the body of a request', () => {
  test('of parameters is the body itself, or an object of the fields that are there', () => {
    const fields = operation(shop, 'POST', '/', { parameters: [parameter('a', 'body'), parameter('b', 'body')] });
    assert.equal(String(build(fields, { a: JSON.rawJSON('1.0') }).body), '{"a":1.0}');
    const whole = operation(shop, 'POST', '/', { parameters: [parameter('Body', 'body'), parameter('b', 'body')] });
    assert.equal(String(build(whole, { Body: [1] }).body), '[1]');
    assert.equal(String(build(whole, { Body: { a: 1, b: 0 }, b: null }).body), '{"a":1,"b":null}');
    assert.equal(build(whole, {}).body, null);
    assert.equal(build(operation(shop, 'POST', '/'), { body: 1 }).body, null);
  });

  test('of a JSON template keeps every argument in its place, with its type', () => {
    const body: BodyTemplate = {
      type: 'json',
      data: {
        kind: 'object',
        members: new Map([
          ['a', { kind: 'template', template: template('{{x}}') }],
          ['b', { kind: 'list', items: [{ kind: 'template', template: template('say {{x}}!') }] }],
          ['gone', { kind: 'template', template: template('{{none}}') }],
          ['__proto__', { kind: 'literal', value: null }],
        ]),
      },
    };
    fc.assert(
      fc.property(fc.oneof(hostile, fc.jsonValue()), (x) => {
        const value: Json = JSON.parse(JSON.stringify(x));
        const shown = typeof value === 'string' ? value : value === null ? '' : JSON.stringify(value);
        const expected = `{"a":${JSON.stringify(value)},"b":[${JSON.stringify(`say ${shown}!`)}],"__proto__":null}`;
        assert.equal(bodyOf(body, { x: value }), Buffer.from(expected).toString());
      }),
    );
  });

  test('of a JSON text keeps every argument in its place', () => {
    const body: BodyTemplate = {
      type: 'json-text',
      data: template('{"a": {{x}}, "b": "\\"{{x}}\\\\", "c": [{{none}}]}'),
    };
    fc.assert(
      fc.property(hostile, (x) => {
        assert.deepEqual(JSON.parse(bodyOf(body, { x })), { a: x, b: `"${x}\\`, c: [null] });
      }),
    );
    const broken: BodyTemplate = { type: 'json-text', data: template('{"a": {{x}}') };
    assert.equal(
      code(() => bodyOf(broken, { x: '}' })),
      '500 unusable-request',
    );
  });

  test('of a form keeps every argument in its field', () => {
    const fields: BodyTemplate = {
      type: 'form',
      data: new Map(['a', 'none'].map((name) => [name, template(`{{${name}}}`)])),
    };
    const text: BodyTemplate = { type: 'form', data: template('a={{a}}&b={{a}}') };
    fc.assert(
      fc.property(hostile, (a) => {
        fc.pre(a.isWellFormed());
        assert.deepEqual([...new URLSearchParams(bodyOf(fields, { a }))], [['a', a]]);
        assert.deepEqual(
          [...new URLSearchParams(bodyOf(text, { a }))],
          [
            ['a', a],
            ['b', a],
          ],
        );
      }),
    );
    assert.equal(bodyOf(fields, { a: [1, 'b c'] }), 'a=1&a=b+c');
  });

  test('of several parts keeps every argument in its part', async () => {
    const part = { name: 'n"\r\nx', value: template('{{a}}'), filename: template('{{f}}'), contentType: 'text/plain' };
    const missing = { name: 'm', value: template('{{none}}'), filename: null, contentType: null };
    const plain = { name: 'p', value: template('{{a}}'), filename: null, contentType: null };
    const of = operation(shop, 'POST', '/', { body: { type: 'multipart', parts: [part, missing, plain] } });
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (a, f) => {
        fc.pre(`${a}${f}`.isWellFormed() && f !== '');
        const { body, headers } = build(of, { a, f });
        const type = headers['content-type'] ?? '';
        const boundary = /boundary=(.+)$/.exec(type)?.[1] ?? '';
        const sections = String(body).split(`--${boundary}`);
        assert.equal(sections.length, 4);
        const [, first = '', second, end] = sections;
        const head = first.slice(0, first.indexOf('\r\n\r\n')).split('\r\n');
        assert.equal(head.length, 3);
        assert.equal(head[1]?.match(/"/g)?.length, 4);
        assert.equal(first.slice(first.indexOf('\r\n\r\n')), `\r\n\r\n${a}\r\n`);
        assert.equal(second, `\r\ncontent-disposition: form-data; name="p"\r\n\r\n${a}\r\n`);
        assert.equal(end, '--\r\n');
      }),
    );
  });

  test('of XML keeps every argument in its element', () => {
    assert.equal(
      bodyOf({ type: 'xml', data: template('<a b="{{x}}">{{x}}</a>') }, { x: `<&>"'\0]]>` }),
      '<a b="&lt;&amp;&gt;&quot;&apos;]]&gt;">&lt;&amp;&gt;&quot;&apos;]]&gt;</a>',
    );
  });

  test('of SPARQL keeps every argument in its term', () => {
    const fill = (text: string, x: Json) => bodyOf({ type: 'sparql', data: template(text) }, { x });
    assert.equal(fill('FILTER(?a = "{{x}}")', '" \n\\'), 'FILTER(?a = "\\" \\n\\\\")');
    assert.equal(fill("FILTER(?a = '''{{x}}''')", "'''"), "FILTER(?a = '''\\'\\'\\'''')");
    assert.equal(
      fill('?s <a> "b" . <{{x}}> ?p ?o', 'http://a.test/?q=é> . ?'),
      '?s <a> "b" . <http://a.test/?q=é%3E%20.%20?> ?p ?o',
    );
    assert.equal(fill('LIMIT {{x}} # "', 10), 'LIMIT 10 # "');
    assert.equal(fill('# a {{x}}\n', 'b\nDROP ALL'), '# a b DROP ALL\n');
    assert.equal(
      code(() => fill('LIMIT {{x}}', '1; DROP ALL')),
      '400 bad-argument',
    );
    assert.equal(
      code(() => fill('?a < {{x}}', '?b .')),
      '400 bad-argument',
    );
  });

  test('of text is the text', () => {
    assert.equal(bodyOf({ type: 'text', data: template('a {{x}} {{none}}b') }, { x: { a: 1 } }), 'a {"a":1} b');
  });
});
