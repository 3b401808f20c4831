import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Capability, ConsumedOperation, Expose, Tool } from '../src/capability.ts';
import { readCapability } from '../src/reading/read-capability.ts';
import { copyOfFiles, filesOfTests, readAs, shownShort, textOf } from './marked.ts';

const directory = copyOfFiles();
const contract = '/work/shared/contracts/payouts-payments.capability.yaml';

async function readWell(file: string): Promise<Capability> {
  const { capability, problems } = await readCapability(file, { strict: true });
  assert.deepEqual(problems.map(shownShort), []);
  assert.ok(capability);
  return capability;
}

function exposed<T extends Expose['type']>({ exposes }: Capability, type: T): Extract<Expose, { type: T }>[] {
  return exposes.filter((expose): expose is Extract<Expose, { type: T }> => expose.type === type);
}

const toolsOf = (capability: Capability): Tool[] => exposed(capability, 'mcp').flatMap(({ tools }) => tools);
const argument = (name: string, type: string, required: boolean, description: string | null = null) => {
  return { name, in: 'argument', type, required, description, pattern: null, value: null };
};

async function desk() {
  const capability = await readWell(join(filesOfTests, 'desk.naftiko.yaml'));
  const operation = (call: string): ConsumedOperation => {
    const [namespace = '', name = ''] = call.split('.');
    const found = capability.apis.get(namespace)?.operations.get(name);
    assert.ok(found, call);
    return found;
  };
  return { capability, operation };
}

describe('a file as catalogues write it', () => {
  test('is read whole and without a word', async () => {
    const capability = await readWell(join(filesOfTests, 'catalogue.capability.yaml'));
    assert.equal(capability.name, 'catalogue');
    assert.equal(capability.version, '1.0.0-alpha2');
    assert.equal(capability.label, 'Parcels');
    assert.deepEqual(
      capability.binds.map(({ namespace, file, keys }) => [namespace, file, ...keys]),
      [['env', null, ['PARCELS_TOKEN', 'PARCELS_TOKEN']]],
    );
    const api = capability.apis.get('parcels');
    assert.deepEqual(api?.authentication, {
      type: 'apikey',
      key: ['Authorization'],
      value: ['Bearer ', { path: ['env', 'PARCELS_TOKEN'] }],
      placement: 'header',
    });
    assert.deepEqual(api.operations.get('getJourney')?.path, [
      '/parcels/v1/parcels/',
      { path: ['parcel_id'] },
      '/journey',
    ]);
    assert.equal(api.operations.get('getJourney')?.api, api);
    const [rest] = exposed(capability, 'rest');
    const operations = rest?.resources.flatMap((resource) => resource.operations) ?? [];
    const sources = operations.map(({ invocation }) =>
      invocation.kind === 'call' ? [...invocation.with.values()] : null,
    );
    assert.deepEqual(sources, [[{ kind: 'body', path: [] }], [], [{ kind: 'path', name: 'parcel_id' }]]);
  });

  test('its tools have the arguments that they use, as what they feed says', async () => {
    const tools = toolsOf(await readWell(join(filesOfTests, 'catalogue.capability.yaml')));
    assert.deepEqual(
      tools.map(({ name, parameters, declared }) => ({ name, parameters, declared })),
      [
        { name: 'acme-createparcel', parameters: [argument('body', 'object', true)], declared: false },
        { name: 'acme-listparcels', parameters: [], declared: false },
        {
          name: 'acme-getjourney',
          parameters: [argument('parcel_id', 'string', true, 'Number on the label')],
          declared: false,
        },
      ],
    );
    assert.deepEqual(tools[1]?.hints, { readOnly: true, destructive: false, idempotent: true });
  });

  test('the contract file too', { skip: !existsSync(contract) }, async () => {
    const capability = await readWell(contract);
    assert.deepEqual(
      toolsOf(capability).map(({ name, parameters }) => [name, ...parameters.map((one) => one.name)]),
      [
        ['lean-createpayoutpayment', 'body'],
        ['lean-listpayouts'],
        ['lean-getpayoutpaymenthistory', 'payment_id'],
        ['lean-getpayout', 'payment_id'],
        ['lean-getpayoutintent', 'payment_intent_id'],
      ],
    );
    assert.deepEqual(
      capability.exposes.map(({ type, port }) => [type, port]),
      [
        ['rest', 8080],
        ['mcp', 9090],
      ],
    );
  });

  test('as JSON it says the same', async () => {
    const text = JSON.stringify({
      naftiko: '1.0.0-alpha2',
      info: { label: 'J', description: 'J', tags: [] },
      capability: {
        consumes: [
          {
            type: 'http',
            namespace: 'a',
            baseUri: 'https://a.test',
            resources: [{ name: 'b', path: '/b', operations: [{ name: 'c', method: 'GET' }] }],
          },
        ],
        exposes: [{ type: 'mcp', namespace: 'd', port: 1, tools: [{ name: 'e', description: 'E', call: 'a.c' }] }],
      },
    });
    const { capability, problems } = await readAs(directory, text, true, 'j.capability.json');
    assert.deepEqual(problems, []);
    assert.equal(capability?.name, 'j');
    assert.equal(toolsOf(capability)[0]?.invocation.kind, 'call');
  });
});

