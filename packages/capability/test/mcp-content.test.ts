import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import type { McpPrompt, McpResource } from '../src/capability.ts';
import { connect, desk, expose, place, post, REVISIONS } from './mcp-desk.ts';
import { api, call, operation, parameter, template } from './models.ts';
import { json, standIn } from './stand-in.ts';

const folder = await mkdtemp(join(tmpdir(), 'mcp-content-'));
after(() => rm(folder, { recursive: true, force: true }));
await mkdir(join(folder, 'docs/deep'), { recursive: true });
await writeFile(join(folder, 'docs/guide.md'), '# Guide');
await writeFile(join(folder, 'docs/deep/a b.bin'), Buffer.from([0, 255]));
await writeFile(join(folder, 'docs/.env'), 'SECRET=1');
await writeFile(join(folder, 'outside.txt'), 'outside');
await symlink(join(folder, 'outside.txt'), join(folder, 'docs/link.txt'));
await symlink(folder, join(folder, 'docs/up'));

const resource = (uri: string, content: McpResource['content'], rest: Partial<McpResource> = {}): McpResource => ({
  name: 'thing',
  title: 'A thing',
  uri,
  description: 'What it is.',
  mimeType: null,
  content,
  place,
  ...rest,
});

const files = resource('docs://desk', { kind: 'location', path: join(folder, 'docs') }, { name: 'docs' });
const oneFile = resource(
  'docs://one',
  { kind: 'location', path: join(folder, 'docs/guide.md') },
  { mimeType: 'text/markdown' },
);

function orders(baseUri: string): McpResource[] {
  const of = api(baseUri);
  const list = operation(of, 'GET', '/orders', { name: 'list' });
  const get = operation(of, 'GET', '/orders/{{id}}', { name: 'get', parameters: [parameter('id', 'path')] });
  return [
    resource('orders://all', { kind: 'invocation', invocation: call(list) }, { mimeType: 'application/json' }),
    resource('orders://{id}', {
      kind: 'invocation',
      invocation: call(get, { id: { kind: 'template', template: template('{{id}}') } }),
    }),
  ];
}

for (const revision of REVISIONS) {
  describe(`resources for a client of ${revision}`, () => {
    test('are what operations answer, by address and by template', async () => {
      await using shop = await standIn(({ url }, response) =>
        url === '/orders/none'
          ? json(response, {}, 404)
          : url === '/orders/bad'
            ? json(response, {}, 500)
            : json(response, { url }),
      );
      await using running = await desk([expose([], { resources: orders(shop.url) })]);
      await using client = await connect(running.url, revision);
      const { resources } = await client.listResources();
      assert.deepEqual(
        resources.map(({ uri, mimeType, title }) => [uri, mimeType, title]),
        [['orders://all', 'application/json', 'A thing']],
      );
      const { resourceTemplates } = await client.listResourceTemplates();
      assert.deepEqual(
        resourceTemplates.map(({ uriTemplate }) => uriTemplate),
        ['orders://{id}'],
      );
      const read = async (uri: string) => (await client.readResource({ uri })).contents[0];
      assert.deepEqual(await read('orders://all'), {
        uri: 'orders://all',
        mimeType: 'application/json',
        text: '{"url":"/orders"}',
      });
      assert.deepEqual(await read('orders://a%20b'), {
        uri: 'orders://a%20b',
        mimeType: 'application/json',
        text: '{"url":"/orders/a%20b"}',
      });
      await assert.rejects(read('orders://a/b'), { code: -32602 });
      await assert.rejects(read('orders://none'), { code: -32602 });
      await assert.rejects(read('orders://bad'), { code: -32603 });
      await assert.rejects(read('orders://..'), { code: -32603 });
    });

    test('are files of a directory, and nothing that a link or a path leads to', async () => {
      await using running = await desk([expose([], { resources: [files, oneFile] })]);
      await using client = await connect(running.url, revision);
      const { resources } = await client.listResources();
      assert.deepEqual(
        resources.map(({ uri, mimeType }) => [uri, mimeType]),
        [
          ['docs://desk/deep/a%20b.bin', 'application/octet-stream'],
          ['docs://desk/guide.md', 'text/markdown'],
          ['docs://one', 'text/markdown'],
        ],
      );
      const read = async (uri: string) => (await client.readResource({ uri })).contents[0];
      assert.deepEqual(await read('docs://desk/guide.md'), {
        uri: 'docs://desk/guide.md',
        mimeType: 'text/markdown',
        text: '# Guide',
      });
      assert.deepEqual(await read('docs://one'), { uri: 'docs://one', mimeType: 'text/markdown', text: '# Guide' });
      const binary = await read('docs://desk/deep/a%20b.bin');
      assert.ok(binary && 'blob' in binary && binary.blob === 'AP8=');
      const never = [
        '/link.txt',
        '/up/outside.txt',
        '/.env',
        '/../outside.txt',
        '/%2e%2e/outside.txt',
        '/..%2foutside.txt',
        '/%2fetc%2fpasswd',
        '//etc/passwd',
        '/none',
        '/deep',
        '',
        '/%00',
        '/%',
      ];
      for (const path of never) await assert.rejects(read(`docs://desk${path}`), { code: -32602 }, path);
    });
  });
}

describe('prompts', () => {
  const prompt: McpPrompt = {
    name: 'pay',
    title: 'Pay somebody',
    description: 'How to pay.',
    arguments: [
      { name: 'who', title: 'Who', description: 'Whom to pay.', required: true },
      { name: 'why', title: null, description: 'What for.', required: false },
    ],
    messages: [{ role: 'user', content: template('Pay {{who}} for {{why}}: {{other}}') }],
    place,
  };

  test('are listed and filled in, and what is put in is not looked through again', async () => {
    await using running = await desk([expose([], { prompts: [prompt] })]);
    await using client = await connect(running.url, '2026-07-28');
    const listed = await (await post(running.url, { jsonrpc: '2.0', id: 1, method: 'prompts/list' })).text();
    // Not by the client, which does not keep titles of arguments.
    assert.match(
      listed,
      /"arguments":\[\{[^}]*"title":"Who"[^}]*\},\{"name":"why","description":"What for\.","required":false\}\]/,
    );
    const got = await client.getPrompt({ name: 'pay', arguments: { who: '{{why}}', why: 'rent' } });
    assert.deepEqual(got.messages, [
      { role: 'user', content: { type: 'text', text: 'Pay {{why}} for rent: {{other}}' } },
    ]);
    await assert.rejects(client.getPrompt({ name: 'pay', arguments: { why: 'x' } }), { code: -32602 });
    await assert.rejects(client.getPrompt({ name: 'none' }), { code: -32602 });
  });
});
