import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkRows } from './check-rows.ts';
import { copyOfFiles, readAs, shownShort, textOf, unmark } from './marked.ts';

const directory = copyOfFiles();
const desk = textOf('desk.naftiko.yaml');

describe('root, info and binds', () => {
  checkRows(directory, desk, 'error', [
    ['naftiko: "1.0.0-alpha2"', 'naftiko: «"1.0.0-beta1"', 'unsupported-version', /1\.0\.0-alpha1 and 1\.0\.0-alpha2/],
    ['naftiko: "1.0.0-alpha2"', '«ikanos: "1.0.0-alpha2"', 'unsupported-version', /ikanos/],
    ['naftiko: "1.0.0-alpha2"', '«naftico: "1.0.0-alpha2"', 'missing-key', /"naftiko"/],
    ['info:\n', 'info: «[]\nextra:\n', 'wrong-type', /"info" must be a map, not a list/],
    ['label: Order desk', 'label: «{}', 'wrong-type', /"label" must be text, not a map/],
    ['tags: [Orders, Desk]', 'tags: «Orders', 'wrong-type', /must be a list, not text/],
    ['tags: [Orders, Desk]', 'tags: [Orders, «[]]', 'wrong-type'],
    ['binds:\n', 'binds: «text\nold:\n', 'wrong-type'],
    ['  - namespace: secrets\n', '  - «spacename: secrets\n', 'missing-key', /"namespace"/],
    ['location: file:///./secrets.yaml', 'location: «vault://secrets', 'unsupported-location', /not "vault:"/],
    ['location: file:///./secrets.yaml', 'location: «https://a.test/x.yaml', 'unsupported-location'],
    ['location: file:///./secrets.yaml', 'location: «file://%zz/', 'unsupported-location'],
    ['      SHOP_USER: shop-user', '      «SHOP-USER: shop-user', 'variable-name'],
    ['      SHOP_USER: shop-user', '      SHOP_USER: «[a]', 'wrong-type'],
    ['    keys:\n      SHOP_TOKEN', '    keys: «text\n    others:\n      SHOP_TOKEN', 'wrong-type'],
    ['keys: { DESK_TOKEN: DESK_INBOUND_TOKEN }', 'keys: { SHOP_TOKEN: OTHER, DESK_TOKEN: X }', 'ambiguous-variable'],
    ['token: "{{SHOP_TOKEN}}"', 'token: «"{{shop_token}}"', 'unbound-variable', /did you mean "SHOP_TOKEN"/],
    ['value: "{{env.DESK_TOKEN}}"', 'value: «"{{env.DESK_KEY}}"', 'unbound-variable'],
    ['seen: "{{env.DESK_TOKEN}}"', 'seen: «"{{env.DESK_TOKN}}"', 'unbound-variable', /env.DESK_TOKEN/],
    ['capability:\n', 'capability: «yes\nother:\n', 'wrong-type'],
  ]);
  checkRows(directory, desk, 'warning', [
    ['info:\n', '«indo:\n', 'unknown-key', /did you mean "info"/],
    ['  label: Order desk', '  «lable: Order desk', 'unknown-key', /did you mean "label"/],
    ['  label: Order desk', '  «colour: red', 'unknown-key', /means nothing$/],
  ]);

  test('two binds of one name: only the use of the bare name is an error, and it names both', async () => {
    const twice = desk.replace(
      'keys: { DESK_TOKEN: DESK_INBOUND_TOKEN }',
      'keys: { SHOP_TOKEN: OTHER, DESK_TOKEN: X }',
    );
    const { text, places } = unmark(twice.replaceAll('"{{SHOP_TOKEN}}"', '«"{{SHOP_TOKEN}}"'));
    const { problems } = await readAs(directory, text);
    assert.deepEqual(
      problems.map(shownShort),
      places.map((place) => `${place} ambiguous-variable`),
    );
    assert.match(problems[0]?.message ?? '', /write \{\{secrets\.SHOP_TOKEN\}\} or \{\{env\.SHOP_TOKEN\}\}/);
  });

  test('one qualified name with two sources is an error', async () => {
    const { problems } = await readAs(
      directory,
      desk.replace('- namespace: env\n', '- namespace: secrets\n').replace('{ DESK_TOKEN:', '{ SHOP_USER:'),
    );
    assert.ok(
      problems.some(({ code, message }) => code === 'ambiguous-variable' && message.includes('secrets.SHOP_USER')),
    );
  });

  test('without info it is a warning; a key with x- is nobody’s', async () => {
    const text = 'x-anything: 1\nnaftiko: 1.0.0-alpha1\nconsumes: []';
    const { capability, problems } = await readAs(directory, text, true);
    assert.deepEqual(problems.map(shownShort), ['1:1 no-info']);
    assert.deepEqual(capability?.exposes, []);
  });

  test('strict: what nobody knows is an error', async () => {
    const { capability, problems } = await readAs(
      directory,
      desk.replace('label: Order desk', 'lable: Order desk'),
      true,
    );
    assert.deepEqual(problems.map(shownShort), ['4:3 unknown-key']);
    assert.equal(capability, null);
  });
});

