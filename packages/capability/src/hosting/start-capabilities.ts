import type { Expose } from '../capability.ts';
import { createReplays } from '../mcp/replays/replays.ts';
import { type Problem, showProblem } from '../problem.ts';
import { createGeneration, type Generation } from './generation.ts';
import { type Listener, openListener, type RequestEntry } from './listener.ts';
import { type Loaded, type LoadOptions, loadCapabilities } from './load.ts';
import type { House } from './parts.ts';
import type { ListenerPlan } from './plan.ts';

export interface HostOptions extends LoadOptions {
  /** Host names under which it may be called besides its address and loopback, such as that of a proxy in front. */
  readonly hosts?: readonly string[];
  /** Is told, in a line, what goes wrong while it runs; never holds a value of a variable. */
  readonly log: (line: string) => void;
  /** Is told of each request at its end. */
  readonly onRequest?: (entry: RequestEntry) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One kind of thing on one port. */
export interface ListeningAt {
  readonly kind: Expose['type'];
  readonly address: string;
  readonly port: number;
  readonly namespaces: readonly string[];
  /** How many operations (of a REST adapter), tools (of an MCP server) or skills there are. */
  readonly count: number;
}

export type ReloadResult =
  | { readonly ok: true; readonly listening: readonly ListeningAt[]; readonly problems: readonly Problem[] }
  /** All stays as it was. */
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface Hosted {
  readonly listening: readonly ListeningAt[];
  /** Warnings about the files. */
  readonly problems: readonly Problem[];
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
  const made = createGeneration(result.loaded, house);
  if ('problem' in made) throw new StartFault([made.problem]);
  let generation = made;
  const opened = await openAll(result.loaded.listeners, generation, options);
  if ('problem' in opened) {
    await generation.retire();
    throw new StartFault([opened.problem]);
  }
  for (const listener of opened.listeners) listeners.set(listener.port, listener);

  async function reload(): Promise<ReloadResult> {
    const again = await loadCapabilities(options, { unknownNames: 'warning' });
    if (!again.ok) return again;
    const moved = findMoved(again.loaded, listeners);
    if (moved.length > 0) return { ok: false, problems: moved };
    const next = createGeneration(again.loaded, house);
    if ('problem' in next) return { ok: false, problems: [next.problem] };
    const more = await openAll(
      again.loaded.listeners.filter(({ port }) => !listeners.has(port)),
      next,
      options,
    );
    if ('problem' in more) {
      await next.retire();
      return { ok: false, problems: [more.problem] };
    }
    for (const listener of more.listeners) listeners.set(listener.port, listener);
    const before = generation;
    generation = next;
    await swap(listeners, next);
    // Not waited for: it ends when its last request does.
    before.retire().catch(() => options.log('The connections of before could not be closed in order.'));
    return { ok: true, listening: listeningOf(again.loaded), problems: again.loaded.problems };
  }

  async function stop(): Promise<void> {
    await Promise.all([...listeners.values()].map((listener) => listener.stop(STOP_WITHIN_MS)));
    listeners.clear();
    await generation.retire();
  }

  // One after the other: two that read at the same time would open the same ports.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
  return {
    get listening() {
      return listeningOf(generation.loaded);
    },
    get problems() {
      return generation.loaded.problems;
    },
    reload: () => inTurn(reload),
    stop: () => inTurn(stop),
  };
}

/** Opens all ports, or none. */
async function openAll(
  plans: readonly ListenerPlan[],
  generation: Generation,
  { hosts = [], onRequest = () => {} }: HostOptions,
): Promise<{ readonly listeners: Listener[] } | { readonly problem: Problem }> {
  const listeners: Listener[] = [];
  for (const { address, port, served } of plans) {
    const serving = generation.servingOf(port);
    if (serving === undefined) continue;
    try {
      listeners.push(await openListener({ address, port, hosts: hosts.map(lower), serving, onRequest }));
    } catch (error) {
      await Promise.all(listeners.map((listener) => listener.stop(0)));
      const [first] = served;
      const place = first?.expose.place ?? { file: '', line: 1, column: 1 };
      const message = whyClosed(error, address, port, first?.expose.namespace ?? '');
      return { problem: { ...place, severity: 'error', code: 'port-unavailable', message } };
    }
  }
  return { listeners };
}

const lower = (text: string): string => text.toLowerCase();

function whyClosed(error: unknown, address: string, port: number, namespace: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const choose = `choose another one with --port ${namespace}=N or --port-offset N`;
  if (code === 'EADDRINUSE') return `Port ${port} of ${address} is taken by another program; ${choose}`;
  if (code === 'EACCES') return `Port ${port} may be used only by the administrator of this machine; ${choose}`;
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${address}; name another one with --address`;
  return `Port ${port} of ${address} cannot be used (${String(code)})`;
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

function listeningOf({ listeners }: Loaded): ListeningAt[] {
  return listeners.flatMap(({ address, port, served }) => {
    const kinds = [...new Set(served.map(({ expose: { type } }) => type))];
    return kinds.map((kind) => {
      const exposes = served.map(({ expose }) => expose).filter(({ type }) => type === kind);
      const count = exposes.reduce((sum, expose) => sum + countOf(expose), 0);
      return { kind, address, port, namespaces: exposes.map(({ namespace }) => namespace), count };
    });
  });
}

function countOf(expose: Expose): number {
  if (expose.type === 'rest') return expose.resources.reduce((sum, { operations }) => sum + operations.length, 0);
  if (expose.type === 'mcp') return expose.tools.length;
  return expose.type === 'skill' ? expose.skills.length : 0;
}
