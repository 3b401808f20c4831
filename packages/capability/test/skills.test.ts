import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Capability } from '../src/capability.ts';
import { describeTools } from '../src/mcp/mcp-server.ts';
import { createOpenApiDocuments } from '../src/openapi/document.ts';
import { readCapability } from '../src/reading/read-capability.ts';
import { exportSkill } from '../src/skills/export-skill.ts';
import { writeSkill } from '../src/skills/skill-contents.ts';
import { createSkillHandler } from '../src/skills/skill-handler.ts';
import { skillsOf } from '../src/skills/skills-of.ts';
import { checkSkill, linksOf } from './check-skill.ts';
import { listen } from './stand-in.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const contract = join(root, '../shared/contracts/payouts-payments.capability.yaml');
const own = readdirSync(join(root, 'capabilities')).filter((name) => name.endsWith('.capability.yaml'));
const files = [...own.map((name) => join(root, 'capabilities', name)), ...(existsSync(contract) ? [contract] : [])];

const openapi = createOpenApiDocuments((sentence) => assert.fail(sentence));
const options = { openapi, mcpUrl: 'http://127.0.0.1:9090/mcp', restUrl: 'http://127.0.0.1:8080' };

const folder = await mkdtemp(join(tmpdir(), 'skills-'));
after(() => rm(folder, { recursive: true, force: true }));

async function read(file: string): Promise<Capability> {
  const { capability, problems } = await readCapability(file);
  assert.ok(capability, JSON.stringify(problems));
  return capability;
}

/** Reads a capability from its text. */
async function written(name: string, text: string): Promise<Capability> {
  const file = join(folder, `${name}.capability.yaml`);
  await writeFile(file, text);
  return await read(file);
}

const SKILLS = `naftiko: 1.0.0-alpha2
info: { label: "Orders: \\"all\\" # of them", description: "Order desk | with | bars" }
binds: [{ namespace: env, keys: { SHOP_TOKEN: SHOP_TOKEN } }]
capability:
  consumes:
    - type: http
      namespace: shop
      baseUri: https://shop.invalid
      authentication: { type: bearer, token: a-literal-secret }
      resources:
        - name: orders
          path: /orders
          operations: [{ name: list-orders, method: GET }]
  exposes:
    - type: mcp
      port: 9090
      namespace: shop-mcp
      authentication: { type: bearer, token: "{{SHOP_TOKEN}}" }
      tools:
        - { name: list-orders, description: "Lists orders | all of them.\\nNot more.", call: shop.list-orders, hints: { readOnly: true } }
        - { name: other, description: Another one., call: shop.list-orders }
    - type: skill
      port: 8090
      namespace: shop-skills
      skills:
        - name: orderDesk
          description: "Handles orders: all of them"
          license: Apache-2.0
          metadata: { version: "1.0" }
          argument-hint: "[order]"
          location: file:///./material
          tools:
            - { name: list, description: Lists, from: { sourceNamespace: shop-mcp, action: list-orders } }
            - { name: guide, description: How it is done, instruction: guide.md }
`;

async function shop(): Promise<Capability> {
  await mkdir(join(folder, 'material/deep'), { recursive: true });
  await writeFile(join(folder, 'material/guide.md'), '# Guide');
  await writeFile(join(folder, 'material/deep/data.bin'), Buffer.from([0, 255, 254]));
  await writeFile(join(folder, 'material/.hidden'), 'hidden');
  await writeFile(join(folder, 'outside.md'), 'outside');
  await symlink(join(folder, 'outside.md'), join(folder, 'material/link.md')).catch(() => {});
  return await written('shop', SKILLS);
}

