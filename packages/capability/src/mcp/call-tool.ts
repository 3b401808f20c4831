import type { JsonObject } from '../capability.ts';
import { isJsonArray, isJsonObject, memberOf, textOf } from '../json/json.ts';
import type { Outcome, Runtime } from '../running/runtime.ts';
import { operationsOf } from './consumed-by.ts';
import type { DescribedTool } from './describe-tool.ts';
import type { Replays } from './replays/replays.ts';
import { invalidArguments, resultOf, type ToolResult, withReplay } from './results.ts';
import { isTooDeep } from './too-deep.ts';
import { KEY_ARGUMENT, KEY_HEADER } from './tool-schemas.ts';

export interface CallDeps {
  readonly runtime: Runtime;
  readonly replays: Replays;
}

/** What comes along with a call. */
export interface CallContext {
  /** Aborted when the caller has gone. */
  readonly signal: AbortSignal | null;
  /** W3C trace context, where the caller sent one. */
  readonly traceparent: string | null;
}

/**
 * Calls a tool. Arguments that do not fit, refusals of the API and faults are results that say so; nothing is thrown.
 * @param args as they came, numbers by their digits
 */
export async function callTool(
  deps: CallDeps,
  described: DescribedTool,
  args: JsonObject,
  context: CallContext,
): Promise<ToolResult> {
  if (isTooDeep(args)) return invalidArguments(['arguments are nested too deep']);
  // Checked as plain JSON: a number that is kept by its text is a number.
  const faults = described.check(JSON.parse(JSON.stringify(args)));
  if (faults.length > 0) return invalidArguments(faults);
  if (!described.isWriting) {
    const outcome = await send(deps, described, args, context, null);
    return resultOf(outcome, described.checkOutput, false);
  }
  const { tool, input } = described;
  const operations = operationsOf(tool.invocation);
  const ownKey = ownKeyOf(args);
  const carried = await deps.replays.carryOut(
    {
      scope: [tool.namespace, ...operations.map(({ api, name }) => `${api.baseUri} ${name}`)],
      tool: tool.name,
      arguments: args,
      ownKey,
      isOneRequest: operations.length === 1,
    },
    // A caller who goes away does not stop it: it would only be unknown what became of it.
    (key) => {
      const whole = ownKey === null && input.keyInBody ? withKeyInBody(args, key) : args;
      return send(
        deps,
        described,
        whole,
        { ...context, signal: null },
        ownKey === null ? key : headerKeyOf(input, args),
      );
    },
  );
  return withReplay(resultOf(carried.outcome, described.checkOutput, true), carried, input.keyPlace);
}

/** The key that the caller gave, as an argument or within the body; of a list of bodies their keys together. */
function ownKeyOf(args: JsonObject): string | null {
  const body = memberOf(args, 'body');
  const inBody = (isJsonArray(body) ? body : [body]).map((one) => memberOf(one, KEY_ARGUMENT));
  const keys = [memberOf(args, KEY_ARGUMENT), ...inBody].filter((key) => typeof key === 'string' && key !== '');
  return keys.length > 0 ? keys.join(' ') : null;
}

/** A key of the caller's own goes into the header only when it was given for that; else the body has it. */
function headerKeyOf({ takesKey }: DescribedTool['input'], args: JsonObject): string | null {
  const key = takesKey ? memberOf(args, KEY_ARGUMENT) : null;
  return typeof key === 'string' ? key : null;
}

function withKeyInBody(args: JsonObject, key: string): JsonObject {
  const body = memberOf(args, 'body');
  return isJsonObject(body) ? { ...args, body: { ...body, [KEY_ARGUMENT]: key } } : args;
}

/** @param key goes along as the header; null when there is none, or when it is in the body */
async function send(
  { runtime }: CallDeps,
  { tool, input }: DescribedTool,
  args: JsonObject,
  { signal, traceparent }: CallContext,
  key: string | null,
): Promise<Outcome> {
  const taken = new Set(input.takesKey ? [...input.passedQuery, KEY_ARGUMENT] : input.passedQuery);
  return await runtime.invoke(
    tool.invocation,
    {
      namespace: tool.namespace,
      parameters: tool.parameters,
      path: {},
      query: [],
      headers: {},
      body: undefined,
      arguments: Object.fromEntries(Object.entries(args).filter(([name]) => !taken.has(name))),
    },
    {
      headers: { ...(traceparent === null ? {} : { traceparent }), ...(key === null ? {} : { [KEY_HEADER]: key }) },
      query: input.passedQuery.flatMap((name) => pairsOf(name, args)),
      bodyBytes: null,
      signal,
    },
  );
}

/** A list is sent as the same name several times. */
function pairsOf(name: string, args: JsonObject): (readonly [string, string])[] {
  const value = memberOf(args, name);
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => [name, textOf(item)]);
}
