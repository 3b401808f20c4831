import type { IncomingMessage, ServerResponse } from 'node:http';
import { hostHeaderValidation, originValidation, toNodeHandler, toWebRequest } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  isJsonContentType,
  isLegacyRequest,
  localhostAllowedHostnames,
} from '@modelcontextprotocol/server';
import { isJsonArray } from '../json/json.ts';
import { tryParseJson } from '../json/parse-json.ts';
import { legacyHandler } from './legacy-handler.ts';
import { lineOf, type McpOptions, serversOf } from './mcp-server.ts';
import { plainMessage } from './read-message.ts';
import { isTooDeep } from './too-deep.ts';

export interface McpHttpOptions extends McpOptions {
  /**
   * Host names (IPv6 in brackets) under which it may be reached beside those of this machine; null where whoever listens
   * has looked at Host and Origin already.
   */
  readonly allowedHosts: readonly string[] | null;
  /** Is told, in a sentence, what went wrong within the protocol; never holds a secret. */
  log(sentence: string): void;
}

/** Answers one request. */
export type HttpHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const BODY_BYTES_MAX = 4 * 1024 * 1024;

/**
 * MCP over streamable HTTP at `/` and `/mcp`: revision 2026-07-28, and 2025-11-25 and older without sessions. Requests
 * under a foreign host name or from a foreign web page are refused (403): a page must not reach this through its
 * reader's browser.
 */
export function createMcpAdapter(options: McpHttpOptions): HttpHandler {
  const onerror = (error: Error): void => options.log(lineOf(error));
  const makeServer = serversOf(options);
  const made = createMcpHandler(makeServer, { onerror });
  const handler = toNodeHandler(made, { onerror, maxRequestBodySize: BODY_BYTES_MAX });
  const legacy = toNodeHandler(legacyHandler(makeServer), { onerror, maxRequestBodySize: BODY_BYTES_MAX });
  const isAllowed = guardOf(options.allowedHosts);
  return async (request, response) => {
    if (!isAllowed(request, response)) return;
    const [path] = (request.url ?? '/').split('?');
    if (path !== '/' && path !== '/mcp') return refuse(response, 404, -32_600, 'MCP is served at / and /mcp.');
    if (request.method !== 'POST' || !isJsonContentType(request.headers['content-type'])) {
      // Refused without a look at the body.
      return await handler(request, response);
    }
    const body = await readBody(request);
    if (body === null) {
      response.setHeader('connection', 'close');
      return refuse(response, 413, -32_600, `The body is larger than ${BODY_BYTES_MAX} bytes.`);
    }
    const message = tryParseJson(body);
    if (message === undefined) return refuse(response, 400, -32_700, 'Parse error: the body is not valid JSON.');
    if (isJsonArray(message))
      return refuse(response, 400, -32_600, 'Batches are not taken: send one message a request.');
    if (isTooDeep(message)) return refuse(response, 400, -32_600, 'The message is nested too deep.');
    const plain = plainMessage(body, message);
    const isLegacy = await isLegacyRequest(await toWebRequest(request, plain), plain);
    return await (isLegacy ? legacy : handler)(request, response, plain);
  };
}

/** Answers 403 itself where it does not allow a request. */
function guardOf(
  allowedHosts: readonly string[] | null,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  if (allowedHosts === null) return () => true;
  const names = [...localhostAllowedHostnames(), ...allowedHosts];
  const isKnownHost = hostHeaderValidation(names);
  const isKnownOrigin = originValidation(names);
  return (request, response) => isKnownHost(request, response) && isKnownOrigin(request, response);
}

/** Null when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refuse(response: ServerResponse, status: number, code: number, message: string): void {
  const body = JSON.stringify({ jsonrpc: '2.0', error: { code, message }, id: null });
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
