import { readdir } from 'node:fs/promises';

/** What stands at the beginning of a backup and says what it is. */
export interface Manifest {
  /** The version of PostgreSQL, such as 18.4. */
  readonly postgres: string;
  /** Sarf's migrations that the database had. */
  readonly migrations: readonly string[];
  readonly beganAt: Date;
}

export const MANIFEST_NAME = 'manifest.json';
// What stands where in the archive: the cluster, beside it its password.
export const CLUSTER_NAME = 'postgres';
export const PASSWORD_NAME = 'postgres-password';
export const MANIFEST_BYTES_MAX = 1024 * 1024;
const FORMAT = 1;

export function writeManifest({ postgres, migrations, beganAt }: Manifest): Buffer {
  const content = { sarf_backup: FORMAT, postgres, migrations, began_at: beganAt.toISOString() };
  return Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
}

/** Reads a manifest; throws a sentence when this Sarf cannot restore what it describes. */
export async function readManifest(text: string, postgresHere: string): Promise<Manifest> {
  const { sarf_backup, postgres, migrations, began_at } = parse(text);
  if (sarf_backup !== FORMAT) {
    throw new Error(`The backup is of format ${String(sarf_backup)}, and this Sarf reads format ${FORMAT}.`);
  }
  const beganAt = new Date(typeof began_at === 'string' ? began_at : Number.NaN);
  if (typeof postgres !== 'string' || !Array.isArray(migrations) || Number.isNaN(beganAt.getTime())) {
    throw new Error('The backup does not say which database is in it.');
  }
  const [major] = postgres.split('.');
  const [majorHere] = postgresHere.split('.');
  if (major !== majorHere) {
    throw new Error(
      `The backup was made with PostgreSQL ${postgres} and this Sarf brings PostgreSQL ${postgresHere}. Restore it ` +
        `with a Sarf that brings PostgreSQL ${major}, and move the contents with that version's pg_dump.`,
    );
  }
  const known = await knownMigrations();
  const strange = migrations.map(String).filter((name) => !known.has(name));
  if (strange.length > 0) {
    throw new Error(`The backup was made by a newer Sarf: this one does not know ${strange.join(', ')}.`);
  }
  return { postgres, migrations: migrations.map(String), beganAt };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: Record<string, unknown> | null = JSON.parse(text);
    return value ?? {};
  } catch {
    return {};
  }
}

async function knownMigrations(): Promise<ReadonlySet<string>> {
  return new Set(await readdir(new URL('../foundation/migrations/', import.meta.url)));
}
