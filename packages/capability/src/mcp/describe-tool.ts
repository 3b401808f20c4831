import type { Tool } from '../capability.ts';
import type { OpenApiDocuments } from '../openapi/document.ts';
import { findOperation, type Refusal } from '../openapi/find-operation.ts';
import { type Checker, checkerOf } from './check-arguments.ts';
import { isWriting, operationOf } from './consumed-by.ts';
import { outputSchemaOf } from './output-schema.ts';
import { inputOf, type KnownOperation, type ObjectSchema, type ToolInput } from './tool-schemas.ts';

/** A tool as an agent sees it, and what a call of it needs. */
export interface DescribedTool {
  readonly tool: Tool;
  /** As it stands in tools/list. */
  readonly entry: ListedTool;
  readonly input: ToolInput;
  readonly check: Checker;
  /** Null where there is no output schema. */
  readonly checkOutput: Checker | null;
  readonly isWriting: boolean;
  /** What the consumed API may refuse it for; empty where no document says so. */
  readonly refusals: readonly Refusal[];
}

/** An entry of tools/list (MCP, server/tools). */
export interface ListedTool {
  readonly name: string;
  readonly title?: string;
  readonly description: string;
  readonly inputSchema: ObjectSchema;
  readonly outputSchema?: ObjectSchema;
  readonly annotations?: {
    readonly title?: string;
    readonly readOnlyHint?: boolean;
    readonly destructiveHint?: boolean;
    readonly idempotentHint?: boolean;
    readonly openWorldHint?: boolean;
  };
}

/** Describes a tool from its file and, where there is one, the OpenAPI document of the API that it calls. */
export function describeTool(tool: Tool, openapi: OpenApiDocuments): DescribedTool {
  const known = knownOperation(tool, openapi);
  const input = inputOf(tool, known);
  const output = outputSchemaOf(tool, known);
  const checkOutput = output && checkerOf(output);
  // An answer of which nothing fits is given as an empty object, so that has to fit.
  const isUsable = checkOutput !== null && checkOutput({}).length === 0;
  const refusals = known?.operation.refusals ?? [];
  return {
    tool,
    entry: {
      name: tool.name,
      ...(tool.title === null ? {} : { title: tool.title }),
      description: describe(tool, refusals),
      inputSchema: input.schema,
      ...(output && isUsable ? { outputSchema: output } : {}),
      ...annotationsOf(tool),
    },
    input,
    check: checkerOf(input.schema),
    checkOutput: isUsable ? checkOutput : null,
    isWriting: isWriting(tool),
    refusals,
  };
}

function knownOperation(tool: Tool, openapi: OpenApiDocuments): KnownOperation | null {
  const consumed = operationOf(tool.invocation);
  const document = consumed && openapi.read(consumed.api.openapi);
  const operation = document && findOperation(document, consumed);
  return operation ? { document, operation } : null;
}

function describe({ description }: Tool, refusals: readonly Refusal[]): string {
  if (refusals.length === 0) return description;
  return [
    `${description}\n\nIt may be refused:`,
    ...refusals.map(({ code, sentence }) => `- ${code}: ${sentence}`),
  ].join('\n');
}

/** Only the hints that the file has; the title stands here too, where older clients look for it. */
function annotationsOf({ title, hints }: Tool): Pick<ListedTool, 'annotations'> {
  const annotations = {
    ...(title === null ? {} : { title }),
    ...(hints?.readOnly === undefined ? {} : { readOnlyHint: hints.readOnly }),
    ...(hints?.destructive === undefined ? {} : { destructiveHint: hints.destructive }),
    ...(hints?.idempotent === undefined ? {} : { idempotentHint: hints.idempotent }),
    ...(hints?.openWorld === undefined ? {} : { openWorldHint: hints.openWorld }),
  };
  return Object.keys(annotations).length > 0 ? { annotations } : {};
}
