import type { Variables } from '../binding/variables.ts';
import type { Authentication, Template } from '../capability.ts';
import { fillTemplate } from '../expressions/fill-template.ts';
import { textOf } from '../json/json.ts';
import { encodePart } from './build-path.ts';
import { Fault } from './fault.ts';
import type { Wire, WireAnswer, WireRequest } from './wire.ts';

/** Sends requests with the credentials of an API. */
export interface Authorizers {
  /** Throws Fault; 500 `missing-variable` where a credential is not bound. */
  send(authentication: Authentication | null, request: WireRequest): Promise<WireAnswer>;
}

export function createAuthorizers(deps: {
  readonly variables: Variables;
  readonly wire: Wire;
  now(): number;
}): Authorizers {
  const fill = (template: Template): string => credential(template, deps.variables);
  return {
    async send(authentication, request) {
      switch (authentication?.type) {
        case undefined:
          return deps.wire.send(request);
        case 'basic': {
          const pair = `${fill(authentication.username)}:${fill(authentication.password)}`;
          return deps.wire.send(withHeader(request, 'authorization', `Basic ${Buffer.from(pair).toString('base64')}`));
        }
        case 'bearer':
          return deps.wire.send(withHeader(request, 'authorization', `Bearer ${fill(authentication.token)}`));
        case 'apikey': {
          const key = fill(authentication.key);
          const value = fill(authentication.value);
          if (authentication.placement === 'header') return deps.wire.send(withHeader(request, key, value));
          return deps.wire.send({ ...request, path: withQuery(request.path, key, value) });
        }
        default:
          throw new Fault(500, 'not-supported', 'This authentication is not supported.');
      }
    },
  };
}

/** A request with a header of ours, whatever stood under that name. */
export function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) {
    throw new Fault(
      500,
      'unusable-credential',
      `The credential for ${request.label} holds characters that a header cannot.`,
    );
  }
  const lower = name.toLowerCase();
  const others = Object.entries(request.headers).filter(([header]) => header.toLowerCase() !== lower);
  return { ...request, headers: { ...Object.fromEntries(others), [lower]: value } };
}

const withQuery = (path: string, key: string, value: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${encodePart(key, key)}=${encodePart(value, key)}`;

/** The text of a credential. Throws Fault 500 `missing-variable` that names the variable, never a value. */
export function credential(template: Template, variables: Variables): string {
  for (const part of template) {
    if (typeof part === 'object' && variables.lookup(part.path) === undefined) {
      throw new Fault(500, 'missing-variable', `The variable ${part.path.join('.')} is not bound.`);
    }
  }
  return textOf(fillTemplate(template, (path) => variables.lookup(path)));
}
