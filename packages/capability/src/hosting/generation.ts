import { serveMcpOverStdio } from '../mcp/serve-stdio.ts';
import { createOpenApiDocuments } from '../openapi/document.ts';
import type { Problem } from '../problem.ts';
import { createRuntime } from '../running/create-runtime.ts';
import type { Serving } from './listener.ts';
import type { Loaded } from './load.ts';
import { type House, portHandler } from './parts.ts';
import { stdioExposes } from './plan.ts';

/** All that files gave when they were read last, in service. */
export interface Generation {
  readonly loaded: Loaded;
  /** What serves a port of these files. */
  servingOf(port: number): Serving | undefined;
  /** Serves what the files offer over standard input and output; null where they offer nothing there. */
  openStdio(): { close(): Promise<void> } | null;
  /** Waits for the requests that are under way, and closes the connections to the APIs behind. */
  retire(): Promise<void>;
}

/** Puts into service what was loaded; or tells what of it cannot be served. */
export function createGeneration(loaded: Loaded, house: House): Generation | { readonly problem: Problem } {
  const { variables } = loaded;
  const runtime = createRuntime({ variables, baseUris: house.baseUris, now: house.now });
  // Read anew each time: an OpenAPI document may have changed as well.
  const openapi = createOpenApiDocuments(house.log);
  let underWay = 0;
  let whenIdle = (): void => {};
  const begin = (): (() => void) => {
    underWay += 1;
    return () => {
      underWay -= 1;
      if (underWay === 0) whenIdle();
    };
  };
  const servings = new Map<number, Serving>();
  for (const plan of loaded.listeners) {
    try {
      servings.set(plan.port, { begin, handler: portHandler(plan, { loaded, runtime, openapi, house }) });
    } catch (error) {
      // Nothing has used it yet, so that there is nothing to wait for.
      void runtime.close();
      const place = plan.served[0]?.expose.place ?? { file: '', line: 1, column: 1 };
      const message = error instanceof Error ? error.message : String(error);
      return { problem: { ...place, severity: 'error', code: 'cannot-be-served', message } };
    }
  }
  return {
    loaded,
    servingOf: (port) => servings.get(port),
    openStdio() {
      const exposes = stdioExposes(loaded.capabilities);
      const { replays, log } = house;
      return exposes.length === 0 ? null : serveMcpOverStdio({ exposes, runtime, openapi, replays }, log);
    },
    async retire() {
      if (underWay > 0) await new Promise<void>((resolve) => (whenIdle = resolve));
      await runtime.close();
    },
  };
}
