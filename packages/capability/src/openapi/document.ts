import { readFileSync, statSync } from 'node:fs';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../capability.ts';
import { isJsonObject } from '../json/json.ts';
import { followPointer } from './pointer.ts';

/** An OpenAPI document (3.0 or 3.1) as it was read: nothing in it is checked, so each part is looked at with care. */
export interface OpenApiDocument {
  readonly root: JsonObject;
  /** What `$ref` in an object leads to, as often as needed; null where it leads outside, nowhere, or in a circle. */
  resolve(value: Json | undefined): JsonObject | null;
}

/** The OpenAPI documents of consumed APIs by their files; each is read once. */
export interface OpenApiDocuments {
  /** Null when there is none or it cannot be read; why has been said then. */
  read(file: string | null): OpenApiDocument | null;
}

const FILE_BYTES_MAX = 32 * 1024 * 1024;
// A chain of references longer than this is a circle.
const REFERENCES_MAX = 16;

/**
 * Reads OpenAPI documents from files when they are first asked for.
 * @param complain is told, in a sentence, why a file could not be used
 */
export function createOpenApiDocuments(complain: (sentence: string) => void): OpenApiDocuments {
  const known = new Map<string, OpenApiDocument | null>();
  return {
    read(file) {
      if (file === null) return null;
      const before = known.get(file);
      if (before !== undefined) return before;
      const document = readDocument(file, complain);
      known.set(file, document);
      return document;
    },
  };
}

function readDocument(file: string, complain: (sentence: string) => void): OpenApiDocument | null {
  try {
    if (statSync(file).size > FILE_BYTES_MAX) throw new Error('it is larger than 32 MiB');
    const text = readFileSync(file, 'utf8');
    const root: Json = file.endsWith('.json') ? JSON.parse(text) : parse(text, { maxAliasCount: 100 });
    if (!isJsonObject(root)) throw new Error('it is not an object');
    return openApiDocument(root);
  } catch (error) {
    complain(`The OpenAPI document ${file} cannot be used: ${error instanceof Error ? error.message : String(error)}.`);
    return null;
  }
}

/** A document that is already in memory. */
export function openApiDocument(root: JsonObject): OpenApiDocument {
  return {
    root,
    resolve(value) {
      let found = value;
      for (let step = 0; step < REFERENCES_MAX && isJsonObject(found); step++) {
        if (typeof found.$ref !== 'string') return found;
        found = followPointer(root, found.$ref);
      }
      return null;
    },
  };
}
