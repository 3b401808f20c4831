import type { Deps } from '../deps.ts';
import { Refusal } from '../foundation/refuse.ts';
import { readColumnMap, type WireMap } from './column-map-rules.ts';
import { type ColumnMapRow, selectColumnMap, selectColumnMaps, upsertColumnMap } from './column-maps-store.ts';
import type { ColumnMap } from './csv-columns.ts';

/** A column map under its name. */
interface NamedMap {
  readonly name: string;
  readonly map: WireMap;
  readonly updated_at: string;
}

/** Keeps a column map under a name, instead of what was kept there. */
export async function putColumnMap(
  deps: Pick<Deps, 'sql' | 'clock'>,
  applicationId: string,
  name: string,
  map: WireMap,
): Promise<NamedMap> {
  const row = { name, map: JSON.stringify(map), updatedAt: deps.clock.now() };
  return present(await upsertColumnMap(deps.sql, applicationId, row));
}

/** All column maps of an application, by name. */
export async function listColumnMaps({ sql }: Pick<Deps, 'sql'>, applicationId: string): Promise<NamedMap[]> {
  return (await selectColumnMaps(sql, applicationId)).map(present);
}

/** The column map with this name. Refuses with UNKNOWN_COLUMN_MAP. */
export async function findColumnMap(
  { sql }: Pick<Deps, 'sql'>,
  applicationId: string,
  name: string,
): Promise<ColumnMap> {
  const row = await selectColumnMap(sql, applicationId, name);
  if (!row) throw new Refusal('UNKNOWN_COLUMN_MAP');
  return readColumnMap(JSON.parse(row.map));
}

const present = ({ name, map, updatedAt }: ColumnMapRow): NamedMap => ({
  name,
  map: JSON.parse(map),
  updated_at: updatedAt.toISOString(),
});
