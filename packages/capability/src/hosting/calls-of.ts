import type { Invocation } from '../capability.ts';
import { operationsOf } from '../mcp/consumed-by.ts';

/** What an invocation calls, for people: `shop.list-orders`, several with arrows between them, or `mock`. */
export const callsOf = (invocation: Invocation): string =>
  operationsOf(invocation)
    .map(({ name, api }) => `${api.namespace}.${name}`)
    .join(' → ') || 'mock';
