import type { Invocation, Json, JsonObject, Output, Tool } from '../capability.ts';
import { schemaTaker } from '../openapi/self-contained.ts';
import type { KnownOperation, ObjectSchema } from './tool-schemas.ts';

/**
 * The schema of what a tool answers; null where it is not known, or is no object. It says what there may be, and demands
 * nothing: clients throw away an answer that does not fit, and the answer to a payment must not be thrown away because
 * the API has a newer word than its document.
 */
export function outputSchemaOf({ invocation }: Tool, known: KnownOperation | null): ObjectSchema | null {
  if (!isPassedThrough(invocation)) return invocation.kind === 'call' ? mappedSchema(invocation.outputs) : null;
  if (known?.operation.success == null) return null;
  const taker = schemaTaker(known.document, 'lenient');
  const schema = taker.takeInline(known.operation.success);
  if (schema.type !== 'object') return null;
  const defs = taker.defs();
  return { ...schema, type: 'object', ...(defs ? { $defs: defs } : {}) };
}

/** Is the answer what the API answered? */
function isPassedThrough(invocation: Invocation): boolean {
  if (invocation.kind !== 'call') return false;
  const [first] = invocation.outputs;
  if (first === undefined) return true;
  return (
    first.type === 'object' && first.properties === null && first.value === null && (first.mapping ?? []).length === 0
  );
}

/** A mapped object: each part is null where the answer does not have it. */
function mappedSchema([first]: readonly Output[]): ObjectSchema | null {
  if (first?.type !== 'object' || first.properties === null) return null;
  const properties = [...first.properties].map(([name, output]): [string, Json] => [name, partSchema(output)]);
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function partSchema(output: Output): JsonObject {
  const inner: JsonObject =
    output.type === 'object' && output.properties !== null
      ? (mappedSchema([output]) ?? {})
      : output.type === 'array' && output.items !== null
        ? { items: partSchema(output.items) }
        : {};
  // Scalars are not converted, so the answer may have another type than the file says.
  const type: JsonObject = output.type === 'object' || output.type === 'array' ? { type: [output.type, 'null'] } : {};
  const schema = { ...inner, ...type };
  return output.description === null ? schema : { ...schema, description: output.description };
}
