import type { FetchLikeMcpHandler } from '@modelcontextprotocol/node';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server';
import type { MakeServer } from './mcp-server.ts';

const BOTH = 'application/json, text/event-stream';

/**
 * Serves revisions 2025-11-25 and older, without sessions: one server a request. An answer is one body of JSON, never a
 * stream: our tools tell nothing before their result, and so whoever cannot read streams can call them too.
 */
export function legacyHandler(makeServer: MakeServer): FetchLikeMcpHandler {
  return {
    async fetch(request, options) {
      // The transport insists on hearing that the caller could read a stream, which it will not get.
      const asked = new Request(request, { headers: { ...Object.fromEntries(request.headers), accept: BOTH } });
      const transport = new WebStandardStreamableHTTPServerTransport({
        sessionIdGenerator: undefined,
        enableJsonResponse: true,
      });
      const server = makeServer();
      await server.connect(transport);
      const end = (): void => void server.close().catch(() => {});
      request.signal.addEventListener('abort', end, { once: true });
      try {
        return await transport.handleRequest(asked, { parsedBody: options?.parsedBody });
      } finally {
        end();
      }
    },
  };
}
