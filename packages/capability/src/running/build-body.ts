import type { BodyTemplate, ConsumedOperation, Json } from '../capability.ts';
import { isJsonObject } from '../json/json.ts';
import type { Arguments, Valued } from './build-request.ts';
import { renderBody } from './render-body.ts';

export interface Body {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/i;

/**
 * The body of a request: of the template where the operation has one, else of its parameters in the body. There a
 * parameter called `body` is the whole body, and others are fields of an object.
 */
export function buildBody(operation: ConsumedOperation, values: readonly Valued[], args: Arguments): Body | null {
  if (operation.body !== null) return fromTemplate(operation.body, args);
  const fields = values.filter(([{ in: place }]) => place === 'body');
  if (fields.length === 0) return null;
  const whole = fields.find(([{ name }]) => name.toLowerCase() === 'body')?.[1];
  const rest = fields.filter(([{ name }]) => name.toLowerCase() !== 'body').map(([{ name }, value]) => [name, value]);
  if (whole === undefined) return ofJson(Object.fromEntries(rest));
  if (rest.length > 0 && isJsonObject(whole)) return ofJson({ ...whole, ...Object.fromEntries(rest) });
  return unchanged(whole, args) ?? ofJson(whole);
}

function fromTemplate(template: BodyTemplate, args: Arguments): Body | null {
  return renderBody(template, args.lookup);
}

// The caller's own bytes, where the value is the caller's body itself: its digits and the order of its keys stay.
function unchanged(value: Json, { input, sending }: Arguments): Body | null {
  if (sending.bodyBytes === null || value !== input.body) return null;
  const declared = input.headers['content-type'] ?? '';
  return { bytes: sending.bodyBytes, contentType: JSON_TYPE.test(declared) ? declared : 'application/json' };
}

const ofJson = (value: Json): Body => ({
  bytes: Buffer.from(JSON.stringify(value)),
  contentType: 'application/json',
});
