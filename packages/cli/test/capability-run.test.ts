import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { describe, it } from 'node:test';
import { openFolder } from '../../capability/test/hosted.ts';
import { payoutsFile, smallFile } from '../../capability/test/payouts-file.ts';
import { json, listen, standIn } from '../../capability/test/stand-in.ts';
import { freePort } from '../../server/test/free-port.ts';
import { run, start } from './sarf.ts';

const TOKEN = 'tok-that-nobody-may-see';

describe('sarf capability run', () => {
  it('serves a file against another API, logs requests without queries, and ends in order', async () => {
    await using folder = await openFolder();
    await using behind = await standIn((asked, response) => json(response, { asked: asked.url }));
    const file = await folder.write('payouts.capability.yaml', payoutsFile);
    const [rest, mcp] = [await freePort(), await freePort()];
    const ports = ['--port', `payouts-payments-rest=${rest}`, '--port', `payouts-payments-mcp=${mcp}`];
    const words = ['capability', 'run', file, '--base-uri', `payouts-payments=${behind.url}/`, ...ports];
    await using sarf = start(words, { LEAN_API_TOKEN: TOKEN });
    await sarf.writes(/is ready/);
    assert.match(sarf.out(), new RegExp(`REST +http://127.0.0.1:${rest} +5 operations +payouts-payments-rest\n`));
    assert.match(sarf.out(), new RegExp(`MCP +http://127.0.0.1:${mcp}/mcp +2 tools +payouts-payments-mcp\n`));
    const answer = await fetch(`http://127.0.0.1:${rest}/v1/payouts/v1/payments?iban=AE07`);
    assert.deepEqual(await answer.json(), { asked: '/payouts/v1/payments?iban=AE07' });
    assert.equal(behind.received[0]?.headers.authorization, `Bearer ${TOKEN}`);
    await sarf.writes(/GET \/v1\/payouts\/v1\/payments 200 \d+\.\d ms\n/);
    sarf.process.kill('SIGTERM');
    assert.equal(await sarf.ended(), 0);
    assert.doesNotMatch(sarf.out() + sarf.err(), new RegExp(`${TOKEN}|AE07`));
  });

  it('reads its files again on SIGHUP, and keeps what ran when they are wrong', async () => {
    await using folder = await openFolder();
    const port = await freePort();
    await folder.write('small.capability.yaml', smallFile({}));
    await using sarf = start(['capability', 'run', folder.path, '--port', `small-rest=${port}`]);
    await sarf.writes(/is ready/);
    const said = async (): Promise<string> => (await fetch(`http://127.0.0.1:${port}/hello`)).text();
    assert.equal(await said(), '{"said":"hello"}');
    await folder.write('small.capability.yaml', 'naftiko: [');
    sarf.process.kill('SIGHUP');
    await sarf.writes(/small\.capability\.yaml:1:\d+: error: .*\n(.*\n)*.*all stays as it was/);
    assert.equal(await said(), '{"said":"hello"}');
    await folder.write('small.capability.yaml', smallFile({ said: 'again' }));
    sarf.process.kill('SIGHUP');
    await sarf.writes(/has read its files again/);
    assert.equal(await said(), '{"said":"again"}');
    sarf.process.kill('SIGINT');
    assert.equal(await sarf.ended(), 0);
  });

  it('does not start without the value of a variable, and names it', async () => {
    await using folder = await openFolder();
    const file = await folder.write('payouts.capability.yaml', payoutsFile);
    const { code, out, err } = await run(['capability', 'run', file]);
    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /payouts\.capability\.yaml:4:\d+: error: .*LEAN_API_TOKEN.*not set.*\nNothing was started\.\n$/);
  });

  it('does not start on a port that is taken, and says which flag helps', async () => {
    await using folder = await openFolder();
    const taken = createServer();
    const port = await listen(taken);
    const file = await folder.write('small.capability.yaml', smallFile({}));
    const { code, err } = await run(['capability', 'run', file, '--port', `small-rest=${port}`]);
    taken.close();
    assert.equal(code, 1);
    assert.match(err, new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is taken.*--port small-rest=N or --port-offset N`));
  });

  it('does not listen for others without a credential', async () => {
    await using folder = await openFolder();
    const port = await freePort();
    const file = await folder.write('small.capability.yaml', smallFile({}));
    const words = ['capability', 'run', file, '--port', `small-rest=${port}`, '--address', '0.0.0.0'];
    const { code, err } = await run(words);
    assert.equal(code, 1);
    assert.match(err, /small-rest would listen on 0\.0\.0\.0 for everybody.*--token-env/);
    await using sarf = start([...words, '--token-env', 'DOOR'], { DOOR: TOKEN });
    await sarf.writes(/is ready/);
    assert.equal((await fetch(`http://127.0.0.1:${port}/hello`)).status, 401);
    const headers = { authorization: `Bearer ${TOKEN}` };
    assert.equal((await fetch(`http://127.0.0.1:${port}/hello`, { headers })).status, 200);
    sarf.process.kill('SIGTERM');
    assert.equal(await sarf.ended(), 0);
  });

  it('speaks MCP over standard input and output, and ends with its input', async () => {
    await using folder = await openFolder();
    const more = `    - type: mcp
      namespace: small-tools
      transport: stdio
      tools:
        - { name: hello, description: Say hello, outputParameters: [{ name: said, type: string, value: hello }] }
`;
    const file = await folder.write('small.capability.yaml', smallFile({ more }));
    await using sarf = start(['capability', 'run', file, '--port', `small-rest=${await freePort()}`]);
    await sarf.writes(/is ready/);
    const call = { jsonrpc: '2.0', id: 7, method: 'tools/list', params: {} };
    const clientInfo = { name: 'test', version: '1' };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo };
    for (const message of [{ ...call, id: 1, method: 'initialize', params }, call]) {
      sarf.process.stdin?.write(`${JSON.stringify(message)}\n`);
    }
    await sarf.writes(/"id":7/);
    assert.match(sarf.out(), /^\{[^\n]*"small-tools"[^\n]*\}\n\{[^\n]*"hello"[^\n]*\}\n$/, 'nothing but the protocol');
    sarf.process.stdin?.end();
    assert.equal(await sarf.ended(), 0);
  });
});
