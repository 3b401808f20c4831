import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

type Answer = (asked: Asked, response: ServerResponse) => void;

export interface ScriptedServer {
  readonly baseUrl: string;
  /** All requests but those for tokens. */
  readonly asked: Asked[];
  readonly tokensAsked: Asked[];
  /** What to answer the next requests with, in order; the last one is repeated. */
  script(...answers: Answer[]): void;
  /** What to answer requests for tokens with. */
  scriptTokens(answer: Answer): void;
  stop(): Promise<void>;
}

/** An answer with this code and body, as JSON unless it is text. */
export const say =
  (code: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    const type = typeof body === 'string' ? 'text/html' : 'application/json';
    response.writeHead(code, { 'content-type': type, ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

/** A refusal as Sarf writes it. */
export const refuse = (code: number, status: string, more: Record<string, unknown> = {}, headers = {}): Answer =>
  say(
    code,
    {
      status,
      message: 'No.',
      timestamp: '2026-05-04T09:12:44.310Z',
      request_id: 'a-request',
      retryable: code >= 429,
      money_moved: 'no',
      errors: [],
      metadata: null,
      ...more,
    },
    headers,
  );

/** No answer: the connection breaks. */
export const hangUp: Answer = (_, response) => {
  response.destroy();
};

/** No answer: nothing comes. */
export const keepSilent: Answer = () => {};

/** The first half of an answer, and then the connection breaks. */
export const breakOff: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"id":', () => response.destroy());
};

/** A server that answers as it is told to, in the place of Sarf. */
export async function startScripted(): Promise<ScriptedServer> {
  const asked: Asked[] = [];
  const tokensAsked: Asked[] = [];
  let answers: Answer[] = [];
  let tokens = 0;
  let answerToken: Answer = (one, response) => {
    tokens += 1;
    say(200, { access_token: `token-${tokens}`, token_type: 'Bearer', expires_in: 3600 })(one, response);
  };
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const one = { method, url, headers, body };
    if (url === '/oauth2/token') {
      tokensAsked.push(one);
      return answerToken(one, response);
    }
    asked.push(one);
    const [next = say(500, 'nothing is scripted')] = answers;
    if (answers.length > 1) answers.shift();
    next(one, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    asked,
    tokensAsked,
    script(...next) {
      answers = next;
      asked.length = 0;
    },
    scriptTokens(answer) {
      answerToken = answer;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
