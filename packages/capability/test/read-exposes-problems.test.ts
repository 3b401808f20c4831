import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkRows } from './check-rows.ts';
import { copyOfFiles, readAs, shownShort, textOf, unmark } from './marked.ts';

const directory = copyOfFiles();
const desk = textOf('desk.naftiko.yaml');
const catalogue = textOf('catalogue.capability.yaml');

describe('calls, with, steps and outputs', () => {
  checkRows(directory, desk, 'error', [
    [
      'call: shop.get-order\n          with: { order_id: orders.id }',
      'call: «shop.get-odrer',
      'unknown-call',
      /did you mean "shop.get-order"/,
    ],
    [
      'call: shop.get-order\n          with: { order_id: orders.id }',
      'call: «shpo.get-order',
      'unknown-call',
      /"shop.get-order"/,
    ],
    [
      'call: shop.get-order\n          with: { order_id: orders.id }',
      'call: «get-order',
      'unknown-call',
      /namespace.operation/,
    ],
    ['call: trucks.list-carriers', 'call: «carriers.list-carriers', 'unknown-call', /"trucks.list-carriers"/],
    ['with: { order_id: orders.id }', 'with: «orders.id', 'wrong-type'],
    ['with: { order_id: orders.id }', 'with: { order_id: «[orders.id] }', 'wrong-type'],
    ['with: { order_id: $this.desk.id,', 'with: { order_id: «$this.shop.id,', 'unknown-reference', /\$this\.desk/],
    ['with: { order_id: $this.desk.id,', 'with: { order_id: «tools.id,', 'unknown-reference', /rest\./],
    ['with: { order_id: $this.desk.id,', 'with: { order_id: «rest.path.order,', 'unknown-reference', /no \{order\}/],
    ['with: { order_id: $this.desk.id,', 'with: { order_id: «rest.cookie.id,', 'unknown-reference', /none of/],
    ['with: { order_id: desk-tools.id,', 'with: { order_id: «rest.path.id,', 'unknown-reference', /tools\./],
    ['with: { order_id: desk-tools.id,', 'with: { order_id: «"{{rest.body}}",', 'unknown-reference', /tools\./],
    ['- { name: order, type: call,', '- { name: order, type: «cal,', 'wrong-value', /"call"/],
    ['- { name: carriers, call:', '- { name: «order, call:', 'duplicate-step'],
    ['- { name: carriers, call:', '- { name: «carr.iers, call:', 'step-name'],
    [
      '- { name: carriers, call: trucks.list-carriers }',
      '- { name: s, type: «script, file: a.js, language: javascript }',
      'unsupported-step',
    ],
    ['- { name: carriers, call: trucks.list-carriers }', '- «{ name: carriers }', 'missing-key', /"type"/],
    ['              index: carriers\n', '              index: «carrier\n', 'unknown-step', /"carriers"/],
    ['lookupValue: $.order.carrier_id', 'lookupValue: «$.ordre.carrier_id', 'unknown-step', /"order"/],
    ['lookupValue: $.order.carrier_id', 'lookupValue: «$.order[0].carrier_id', 'step-path'],
    [
      '            - type: lookup\n              name: carrier\n',
      '            - «type: lookup\n',
      'missing-key',
      /"name"/,
    ],
    ['outputParameters: [name, phone]', 'outputParameters: «name', 'wrong-type'],
    ['value: $.carrier.name }', 'value: «$.carier.name }', 'unknown-step', /"carrier"/],
    ['value: $.carrier.name }', 'value: «carrier.name }', 'step-path'],
    ['- { targetName: carrier,', '- «{ target: carrier,', 'missing-key', /"targetName"/],
    ['{ type: string, mapping: $.id }', '{ type: string, mapping: «"$.a[1:2]" }', 'json-path', /slices/],
    ['{ type: string, mapping: $.id }', '{ type: «strin, mapping: $.id }', 'wrong-value'],
    ['{ type: string, mapping: $.id }', '«{ mapping: $.id }', 'missing-key', /"type"/],
    ['{ type: string, mapping: $.id }', '{ type: string, mapping: $.id, «value: x }', 'mapping-and-value'],
    ['{ type: integer, value: 7, const: 7 }', '{ type: integer, value: «7.5 }', 'wrong-value'],
    ['{ type: integer, value: 7, const: 7 }', '{ type: boolean, value: «1 }', 'wrong-value'],
    ['{ type: integer, value: 7, const: 7 }', '{ type: object, value: «"[]" }', 'wrong-value'],
    ['maxLength: 20', 'maxLength: «-1', 'wrong-value'],
    ['maxLength: 20', 'maxLength: «many', 'wrong-type'],
    ['values: { o: open, c: closed }', 'values: «[open]', 'wrong-type'],
    ['properties:\n                id:', 'properties: «text\n              old:\n                id:', 'wrong-type'],
  ]);
  checkRows(directory, desk, 'warning', [
    ['with: { order_id: orders.id }', 'with: { order_id: «id }', 'literal-like-parameter', /\{\{id\}\}/],
    ['with: { order_id: orders.id }', 'with: { order_id: «orders.idd }', 'undeclared-parameter', /"id"/],
    ['with: { order_id: desk-tools.id,', 'with: { order_id: «tools.ident, x: desk-tools.id,', 'undeclared-parameter'],
    ['with: { order_id: orders.id }', 'with: { order_id: orders.id, «orderid: 1 }', 'unused-argument', /"order_id"/],
    [
      'call: shop.change-order\n          with: { order_id: desk-tools.id,',
      'call: «shop.change-order\n          with: {',
      'unfed-variable',
    ],
    ['{ name: answer, type: string, value: pong }', '{ name: answer, type: string }', 'no-value'],
  ]);
});

