import type { Readable, Writable } from 'node:stream';
import { type JSONRPCMessage, parseJSONRPCMessage, type Transport } from '@modelcontextprotocol/server';
import { tryParseJson } from '../json/parse-json.ts';
import { plainMessage } from './read-message.ts';
import { isTooDeep } from './too-deep.ts';

// More than any message needs; what is longer is not waited for.
const LINE_BYTES_MAX = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

/**
 * Messages as lines of JSON (MCP, transports, stdio). It differs from the transport of the SDK in that the numbers of a
 * tool's arguments keep their digits. Closes itself at the end of the input, and at a line of more than 4 MiB.
 */
export function stdioTransport(input: Readable, output: Writable): Transport {
  let open: Buffer[] = [];
  let size = 0;

  function read(chunk: Buffer): void {
    let rest = chunk;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      const line = Buffer.concat([...open, rest.subarray(0, end)]);
      open = [];
      size = 0;
      rest = rest.subarray(end + 1);
      take(line.toString('utf8').trim());
    }
    open.push(rest);
    size += rest.length;
    if (size <= LINE_BYTES_MAX) return;
    transport.onerror?.(new Error(`A line is longer than ${LINE_BYTES_MAX} bytes.`));
    void transport.close();
  }

  function take(line: string): void {
    if (line === '') return;
    const parsed = tryParseJson(line);
    if (parsed === undefined || isTooDeep(parsed)) {
      refuse(-32_700, 'Parse error: a line is not valid JSON.');
      return;
    }
    const message = messageOf(plainMessage(line, parsed));
    if (message === null) refuse(-32_600, 'A line is no message of JSON-RPC 2.0.');
    else transport.onmessage?.(message);
  }

  function refuse(code: number, message: string): void {
    write({ jsonrpc: '2.0', id: null, error: { code, message } });
    transport.onerror?.(new Error(message));
  }

  const write = (message: object): boolean => output.write(`${JSON.stringify(message)}\n`);
  const fail = (error: Error): void => transport.onerror?.(error);
  const end = (): void => void transport.close();
  const transport: Transport = {
    async start() {
      input.on('data', read).on('end', end).on('close', end).on('error', fail);
      output.on('error', end);
    },
    async send(message) {
      if (!write(message)) await new Promise<void>((resolve) => output.once('drain', resolve).once('close', resolve));
    },
    async close() {
      input.off('data', read).off('end', end).off('close', end).off('error', fail).pause();
      const { onclose } = transport;
      delete transport.onclose;
      onclose?.();
    },
  };
  return transport;
}

function messageOf(value: unknown): JSONRPCMessage | null {
  try {
    return parseJSONRPCMessage(value);
  } catch {
    return null;
  }
}
