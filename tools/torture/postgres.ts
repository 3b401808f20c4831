import { join } from 'node:path';
import {
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../packages/server/src/foundation/embedded-postgres.ts';
import { killNow, listProcesses, type Process } from './processes.ts';

/** The database of a run, which can be killed and started again. */
export interface Postgres {
  readonly url: string;
  readonly version: string;
  /** Starts it, or joins those who use it when one of them was faster. */
  start(): Promise<void>;
  /** kill -9 of the server with all its processes. */
  killAll(): void;
  /** kill -9 of one process that serves a connection: the server ends all others and recovers by itself. */
  killBackend(which: number): void;
  stop(): Promise<void>;
}

export async function startPostgres(dataDir: string, log: (line: string) => void): Promise<Postgres> {
  const first = await startEmbeddedPostgres({ dataDir, log });
  const joined: EmbeddedPostgres[] = [first];
  const clusterDir = join(dataDir, 'postgres');
  return {
    url: first.url(),
    version: first.version,
    async start() {
      joined.push(await startEmbeddedPostgres({ dataDir, log }));
    },
    killAll() {
      const { server, children } = processesOf(clusterDir);
      if (server === undefined) return;
      // The server goes first, so that it starts nothing any more.
      for (const { pid } of [server, ...children]) killNow(pid);
    },
    killBackend(which) {
      // "postgres: sarf sarf [local] idle": those that serve a connection name the user and the database.
      const backends = processesOf(clusterDir).children.filter(({ command }) => /^postgres: sarf sarf /.test(command));
      const victim = backends[Math.floor(which * backends.length)];
      if (victim !== undefined) killNow(victim.pid);
    },
    async stop() {
      for (const one of joined.splice(0)) await one.stop();
    },
  };
}

function processesOf(clusterDir: string): { server: Process | undefined; children: Process[] } {
  const all = listProcesses();
  const server = all.find(({ command }) => command.trimEnd().endsWith(`/bin/postgres -D ${clusterDir}`));
  return { server, children: server === undefined ? [] : all.filter(({ parent }) => parent === server.pid) };
}
