import type { Json } from '../capability.ts';
import { memberOf } from '../json/json.ts';

/**
 * A message with its numbers as the protocol wants them, but those of a tool's arguments kept by their digits.
 * @param text of the message
 * @param parsed the same, all its numbers kept
 */
export function plainMessage(text: string, parsed: Json): unknown {
  const plain: unknown = JSON.parse(text);
  const kept = memberOf(memberOf(parsed, 'params'), 'arguments');
  if (kept === undefined || !isRecord(plain) || !isRecord(plain.params)) return plain;
  return { ...plain, params: { ...plain.params, arguments: kept } };
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
