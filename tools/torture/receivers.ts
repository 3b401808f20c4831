import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../packages/server/test/free-port.ts';
import type { Api } from './api.ts';
import type { Temper } from './manners.ts';
import { createRole, type Role, type Site } from './role.ts';

const program = fileURLToPath(import.meta.resolve('./receiver.ts'));

/** A process that receives deliveries, and the endpoint that stands for it. */
export interface Receiver {
  readonly role: Role;
  /** What its endpoint is asked for. */
  readonly wish: { readonly url: string; readonly ordered: boolean; readonly retry_seconds: readonly number[] };
  readonly inboxFile: string;
  readonly secretFile: string;
  /** Starts it. Each time other deliveries go wrong there, or, when it is not faulty, none. */
  start(faulty: boolean): void;
}

const KINDS: readonly { readonly name: string; readonly ordered: boolean; readonly temper: Temper }[] = [
  { name: 'receiver-ordered', ordered: true, temper: 'steady' },
  { name: 'receiver-steady', ordered: false, temper: 'steady' },
  { name: 'receiver-poor', ordered: false, temper: 'poor' },
];

/** Prepares the receivers of a run; none is started. */
export function prepareReceivers(seed: number, site: Site): Promise<Receiver[]> {
  return Promise.all(KINDS.map((kind, index) => prepare(kind, seed + index, site)));
}

async function prepare({ name, ordered, temper }: (typeof KINDS)[number], seed: number, site: Site): Promise<Receiver> {
  const port = await freePort();
  const inboxFile = join(site.logsDir, `${name}.jsonl`);
  const secretFile = join(site.logsDir, `${name}.secret`);
  await writeFile(inboxFile, '');
  const environment = { PORT: String(port), INBOX_FILE: inboxFile, SECRET_FILE: secretFile };
  const role = createRole(name, environment, site, program);
  let starts = 0;
  return {
    role,
    wish: { url: `http://127.0.0.1:${port}/`, ordered, retry_seconds: [1] },
    inboxFile,
    secretFile,
    start(faulty) {
      starts += 1;
      role.start({ SEED: `${seed * 1000 + starts}`, TEMPER: faulty ? temper : 'calm' });
    },
  };
}

/** Registers an endpoint for each of them, hands them their secrets, and starts them. */
export async function registerReceivers(api: Api, receivers: readonly Receiver[]): Promise<void> {
  for (const receiver of receivers) {
    const { status, body } = await api.insist('POST', ENDPOINTS, receiver.wish, 0);
    if (status !== 201) throw new Error(`an endpoint was answered with ${status} ${JSON.stringify(body)}`);
    await writeFile(receiver.secretFile, String(body.secret), { mode: 0o600 });
    receiver.start(true);
  }
  // One whose answer was lost would be there twice, and the secret of one of the two nobody would know.
  const found = (await listEndpoints(api)).length;
  if (found !== receivers.length) throw new Error(`there are ${found} endpoints for ${receivers.length} receivers`);
}

/**
 * Lets endpoints that are paused go on, as their owner does when the receiver is well again. A pause lasts for half a
 * minute and more: without this an endpoint would see next to nothing after its first bad moment.
 * @returns how many were paused
 */
export async function resumeEndpoints(api: Api): Promise<number> {
  const paused = (await listEndpoints(api)).filter(({ paused_until }) => paused_until !== null);
  for (const { id } of paused) await api.insist('PATCH', `${ENDPOINTS}/${id}`, { state: 'enabled' }, 1);
  return paused.length;
}

const ENDPOINTS = '/webhooks/v1/endpoints';

async function listEndpoints(
  api: Api,
): Promise<readonly { readonly id: string; readonly paused_until: string | null }[]> {
  const { body } = await api.insist('GET', ENDPOINTS, undefined, 0);
  return Array.isArray(body.content) ? body.content : [];
}
