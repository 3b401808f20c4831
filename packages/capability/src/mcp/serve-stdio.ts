import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { lineOf, type McpOptions, serversOf } from './mcp-server.ts';
import { stdioTransport } from './stdio-transport.ts';

/**
 * MCP over this process's standard input and output, until the input ends or `close` is called. Nothing else may write
 * to standard output meanwhile.
 * @param log is told what went wrong within the protocol
 */
export function serveMcpOverStdio(options: McpOptions, log: (sentence: string) => void): { close(): Promise<void> } {
  const transport = stdioTransport(process.stdin, process.stdout);
  return serveStdio(serversOf(options), { transport, onerror: (error) => log(lineOf(error)) });
}