describe('aggregates', () => {
  checkRows(directory, desk, 'error', [
    ['      namespace: orders\n', '      space: orders\n', 'missing-key', /"namespace"/],
    ['        - name: who-carries\n', '        - name: «find-order\n', 'duplicate-function'],
    ['ref: orders.find-order\n', 'ref: «orders.find\n', 'unknown-ref', /nothing is called "orders.find"/],
    ['ref: orders.find-order, input', 'ref: «orders.find-oder, input', 'unknown-ref', /"orders.find-order"/],
    ['- { ref: orders.who-carries,', '- { «call: shop.get-order, ref: orders.who-carries,', 'two-ways'],
    ['semantics: { safe: true,', 'semantics: { safe: «yes,', 'wrong-type'],
    [
      '          call: shop.get-order\n          with: { order_id: orders.id }',
      '          call: shop.get-order\n          «steps: []',
      'two-ways',
    ],
  ]);
  checkRows(directory, desk, 'warning', [
    [
      '          ref: orders.find-order\n',
      '          ref: orders.find-order\n          «with: { a: b }\n',
      'without-effect',
    ],
    [
      '          call: shop.get-order\n          with: { order_id: orders.id }',
      '          call: shop.delete-order\n          with: { order_id: orders.id }',
      'semantics',
    ],
  ]);
});

