import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freePorts, host, openFolder } from './hosted.ts';
import { smallFile } from './payouts-file.ts';

const tools = (namespace: string, tool: string, more = ''): string => `    - type: mcp
      namespace: ${namespace}
      port: 9090
${more}      tools:
        - { name: ${tool}, description: Says hello, outputParameters: [{ name: said, type: string, value: hello }] }
`;

const call = (url: string, method: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params: {} }),
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
  });

describe('files that name the same ports', () => {
  it('share one REST adapter and one MCP server', async () => {
    await using folder = await openFolder();
    for (const name of ['a', 'b']) {
      const more = tools(`${name}-mcp`, `tool-${name}`);
      await folder.write(`${name}.capability.yaml`, smallFile({ namespace: name, path: `/${name}`, said: name, more }));
    }
    const ports = await freePorts(['a-rest', 'b-rest'], ['a-mcp', 'b-mcp']);
    await using hosted = await host({ files: [folder.path], ports });
    assert.deepEqual(
      hosted.listening.map(({ kind, namespaces, count }) => ({ kind, namespaces, count })),
      [
        { kind: 'rest', namespaces: ['a-rest', 'b-rest'], count: 2 },
        { kind: 'mcp', namespaces: ['a-mcp', 'b-mcp'], count: 2 },
      ],
    );
    for (const name of ['a', 'b']) {
      assert.equal(await (await fetch(`${hosted.url('rest')}/${name}`)).text(), `{"said":"${name}"}`);
    }
    for (const path of ['/', '/mcp']) {
      const listed = await (await call(`${hosted.url('mcp')}${path}`, 'tools/list')).text();
      assert.ok(listed.includes('tool-a') && listed.includes('tool-b'));
    }
    assert.equal((await call(`${hosted.url('mcp')}/other`, 'tools/list')).status, 404);
  });

  it('keep each its own credential over REST', async () => {
    await using folder = await openFolder();
    for (const name of ['a', 'b']) {
      const text = smallFile({ namespace: name, path: `/${name}` });
      const authentication = `      authentication: { type: bearer, token: secret-of-${name} }\n`;
      await folder.write(`${name}.capability.yaml`, text.replace('      port:', `${authentication}      port:`));
    }
    await using hosted = await host({ files: [folder.path], ports: await freePorts(['a-rest', 'b-rest']) });
    const status = async (path: string, of: string): Promise<number> =>
      (await fetch(`${hosted.url('rest')}${path}`, { headers: { authorization: `Bearer secret-of-${of}` } })).status;
    assert.deepEqual(
      [await status('/a', 'a'), await status('/b', 'b'), await status('/a', 'b'), await status('/b', 'a')],
      [200, 200, 401, 401],
    );
    assert.equal(await status('/none', 'c'), 401, 'whoever has no credential at all does not learn what there is');
    assert.equal(await status('/none', 'b'), 404);
  });
});

describe('an MCP server with a credential', () => {
  it('asks for it at every method, and says where tokens are to be had (RFC 9728)', async () => {
    await using folder = await openFolder();
    const oauth = `      authentication:
        type: oauth2
        authorizationServerUri: https://login.test
        resource: https://desk.test/mcp
        scopes: [payouts]
`;
    const file = await folder.write('a.capability.yaml', smallFile({ more: tools('small-mcp', 'hello', oauth) }));
    await using hosted = await host({ files: [file], ports: await freePorts(['small-rest'], ['small-mcp']) });
    for (const method of ['POST', 'GET', 'DELETE']) {
      const refused = await fetch(`${hosted.url('mcp')}/mcp`, { method });
      assert.equal(refused.status, 401);
      const challenge = refused.headers.get('www-authenticate') ?? '';
      assert.ok(challenge.includes('resource_metadata="https://desk.test/.well-known/oauth-protected-resource/mcp"'));
    }
    for (const path of ['', '/mcp']) {
      const metadata = await fetch(`${hosted.url('mcp')}/.well-known/oauth-protected-resource${path}`);
      assert.deepEqual(await metadata.json(), {
        resource: 'https://desk.test/mcp',
        authorization_servers: ['https://login.test'],
        scopes_supported: ['payouts'],
        bearer_methods_supported: ['header'],
      });
    }
  });

  it('takes the token from outside', async () => {
    await using folder = await openFolder();
    const file = await folder.write('a.capability.yaml', smallFile({ more: tools('small-mcp', 'hello') }));
    const ports = await freePorts(['small-rest'], ['small-mcp']);
    await using hosted = await host({ files: [file], ports, token: 'of-the-door' });
    assert.equal((await call(hosted.url('mcp'), 'tools/list')).status, 401);
    const headers = { authorization: 'Bearer of-the-door' };
    assert.equal((await call(hosted.url('mcp'), 'tools/list', headers)).status, 200);
    assert.equal(
      (await call(hosted.url('mcp'), 'tools/list', { ...headers, origin: 'https://evil.example' })).status,
      403,
    );
  });
});
