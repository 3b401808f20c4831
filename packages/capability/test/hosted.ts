import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../server/test/free-port.ts';
import { type Hosted, type HostOptions, startCapabilities } from '../src/index.ts';

/** A folder for capability files that is gone at the end of its block. */
export interface Folder extends AsyncDisposable {
  readonly path: string;
  /** Writes a file, and gives its path. */
  write(name: string, text: string): Promise<string>;
}

export async function openFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'sarf-capability-'));
  return {
    path,
    async write(name, text) {
      await writeFile(join(path, name), text);
      return join(path, name);
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}

export interface HostedHere extends Hosted, AsyncDisposable {
  /** The address of an expose by its kind, without a path. */
  url(kind: string): string;
  readonly said: string[];
  readonly requests: string[];
}

/** Serves files on loopback until the end of its block. */
export async function host(options: Partial<HostOptions> & Pick<HostOptions, 'files'>): Promise<HostedHere> {
  const said: string[] = [];
  const requests: string[] = [];
  const hosted = await startCapabilities({
    environment: {},
    baseUris: new Map(),
    portOffset: 0,
    insecure: false,
    log: (line) => said.push(line),
    onRequest: ({ method, path, status }) => requests.push(`${method} ${path} ${status}`),
    now: () => Date.now(),
    ...options,
  });
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= hosted.stop());
  return {
    get listening() {
      return hosted.listening;
    },
    get problems() {
      return hosted.problems;
    },
    usesStdio: hosted.usesStdio,
    reload: () => hosted.reload(),
    stop,
    said,
    requests,
    url(kind) {
      const { port } = hosted.listening.find((one) => one.kind === kind) ?? {};
      return `http://127.0.0.1:${port}`;
    },
    [Symbol.asyncDispose]: stop,
  };
}

/** Free ports for exposes, by their namespaces; what stands in one list shares a port. */
export async function freePorts(...groups: readonly (readonly string[])[]): Promise<Map<string, number>> {
  const ports = new Map<string, number>();
  for (const group of groups) {
    const port = await freePort();
    for (const namespace of group) ports.set(namespace, port);
  }
  return ports;
}
