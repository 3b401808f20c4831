import { createReplays } from '../mcp/replays/replays.ts';
import { type Problem, showProblem } from '../problem.ts';
import { createGeneration, type Generation } from './generation.ts';
import type { Listener } from './listener.ts';
import { type ListeningAt, listeningOf } from './listening.ts';
import { type Loaded, type LoadOptions, loadCapabilities } from './load.ts';
import { type OpenOptions, openAll } from './open-all.ts';
import type { House } from './parts.ts';

export interface HostOptions extends LoadOptions, OpenOptions {
  /** Is told, in a line, what goes wrong while it runs; never holds a value of a variable. */
  readonly log: (line: string) => void;
  /** Serve the MCP servers whose transport is stdio over this process's standard input and output. */
  readonly stdio?: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type ReloadResult =
  | { readonly ok: true; readonly listening: readonly ListeningAt[]; readonly problems: readonly Problem[] }
  /** All stays as it was. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface Hosted {
  readonly listening: readonly ListeningAt[];
  /** Warnings about the files. */
  readonly problems: readonly Problem[];
  /** Is standard output taken by an MCP server? Then nothing else may write there. */
  readonly usesStdio: boolean;
  /**
   * Reads the files and folders again, and serves what is in them from then on. Connections and requests under way are
   * kept. With an error in them all stays as it was.
   */
  reload(): Promise<ReloadResult>;
  /** Takes no new requests, lets those under way end, and closes everything. */
  stop(): Promise<void>;
}

/** The files cannot run. The message has a line for each problem. */
export class StartFault extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(showProblem).join('\n'));
    this.problems = problems;
  }
}

const STOP_WITHIN_MS = 10_000;

/**
 * Serves capability files. Throws StartFault with all problems of the files, or with the port that cannot be had; then
 * nothing listens.
 */
export async function startCapabilities(options: HostOptions): Promise<Hosted> {
  const result = await loadCapabilities(options, { unknownNames: 'error' });
  if (!result.ok) throw new StartFault(result.problems);
  const listeners = new Map<number, Listener>();
  const house: House = {
    baseUris: options.baseUris,
    token: options.token ?? null,
    replays: createReplays({ now: options.now }),
    startedAtMs: options.now(),
    now: options.now,
    log: options.log,
    isListening: (port) => listeners.has(port),
  };
  const generation = createGeneration(result.loaded, house);
  if ('problem' in generation) throw new StartFault([generation.problem]);
  const opened = await openAll(result.loaded.listeners, generation, options);
  if ('problem' in opened) {
    await generation.retire();
    throw new StartFault([opened.problem]);
  }
  for (const listener of opened.listeners) listeners.set(listener.port, listener);
  const stdio = options.stdio ? generation.openStdio() : null;
  const running: Running = { options, house, listeners, generation, stdio };
  const inTurn = oneAfterTheOther();
  return {
    get listening() {
      return listeningOf(running.generation.loaded);
    },
    get problems() {
      return running.generation.loaded.problems;
    },
    usesStdio: stdio !== null,
    reload: () => inTurn(() => reload(running)),
    stop: () => inTurn(() => stop(running)),
  };
}

interface Running {
  readonly options: HostOptions;
  readonly house: House;
  readonly listeners: Map<number, Listener>;
  readonly stdio: { close(): Promise<void> } | null;
  generation: Generation;
}

async function reload(running: Running): Promise<ReloadResult> {
  const { options, house, listeners } = running;
  const again = await loadCapabilities(options, { unknownNames: 'warning' });
  if (!again.ok) return again;
  if (running.stdio !== null) return { ok: false, problems: [stdioStays(options.files)] };
  const moved = findMoved(again.loaded, listeners);
  if (moved.length > 0) return { ok: false, problems: moved };
  const next = createGeneration(again.loaded, house);
  if ('problem' in next) return { ok: false, problems: [next.problem] };
  const added = again.loaded.listeners.filter(({ port }) => !listeners.has(port));
  const opened = await openAll(added, next, options);
  if ('problem' in opened) {
    await next.retire();
    return { ok: false, problems: [opened.problem] };
  }
  for (const listener of opened.listeners) listeners.set(listener.port, listener);
  const before = running.generation;
  running.generation = next;
  await swap(listeners, next);
  // Not waited for: it ends when its last request does.
  before.retire().catch(() => options.log('The connections of before could not be closed in order.'));
  return { ok: true, listening: listeningOf(again.loaded), problems: again.loaded.problems };
}

const stdioStays = ([file = '']: readonly string[]): Problem => {
  const message = 'What speaks over standard input cannot be exchanged while it runs; it needs a restart';
  return { file, line: 1, column: 1, severity: 'error', code: 'stdio-in-use', message };
};

async function stop({ listeners, generation, stdio }: Running): Promise<void> {
  await stdio?.close();
  await Promise.all([...listeners.values()].map((listener) => listener.stop(STOP_WITHIN_MS)));
  listeners.clear();
  await generation.retire();
}

/** Lets works wait for those before them: two that read files at the same time would open the same ports. */
function oneAfterTheOther(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
}

/** Ports that would have to be closed before they can be opened at another address. */
function findMoved({ listeners: plans }: Loaded, listeners: ReadonlyMap<number, Listener>): Problem[] {
  return plans.flatMap(({ port, address, served: [first] }) => {
    const now = listeners.get(port)?.address;
    if (now === undefined || now === address || first === undefined) return [];
    const message = `Port ${port} listens on ${now}; that it listens on ${address} instead needs a restart`;
    return [{ ...first.expose.place, severity: 'error', code: 'address-changed', message }];
  });
}

/** Serves the next generation on the ports that stay, and closes those that it does not have. */
async function swap(listeners: Map<number, Listener>, next: Generation): Promise<void> {
  const gone: Listener[] = [];
  for (const [port, listener] of listeners) {
    const serving = next.servingOf(port);
    if (serving !== undefined) listener.serve(serving);
    else {
      listeners.delete(port);
      gone.push(listener);
    }
  }
  await Promise.all(gone.map((listener) => listener.stop(STOP_WITHIN_MS)));
}
