import type { Expose } from '../capability.ts';
import { findRouteClashes } from '../rest/find-route-clashes.ts';
import type { Item } from './item.ts';
import type { Known } from './known.ts';
import { quote } from './nearest.ts';
import { readControl } from './read-control.ts';
import { readMcp } from './read-mcp.ts';
import { readRest } from './read-rest.ts';
import { readSkills } from './read-skill.ts';
import type { Report } from './report.ts';
import { Section } from './section.ts';
import { Names } from './unique.ts';

/** Reads `exposes`: the servers that a capability offers. */
export function readExposes(section: Section, known: Known): Expose[] {
  const { report } = section;
  const names = new Names(report, 'exposed namespace');
  const controls = new Names(report, 'control expose');
  const items = section.items('exposes');
  const found = new Map<Item, Expose>();
  const read = (item: Item): void => {
    const expose = Section.read(item, report, 'each of "exposes"', (inner) => {
      const siblings = [...found.values()];
      const expose = readExpose(inner, known, siblings);
      names.take(expose.namespace, inner.placeOf('namespace'));
      if (expose.type === 'control') controls.take('control', inner.place);
      return expose;
    });
    if (expose !== null) found.set(item, expose);
  };
  // Skills name tools and operations of the others, wherever these stand in the file.
  for (const item of items) if (!isSkill(item)) read(item);
  for (const item of items) if (isSkill(item)) read(item);
  const exposes = items.map((item) => found.get(item)).filter((expose) => expose !== undefined);
  checkPorts(exposes, report);
  checkRoutes(exposes, report);
  return exposes;
}

function readExpose(section: Section, known: Known, siblings: readonly Expose[]): Expose {
  const type = section.needChoice('type', ['rest', 'mcp', 'skill', 'control']);
  if (type === 'rest') return readRest(section, known);
  if (type === 'mcp') return readMcp(section, known);
  return type === 'skill' ? readSkills(section, siblings) : readControl(section);
}

function isSkill(item: Item): boolean {
  const type = item.kind === 'map' ? item.entries.get('type')?.item : undefined;
  return type?.kind === 'scalar' && type.value === 'skill';
}

/** The same route twice at one port. */
function checkRoutes(exposes: readonly Expose[], report: Report): void {
  const rest = exposes.filter((expose) => expose.type === 'rest');
  for (const together of Map.groupBy(rest, ({ port }) => port).values()) {
    for (const clash of findRouteClashes(together)) report.add(clash);
  }
}

/** Exposes of one kind share a port that they both name, at one address; others cannot. */
function checkPorts(exposes: readonly Expose[], report: Report): void {
  const first = new Map<number, Expose>();
  for (const expose of exposes) {
    const { port, place } = expose;
    if (port === null || port === 0) continue;
    const other = first.get(port);
    if (other === undefined) {
      first.set(port, expose);
      continue;
    }
    const where = `${other.place.file}:${other.place.line}:${other.place.column}`;
    if (other.type !== expose.type) {
      report.error(place, 'port-conflict', `port ${port} is that of the ${other.type} expose at ${where} already`);
    } else if ((other.address ?? '') !== (expose.address ?? '')) {
      const message = `port ${port} is shared with the expose at ${where}, which has another address: ${quote(other.address ?? '')}`;
      report.error(place, 'port-conflict', message);
    }
  }
}
