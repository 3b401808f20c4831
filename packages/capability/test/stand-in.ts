import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { Server } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Received {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** Of the caller: which connection it came by. */
  readonly port: number | undefined;
}

/** A small API on loopback that remembers what it was asked. */
export interface StandIn extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
}

export async function standIn(answer: (request: Received, response: ServerResponse) => unknown): Promise<StandIn> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    const port = request.socket.remotePort;
    const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body, port };
    received.push(one);
    await answer(one, response);
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An answer of JSON. */
export function json(
  response: ServerResponse,
  value: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Listens on a free port of loopback. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port.');
  return address.port;
}
