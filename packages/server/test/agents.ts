import assert from 'node:assert/strict';
import { commands } from '../src/admin/commands.ts';
import { createClient, type NewClient } from '../src/auth/clients.ts';
import { newId } from '../src/foundation/id.ts';
import type { createPayouts } from '../src/payouts/create-payouts.ts';
import { allScopes, callerOf } from './doors.ts';
import { type Called, fetchToken, type Json, type RunningSarf, send } from './running-sarf.ts';

/** Runs a command of the terminal in a running Sarf, and gives what it shows. */
export async function runCommand(sarf: RunningSarf, name: string, ...words: string[]): Promise<string> {
  const task = commands.find((one) => one.name === name)?.read(words);
  assert(task && 'inDatabase' in task, `${name} is a command that works in the open database`);
  return (await task.inDatabase(sarf.deps)).join('\n');
}

/** A payout of the sandbox account as its verb is asked for it, by a client, past all doors. */
export function creationFor(
  sarf: RunningSarf,
  clientId: string,
  amountMinor: bigint,
): Parameters<typeof createPayouts>[1][number] {
  const now = Date.now();
  return {
    applicationId: sarf.sandbox.applicationId,
    actor: `client:${clientId}`,
    clientId,
    id: newId(now),
    endToEndId: sarf.deps.newEndToEndId(now),
    amountMinor,
    currency: 'AED',
    destinationId: sarf.sandbox.destinationId,
    payoutAccountId: null,
    description: null,
    reference: null,
    idempotencyKey: null,
    refundId: null,
    allowDuplicate: false,
  };
}

/** A client of its own, and what a test does with it. */
export interface Agent {
  readonly id: string;
  readonly client: NewClient;
  readonly call: RunningSarf['call'];
  /** Sets limits, in the words of `set-agent-limits`. */
  limit(...words: string[]): Promise<string>;
  /** Asks for a payout at one of the addresses of the API, and gives the answer, whatever it is. */
  pay(amount: number, more?: Record<string, unknown>, apiUrl?: string): Promise<Called>;
  /** What its limits are and leave, as the API tells it. */
  limits(): Promise<Json>;
  /** What the database has of what it asked for: the sums by currency and day, and the counts of the hours. */
  counters(): Promise<{ spent: Record<string, number>; count: number }>;
}

/** Makes a client with these limits, in the words of `set-agent-limits`; without any it has none. */
export async function makeAgent(sarf: RunningSarf, ...words: string[]): Promise<Agent> {
  const client = await createClient(sarf.deps, sarf.sandbox.applicationId, 'agent', allScopes);
  const { clientId: id } = client;
  const call = await callerOf(sarf, client);
  const token = await fetchToken(sarf.apiUrl, { ...sarf.sandbox, client });
  const limit = (...more: string[]): Promise<string> => runCommand(sarf, 'set-agent-limits', '--client', id, ...more);
  if (words.length > 0) await limit(...words);
  return {
    id,
    client,
    call,
    limit,
    pay: (amount, more = {}, apiUrl = sarf.apiUrl) => {
      const body = { amount, currency: 'AED', destination_id: sarf.sandbox.destinationId, ...more };
      return send(`${apiUrl}/payouts/v1/payment`, 'POST', body, { authorization: `Bearer ${token}` });
    },
    limits: async () => (await call('GET', '/payouts/v1/agent-limits')).body,
    async counters() {
      const days = await sarf.sql<{ currency: string; spent: bigint }[]>`
        select currency, sum(spent_minor)::bigint as spent from client_days where client_id = ${id} group by currency`;
      const hours = await sarf.sql<{ count: number }[]>`select count from client_hours where client_id = ${id}`;
      return {
        spent: Object.fromEntries(days.map(({ currency, spent }) => [currency, Number(spent)])),
        count: hours.reduce((sum, { count }) => sum + count, 0),
      };
    },
  };
}
