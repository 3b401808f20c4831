import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { note } from './inbox.ts';
import { drawManner, type Temper } from './manners.ts';
import { randomOf } from './random.ts';

/**
 * Receives deliveries for one endpoint, checks their signatures and writes them down. Now and then, as its seed says, it
 * fails. It is told all it has to know by its environment.
 */
const { PORT, INBOX_FILE: inbox = '', SECRET_FILE = '', SEED, TEMPER } = process.env;

const temper: Temper = TEMPER === 'steady' || TEMPER === 'poor' ? TEMPER : 'calm';
const webhook = new Webhook(readFileSync(SECRET_FILE, 'utf8'));
let count = 0;

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks).toString();
  const fault = faultOf(request, body);
  if (fault !== undefined) {
    note(inbox, { kind: 'violation', what: `${fault}: ${body.slice(0, 200)}` });
    response.writeHead(400).end();
    return;
  }
  count += 1;
  const { waitMs, does, status } = drawManner(randomOf(Number(SEED), `delivery ${count}`), temper);
  if (waitMs > 0) await sleep(waitMs);
  if (does === 'take' || does === 'lose') note(inbox, { kind: 'got', body });
  if (does === 'take') {
    response.writeHead(status).end();
    return;
  }
  note(inbox, { kind: 'failed', how: howOf(does, status, waitMs) });
  if (does === 'refuse') response.writeHead(status, { location: '/elsewhere' }).end('not now');
  else request.socket.destroy();
}

function faultOf({ method, url, headers }: IncomingMessage, body: string): string | undefined {
  const known = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  try {
    webhook.verify(body, Object.fromEntries(known));
  } catch (error) {
    return `a ${method} of ${url} that does not verify, ${error instanceof Error ? error.message : String(error)}`;
  }
  const { id }: { id?: unknown } = { ...Object(JSON.parse(body)) };
  // The redirects that are answered lead elsewhere.
  if (url !== '/') return `a ${method} of ${url}`;
  return id === headers['webhook-id'] ? undefined : `webhook-id ${headers['webhook-id']} on the event ${id}`;
}

function howOf(does: 'lose' | 'refuse' | 'drop', status: number, waitMs: number): string {
  if (does === 'lose') return 'lost answer';
  if (does === 'refuse') return String(status);
  return waitMs > 0 ? 'hung' : 'dropped';
}

const server = createServer((request, response) => {
  // Whoever sent it went away meanwhile; what was not read whole was not answered.
  receive(request, response).catch(() => response.destroy());
});
server.listen(Number(PORT), '127.0.0.1', () => console.log('receiver is ready'));
process.on('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
