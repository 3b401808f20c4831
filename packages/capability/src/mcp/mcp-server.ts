import { Server } from '@modelcontextprotocol/server';
import manifest from '../../package.json' with { type: 'json' };
import type { McpExpose } from '../capability.ts';
import { isObject } from '../json/json.ts';
import type { OpenApiDocuments } from '../openapi/document.ts';
import type { Runtime } from '../running/runtime.ts';
import { callTool } from './call-tool.ts';
import { describeTool } from './describe-tool.ts';
import type { Replays } from './replays/replays.ts';

export interface McpOptions {
  /** Those that share a port; their tools stand in one list, in the order of the files. */
  readonly exposes: readonly McpExpose[];
  readonly runtime: Runtime;
  readonly openapi: OpenApiDocuments;
  readonly replays: Replays;
}

/** Makes servers of the protocol: one for each request over HTTP, one for each connection over standard input. */
export type McpServers = () => Server;