describe('exposes: rest', () => {
  checkRows(directory, desk, 'error', [
    ['    - type: rest\n      namespace: desk', '    - type: «soap\n      namespace: desk', 'wrong-value'],
    [
      '      port: 8090\n      address: localhost\n      auth',
      '      port: «80900\n      address: localhost\n      auth',
      'wrong-value',
      /from 1 to 65535/,
    ],
    [
      '      port: 8090\n      address: localhost\n      auth',
      '      port: «web\n      address: localhost\n      auth',
      'wrong-type',
      /whole number, not text/,
    ],
    ['      port: 8090\n      address: localhost\n      auth', '      address: localhost\n      auth', 'missing-key'],
    ['      address: localhost\n      auth', '      address: «"http://a"\n      auth', 'wrong-value'],
    ['      namespace: second', '      namespace: «desk', 'duplicate-exposed-namespace'],
    [
      '      port: 8090\n      address: localhost\n      res',
      '      port: 8090\n      address: 0.0.0.0\n      res',
      'port-conflict',
    ],
    ['      port: 9091', '      port: 8090', 'port-conflict', /the rest expose/],
    ['path: /orders/{{id}}', 'path: «"/orders/{id"', 'path-variable'],
    ['path: /orders/{{id}}', 'path: «"/orders/{id}/{{id}}"', 'path-variable', /twice/],
    ['path: /second,', 'path: "/orders/{other}",', 'route-clash'],
    ['- { name: id, in: path, type: string,', '- { name: id, in: «argument, type: string,', 'wrong-value'],
    ['- { name: id, in: path, type: string,', '- «{ name: id, type: string,', 'missing-key', /"in"/],
    ['pattern: "^[0-9]+$"', 'pattern: «"^[0-9"', 'pattern'],
    ['value: $.text', 'value: «"$.text[?(1)]"', 'json-path'],
    ['targetNamespace: shop', 'targetNamespace: «shpo', 'unknown-namespace', /"shop"/],
    ['trustedHeaders: [x-request-id]', 'trustedHeaders: «x-request-id', 'wrong-type'],
    ['  forward: { targetNamespace: shop, trustedHeaders: [x-request-id] }', '', 'missing-key', /"operations"/],
    ['            - method: PUT\n', '            - «way: PUT\n', 'missing-key', /"method"/],
    ['            - method: PUT\n', '            - method: PUT\n              «mappings: []\n', 'no-call'],
    [
      'authentication: { type: bearer, token: "{{DESK_TOKEN}}" }',
      'authentication: «{ type: oauth2, authorizationServerUri: "https://a.test" }',
      'missing-key',
      /"resource"/,
    ],
    [
      'authentication: { type: bearer, token: "{{DESK_TOKEN}}" }',
      'authentication: { type: oauth2, resource: a, authorizationServerUri: «"http://a.test" }',
      'insecure-uri',
    ],
    [
      'authentication: { type: bearer, token: "{{DESK_TOKEN}}" }',
      'authentication: { type: bearer, token: «"" }',
      'empty',
    ],
    ['label: Fetch an order', 'description: «"a <script>b</script>"', 'unsafe-description'],
  ]);
  checkRows(directory, desk, 'warning', [
    ['path: /found/{id}', 'path: «found/{id}', 'path-slash'],
    ['path: /found/{id}', 'path: «/found/{id}/', 'path-slash', /ends with/],
  ]);

  test('what a catalogue writes is told apart from what it does not mean', async () => {
    const { text, places } = unmark(catalogue.replace('rest.path.parcel_id', '«rest.path.parcelid'));
    const { problems } = await readAs(directory, text);
    assert.deepEqual(problems.map(shownShort), [`${places[0]} unknown-reference`]);
    assert.match(problems[0]?.message ?? '', /did you mean "parcel_id"/);
    const cased = await readAs(directory, catalogue.replace('rest.path.parcel_id', 'rest.path.Parcel_Id'));
    assert.deepEqual(cased.problems, []);
  });
});

