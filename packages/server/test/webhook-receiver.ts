import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { freePort } from './free-port.ts';
import type { Json } from './running-sarf.ts';

export interface Received {
  readonly atMs: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly event: Json;
}

/** What a receiver does with a delivery; without a word of its own it answers 200. */
export type Behaviour = (received: Received, response: ServerResponse) => void | Promise<void>;

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  behave: Behaviour;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** A receiver of webhooks, which keeps all it was sent, and can be away for a while. */
export async function startReceiver(behave: Behaviour = () => {}): Promise<Receiver> {
  const port = await freePort();
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const one = { atMs: performance.now(), headers: request.headers, body, event: JSON.parse(body) };
    received.push(one);
    await receiver.behave(one, response);
    if (!response.writableEnded && !response.destroyed) response.end();
  });
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    behave,
    start: () => new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve())),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await receiver.start();
  return receiver;
}
