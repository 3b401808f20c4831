// Receives the events of the Sarf on this machine and prints each once, those of one payout in sequence.
//
//   npm start                                                in one terminal
//   npm run example:receiver [-- <port> [<data folder>]]     in another; without them port 4000 and .sarf
//
// Make payouts, stop this with Ctrl-C, make more, start it again: nothing is missing. What it knows is in the folder
// example-receiver of the data folder.

import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { createReceiver, createSarf, type Sarf, type SarfEvent } from '@sarf/sdk';
import { fileStore } from './file-store.ts';

interface Registered {
  readonly id: string;
  readonly secret: string;
}

function readText(path: string, name: string): string {
  const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const value = Object.entries(Object(content)).find(([key]) => key === name)?.[1];
  if (typeof value !== 'string') throw new Error(`${path} has no ${name}`);
  return value;
}

/** Registers this receiver, or finds it as it was registered before. The secret is shown once, so it is kept. */
async function register(sarf: Sarf, url: string, folder: string): Promise<Registered> {
  const endpointFile = join(folder, 'endpoint.json');
  if (existsSync(endpointFile)) {
    const known = { id: readText(endpointFile, 'id'), secret: readText(endpointFile, 'secret') };
    // Enabling it again also ends the pause that Sarf makes when nobody listens.
    const updated = await sarf.endpoints.update(known.id, { url, state: 'enabled' });
    if (updated.ok) return known;
    if (updated.refusal.status !== 'UNKNOWN_ENDPOINT') throw new Error(updated.refusal.message);
  }
  // A restart should not have to be waited for, so failed deliveries are tried again after seconds.
  const description = 'examples/receiver.ts';
  const made = await sarf.endpoints.create({ url, description, ordered: true, retry_seconds: [1, 2, 3, 5] });
  if (!made.ok) throw new Error(`${made.refusal.status}: ${made.refusal.message}`);
  const { id, secret } = made.value;
  writeFileSync(endpointFile, JSON.stringify({ id, secret }), { mode: 0o600 });
  return { id, secret };
}

function print({ created_at, type, object, sequence, payload }: SarfEvent): void {
  const what = 'amount' in payload ? `${payload.amount} ${payload.currency} ${payload.status}` : '';
  console.log(`${created_at}  ${object.id} ${String(sequence).padStart(2)}  ${type}  ${what}`);
}

async function main(port: number, dataDir: string): Promise<void> {
  const sandboxFile = join(dataDir, 'sandbox.json');
  if (!existsSync(sandboxFile)) throw new Error(`There is no ${sandboxFile}: run \`npm start\` first.`);
  const folder = join(dataDir, 'example-receiver');
  mkdirSync(folder, { recursive: true });
  const sarf = createSarf({
    baseUrl: readText(sandboxFile, 'api_url'),
    clientId: readText(sandboxFile, 'client_id'),
    clientSecret: readText(sandboxFile, 'client_secret'),
  });
  const { id, secret } = await register(sarf, `http://127.0.0.1:${port}/`, folder);
  const receiver = createReceiver({
    secret,
    store: fileStore(join(folder, 'seen')),
    fetchEvents: (object_id) => sarf.events.list({ object_id }),
    onEvent: print,
  });
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const receipt = await receiver.receive({ headers: request.headers, body: Buffer.concat(chunks) });
    if (receipt.status === 400) console.error(`refused: ${receipt.refused.code}`);
    if (receipt.status === 500) console.error('not taken:', receipt.error);
    response.writeHead(receipt.status).end();
  });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  console.log(`Endpoint ${id} listens on port ${port}. Ctrl-C stops it.`);
  process.once('SIGINT', () => server.close());
}

const [port = '4000', dataDir = resolve(import.meta.dirname, '../.sarf')] = process.argv.slice(2);
try {
  await main(Number(port), dataDir);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
