import type { Exposed } from '../capability.ts';
import { quote } from './nearest.ts';
import { readAuthentication } from './read-authentication.ts';
import type { Section } from './section.ts';

/** Reads what all exposes have; `namespace` stands in where the file may leave it out. */
export function readExposed(section: Section, namespace: string | null = null): Exposed {
  const name = namespace === null || section.has('namespace') ? section.needText('namespace') : namespace;
  if (/[.\s{}]/.test(name)) {
    section.report.error(section.placeOf('namespace'), 'namespace', `${quote(name)} has a point, space or brace in it`);
  }
  return {
    namespace: name,
    description: readDescription(section),
    address: readAddress(section),
    authentication: section.one('authentication', (inner) => readAuthentication(inner, 'inbound')),
    place: section.place,
  };
}

/** The port at `port`, which must be there. */
export function readPort(section: Section): number {
  if (!section.has('port')) section.missing('port');
  return section.integer('port', 1, 65_535) ?? 0;
}

/** A description is shown to people and to models: what would run in a page of a browser is refused. */
export function readDescription(section: Section): string | null {
  const text = section.text('description');
  if (text !== null && /<script\b|\beval\s*\(/i.test(text)) {
    section.report.error(section.placeOf('description'), 'unsafe-description', 'a description holds no scripts');
  }
  return text;
}

function readAddress(section: Section): string | null {
  const address = section.text('address');
  if (address !== null && !/^[A-Za-z0-9.:_-]+$/.test(address)) {
    section.report.error(section.placeOf('address'), 'wrong-value', `${quote(address)} is no address to listen on`);
  }
  return address;
}
