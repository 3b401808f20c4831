import { baseName, type Import, type Offence, type Source } from './source.ts';

/**
 * The rooms of the server from the top of the house to its cellar. A file may import from its own room and from rooms
 * further down. Rooms in one row are neighbours and do not import each other. `lifecycle` is above `events`: `move()`
 * writes the events of the changes it makes.
 */
const rows = [
  ['doctor'],
  ['http', 'worker', 'admin'],
  ['overview'],
  ['refunds'],
  ['reconciliation'],
  ['payments'],
  ['payment-sources'],
  ['customers'],
  ['payouts'],
  ['destinations'],
  ['banks'],
  ['webhooks'],
  ['lifecycle'],
  ['events'],
  ['ledger'],
  ['auth'],
  ['foundation'],
] as const;

const depths: ReadonlyMap<string, number> = new Map(rows.flatMap((row, depth) => row.map((room) => [room, depth])));
const home = 'packages/server/src/';
/** Files beside the rooms. The first three start and wire everything, so they may import anything. */
const beside = ['main.ts', 'compose.ts', 'index.ts', 'deps.ts'];

/** Imports between the server's rooms go down only, and never into another room's store or rules. */
export function checkRooms(files: readonly Source[]): Offence[] {
  return files.filter(({ path }) => path.startsWith(home)).flatMap(checkFile);
}

function checkFile(file: Source): Offence[] {
  const room = roomOf(file.path);
  if (room === undefined) {
    const known = file.isTest || beside.includes(file.path.slice(home.length));
    return known
      ? []
      : [{ path: file.path, line: 1, todo: `Move this file into a room; beside them are only ${beside.join(', ')}.` }];
  }
  if (!depths.has(room)) {
    return [
      { path: file.path, line: 1, todo: `Give the room "${room}" its place in the order in tools/tidy/rooms.ts.` },
    ];
  }
  return file.imports.flatMap((imported) => {
    const todo = imported.target?.startsWith(home) ? faultOf(file, room, imported, imported.target) : undefined;
    return todo === undefined ? [] : [{ path: file.path, line: imported.line, todo }];
  });
}

function faultOf(file: Source, room: string, { specifier }: Import, target: string): string | undefined {
  const other = roomOf(target);
  if (other === room) return undefined;
  if (other === undefined) return faultBeside(file, target.slice(home.length), specifier);
  const [from, to] = [depths.get(room), depths.get(other)];
  if (from === undefined || to === undefined) return undefined;
  if (to <= from) {
    return `Room "${room}" may not import from "${other}", which is not below it; turn it round, move it down, or use an event.`;
  }
  if (!file.isTest && /^(.*-)?(store|rules)\.ts$/.test(baseName(target))) {
    return `Use a verb of room "${other}" instead of its ${baseName(target)}; stores and rules are private to their room.`;
  }
  return undefined;
}

function faultBeside(file: Source, name: string, specifier: string): string | undefined {
  if (name === 'deps.ts') return undefined;
  const startsTheHouse = file.path === `${home}admin/main.ts` && name === 'compose.ts';
  return startsTheHouse
    ? undefined
    : `Do not import ${specifier}; only what starts the server may, and rooms get a Deps.`;
}

function roomOf(path: string): string | undefined {
  const [first, second] = path.slice(home.length).split('/');
  return second === undefined ? undefined : first;
}
