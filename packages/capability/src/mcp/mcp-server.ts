import { ProtocolError, ProtocolErrorCode, Server, type ServerContext } from '@modelcontextprotocol/server';
import manifest from '../../package.json' with { type: 'json' };
import type { JsonObject, McpExpose } from '../capability.ts';
import type { OpenApiDocuments } from '../openapi/document.ts';
import type { Runtime } from '../running/runtime.ts';
import { type CallContext, callTool } from './call-tool.ts';
import { type DescribedTool, describeTool } from './describe-tool.ts';
import { getPrompt, listPrompts } from './prompts.ts';
import type { Replays } from './replays/replays.ts';
import { createResources } from './resources.ts';

export interface McpOptions {
  /** Those that share a port: what they offer is merged, in the order of the files. */
  readonly exposes: readonly McpExpose[];
  readonly runtime: Runtime;
  readonly openapi: OpenApiDocuments;
  readonly replays: Replays;
}

/** Makes a server of the protocol: one serves one request over HTTP, or one connection over standard input. */
export type MakeServer = () => Server;

/** The tools of some exposes as tools/list has them, in the order of the files. */
export const describeTools = (exposes: readonly McpExpose[], openapi: OpenApiDocuments): readonly DescribedTool[] =>
  exposes.flatMap(({ tools }) => tools.map((tool) => describeTool(tool, openapi)));

/**
 * What MCP exposes offer as servers of the protocol. Everything that does not change between requests is made once.
 */
export function serversOf(options: McpOptions): MakeServer {
  const { exposes } = options;
  const described = describeTools(exposes, options.openapi);
  const tools = new Map(described.map((tool) => [tool.entry.name, tool]));
  const entries = described.map(({ entry }) => ({ ...entry }));
  const resources = createResources(exposes, options.runtime);
  const prompts = exposes.flatMap((expose) => expose.prompts);
  const [first, ...others] = exposes;
  const name = first && others.length === 0 ? first.namespace : 'sarf-capabilities';
  const instructions = exposes.flatMap(({ description }) => description ?? []).join('\n\n');

  return () => {
    const server = new Server(
      { name, version: manifest.version },
      {
        capabilities: {
          tools: {},
          ...(resources.areAny ? { resources: {} } : {}),
          ...(prompts.length > 0 ? { prompts: {} } : {}),
        },
        ...(instructions === '' ? {} : { instructions }),
      },
    );
    server.setRequestHandler('tools/list', () => ({ tools: entries }));
    server.setRequestHandler('tools/call', async ({ params }, context) => {
      const tool = tools.get(params.name);
      if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${params.name.slice(0, 128)}`);
      const args: unknown = params.arguments ?? {};
      return await callTool(options, tool, isArguments(args) ? args : {}, contextOf(context));
    });
    if (resources.areAny) {
      server.setRequestHandler('resources/list', async () => ({ resources: await resources.list() }));
      server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates: resources.templates() }));
      server.setRequestHandler('resources/read', async ({ params }, context) => ({
        contents: await resources.read(params.uri, contextOf(context).signal),
      }));
    }
    if (prompts.length > 0) {
      server.setRequestHandler('prompts/list', () => ({ prompts: listPrompts(prompts) }));
      server.setRequestHandler('prompts/get', ({ params }) => getPrompt(prompts, params.name, params.arguments ?? {}));
    }
    return server;
  };
}

// The arguments come from JSON, so that an object of them is an object of JSON.
const isArguments = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

// W3C Trace Context, section 3.2.2.
const TRACEPARENT = /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/;

function contextOf({ mcpReq, http }: ServerContext): CallContext {
  const given: unknown = mcpReq._meta?.traceparent ?? http?.req?.headers.get('traceparent');
  return { signal: mcpReq.signal, traceparent: typeof given === 'string' && TRACEPARENT.test(given) ? given : null };
}

/** A fault of the protocol in one line for a log. It may repeat what a caller sent, so it is cut, and stays one line. */
export const lineOf = ({ message }: Error): string => `MCP: ${message.replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, 300)}`;
