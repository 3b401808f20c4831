import type { Authentication, Template } from '../capability.ts';
import { quote } from './nearest.ts';
import type { Section } from './section.ts';

const types = ['basic', 'apikey', 'bearer', 'digest', 'oauth2'] as const;

/** Reads `authentication` of a consumed API (`outbound`) or of an expose (`inbound`). */
export function readAuthentication(section: Section, direction: 'inbound' | 'outbound'): Authentication {
  const type = section.needChoice('type', types);
  if (type === 'basic' || type === 'digest') {
    return { type, username: credential(section, 'username'), password: credential(section, 'password') };
  }
  if (type === 'bearer') return { type, token: credential(section, 'token') };
  if (type === 'apikey') {
    return {
      type,
      key: credential(section, 'key'),
      value: credential(section, 'value'),
      placement: section.choice('placement', ['header', 'query']) ?? 'header',
    };
  }
  return readOauth2(section, direction);
}

function readOauth2(section: Section, direction: 'inbound' | 'outbound'): Authentication {
  const outbound = direction === 'outbound';
  if (!outbound && !section.has('resource')) section.missing('resource');
  // To ask for tokens it is enough to know where.
  if (!section.has('authorizationServerUri') && !(outbound && section.has('tokenEndpoint'))) {
    section.missing('authorizationServerUri');
  }
  return {
    type: 'oauth2',
    authorizationServerUri: secureUri(section, 'authorizationServerUri') ?? '',
    tokenEndpoint: outbound ? tokenEndpoint(section) : secureUri(section, 'tokenEndpoint'),
    resource: section.text('resource'),
    audience: section.text('audience'),
    scopes: section.texts('scopes'),
    tokenValidation: section.choice('tokenValidation', ['jwks', 'introspection']) ?? 'jwks',
    clientId: outbound && section.has('clientId') ? credential(section, 'clientId') : null,
    clientSecret: outbound && section.has('clientSecret') ? credential(section, 'clientSecret') : null,
  };
}

function credential(section: Section, key: string): Template {
  const template = section.needTemplate(key);
  section.report.credentials.push({ template, place: section.placeOf(key) });
  return template;
}

/** Where we ask for tokens; a path (`/oauth2/token`) is one of the consumed API itself. */
function tokenEndpoint(section: Section): string | null {
  const text = section.text('tokenEndpoint');
  return text !== null && /^\/(?![/\\])/.test(text) ? text : secureUri(section, 'tokenEndpoint');
}

/** Tokens and keys travel there: https, or this machine. */
function secureUri(section: Section, key: string): string | null {
  const text = section.text(key);
  if (text === null) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && local)) return text;
  section.report.error(section.placeOf(key), 'insecure-uri', `${quote(key)} must be an absolute https URI`);
  return text;
}
