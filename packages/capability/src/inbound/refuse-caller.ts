import { problemAnswer } from '../rest/problem-answer.ts';
import type { Passage } from './gate.ts';

/** 401, with the challenges that say what would be let in (RFC 9110 section 15.5.2). */
export function unauthorized(challenge: string, detail: string): Passage {
  const headers = { 'www-authenticate': challenge };
  return { ok: false, ...problemAnswer({ status: 401, code: 'unauthorized', detail, headers }) };
}

/** Text as a quoted string of a header (RFC 9110 section 5.6.4), without what cannot stand in one. */
export const quoted = (text: string): string =>
  `"${text
    .replace(/[^\x20-\x7e]/g, '')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')}"`;
