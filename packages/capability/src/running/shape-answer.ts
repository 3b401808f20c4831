import type { ConsumedOperation, Json, Output } from '../capability.ts';
import { evaluatePath } from '../expressions/evaluate-path.ts';
import type { Lookup } from '../expressions/fill-template.ts';
import { parseRaw } from '../formats/parse-raw.ts';
import { isJsonArray, isJsonObject } from '../json/json.ts';
import { Fault } from './fault.ts';
import type { ApiAnswer } from './read-answer.ts';
import { shapeOutput, shapeOutputs } from './shape-output.ts';
import { writes } from './wire.ts';

// They speak of the bytes that the API sent, which a shaped answer is not.
const OF_THE_BYTES = new Set(['content-disposition', 'content-type', 'etag', 'last-modified']);

/**
 * An answer as the outputs want it. As it came where there are none, where they find nothing, where they take the whole
 * of it, where it has no body, and where it is no success. Throws Fault 502 `mapping-failed`.
 */
export function shapeAnswer(
  answer: ApiAnswer,
  operation: ConsumedOperation,
  outputs: readonly Output[],
  lookup: Lookup,
): ApiAnswer {
  if (outputs.length === 0 || answer.status >= 300 || answer.body.length === 0) return answer;
  return mapping(operation, () => {
    const node = parseRaw(answer.body, operation.rawFormat);
    const shaped = shapeOutputs(outputs, node, lookup);
    if (shaped === null || (shaped === node && operation.rawFormat === 'json')) return answer;
    return answerJson(shaped, answer);
  });
}

/** An answer of JSON with the status and headers of another. */
export function answerJson(value: Json, { status, headers }: Pick<ApiAnswer, 'status' | 'headers'>): ApiAnswer {
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_BYTES.has(name));
  return {
    status,
    headers: { ...Object.fromEntries(kept), 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(value)),
  };
}

/** What a mock answers: its outputs by their names, or 204 where none has a value. Throws Fault 502 `mapping-failed`. */
export function answerMock(outputs: readonly Output[], lookup: Lookup): ApiAnswer {
  const members: [string, Json][] = [];
  for (const output of outputs) {
    const value = hasValue(output) ? shapeOutput(output, {}, lookup) : null;
    if (value !== null) members.push([output.name ?? 'value', value]);
  }
  if (members.length === 0) return { status: 204, headers: {}, body: Buffer.alloc(0) };
  return answerJson(Object.fromEntries(members), { status: 200, headers: {} });
}

const hasValue = ({ value, properties }: Output): boolean =>
  value !== null || [...(properties?.values() ?? [])].some(hasValue);

/**
 * What an answer leaves for the steps that follow: of an object the outputs that the operation declares, of a list its
 * elements with those added; without declared outputs all of it; null without a body. Throws Fault 502 `mapping-failed`.
 */
export function stepOutput({ body }: ApiAnswer, operation: ConsumedOperation): Json {
  if (body.length === 0) return null;
  const node = mapping(operation, () => parseRaw(body, operation.rawFormat));
  const { outputs } = operation;
  if (outputs.length === 0) return node;
  const projected = (of: Json): [string, Json][] =>
    outputs.map(({ name, value }) => [name, evaluatePath(value, of) ?? null]);
  if (!isJsonArray(node)) return Object.fromEntries(projected(node));
  return node.map((item) => (isJsonObject(item) ? { ...item, ...Object.fromEntries(projected(item)) } : item));
}

function mapping<T>(operation: ConsumedOperation, work: () => T): T {
  const { name, method, api } = operation;
  try {
    return work();
  } catch (error) {
    // The text of other errors may quote the answer, so it stays here.
    const why = error instanceof Fault ? error.message : `it cannot be read as ${operation.rawFormat}.`;
    throw new Fault(502, 'mapping-failed', `The answer of ${name} of ${api.namespace}: ${why}`, writes(method));
  }
}
