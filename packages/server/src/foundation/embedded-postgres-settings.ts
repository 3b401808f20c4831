import { access, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, giveTo } from './embedded-postgres-account.ts';

export interface ServerSettings {
  readonly socketDir: string;
  readonly port: number;
  /** False only where the data may be lost with the machine: in tests. */
  readonly fsync: boolean;
  readonly connectionsMax: number;
}

function settingsText({ socketDir, port, fsync, connectionsMax }: ServerSettings, hasOwn: boolean): string {
  const onOff = fsync ? 'on' : 'off';
  return `# Written by Sarf at each start. Your own settings belong in local.conf beside this file: they win.
listen_addresses = ''                    # reached through a unix socket only
unix_socket_directories = '"${socketDir.replaceAll("'", "''")}"'
unix_socket_permissions = 0700
port = ${port}
max_connections = ${connectionsMax}
password_encryption = scram-sha-256

# Money: a commit that was answered is on the disk.
fsync = ${onOff}
full_page_writes = ${onOff}
synchronous_commit = on
wal_level = replica                      # allows a base backup while running

# Sustained writes: few and gentle checkpoints.
shared_buffers = 128MB
max_wal_size = 2GB
min_wal_size = 256MB
checkpoint_timeout = 10min
checkpoint_completion_target = 0.9
log_checkpoints = off
jit = off                                # our statements are short; compiling them costs more than it saves
max_wal_senders = 3
max_replication_slots = 3
max_worker_processes = 4
max_logical_replication_workers = 0
max_parallel_workers_per_gather = 0

# The log tells what failed and never with which values: those hold names and account numbers.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_line_prefix = '%m [%p] '
log_timezone = 'UTC'
timezone = 'UTC'
datestyle = 'iso, ymd'
lc_messages = 'C'
default_text_search_config = 'pg_catalog.simple'

${hasOwn ? "include 'local.conf'" : ''}
`;
}

/** Writes the cluster's settings, whole, so that an older cluster gets the newer settings at its next start. */
export async function writeSettings(clusterDir: string, account: Account, settings: ServerSettings): Promise<void> {
  const path = join(clusterDir, 'postgresql.conf');
  // Asked for here because PostgreSQL's include_if_exists logs a line at each start when there is none.
  const hasOwn = await access(join(clusterDir, 'local.conf')).then(
    () => true,
    () => false,
  );
  await writeFile(`${path}.new`, settingsText(settings, hasOwn), { mode: 0o600 });
  await giveTo(account, `${path}.new`);
  await rename(`${path}.new`, path);
}
