import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { template } from '../../test/models.ts';
import { restExpose } from '../../test/rest-expose.ts';
import type { Authentication, Capability, Expose, McpExpose, SkillExpose } from '../capability.ts';
import { type PlanOptions, planListeners } from './plan.ts';

const place = { file: 'test.capability.yaml', line: 1, column: 1 };
const bearer = (token: string): Authentication => ({ type: 'bearer', token: template(token) });

const capability = (...exposes: readonly Expose[]): Capability => ({
  file: place.file,
  name: 'test',
  version: '1.0.0-alpha2',
  label: null,
  description: null,
  tags: [],
  binds: [],
  apis: new Map(),
  exposes,
});

const rest = (more: Parameters<typeof restExpose>[1] = {}, path = '/a'): Expose =>
  restExpose([['GET', path, 'read']], more);

const mcp = (more: Partial<McpExpose> = {}): McpExpose => ({
  type: 'mcp',
  namespace: 'test-mcp',
  description: null,
  address: null,
  authentication: null,
  place,
  port: 9090,
  tools: [],
  resources: [],
  prompts: [],
  ...more,
});

const skill = (more: Partial<SkillExpose> = {}): SkillExpose => {
  return { ...mcp(), type: 'skill', namespace: 'test-skills', port: 8080, skills: [], ...more };
};

function plan(
  exposes: readonly Expose[],
  options: Partial<PlanOptions> = {},
): { listeners: string[]; codes: string[] } {
  const { listeners, problems } = planListeners([capability(...exposes)], {
    portOffset: 0,
    insecure: false,
    ...options,
  });
  return {
    listeners: listeners.map(
      ({ address, port, served }) => `${address}:${port} ${served.map(({ expose }) => expose.namespace)}`,
    ),
    codes: problems.map(({ code }) => code),
  };
}

describe('what listens where', () => {
  it('is 127.0.0.1 and the ports of the files, shared where they are the same', () => {
    assert.deepEqual(plan([rest(), mcp(), rest({ namespace: 'b' }, '/b')]), {
      listeners: ['127.0.0.1:8080 test-rest,b', '127.0.0.1:9090 test-mcp'],
      codes: [],
    });
  });

  it('is moved by an offset, and by a port for one of them alone', () => {
    const moved = { portOffset: 1000, ports: new Map([['test-mcp', 7000]]) };
    assert.deepEqual(plan([rest(), mcp()], moved).listeners, ['127.0.0.1:9080 test-rest', '127.0.0.1:7000 test-mcp']);
  });

  it('is nothing for tools over standard input', () => {
    assert.deepEqual(plan([mcp({ port: null })]), { listeners: [], codes: [] });
  });

  const cases: readonly (readonly [string, readonly Expose[], Partial<PlanOptions>, readonly string[]])[] = [
    ['an address for others, open', [rest({ address: '0.0.0.0' })], {}, ['open-to-all']],
    ['an address for others by a flag', [rest()], { address: '192.0.2.1' }, ['open-to-all']],
    ['an address for others with a credential', [rest({ address: '::', authentication: bearer('x') })], {}, []],
    ['an address for others with a token', [rest({ address: '0.0.0.0' })], { token: 't' }, []],
    ['an address for others with an empty token', [rest({ address: '0.0.0.0' })], { token: '' }, ['open-to-all']],
    ['an address for others, wished for', [rest({ address: '0.0.0.0' })], { insecure: true }, []],
    ['localhost', [rest({ address: 'localhost' })], {}, []],
    ['another loopback address', [rest({ address: '127.0.0.2' })], {}, []],
    ['a flag that brings it back to loopback', [rest({ address: '0.0.0.0' })], { address: '127.0.0.1' }, []],
    [
      'two addresses on one port',
      [rest(), rest({ namespace: 'b', address: '127.0.0.2' }, '/b')],
      {},
      ['address-differs'],
    ],
    ['a port that is none', [rest({ port: 65_000 })], { portOffset: 1_000 }, ['bad-port']],
    ['REST and MCP on one port', [rest(), mcp({ port: 8080 })], {}, ['port-clash']],
    ['REST and skills on one port', [rest(), skill()], {}, []],
    ['REST that takes the path of skills', [rest({}, '/skills/{name}'), skill()], {}, ['route-clash']],
    ['REST with that path alone', [rest({}, '/skills/{name}')], {}, []],
    ['one tool twice', [mcp({ tools: [tool('a')] }), mcp({ namespace: 'b', tools: [tool('a')] })], {}, ['tool-clash']],
    [
      'one tool on two ports',
      [mcp({ tools: [tool('a')] }), mcp({ namespace: 'b', port: 9091, tools: [tool('a')] })],
      {},
      [],
    ],
    [
      'two credentials for one MCP server',
      [mcp({ authentication: bearer('x') }), mcp({ namespace: 'b' })],
      {},
      ['authentication-differs'],
    ],
    [
      'one credential for one MCP server',
      [mcp({ authentication: bearer('x') }), mcp({ namespace: 'b', authentication: bearer('x') })],
      {},
      [],
    ],
    ['oauth2 without an audience', [mcp({ authentication: oauth(null) })], {}, ['no-audience']],
    ['oauth2 with one', [mcp({ authentication: oauth('https://desk.test') })], {}, []],
  ];
  for (const [what, exposes, options, codes] of cases) {
    it(`${what}: ${codes.join() || 'fine'}`, () => assert.deepEqual(plan(exposes, options).codes, codes));
  }
});

function tool(name: string): McpExpose['tools'][number] {
  const invocation = { kind: 'mock', outputs: [] } as const;
  const text = { name, title: null, description: name, namespace: 'test-mcp' };
  return { ...text, parameters: [], declared: true, hints: null, invocation, place };
}

function oauth(resource: string | null): Authentication {
  return {
    type: 'oauth2',
    authorizationServerUri: 'https://login.test',
    tokenEndpoint: null,
    resource,
    audience: null,
    scopes: [],
    tokenValidation: 'jwks',
    clientId: null,
    clientSecret: null,
  };
}
