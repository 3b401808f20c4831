import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Json } from './running-sarf.ts';

/** What a bank does with a request, and the ids that were in it. */
export type Behaviour = (response: ServerResponse, ids: string[]) => void;

/** Answers a request. */
export const say = (response: ServerResponse, status: number, body: string, type = 'application/json'): void => {
  response.writeHead(status, { 'content-type': type }).end(body);
};

/** How a bank speaks, as far as one that is not to be relied on has to know it. */
export interface Speaker {
  /** The end-to-end ids in a body that the connector sends, to submit or to ask. */
  idsIn(body: Json): string[];
  /** An answer of the bank that says `pending` of these ids, as its body. */
  answerOf(endToEndIds: readonly string[]): Json;
  /** The same answer in a word that no bank uses. */
  nonsenseOf(endToEndIds: readonly string[]): Json;
}

/** What a bank must not do and does, where it says nothing about the instructions that can be relied on. */
export function unreliable(bench: Speaker): Record<string, Behaviour> {
  const answerOf = (ids: string[]): string => JSON.stringify(bench.answerOf(ids));
  return {
    'HTTP 500': (response, ids) => say(response, 500, answerOf(ids)),
    'HTTP 503': (response, ids) => say(response, 503, answerOf(ids)),
    'HTTP 502 of a proxy': (response) => say(response, 502, '<html>Bad gateway</html>', 'text/html'),
    'HTTP 401': (response) => say(response, 401, '{"error":"unauthorized"}'),
    'HTTP 429': (response) => say(response, 429, '{}'),
    'HTTP 202 with a body that says it is all done': (response, ids) => say(response, 202, answerOf(ids)),
    'an empty answer': (response) => say(response, 200, ''),
    'something that is not JSON': (response) => say(response, 200, '<html>OK</html>', 'text/html'),
    'JSON that is cut off': (response, ids) => say(response, 200, answerOf(ids).slice(0, -5)),
    'JSON of another form': (response) => say(response, 200, '{"results":{"ok":true}}'),
    'a JSON null': (response) => say(response, 200, 'null'),
    'an answer about nobody': (response) => say(response, 200, answerOf([])),
    'an answer about somebody else': (response) => say(response, 200, answerOf(['SOMEBODY'])),
    'words that no bank uses': (response, ids) => say(response, 200, JSON.stringify(bench.nonsenseOf(ids))),
    'a connection that is cut before the answer': (response) => void response.destroy(),
    'a connection that is cut in the answer': (response, ids) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100000' });
      response.write(answerOf(ids), () => response.destroy());
    },
  };
}

export interface Hostile {
  readonly url: string;
  /** The ids of each request so far. */
  readonly requests: readonly string[][];
  behave(behaviour: Behaviour): void;
  stop(): Promise<void>;
}

/** A server that reads what it is sent and then does as it is told. */
export async function startHostile(idsIn: Speaker['idsIn']): Promise<Hostile> {
  const requests: string[][] = [];
  let behaviour: Behaviour = (response) => void response.destroy();
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const ids = body === '' ? [] : idsIn(JSON.parse(body));
    requests.push(ids);
    behaviour(response, ids);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert(typeof address === 'object' && address);
  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    behave(next) {
      behaviour = next;
      requests.length = 0;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
