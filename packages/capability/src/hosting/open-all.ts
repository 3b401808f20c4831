import type { Problem } from '../problem.ts';
import type { Generation } from './generation.ts';
import { type Listener, openListener, type RequestEntry } from './listener.ts';
import type { ListenerPlan } from './plan.ts';

export interface OpenOptions {
  /** Host names under which it may be called besides its address and loopback, such as that of a proxy in front. */
  readonly hosts?: readonly string[];
  /** Is told of each request at its end. */
  readonly onRequest?: (entry: RequestEntry) => void;
}

/** Opens all ports, or none; then it tells which one cannot be had, and which flag helps. */
export async function openAll(
  plans: readonly ListenerPlan[],
  generation: Generation,
  { hosts = [], onRequest = () => {} }: OpenOptions,
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
