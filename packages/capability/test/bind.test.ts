import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { bindVariables } from '../src/binding/bind.ts';
import type { Capability } from '../src/capability.ts';
import { showProblem } from '../src/problem.ts';
import { copyOfFiles, readAs, textOf } from './marked.ts';

const directory = copyOfFiles();

async function read(text: string, name = 'bound.yaml'): Promise<Capability> {
  const { capability, problems } = await readAs(directory, text, false, name);
  assert.ok(capability, problems.map(showProblem).join('\n'));
  return capability;
}

const withBinds = (binds: string, value = 'none'): string => `naftiko: 1.0.0-alpha2
info: {}
binds: ${binds}
consumes:
  - type: http
    namespace: a
    baseUri: https://a.test
    resources: [{ name: r, path: /r, operations: [{ name: o, method: GET, inputParameters: [{ name: h, in: header, value: "${value}" }] }] }]
`;

const secret = 'hush-hush-value';

describe('binding variables', () => {
  test('from the environment and from a file beside the capability, by both names', async () => {
    const desk = await read(textOf('desk.naftiko.yaml'), 'desk.yaml');
    const { variables, problems } = await bindVariables([desk], { DESK_INBOUND_TOKEN: secret, CARRIER_KEY: 'k' });
    assert.deepEqual(problems, []);
    assert.equal(variables.lookup(['DESK_TOKEN']), secret);
    assert.equal(variables.lookup(['env', 'DESK_TOKEN']), secret);
    assert.equal(variables.lookup(['SHOP_TOKEN']), 'shop-token-of-tests');
    assert.equal(variables.lookup(['secrets', 'SHOP_USER']), '4711');
    assert.equal(variables.lookup(['carriers-env', 'CARRIER_KEY']), 'k');
    assert.equal(variables.lookup(['DESK_INBOUND_TOKEN']), undefined);
    assert.equal(variables.lookup(['toString']), undefined);
    assert.deepEqual(variables.secrets, ['shop-token-of-tests', secret, '4711', 'k']);
  });

  test('a variable that is not set or empty is a problem that says where it was looked for', async () => {
    const capability = await read(withBinds('[{ namespace: env, keys: { A: HERE, B: THERE, C: toString } }]'));
    const { problems } = await bindVariables([capability], { THERE: '' });
    assert.deepEqual(
      problems.map(({ line, column, severity, code, message }) => [line, column, severity, code, message]),
      [
        [3, 9, 'error', 'missing-variable', 'env.A has no value: the environment variable "HERE" is not set'],
        [3, 9, 'error', 'missing-variable', 'env.B has no value: the environment variable "THERE" is empty'],
        [3, 9, 'error', 'missing-variable', 'env.C has no value: the environment variable "toString" is not set'],
      ],
    );
  });

  const files: readonly (readonly [name: string, content: string | null, problem: RegExp])[] = [
    ['no file', null, /no such file/],
    ['no such key', `other: ${secret}`, /has no key "key"/],
    ['a map', `key: { a: ${secret} }`, /is no text/],
    ['empty', 'key: ""', /is empty/],
    ['nothing', 'key:', /is empty/],
    ['no map', `- ${secret}`, /has no key "key"/],
    ['broken', `key: [${secret}`, /not YAML/],
    ['broken JSON', `{"key": "${secret}`, /not YAML/],
    ['twice', `key: ${secret}\nkey: ${secret}`, /comes twice/],
  ];
  for (const [name, content, problem] of files) {
    test(`a file: ${name}; its contents stay hidden`, async () => {
      const file = join(directory, `secrets-${name.replaceAll(' ', '-')}.yaml`);
      if (content !== null) writeFileSync(file, content);
      const capability = await read(withBinds(`[{ namespace: f, location: "file://${file}", keys: { A: key } }]`));
      const { problems } = await bindVariables([capability], {});
      const shown = problems.map(showProblem).join('\n');
      assert.match(shown, problem);
      assert.match(shown, /f\.A has no value/);
      assert.doesNotMatch(shown, new RegExp(secret));
    });
  }

  test('JSON files are read as well', async () => {
    writeFileSync(join(directory, 'secrets.json'), JSON.stringify({ key: secret }));
    const capability = await read(withBinds('[{ namespace: f, location: ./secrets.json, keys: { A: key } }]'));
    const { variables, problems } = await bindVariables([capability], {});
    assert.deepEqual(problems, []);
    assert.equal(variables.lookup(['f', 'A']), secret);
  });

  test('files that run together may not mean different things by one name', async () => {
    const one = (namespace: string, key: string, value: string) =>
      withBinds(`[{ namespace: ${namespace}, keys: { T: ${key} } }]`, value);
    const environment = { ONE: 'first', TWO: 'second' };
    const bindBoth = async (first: string, second: string) => {
      const both = [await read(first, 'first.yaml'), await read(second, 'second.yaml')];
      return (await bindVariables(both, environment)).problems.map(({ code }) => code);
    };
    assert.deepEqual(await bindBoth(one('env', 'ONE', '{{T}}'), one('env', 'ONE', '{{T}}')), []);
    assert.deepEqual(await bindBoth(one('a', 'ONE', '{{a.T}}'), one('b', 'TWO', '{{b.T}}')), []);
    const clash = ['ambiguous-variable', 'ambiguous-variable'];
    assert.deepEqual(await bindBoth(one('env', 'ONE', '{{env.T}}'), one('env', 'TWO', '{{env.T}}')), clash);
    assert.deepEqual(await bindBoth(one('a', 'ONE', '{{T}}'), one('b', 'TWO', '{{b.T}}')), ['ambiguous-variable']);
  });
});
