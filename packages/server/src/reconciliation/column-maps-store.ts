import { only, type Sql } from '../foundation/database.ts';

/** How a client says that the columns of its tables are to be read; `map` is as the contract shows it, as JSON text. */
export interface ColumnMapRow {
  readonly name: string;
  readonly map: string;
  readonly updatedAt: Date;
}

export async function selectColumnMap(
  sql: Sql,
  applicationId: string,
  name: string,
): Promise<ColumnMapRow | undefined> {
  const [row] = await sql<ColumnMapRow[]>`
    select name, map::text as map, updated_at from column_maps
    where application_id = ${applicationId} and name = ${name}`;
  return row;
}

export function selectColumnMaps(sql: Sql, applicationId: string): Promise<ColumnMapRow[]> {
  return sql<ColumnMapRow[]>`
    select name, map::text as map, updated_at from column_maps where application_id = ${applicationId} order by name`;
}

export async function upsertColumnMap(
  sql: Sql,
  applicationId: string,
  { name, map, updatedAt }: ColumnMapRow,
): Promise<ColumnMapRow> {
  return only(
    await sql<ColumnMapRow[]>`
      insert into column_maps (application_id, name, map, updated_at)
      values (${applicationId}, ${name}, ${map}::text::jsonb, ${updatedAt})
      on conflict (application_id, name) do update set map = excluded.map, updated_at = excluded.updated_at
      returning name, map::text as map, updated_at`,
  );
}