describe('exposes: mcp', () => {
  checkRows(directory, desk, 'error', [
    ['        - name: change\n', '        - name: page\n', 'duplicate-tool'],
    ['        - name: change\n', '        - name: «"ändern"\n', 'tool-name'],
    ['        - name: change\n', '        - naem: change\n', 'missing-key'],
    ['          description: Changes an order.\n', '', 'missing-key', /"description"/],
    ['transport: http', 'transport: «sse', 'wrong-value', /"http" or "stdio"/],
    ['      port: 9091\n', '', 'missing-key', /"port"/],
    ['transport: stdio,', 'transport: stdio, «port: 9, ', 'port-of-stdio'],
    ['tools: [{ name: ping, description: Pings., call: bank.get-balance }]', '', 'missing-key', /"tools"/],
    ['hints: { readOnly: false,', 'hints: { readOnly: «never,', 'wrong-type'],
    [
      '- { name: note, type: string, description: The note, required: false }',
      '- { name: «id, type: string }',
      'duplicate-parameter',
    ],
    [
      '- { name: note, type: string, description: The note, required: false }',
      '- { name: note, type: «text }',
      'wrong-value',
    ],
    ['uri: desk://orders/{id}', 'uri: «orders', 'wrong-value', /no URI/],
    ['uri: "desk://guide"', 'uri: «"desk://orders/{id}"', 'duplicate-resource'],
    ['location: "file:///./guide"', 'location: «"file:///./none"', 'unreadable-file'],
    ['location: "file:///./guide"', 'location: «"file:///./a%00b"', 'unreadable-file'],
    ['location: "file:///./guide"', '«location: guide, call: shop.list-orders', 'two-ways'],
    ['location: ./guide/greet.md', 'location: «./guide', 'unreadable-file', /directory/],
    ['- { role: user,', '- { role: «system,', 'wrong-value'],
    ['content: I will look.', 'content: «""', 'empty'],
    ['- { name: tone, description', '- { name: «id, description', 'duplicate-argument'],
    ['- { name: greet,', '- { name: «chase,', 'duplicate-prompt'],
  ]);
  checkRows(directory, desk, 'warning', [
    [
      'hints: { readOnly: false, destructive',
      'hints: «{ readOnly: true, destructive',
      'hints',
      /PATCH is said to be read only/,
    ],
    [
      'transport: stdio,',
      'transport: stdio, «authentication: { type: bearer, token: "{{DESK_TOKEN}}" },',
      'without-effect',
    ],
    [
      'call: shop.change-order\n          with: { order_id: desk-tools.id, note: "{{tools.note}}", tag: urgent }\n          hints: { readOnly: false, destructive: true',
      'call: shop.delete-order\n          with: { order_id: desk-tools.id }\n          hints: «{ destructive: false',
      'hints',
      /DELETE/,
    ],
  ]);
});

describe('exposes: skill and control', () => {
  checkRows(directory, desk, 'error', [
    [
      'sourceNamespace: desk-tools, action: find',
      'sourceNamespace: «desk-tool, action: find',
      'unknown-from',
      /"desk-tools"/,
    ],
    [
      'sourceNamespace: desk-tools, action: find',
      'sourceNamespace: desk-tools, action: «fnid',
      'unknown-from',
      /"find"/,
    ],
    ['sourceNamespace: desk-tools, action: find', 'sourceNamespace: «shop, action: get-order', 'unknown-from'],
    ['instruction: greet.md', 'instruction: «../secrets.yaml', 'wrong-value', /leads out/],
    ['instruction: greet.md', '«instruction: greet.md, from: { sourceNamespace: desk, action: get-order }', 'two-ways'],
    [
      '- { name: how, description: Explains., instruction: greet.md }',
      '- «{ name: how, description: Explains. }',
      'missing-key',
      /"from"/,
    ],
    ['          location: file:///./guide\n', '', 'no-location'],
    ['- { name: how,', '- { name: «find,', 'duplicate-tool-of-the-skill'],
    ['description: Works the desk.', `description: «${'x'.repeat(1025)}`, 'too-long'],
    ['compatibility: Needs the desk.', `compatibility: «${'x'.repeat(501)}`, 'too-long'],
    ['metadata: { version: "1.0" }', 'metadata: { version: «[] }', 'wrong-type'],
    ['user-invocable: false', 'user-invocable: «0', 'wrong-type'],
    [
      '    - type: control\n      port: 9099',
      '    - { type: control, port: 9098 }\n    - «type: control\n      port: 9099',
      'duplicate-control-expose',
    ],
    ['      port: 9099', '      port: 8092', 'port-conflict'],
  ]);
  checkRows(directory, desk, 'warning', [['reload: false, logs', '«reload: true, logs', 'unsupported']]);
});

describe('everything at once', () => {
  test('all problems of a file are reported, in the order of the file', async () => {
    const { text, places } = unmark(
      desk
        .replace('port: 8090', 'port: «web')
        .replace('call: shop.change-order', 'call: «shop.nothing')
        .replace('ref: orders.who-carries', 'ref: «orders.nothing')
        .replace('baseUri: https://attic.test', 'baseUri: «attic'),
    );
    const { problems } = await readAs(directory, text);
    const errors = problems.filter(({ severity }) => severity === 'error').map(shownShort);
    const codes = ['base-uri', 'wrong-type', 'unknown-call', 'unknown-ref'];
    assert.deepEqual(
      errors,
      places.map((place, at) => `${place} ${codes[at]}`),
    );
  });
});
