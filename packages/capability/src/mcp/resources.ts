import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import type { InputParameter, McpExpose, McpResource } from '../capability.ts';
import { filesIn, isSafeSegment, readFileWithin } from '../files/files-within.ts';
import { isTextType, mediaTypeOf } from '../files/media-types.ts';
import type { Outcome, Runtime } from '../running/runtime.ts';

/** What resources/read gives for one address. */
type Contents = { uri: string; mimeType?: string } & ({ text: string } | { blob: string });

interface ListedResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType?: string;
}

export interface Resources {
  readonly areAny: boolean;
  list(): Promise<ListedResource[]>;
  templates(): { uriTemplate: string; name: string; title: string; description: string; mimeType?: string }[];
  /** Throws -32602 for an address that is not there, -32603 where the API does not give it. */
  read(uri: string, signal: AbortSignal | null): Promise<Contents[]>;
}

interface Offered {
  readonly resource: McpResource;
  readonly namespace: string;
}

/** The resources of some exposes: what operations answer, and files of a directory. */
export function createResources(exposes: readonly McpExpose[], runtime: Runtime): Resources {
  const offered = exposes.flatMap(({ namespace, resources }) => resources.map((resource) => ({ resource, namespace })));
  const templates = offered.filter(({ resource }) => variablesOf(resource.uri).length > 0);
  const concrete = offered.filter((one) => !templates.includes(one));
  return {
    areAny: offered.length > 0,
    async list() {
      const lists = await Promise.all(concrete.map(({ resource }) => listOf(resource)));
      return lists.flat();
    },
    templates: () =>
      templates.map(({ resource: { uri, ...resource } }) => ({ uriTemplate: uri, ...describe({ uri, ...resource }) })),
    async read(uri, signal) {
      for (const one of [...concrete, ...templates]) {
        const contents = await readFrom(one, uri, runtime, signal);
        if (contents !== null) return [contents];
      }
      throw new ResourceNotFoundError(uri.slice(0, 1_000));
    },
  };
}

const variablesOf = (uri: string): string[] => [...uri.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

const describe = ({ name, title, description, mimeType }: Omit<McpResource, 'content' | 'place'>) => ({
  name,
  title,
  description,
  ...(mimeType === null ? {} : { mimeType }),
});

async function listOf(resource: McpResource): Promise<ListedResource[]> {
  const { uri, content } = resource;
  const files = content.kind === 'location' ? await filesIn(content.path) : null;
  if (files === null) return [{ uri, ...describe(resource) }];
  return files.map((file) => ({
    uri: `${uri.replace(/\/$/, '')}/${file.split('/').map(encodeURIComponent).join('/')}`,
    ...describe({ ...resource, name: `${resource.name}/${file}`, mimeType: resource.mimeType ?? mediaTypeOf(file) }),
  }));
}

async function readFrom(
  { resource, namespace }: Offered,
  uri: string,
  runtime: Runtime,
  signal: AbortSignal | null,
): Promise<Contents | null> {
  if (resource.content.kind === 'location') return readLocation(resource, resource.content.path, uri);
  const values = matchTemplate(resource.uri, uri);
  if (values === null) return null;
  const parameters = Object.keys(values).map(
    (name): InputParameter => ({
      name,
      in: 'argument',
      type: 'string',
      required: true,
      description: null,
      pattern: null,
      value: null,
    }),
  );
  const outcome = await runtime.invoke(
    resource.content.invocation,
    { namespace, parameters, path: values, query: [], headers: {}, body: undefined, arguments: values },
    { headers: {}, query: [], bodyBytes: null, signal },
  );
  return contentsOf(uri, resource, outcome);
}

/** The variables of an address, of which none spans a slash; null when it is another address. */
function matchTemplate(template: string, uri: string): Record<string, string> | null {
  const pattern = template.split(/(\{\w+\})/).map((part) => (/^\{\w+\}$/.test(part) ? '([^/?#]+)' : literally(part)));
  const found = new RegExp(`^${pattern.join('')}$`).exec(uri);
  if (!found) return null;
  try {
    return Object.fromEntries(variablesOf(template).map((name, at) => [name, decodeURIComponent(found[at + 1] ?? '')]));
  } catch {
    return null;
  }
}

const literally = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

function contentsOf(uri: string, { mimeType }: McpResource, outcome: Outcome): Contents {
  if (outcome.kind === 'fault') {
    throw new ProtocolError(ProtocolErrorCode.InternalError, `${outcome.code}: ${outcome.message}`);
  }
  if (outcome.status === 404) throw new ResourceNotFoundError(uri);
  if (outcome.status >= 400) {
    throw new ProtocolError(ProtocolErrorCode.InternalError, `The API refused this (HTTP ${outcome.status}).`);
  }
  const type = mimeType ?? outcome.headers['content-type'] ?? 'text/plain';
  return contentsFrom(uri, type, outcome.body);
}

const contentsFrom = (uri: string, mimeType: string, bytes: Uint8Array): Contents =>
  isTextType(mimeType)
    ? { uri, mimeType, text: new TextDecoder().decode(bytes) }
    : { uri, mimeType, blob: Buffer.from(bytes).toString('base64') };

async function readLocation(resource: McpResource, path: string, uri: string): Promise<Contents | null> {
  const file = fileOf(resource.uri, uri);
  if (file === null) return null;
  const bytes = await readFileWithin(path, file);
  const type = resource.mimeType ?? mediaTypeOf(file === '' ? path : file);
  return bytes === null ? null : contentsFrom(uri, type, bytes);
}

/** The path of a file within a resource; empty for the resource itself, null for another address. */
function fileOf(base: string, uri: string): string | null {
  if (uri === base) return '';
  const prefix = `${base.replace(/\/$/, '')}/`;
  if (!uri.startsWith(prefix)) return null;
  try {
    const segments = uri.slice(prefix.length).split('/').map(decodeURIComponent);
    return segments.every((segment) => isSafeSegment(segment)) ? segments.join('/') : null;
  } catch {
    return null;
  }
}