describe('every keyword of the format', () => {
  test('parameters of three levels, the nearest first', async () => {
    const { operation } = await desk();
    const { parameters, description, outputs, api } = operation('shop.get-order');
    assert.deepEqual(
      parameters.map(({ name, in: at, value, required }) => [name, at, value, required]),
      [
        ['order_id', 'path', null, true],
        ['trace', 'query', ['on'], false],
        ['x-desk', 'header', ['order-desk'], false],
      ],
    );
    assert.equal(description, 'Fetch');
    assert.deepEqual(
      outputs.map(({ name, value }) => [name, value.length]),
      [
        ['customer', 2],
        ['lines', 2],
      ],
    );
    assert.equal(api.openapi, join(filesOfTests, 'shop-openapi.json'));
    assert.equal(operation('shop.list-orders').rawFormat, 'csv');
  });

  test('bodies of all kinds; no digit is lost', async () => {
    const { operation } = await desk();
    const of = (name: string) => operation(`shop.${name}`).body;
    const change = of('change-order');
    assert.equal(change?.type, 'json');
    assert.equal(change.data.kind, 'object');
    assert.deepEqual(change.data.members.get('note'), { kind: 'template', template: ['for ', { path: ['note'] }] });
    const amount = change.data.members.get('amount');
    assert.equal(amount?.kind === 'literal' && JSON.stringify(amount.value), '12345678901234567890');
    assert.deepEqual(of('add-orders'), { type: 'json-text', data: ['[', { path: ['orders'] }, ']'] });
    const add = of('add-order');
    const price = add?.type === 'json' && add.data.kind === 'object' ? add.data.members.get('price') : undefined;
    assert.equal(price?.kind === 'literal' && JSON.stringify(price.value), '1.10');
    assert.deepEqual(of('import-order'), { type: 'xml', data: ['<order>', { path: ['note'] }, '</order>'] });
    const form = new Map<string, unknown>([
      ['customer', [{ path: ['customer'] }]],
      ['count', ['2']],
    ]);
    assert.deepEqual(of('form-order'), { type: 'form', data: form });
    assert.deepEqual(of('form-text'), { type: 'form', data: ['customer=', { path: ['customer'] }] });
    const part = {
      name: 'picture',
      value: [{ path: ['picture'] }],
      filename: [{ path: ['name'] }, '.png'],
      contentType: 'image/png',
    };
    assert.deepEqual(of('upload'), { type: 'multipart', parts: [part] });
    assert.equal(of('ask')?.type, 'sparql');
  });

  test('an imported API under its new name, with the binds of its file', async () => {
    const { capability, operation } = await desk();
    const trucks = operation('trucks.list-carriers');
    assert.equal(trucks.api.namespace, 'trucks');
    assert.equal(trucks.api, capability.apis.get('trucks'));
    assert.equal(trucks.rawFormat, 'xml');
    assert.deepEqual(
      capability.binds.map(({ namespace, file }) => [namespace, file]),
      [
        ['secrets', join(filesOfTests, 'secrets.yaml')],
        ['env', null],
        ['carriers-env', null],
      ],
    );
  });

  test('authentication of all kinds', async () => {
    const { capability } = await desk();
    assert.deepEqual(
      [...capability.apis.values()].map(({ authentication }) => authentication?.type),
      ['bearer', 'apikey', 'oauth2', 'digest', 'basic'],
    );
    assert.deepEqual(capability.apis.get('bank')?.authentication, {
      type: 'oauth2',
      authorizationServerUri: '',
      tokenEndpoint: '/oauth2/token',
      resource: null,
      audience: 'bank',
      scopes: ['orders:read'],
      tokenValidation: 'jwks',
      clientId: [{ path: ['SHOP_USER'] }],
      clientSecret: [{ path: ['secrets', 'SHOP_TOKEN'] }],
    });
  });

  test('functions that tools and operations refer to', async () => {
    const { capability, operation } = await desk();
    const [find, who] = toolsOf(capability);
    assert.equal(find?.title, 'Find an order');
    assert.equal(find?.description, 'Finds an order.');
    assert.deepEqual(find?.hints, { readOnly: true, destructive: false, idempotent: false, openWorld: false });
    assert.deepEqual(
      find?.parameters.map(({ name, required }) => [name, required]),
      [
        ['id', true],
        ['page', false],
      ],
    );
    assert.equal(who?.name, 'who_carries.v1');
    assert.equal(who?.hints, null);
    const found = exposed(capability, 'rest')[0]?.resources[1]?.operations[0];
    assert.equal(found?.name, 'find-order');
    assert.deepEqual(
      found?.parameters.map(({ name, in: at, required }) => [name, at, required]),
      [
        ['page', 'query', false],
        ['X-Tenant', 'header', false],
        ['id', 'path', true],
      ],
    );
    assert.equal(found?.invocation.kind === 'call' && found.invocation.operation, operation('shop.get-order'));
    const output = found?.invocation.outputs[0]?.properties?.get('state');
    assert.deepEqual([output?.maxLength, [...(output?.values ?? [])].length, output?.name], [20, 2, 'state']);
  });

  test('steps, lookups and mappings', async () => {
    const { capability } = await desk();
    const invocation = toolsOf(capability)[1]?.invocation;
    assert.equal(invocation?.kind, 'steps');
    assert.deepEqual(
      invocation.steps.map(({ kind, name }) => [kind, name]),
      [
        ['call', 'order'],
        ['call', 'carriers'],
        ['lookup', 'carrier'],
        ['lookup', 'other'],
      ],
    );
    assert.deepEqual(invocation.steps[2], {
      kind: 'lookup',
      name: 'carrier',
      index: 'carriers',
      match: 'id',
      lookupValue: { kind: 'step', path: ['order', 'carrier_id'] },
      outputs: ['name', 'phone'],
    });
    assert.deepEqual(invocation.mappings, [
      { target: ['order', 'number'], value: ['order', 'id'] },
      { target: ['carrier'], value: ['carrier', 'name'] },
    ]);
  });

  test('with in all its forms', async () => {
    const { capability } = await desk();
    const forms = exposed(capability, 'rest')[0]?.resources[0]?.operations.map(({ invocation }) => {
      return invocation.kind === 'call' ? [...invocation.with.values()] : invocation.kind;
    });
    assert.deepEqual(forms, [
      [
        { kind: 'parameter', name: 'id' },
        { kind: 'template', template: ['a-', { path: ['id'] }] },
      ],
      [
        { kind: 'parameter', name: 'id' },
        { kind: 'parameter', name: 'note' },
        { kind: 'literal', value: 5 },
      ],
      [{ kind: 'template', template: [{ path: ['id'] }] }],
      'mock',
    ]);
    const others: readonly (readonly [text: string, source: unknown])[] = [
      ['rest.query.page', { kind: 'query', name: 'page' }],
      ['rest.header.X-Y', { kind: 'header', name: 'X-Y' }],
      ['rest.body.a.b', { kind: 'body', path: ['a', 'b'] }],
      ['rest.page', { kind: 'anywhere', name: 'page' }],
      ['"{{rest.path.id}}"', { kind: 'path', name: 'id' }],
      ['"{{desk.id}}"', { kind: 'parameter', name: 'id' }],
      ['word', { kind: 'literal', value: 'word' }],
      ['a rest.body', { kind: 'literal', value: 'a rest.body' }],
      ['true', { kind: 'literal', value: true }],
    ];
    for (const [text, source] of others) {
      const changed = textOf('desk.naftiko.yaml').replace('trace: "a-{{id}}"', `trace: ${text}`);
      const read = await readAs(directory, changed);
      const invocation =
        read.capability && exposed(read.capability, 'rest')[0]?.resources[0]?.operations[0]?.invocation;
      assert.deepEqual(invocation?.kind === 'call' && invocation.with.get('trace'), source, text);
    }
  });

  test('an expose that is called rest or tools is meant before the words of catalogues', async () => {
    const text = textOf('desk.naftiko.yaml')
      .replace('namespace: second', 'namespace: rest')
      .replace(
        'call: bank.get-balance }] }\n    - type: mcp',
        'call: bank.get-balance, with: { body: rest.x } }] }\n    - type: mcp',
      );
    const { capability } = await readAs(directory, text);
    const invocation = capability && exposed(capability, 'rest')[1]?.resources[0]?.operations[0]?.invocation;
    assert.deepEqual(invocation?.kind === 'call' && invocation.with.get('body'), { kind: 'parameter', name: 'x' });
  });

  test('inputs of a REST operation, and requests that are passed on', async () => {
    const { capability, operation } = await desk();
    const [rest, second] = exposed(capability, 'rest');
    const [order, , everything] = rest?.resources ?? [];
    assert.equal(order?.path, '/orders/{id}');
    assert.deepEqual(
      order?.operations[1]?.parameters.map(({ name, in: at, value }) => [name, at, value?.kind]),
      [
        ['note', 'body', 'path'],
        ['id', 'path', undefined],
        ['x-tenant', 'header', 'constant'],
      ],
    );
    assert.equal(everything?.forward?.api, operation('shop.get-order').api);
    assert.deepEqual(everything?.forward?.trustedHeaders, ['x-request-id']);
    assert.deepEqual([rest?.port, rest?.address, second?.port], [8090, 'localhost', 8090]);
  });

  test('tools that declare, and one that declares nothing and is not asked for bound variables', async () => {
    const { capability } = await desk();
    const [, , change, page, ping] = toolsOf(capability);
    assert.deepEqual(
      change?.parameters.map(({ name, required }) => [name, required]),
      [
        ['id', true],
        ['note', false],
      ],
    );
    const sources = change?.invocation.kind === 'call' ? Object.fromEntries(change.invocation.with) : {};
    assert.deepEqual(sources.note, { kind: 'argument', name: 'note' });
    assert.deepEqual(page?.parameters, [argument('page', 'integer', false, 'Which page')]);
    assert.equal(ping?.invocation.kind, 'mock');
  });

  test('resources, prompts, skills and control', async () => {
    const { capability } = await desk();
    const [mcp, pipe] = exposed(capability, 'mcp');
    assert.equal(pipe?.port, null);
    assert.deepEqual(
      mcp?.resources.map(({ uri, content }) => [uri, content.kind]),
      [
        ['desk://orders/{id}', 'invocation'],
        ['desk://guide', 'location'],
      ],
    );
    assert.deepEqual(
      mcp?.prompts.map(({ title, messages }) => [title, messages]),
      [
        [
          'Chase an order',
          [
            { role: 'user', content: ['What became of ', { path: ['id'] }, '?'] },
            { role: 'assistant', content: ['I will look.'] },
          ],
        ],
        ['Greet', [{ role: 'user', content: ['Greet ', { path: ['name'] }, ' kindly.\n'] }]],
      ],
    );
    const [skill] = exposed(capability, 'skill').flatMap(({ skills }) => skills);
    assert.deepEqual(
      skill?.tools.map(({ from }) => from),
      [
        { kind: 'derived', namespace: 'desk-tools', action: 'find', mode: 'mcp' },
        { kind: 'derived', namespace: 'desk', action: 'get-order', mode: 'rest' },
        { kind: 'instruction', file: 'greet.md' },
      ],
    );
    assert.deepEqual(
      [skill?.userInvocable, skill?.disableModelInvocation, skill?.allowedTools],
      [false, true, 'find change'],
    );
    assert.deepEqual(
      exposed(capability, 'control').map(({ namespace, health, info }) => [namespace, health, info]),
      [['control', true, true]],
    );
  });
});

describe('files that are none', () => {
  test('each is a problem, and nothing hangs', { timeout: 20_000 }, async () => {
    mkdirSync(join(directory, 'folder.yaml'));
    writeFileSync(join(directory, 'bytes.yaml'), Buffer.from([0xff, 0xfe, 0x80]));
    writeFileSync(join(directory, 'big.yaml'), 'a: 1\n'.repeat(300_000));
    for (const name of ['none.yaml', 'folder.yaml', 'bytes.yaml', 'big.yaml', 'a\0b.yaml', '/dev/zero', '']) {
      const { capability, problems } = await readCapability(name.startsWith('/') ? name : join(directory, name));
      assert.equal(capability, null);
      assert.deepEqual(problems.map(shownShort), ['1:1 unreadable-file'], name);
    }
  });

  test('empty files and those of other things', async () => {
    for (const text of ['', '\n', '# nothing', 'text', '[]', '42', '--- ~', '{}', 'a: 1', 'naftiko: 1.0.0-alpha2']) {
      const { capability, problems } = await readAs(directory, text);
      assert.equal(capability, null, text);
      assert.ok(
        problems.some(({ severity }) => severity === 'error'),
        text,
      );
    }
  });
});
