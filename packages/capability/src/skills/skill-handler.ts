import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Capability, Skill } from '../capability.ts';
import { mediaTypeOf } from '../files/media-types.ts';
import type { OpenApiDocuments } from '../openapi/document.ts';
import { problemAnswer } from '../rest/problem-answer.ts';
import { type SkillContent, skillContents } from './skill-contents.ts';
import type { OfferedSkill } from './skills-of.ts';
import { zip } from './zip.ts';

export interface SkillHandlerOptions {
  readonly skills: readonly OfferedSkill[];
  readonly openapi: OpenApiDocuments;
  /** Where the MCP server and the REST adapter of a capability are reached. */
  urlsOf(capability: Capability): { readonly mcpUrl: string | null; readonly restUrl: string | null };
}

interface Found {
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Refused {
  readonly status: 400 | 404 | 405;
  readonly code: string;
  readonly detail: string;
}

/** Is a path the catalogue's? */
export const isSkillPath = (pathname: string): boolean => pathname === '/skills' || pathname.startsWith('/skills/');

/**
 * The catalogue of skills, to be read only: `/skills`, `/skills/{name}`, and of a skill `/contents`, `/contents/{file}`
 * and `/download`, a ZIP archive. 404 for what is not there, 400 for a name of a file that could lead elsewhere.
 */
export function createSkillHandler(
  options: SkillHandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const found = isReading ? await find(options, request.url ?? '/') : NOT_READING;
    if ('code' in found) {
      const allow: Record<string, string> = found.status === 405 ? { allow: 'GET, HEAD' } : {};
      const { status, headers, body } = problemAnswer({ ...found, headers: allow });
      response.writeHead(status, headers).end(body);
      return;
    }
    const body = Buffer.from(found.body);
    response.writeHead(200, {
      'content-type': found.type,
      'content-length': body.length,
      // A file of a skill is text for an agent, and never a page of this site.
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      ...found.headers,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
}

const NOT_READING: Refused = {
  status: 405,
  code: 'method-not-allowed',
  detail: 'The catalogue of skills is only read',
};
const notFound = (what: string): Refused => ({ status: 404, code: 'not-found', detail: `There is no such ${what}` });
const json = (value: object): Found => ({ type: 'application/json', body: JSON.stringify(value) });

async function find(options: SkillHandlerOptions, url: string): Promise<Found | Refused> {
  const segments = segmentsOf(url);
  if (segments === null || segments.some((segment) => !SAFE_SEGMENT.test(segment) || /^\.+$/.test(segment))) {
    return { status: 400, code: 'unsafe-path', detail: 'A name has letters, digits, points, hyphens and underscores' };
  }
  const [root, name, what, ...file] = segments;
  if (root !== 'skills') return notFound('path');
  if (name === undefined) return json(catalogueOf(options.skills));
  const offered = options.skills.find((one) => one.name === name);
  if (!offered) return notFound('skill');
  if (what === undefined) return json(detailOf(offered));
  const contents = await skillContents(offered, { openapi: options.openapi, ...options.urlsOf(offered.capability) });
  if (what === 'contents') return contentsOf(name, contents, file);
  return what === 'download' && file.length === 0 ? download(name, contents) : notFound('path');
}

const SAFE_SEGMENT = /^[a-zA-Z0-9._-]+$/;

/** The parts of a path, decoded; null when it cannot be. */
function segmentsOf(url: string): string[] | null {
  const [path = ''] = url.split('?');
  try {
    return path.replace(/^\//, '').replace(/\/$/, '').split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

const catalogueOf = (skills: readonly OfferedSkill[]) => ({
  count: skills.length,
  skills: skills.map((offered) => ({
    name: offered.name,
    description: descriptionOf(offered),
    ...(offered.skill?.license == null ? {} : { license: offered.skill.license }),
    tools: toolsOf(offered).map(({ name }) => name),
  })),
});

const descriptionOf = ({ skill, capability }: OfferedSkill): string =>
  skill?.description ?? capability.description ?? capability.label ?? capability.name;

function detailOf(offered: OfferedSkill) {
  const { skill } = offered;
  return {
    name: offered.name,
    description: descriptionOf(offered),
    ...(skill?.license == null ? {} : { license: skill.license }),
    ...(skill?.compatibility == null ? {} : { compatibility: skill.compatibility }),
    ...(skill && skill.metadata.size > 0 ? { metadata: Object.fromEntries(skill.metadata) } : {}),
    ...(skill?.allowedTools == null ? {} : { 'allowed-tools': skill.allowedTools }),
    ...(skill?.argumentHint == null ? {} : { 'argument-hint': skill.argumentHint }),
    ...(skill ? { 'user-invocable': skill.userInvocable } : {}),
    ...(skill ? { 'disable-model-invocation': skill.disableModelInvocation } : {}),
    tools: toolsOf(offered).map(({ name, description, from }) =>
      from.kind === 'instruction'
        ? { name, description, type: 'instruction', instruction: from.file }
        : {
            name,
            description,
            type: 'derived',
            invocationRef: { targetNamespace: from.namespace, action: from.action, mode: from.mode },
          },
    ),
  };
}

/** Those that the file declares; a skill that was made has the tools of its capability. */
function toolsOf({ skill, capability }: OfferedSkill): Skill['tools'] {
  if (skill) return skill.tools;
  return capability.exposes.flatMap((expose) => {
    if (expose.type !== 'mcp') return [];
    return expose.tools.map(({ name, description }) => {
      const from = { kind: 'derived', namespace: expose.namespace, action: name, mode: 'mcp' } as const;
      return { name, description, from };
    });
  });
}

function contentsOf(name: string, contents: readonly SkillContent[], file: readonly string[]): Found | Refused {
  if (file.length === 0) {
    const files = contents.map(({ path, text }) => ({ path, size: Buffer.byteLength(text), type: mediaTypeOf(path) }));
    return json({ name, files });
  }
  const found = contents.find(({ path }) => path === file.join('/'));
  return found ? { type: typeOf(found.path), body: found.text } : notFound('file');
}

function typeOf(path: string): string {
  const type = mediaTypeOf(path);
  return type.startsWith('text/') ? `${type}; charset=utf-8` : type;
}

const download = (name: string, contents: readonly SkillContent[]): Found => ({
  type: 'application/zip',
  body: zip(contents.map(({ path, text }) => ({ path: `${name}/${path}`, text }))),
  headers: { 'content-disposition': `attachment; filename="${name}.zip"` },
});
