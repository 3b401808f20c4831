import type { Expose } from '../capability.ts';
import type { Loaded } from './load.ts';

/** One kind of thing on one port. */
export interface ListeningAt {
  readonly kind: Expose['type'];
  readonly address: string;
  readonly port: number;
  readonly namespaces: readonly string[];
  /** How many operations (of a REST adapter), tools (of an MCP server) or skills there are. */
  readonly count: number;
}

/** The address of a port for a caller on this machine. */
export function urlOf({ address, port }: Pick<ListeningAt, 'address' | 'port'>): string {
  const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[address] ?? (address.includes(':') ? `[${address}]` : address);
  return `http://${name}:${port}`;
}

/** What is served where. */
export function listeningOf({ listeners }: Loaded): ListeningAt[] {
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
