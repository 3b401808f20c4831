import assert from 'node:assert/strict';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { Agent, createServer, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { StartFault } from '../src/index.ts';
import { freePorts, host, openFolder } from './hosted.ts';
import { contractFile, payoutsFile, smallFile } from './payouts-file.ts';
import { json, listen, standIn } from './stand-in.ts';

const TOKEN = 'tok-of-the-environment';

describe('the contract file', () => {
  for (const which of ['as it was given', 'as we write it'] as const) {
    const skip = which === 'as it was given' && contractFile === null ? 'the folder of contracts is not there' : false;
    it(`${which} leads five routes to the API behind`, { skip }, async () => {
      await using folder = await openFolder();
      await using behind = await standIn((asked, response) => json(response, { asked: asked.url }));
      const own = await folder.write('payouts.capability.yaml', payoutsFile);
      await using hosted = await host({
        files: [which === 'as it was given' ? (contractFile ?? '') : own],
        environment: { LEAN_API_TOKEN: TOKEN },
        baseUris: new Map([['payouts-payments', behind.url]]),
        ports: await freePorts(['payouts-payments-rest'], ['payouts-payments-mcp']),
      });
      const rest = hosted.url('rest');
      const init = { method: 'POST', body: '{"a":1.10}', headers: { 'content-type': 'application/json' } };
      assert.equal((await fetch(`${rest}/v1/payouts/v1/payment`, init)).status, 200);
      for (const path of ['payments?page=2', 'payments/p-1/history', 'p-1', 'intents/i-1']) {
        const answer = await fetch(`${rest}/v1/payouts/v1/${path}`);
        assert.deepEqual(await answer.json(), { asked: `/payouts/v1/${path}` });
      }
      assert.equal(behind.received[0]?.body, '{"a":1.10}');
      assert.ok(behind.received.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`));
      assert.equal(hosted.requests[1], 'GET /v1/payouts/v1/payments 200', 'the query is not logged');
      const call = { jsonrpc: '2.0', id: 1, method: 'tools/call' };
      const params = { name: 'lean-getpayout', arguments: { payment_id: 'p-2' } };
      const answer = await fetch(`${hosted.url('mcp')}/mcp`, {
        method: 'POST',
        body: JSON.stringify({ ...call, params }),
        headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      });
      assert.match(await answer.text(), /payouts\/v1\/p-2/);
    });
  }
});

describe('what keeps files from being served', () => {
  it('is a variable without a value, by its name', async () => {
    await using folder = await openFolder();
    const file = await folder.write('payouts.capability.yaml', payoutsFile);
    await assert.rejects(
      host({ files: [file], environment: { LEAN_API_TOKEN: '' } }),
      (error) => error instanceof StartFault && /LEAN_API_TOKEN.*empty/.test(error.message),
    );
  });

  it('is a path or a tool that two files have, with both places', async () => {
    await using folder = await openFolder();
    await folder.write('a.capability.yaml', payoutsFile);
    await folder.write('b.capability.yaml', payoutsFile.replaceAll('payment_id', 'id'));
    await assert.rejects(host({ files: [folder.path], environment: { LEAN_API_TOKEN: TOKEN } }), (error) => {
      assert.ok(error instanceof StartFault);
      const codes = error.problems.map(({ code }) => code);
      assert.equal(codes.filter((code) => code === 'route-clash').length, 5);
      assert.equal(codes.filter((code) => code === 'tool-clash').length, 2);
      assert.match(error.message, /b\.capability\.yaml:\d+:\d+: error: .*GET \/v1.*a\.capability\.yaml:\d+:\d+/);
      assert.doesNotMatch(error.message, new RegExp(TOKEN));
      return true;
    });
  });

  it('is a port that is taken; then nothing listens', async () => {
    await using folder = await openFolder();
    const taken = createServer();
    const port = await listen(taken);
    const ports = await freePorts(['free-rest']);
    const more = smallFile({ namespace: 'free' }).split('exposes:\n')[1] ?? '';
    const file = await folder.write(
      'small.capability.yaml',
      smallFile({ port: 8081 }).replace('exposes:\n', `exposes:\n${more}`),
    );
    const options = { files: [file], ports: ports.set('small-rest', port) };
    await assert.rejects(host(options), new RegExp(`Port ${port} of 127.0.0.1 is taken.*--port small-rest=N`));
    await assert.rejects(once(connect(ports.get('free-rest') ?? 0, '127.0.0.1'), 'connect'), /ECONNREFUSED/);
    await new Promise((resolve) => taken.close(resolve));
    await (await host(options)).stop();
  });

  it('is a file or a namespace that is not there, or a folder without files', async () => {
    await using folder = await openFolder();
    await assert.rejects(host({ files: [join(folder.path, 'none.yaml')] }), /no file or folder/);
    await assert.rejects(host({ files: [folder.path] }), /has no file \*\.capability\.yaml/);
    const file = await folder.write('small.capability.yaml', smallFile({}));
    await assert.rejects(
      host({ files: [file], ports: new Map([['smal-rest', 1]]) }),
      /--port smal-rest: no file.*small-rest/,
    );
    await assert.rejects(host({ files: [file], baseUris: new Map([['x', 'http://x']]) }), /--base-uri x: no file/);
  });
});

describe('who may call', () => {
  const cases: readonly (readonly [string, Record<string, string>, number])[] = [
    ['by loopback address', {}, 200],
    ['by the name localhost', { host: 'localhost:99' }, 200],
    ['by IPv6 loopback', { host: '[::1]:8080' }, 200],
    ['by a name that was allowed', { host: 'Desk.Example' }, 200],
    ['by the name of another site', { host: 'evil.example' }, 403],
    ['by a name that only begins well', { host: 'localhost.evil.example' }, 403],
    ['by a name that is none', { host: 'local host' }, 403],
    ['from a page of this machine', { origin: 'http://localhost:3000' }, 200],
    ['from a page of another site', { origin: 'https://evil.example' }, 403],
    ['from a page without a site', { origin: 'null' }, 403],
  ];
  for (const [how, headers, status] of cases) {
    it(`${how}: ${status}`, async () => {
      await using folder = await openFolder();
      const file = await folder.write('small.capability.yaml', smallFile({}));
      await using hosted = await host({
        files: [file],
        ports: await freePorts(['small-rest']),
        hosts: ['desk.example'],
      });
      assert.equal((await get(`${hosted.url('rest')}/hello`, { headers })).statusCode, status);
    });
  }

  it('only with the token where one is asked for', async () => {
    await using folder = await openFolder();
    const file = await folder.write('small.capability.yaml', smallFile({}));
    await using hosted = await host({ files: [file], ports: await freePorts(['small-rest']), token: TOKEN });
    const refused = await get(`${hosted.url('rest')}/hello`);
    assert.equal(refused.statusCode, 401);
    assert.match(refused.headers['www-authenticate'] ?? '', /^Bearer realm="small-rest"/);
    const headers = { authorization: `Bearer ${TOKEN}` };
    assert.equal((await get(`${hosted.url('rest')}/hello`, { headers })).statusCode, 200);
  });
});

describe('reading files again', () => {
  it('serves what is in them then, on the ports they name then', async () => {
    await using folder = await openFolder();
    const ports = await freePorts(['a-rest', 'b-rest'], ['c-rest']);
    await folder.write('a.capability.yaml', smallFile({ namespace: 'a', path: '/a' }));
    await folder.write('c.capability.yaml', smallFile({ namespace: 'c', path: '/c', port: 8082 }));
    const known = new Map(ports);
    known.delete('b-rest');
    await using hosted = await host({ files: [folder.path], ports: known });
    const [a, c] = ['a-rest', 'c-rest'].map((namespace) => `http://127.0.0.1:${ports.get(namespace)}`);
    assert.equal(await text(`${c}/c`), '{"said":"hello"}');

    await folder.write('a.capability.yaml', smallFile({ namespace: 'a', path: '/a', said: 'changed' }));
    await rm(join(folder.path, 'c.capability.yaml'));
    // Its port is named from outside, and it is gone: that is a slip of the pen only at the start.
    const result = await hosted.reload();
    assert.equal(result.ok, true, JSON.stringify(result.problems));
    assert.equal(await text(`${a}/a`), '{"said":"changed"}');
    await assert.rejects(get(`${c}/c`), /ECONNREFUSED/);

    await folder.write('c.capability.yaml', smallFile({ namespace: 'c', path: '/c', said: 'again', port: 8082 }));
    assert.equal((await hosted.reload()).ok, true);
    assert.equal(await text(`${c}/c`), '{"said":"again"}');
  });

  it('leaves all as it was when they are wrong', async () => {
    await using folder = await openFolder();
    const file = await folder.write('a.capability.yaml', smallFile({}));
    await using hosted = await host({ files: [file], ports: await freePorts(['small-rest']) });
    for (const wrong of ['naftiko: [', smallFile({ path: '/a/*' })]) {
      await folder.write('a.capability.yaml', wrong);
      const result = await hosted.reload();
      assert.equal(result.ok, false);
      assert.equal(await text(`${hosted.url('rest')}/hello`), '{"said":"hello"}');
    }
    await folder.write('a.capability.yaml', smallFile({ said: 'mended' }));
    assert.equal((await hosted.reload()).ok, true);
    assert.equal(await text(`${hosted.url('rest')}/hello`), '{"said":"mended"}');
  });

  it('keeps connections and the requests that are under way', async () => {
    await using folder = await openFolder();
    let letGo = (): void => {};
    await using behind = await standIn(async (_asked, response) => {
      await new Promise<void>((resolve) => (letGo = resolve));
      json(response, { slow: true });
    });
    const file = await folder.write('payouts.capability.yaml', payoutsFile);
    await using hosted = await host({
      files: [file],
      environment: { LEAN_API_TOKEN: TOKEN },
      baseUris: new Map([['payouts-payments', behind.url]]),
      ports: await freePorts(['payouts-payments-rest'], ['payouts-payments-mcp']),
    });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const under = text(`${hosted.url('rest')}/v1/payouts/v1/p-1`, { agent });
    while (behind.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await folder.write('payouts.capability.yaml', payoutsFile.replaceAll('/v1/payouts', '/v2/payouts'));
    assert.equal((await hosted.reload()).ok, true);
    letGo();
    assert.equal(await under, '{"slow":true}');
    // On the same connection.
    assert.equal((await get(`${hosted.url('rest')}/v1/payouts/v1/p-1`, { agent })).statusCode, 404);
    agent.destroy();
  });
});

describe('stopping', () => {
  it('lets requests under way end, and takes no new ones', async () => {
    await using folder = await openFolder();
    let letGo = (): void => {};
    await using behind = await standIn(async (_asked, response) => {
      await new Promise<void>((resolve) => (letGo = resolve));
      json(response, { slow: true });
    });
    const file = await folder.write('payouts.capability.yaml', payoutsFile);
    await using hosted = await host({
      files: [file],
      environment: { LEAN_API_TOKEN: TOKEN },
      baseUris: new Map([['payouts-payments', behind.url]]),
      ports: await freePorts(['payouts-payments-rest'], ['payouts-payments-mcp']),
    });
    const agent = new Agent({ keepAlive: true });
    const url = hosted.url('rest');
    await get(`${url}/none`, { agent });
    const under = text(`${url}/v1/payouts/v1/p-1`, { agent });
    while (behind.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const stopped = hosted.stop();
    await assert.rejects(get(`${url}/none`), /ECONNREFUSED/);
    letGo();
    assert.equal(await under, '{"slow":true}');
    await stopped;
    agent.destroy();
  });
});

describe('the control port', () => {
  const control = (port: number, more = ''): string => `    - type: control
      namespace: desk-control
      port: ${port}
      management: { health: true${more} }
`;

  it('tells that all is well, beside what it speaks of', async () => {
    await using folder = await openFolder();
    const file = await folder.write('a.capability.yaml', smallFile({ more: control(9090, ', info: true') }));
    await using hosted = await host({ files: [file], ports: await freePorts(['small-rest', 'desk-control']) });
    const url = hosted.url('control');
    assert.equal(await text(`${url}/hello`), '{"said":"hello"}');
    assert.equal(await text(`${url}/health/live`), '{"status":"UP"}');
    const [port] = hosted.listening.map((one) => one.port);
    const adapters = [{ type: 'rest', namespace: 'small-rest', port, state: 'UP' }];
    assert.deepEqual(JSON.parse(await text(`${url}/health/ready`)), { status: 'UP', adapters });
    const status: unknown = JSON.parse(await text(`${url}/status`));
    assert.deepEqual(status, {
      capability: { label: 'Small', specVersion: '1.0.0-alpha2' },
      engine: { name: 'sarf' },
      uptimeSeconds: 0,
      adapters,
    });
    assert.equal((await get(`${url}/health/live`, { method: 'POST' })).statusCode, 405);
  });

  it('says no more than it was told to', async () => {
    await using folder = await openFolder();
    const file = await folder.write('a.capability.yaml', smallFile({ more: control(9090) }));
    await using hosted = await host({ files: [file], ports: await freePorts(['small-rest'], ['desk-control']) });
    for (const path of ['/status', '/metrics', '/traces', '/']) {
      assert.equal((await get(`${hosted.url('control')}${path}`)).statusCode, 404);
    }
  });
});

describe('the catalogue of skills', () => {
  it('stands beside the REST adapter, behind the same credential', async () => {
    await using folder = await openFolder();
    const file = await folder.write('small.capability.yaml', smallFile({}));
    await using hosted = await host({ files: [file], ports: await freePorts(['small-rest']), token: TOKEN });
    assert.equal((await get(`${hosted.url('rest')}/skills`)).statusCode, 401);
    const headers = { authorization: `Bearer ${TOKEN}` };
    const catalogue: unknown = JSON.parse(await text(`${hosted.url('rest')}/skills`, { headers }));
    assert.ok(typeof catalogue === 'object' && catalogue !== null && 'count' in catalogue);
    assert.equal(catalogue.count, 1);
    const skill = await text(`${hosted.url('rest')}/skills/small/contents/SKILL.md`, { headers });
    assert.ok(skill.includes(hosted.url('rest')), 'it says where it is served');
    assert.ok(!skill.includes(TOKEN));
  });

  it('leaves its paths to a REST adapter that needs them', async () => {
    await using folder = await openFolder();
    const file = await folder.write('small.capability.yaml', smallFile({ path: '/skills', said: 'own' }));
    await using hosted = await host({ files: [file], ports: await freePorts(['small-rest']) });
    assert.equal(await text(`${hosted.url('rest')}/skills`), '{"said":"own"}');
  });
});

interface Sent {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly agent?: Agent;
}

async function get(url: string, sent: Sent = {}): Promise<IncomingMessage> {
  const response = await answerOf(url, sent);
  response.resume();
  await once(response, 'end');
  return response;
}

async function text(url: string, sent: Sent = {}): Promise<string> {
  let got = '';
  for await (const chunk of await answerOf(url, sent)) got += String(chunk);
  return got;
}

function answerOf(url: string, { agent = new Agent(), ...sent }: Sent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { agent, ...sent }, resolve)
      .on('error', reject)
      .end();
  });
}