describe('consumes', () => {
  checkRows(directory, desk, 'error', [
    [
      '    - type: http\n      namespace: shop',
      '    - type: «htp\n      namespace: shop',
      'wrong-value',
      /did you mean "http"/,
    ],
    ['      namespace: shop\n', '      namespace: «sh.op\n', 'namespace'],
    ['baseUri: https://shop.test/v2', 'baseUri: «https://shop.test/v2/', 'base-uri', /slash/],
    ['baseUri: https://shop.test/v2', 'baseUri: «https://shop.test/{v}', 'base-uri', /variables/],
    ['baseUri: https://shop.test/v2', 'baseUri: «shop.test', 'base-uri', /absolute/],
    ['baseUri: https://shop.test/v2', 'baseUri: «file:///etc', 'base-uri', /absolute/],
    ['baseUri: https://shop.test/v2', 'baseUri: «https://a:b@shop.test', 'base-uri', /credentials/],
    ['baseUri: https://shop.test/v2', 'baseUri: «https://shop.test?a=b', 'base-uri', /query/],
    ['openapi: shop-openapi.json', 'openapi: «https://shop.test/openapi.json', 'unsupported-location'],
    ['{ type: bearer, token: "{{SHOP_TOKEN}}" }', '«{ type: bearer }', 'missing-key', /"token"/],
    ['type: bearer, token: "{{SHOP_TOKEN}}"', 'type: «baerer, token: x', 'wrong-value', /"bearer"/],
    ['{ type: digest, username: "{{SHOP_USER}}"', '«{ type: digest', 'missing-key', /"username"/],
    ['authentication: { type: bearer, token: "{{SHOP_TOKEN}}" }', 'authentication: «secret', 'wrong-type'],
    ['        tokenEndpoint: /oauth2/token', '        tokenEndpoint: «http://bank.test/token', 'insecure-uri'],
    ['        tokenEndpoint: /oauth2/token', '        tokenEndpoint: «//bank.test/token', 'insecure-uri'],
    ['        type: oauth2\n        tokenEndpoint: /oauth2/token', '        «type: oauth2', 'missing-key'],
    ['          path: /orders/{{order_id}}\n', '', 'missing-key'],
    [
      '      resources:\n        - name: order\n',
      '      resources: «none\n      old:\n        - name: order\n',
      'wrong-type',
    ],
    ['- { name: x-desk, in: header, value: order-desk }', '- { name: x-desk, in: «head }', 'wrong-value', /"header"/],
    ['- { name: order_id, in: path }', '- { name: trace, in: query }', 'duplicate-parameter'],
    ['description: Which page }', 'required: «maybe }', 'wrong-type', /true or false, not text/],
    [
      '            - name: delete-order\n',
      '            - name: «get-order\n',
      'duplicate-operation',
      /"get-order" already, at .*:\d+:21/,
    ],
    ['            - name: delete-order\n', '            - «nome: delete-order\n', 'missing-key'],
    ['              method: DELETE', '              method: «FETCH', 'wrong-value'],
    ['outputRawFormat: csv', 'outputRawFormat: «avro', 'unsupported-format'],
    ['outputRawFormat: csv', 'outputRawFormat: «html', 'unsupported-format'],
    ['outputRawFormat: csv', 'outputRawFormat: «cvs', 'wrong-value', /"csv"/],
    ['value: $.customer.id }', 'value: «"$.customer[?(@.id)]" }', 'json-path', /filters/],
    ['value: $.customer.id }', 'value: «customer }', 'json-path', /begins with/],
    ["body: '[{{orders}}]'", 'body: «[a]', 'wrong-type'],
    ["body: '[{{orders}}]'", 'body: «{ type: text }', 'missing-key', /"data"/],
    ["body: '[{{orders}}]'", 'body: { type: «jsn, data: x }', 'wrong-value'],
    ['data: "<order>{{note}}</order>"', 'data: «{ a: b }', 'wrong-type'],
    ['data: { customer: "{{customer}}", count: 2 }', 'data: { customer: «[], count: 2 }', 'wrong-type'],
    ['price: 1.10', 'price: «.inf', 'wrong-value'],
    ['- { name: picture, value:', '- «{ nam: picture, value:', 'missing-key'],
    ['import: carriers', 'import: «cariers', 'unknown-import', /did you mean "carriers"/],
    ['location: ./shared/carriers.yaml', 'location: «./shared/none.yaml', 'unreadable-file', /no such file/],
    ['location: ./shared/carriers.yaml', 'location: «./shared', 'unreadable-file', /directory/],
    [
      '    - import: carriers\n      location: ./shared/carriers.yaml',
      '    - «import: carriers',
      'missing-key',
      /"location"/,
    ],
    ['      as: trucks', '      as: shop', 'duplicate-consumed-namespace'],
    ['      namespace: attic', '      namespace: bank', 'duplicate-consumed-namespace'],
  ]);
  checkRows(directory, desk, 'warning', [
    ['- { name: page, in: query, type: integer,', '- { name: page, in: query, type: «int,', 'wrong-value'],
    ['type: string, value: $.customer.id', 'type: «text, value: $.customer.id', 'wrong-value'],
    ['path: /orders/{{order_id}}', 'path: «orders/{{order_id}}', 'path-slash', /one is put before it/],
    ['path: /orders/{{order_id}}', 'path: «/orders/{{order_id}}?a=b', 'query-in-path'],
    ['path: /orders/{{order_id}}', 'path: «"/orders/{{#a}}/{{order_id}}"', 'unknown-tag'],
    ['- { name: seen, in: cookie }', '- { name: seen, in: «environment }', 'unsupported'],
    ['      description: The shop.', '      «descripton: The shop.', 'unknown-key', /"description"/],
  ]);

  test('imports that go round in a circle, and what is wrong in an imported file', async () => {
    const shared = (name: string, body: string) =>
      readAs(directory, `naftiko: 1.0.0-alpha2\nconsumes:\n${body}`, false, name);
    const main = (location: string) =>
      readAs(
        directory,
        `naftiko: 1.0.0-alpha2\ninfo: {}\ncapability:\n  consumes:\n    - { import: a, location: ${location} }`,
      );
    await shared('one.yaml', '  - { import: a, location: two.yaml }');
    await shared('two.yaml', '  - { import: a, location: one.yaml }');
    const circle = await main('one.yaml');
    assert.deepEqual(
      circle.problems.map((problem) => `${problem.file.split('/').at(-1)} ${shownShort(problem)}`),
      ['two.yaml 3:5 import-cycle'],
    );
    const self = await readAs(directory, 'naftiko: 1.0.0-alpha2\nconsumes: [{ import: a, location: under-test.yaml }]');
    assert.ok(self.problems.some(({ code }) => code === 'import-cycle'));
    await shared('three.yaml', '  - { type: http, namespace: a, baseUri: nowhere, resources: [] }');
    const wrong = await main('./three.yaml');
    assert.deepEqual(
      wrong.problems.map((problem) => `${problem.file.split('/').at(-1)} ${shownShort(problem)}`),
      ['three.yaml 3:42 base-uri'],
    );
    await shared('four.yaml', '  - [');
    const broken = await main('file:///./four.yaml');
    assert.equal(broken.problems[0]?.code, 'not-yaml');
    assert.match(broken.problems[0]?.file ?? '', /four\.yaml$/);
  });

  test('importing without end ends', async () => {
    for (let at = 0; at < 60; at++) {
      await readAs(
        directory,
        `naftiko: 1.0.0-alpha2\nconsumes: [{ import: a, location: chain-${at + 1}.yaml }]`,
        false,
        `chain-${at}.yaml`,
      );
    }
    const { problems } = await readAs(
      directory,
      'naftiko: 1.0.0-alpha2\nconsumes: [{ import: a, location: chain-0.yaml }]',
    );
    assert.ok(problems.some(({ code }) => code === 'too-many-imports'));
  });
});