for (const file of files) {
  describe(`the skill of ${file.slice(file.lastIndexOf('/') + 1)}`, () => {
    test('keeps the rules, and its links lead to files of it', async () => {
      const exported = exportSkill(await read(file), options);
      const [main] = exported;
      assert.ok(main);
      const [directory = ''] = main.path.split('/');
      assert.deepEqual(checkSkill(directory, main.text), []);
      const paths = exported.map(({ path }) => path.slice(directory.length + 1));
      for (const link of linksOf(main.text)) assert.ok(paths.includes(link), link);
      assert.ok(exported.every(({ text }) => !text.includes('undefined') && !text.includes('[object')));
    });

    test('has the tools of tools/list, each with a call that fits', async () => {
      const capability = await read(file);
      const exposes = capability.exposes.filter((expose) => expose.type === 'mcp');
      const tools = describeTools(exposes, openapi);
      const exported = exportSkill(capability, options);
      const text = (ending: string): string => exported.find(({ path }) => path.endsWith(ending))?.text ?? '';
      const rows = [...text('/SKILL.md').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
      assert.deepEqual(
        rows,
        tools.map(({ entry }) => entry.name),
      );
      const calls = [...text('/references/tools.md').matchAll(/^```json\n([\s\S]*?)\n```$/gm)];
      const examples: { name: string; arguments: unknown }[] = calls.map(([, json = '']) => JSON.parse(json));
      assert.deepEqual(
        examples.map(({ name }) => name),
        rows,
      );
      for (const [at, example] of examples.entries()) assert.deepEqual(tools[at]?.check(example.arguments), []);
    });
  });
}

describe('a skill that a file declares', () => {
  test('has its own words, a name that was made fit, and nothing secret', async () => {
    const exported = exportSkill(await shop(), options);
    const main = exported.find(({ path }) => path === 'order-desk/SKILL.md');
    assert.deepEqual(checkSkill('order-desk', main?.text ?? ''), []);
    assert.match(main?.text ?? '', /^description: "Handles orders: all of them"$/m);
    assert.match(main?.text ?? '', /argument-hint: "\[order\]"/);
    assert.deepEqual(
      [...(main?.text ?? '').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name),
      ['list-orders'],
    );
    assert.match(main?.text ?? '', /\[guide\]\(guide\.md\)/);
    assert.match(main?.text ?? '', /`SHOP_TOKEN`/);
    assert.ok(exported.every(({ text }) => !text.includes('a-literal-secret')));
  });

  test('clashes with another one of the same name, and one that was made gets a number', async () => {
    const declared = await shop();
    const again = { ...declared, file: 'other.yaml' };
    assert.deepEqual(
      skillsOf([declared, again]).problems.map(({ code }) => code),
      ['skill-renamed', 'skill-renamed', 'skill-clash'],
    );
    const plain = { ...declared, name: 'order-desk', exposes: [] };
    const { skills, problems } = skillsOf([plain, declared, { ...plain }]);
    assert.deepEqual(
      skills.map(({ name }) => name),
      ['order-desk-2', 'order-desk', 'order-desk-3'],
    );
    assert.deepEqual(
      problems.map(({ severity }) => severity),
      ['warning'],
    );
  });
});

describe('the catalogue', () => {
  async function catalogue(capabilities: readonly Capability[]) {
    const { skills } = skillsOf(capabilities);
    const handler = createSkillHandler({ skills, openapi, urlsOf: () => options });
    const server = createServer((request, response) => void handler(request, response));
    const url = `http://127.0.0.1:${await listen(server)}`;
    return { url, [Symbol.asyncDispose]: async () => void server.close().closeAllConnections() };
  }

  test('lists skills, their details and their files', async () => {
    await using served = await catalogue([await shop()]);
    const get = async (path: string): Promise<unknown> => (await fetch(served.url + path)).json();
    assert.deepEqual(await get('/skills'), {
      count: 1,
      skills: [
        {
          name: 'order-desk',
          description: 'Handles orders: all of them',
          license: 'Apache-2.0',
          tools: ['list', 'guide'],
        },
      ],
    });
    assert.deepEqual(await get('/skills/order-desk'), {
      name: 'order-desk',
      description: 'Handles orders: all of them',
      license: 'Apache-2.0',
      metadata: { version: '1.0' },
      'argument-hint': '[order]',
      'user-invocable': true,
      'disable-model-invocation': false,
      tools: [
        {
          name: 'list',
          description: 'Lists',
          type: 'derived',
          invocationRef: { targetNamespace: 'shop-mcp', action: 'list-orders', mode: 'mcp' },
        },
        { name: 'guide', description: 'How it is done', type: 'instruction', instruction: 'guide.md' },
      ],
    });
    const listed = JSON.stringify(await get('/skills/order-desk/contents'));
    for (const path of ['SKILL.md', 'references/tools.md', 'guide.md', 'deep/data.bin'])
      assert.ok(listed.includes(`"${path}"`), path);
    for (const path of ['.hidden', 'link.md', 'outside']) assert.ok(!listed.includes(path), path);
    const guide = await fetch(`${served.url}/skills/order-desk/contents/guide.md`);
    assert.deepEqual(
      [await guide.text(), guide.headers.get('content-type')],
      ['# Guide', 'text/markdown; charset=utf-8'],
    );
  });

  test('gives nothing that is not in it', async () => {
    await using served = await catalogue([await shop()]);
    const cases: [string, number][] = [
      ['/skills/none', 404],
      ['/skills/order-desk/other', 404],
      ['/skills/order-desk/contents/none.md', 404],
      ['/skills/order-desk/contents/link.md', 404],
      ['/skills/order-desk/contents/.hidden', 404],
      ['/skills/order-desk/contents/%2e%2e/outside.md', 404],
      ['/skills/order-desk/contents/..%2foutside.md', 400],
      ['/skills/order-desk/contents/a%5cb', 400],
      ['/skills/order-desk/contents/%00', 400],
      ['/skills/order-desk/contents/%', 400],
      ['/skills/order-desk/contents//etc/passwd', 400],
    ];
    for (const [path, status] of cases) assert.equal((await fetch(served.url + path)).status, status, path);
    const posted = await fetch(`${served.url}/skills`, { method: 'POST' });
    assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET, HEAD']);
  });

  test('packs a skill so that others can unpack it', async () => {
    await using served = await catalogue([await shop()]);
    const response = await fetch(`${served.url}/skills/order-desk/download`);
    assert.equal(response.headers.get('content-type'), 'application/zip');
    const unpacked = unzip(Buffer.from(await response.arrayBuffer()));
    assert.deepEqual(checkSkill('order-desk', unpacked.get('order-desk/SKILL.md')?.toString() ?? ''), []);
    assert.deepEqual(unpacked.get('order-desk/deep/data.bin'), Buffer.from([0, 255, 254]));
  });
});

test('files are written whole, and never outside of the directory', async () => {
  const dir = join(folder, 'out');
  await writeSkill(exportSkill(await shop(), options), dir);
  assert.deepEqual(checkSkill('order-desk', await readFile(join(dir, 'order-desk/SKILL.md'), 'utf8')), []);
  for (const path of ['../a', 'a/../../b', '/a', 'a//b', '.a']) {
    await assert.rejects(writeSkill([{ path, text: 'x' }], dir), path);
  }
});

/** Reads an archive from its directory, as other programs do. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    assert.equal(archive.readUInt32LE(at), 0x02014b50);
    const [size, length, local] = [
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
      archive.readUInt32LE(at + 42),
    ];
    const name = archive.toString('utf8', at + 46, at + 46 + length);
    assert.equal(archive.readUInt32LE(local), 0x04034b50);
    assert.equal(archive.toString('utf8', local + 30, local + 30 + length), name);
    const start = local + 30 + length;
    files.set(name, archive.subarray(start, start + size));
    at += 46 + length;
  }
  assert.equal(at, end);
  return files;
}
