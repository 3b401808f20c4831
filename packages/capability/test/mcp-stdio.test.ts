import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { stdioTransport } from '../src/mcp/stdio-transport.ts';
import { json, standIn } from './stand-in.ts';

const program = fileURLToPath(new URL('./mcp-stdio-process.ts', import.meta.url));

/** The process as a client that writes lines by hand sees it. */
function byHand(api: string) {
  const child = spawn(process.execPath, [program, api], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = child.stdout.setEncoding('utf8').iterator();
  return {
    async ask(line: string): Promise<string> {
      child.stdin.write(`${line}\n`);
      return String((await lines.next()).value);
    },
    async end(): Promise<unknown> {
      child.stdin.end();
      return await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

const message = (method: string, params: string): string =>
  `{"jsonrpc":"2.0","id":1,"method":"${method}","params":${params}}`;
const INITIALIZE = message(
  'initialize',
  '{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}',
);

describe('over standard input and output', () => {
  for (const mode of ['legacy', 'auto'] as const) {
    test(`a stock client (${mode}) lists tools and calls one`, async () => {
      await using shop = await standIn((_request, response) => json(response, { id: 'p1' }));
      const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
      await client.connect(new StdioClientTransport({ command: process.execPath, args: [program, shop.url] }));
      assert.equal((await client.listTools()).tools.length, 5);
      const called = await client.callTool({ name: 'lean-getpayout', arguments: { payment_id: 'p1' } });
      assert.deepEqual(called.structuredContent, { id: 'p1' });
      await client.close();
    });
  }

  test('numbers keep their digits, what is no message is refused, and the end of the input is the end', async () => {
    await using shop = await standIn((_request, response) => json(response, '{"amount":1.10}'));
    const hand = byHand(shop.url);
    assert.match(await hand.ask('{'), /"id":null.*-32700/);
    assert.match(await hand.ask('[]'), /-32600/);
    assert.match(await hand.ask(INITIALIZE), /"protocolVersion":"2025-06-18"/);
    const body = '{"amount":12345678901234567890.10}';
    const called = await hand.ask(
      message('tools/call', `{"name":"lean-createpayoutpayment","arguments":{"body":${body}}}`),
    );
    assert.match(called, /"structuredContent":\{"amount":1\.10\}/);
    assert.equal(shop.received[0]?.body, body);
    assert.equal(await hand.end(), 0);
  });

  test('lines may come in any pieces, and one without an end is not waited for', async () => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const transport = stdioTransport(input, output);
    const seen: unknown[] = [];
    const closed = new Promise<void>((resolve) => {
      transport.onclose = resolve;
    });
    transport.onmessage = (got) => void seen.push(got);
    await transport.start();
    const text = `${message('a', '{"é":1}')}\r\n\n${message('b', '{}')}\n`;
    for (const byte of Buffer.from(text)) input.write(Buffer.from([byte]));
    input.write('x'.repeat(5 * 1024 * 1024));
    await closed;
    assert.deepEqual(seen, [JSON.parse(message('a', '{"é":1}')), JSON.parse(message('b', '{}'))]);
  });
});
