import assert from 'node:assert/strict';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { type RunningCapability, runOwnCapabilities } from './capability-runner.ts';
import { addClient, type LimitedClient } from './limited-client.ts';
import type { Json, RunningSarf } from './running-sarf.ts';

/** How many calls a loop makes. */
export const CALLS = 1_000;

/** What varied calls ask for, in AED: when little is left of a sum, 1 still fits, so that loops use it up exactly. */
export const amountOf = (index: number): number => 1 + (index % 3);

/** A client within these limits, and the capabilities as they run for it. */
export async function agentWithin(
  sarf: RunningSarf,
  limits: Parameters<typeof addClient>[1] = {},
): Promise<{ readonly client: LimitedClient; readonly capability: RunningCapability }> {
  const client = await addClient(sarf, limits);
  return { client, capability: await runOwnCapabilities(sarf.apiUrl, client.credentials) };
}

/** What a client asked for: how many, their sum in AED, and both by the windows of limits, which are those of the clock. */
export async function askedFor({ sql }: RunningSarf, table: 'payouts' | 'refunds', { id }: LimitedClient) {
  const rows = await sql<{ day: string; count: number; minor: bigint }[]>`
    select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as count,
           sum(amount_minor)::bigint as minor
    from ${sql(table)} made
    join history on history.object_id = made.id and history.sequence = 1 and history.actor = ${`client:${id}`}
    group by 1, extract(hour from created_at at time zone 'UTC')`;
  const sumOf = (some: readonly { minor: bigint }[]): number =>
    Number(some.reduce((sum, { minor }) => sum + minor, 0n)) / 100;
  return {
    count: rows.reduce((sum, { count }) => sum + count, 0),
    amount: sumOf(rows),
    byHour: rows.map(({ count }) => count),
    byDay: [...Map.groupBy(rows, ({ day }) => day).values()].map(sumOf),
  };
}

/** What one call came to. */
export interface Answer {
  /** The code of a refusal; null when it was done. */
  readonly refusal: string | null;
  /** The first text of the result. */
  readonly said: string;
  /** Does the result say that this was done by a call before? */
  readonly replayed: boolean;
  /** What was answered as data. */
  readonly body: Json;
}

export interface Loop {
  readonly tool: string;
  readonly count: number;
  readonly argumentsOf: (index: number) => Record<string, unknown>;
  /** Is done once, while the calls go on, when half of them have been answered. */
  readonly midway?: () => Promise<void>;
}

// As many calls as an impatient agent has under way at the same time.
const AT_ONCE = 20;
const TRIES_MAX = 2_000;

/**
 * Calls a tool again and again, as an agent in a loop does that has no idea of what it does: a call without an answer is
 * made again. Gives the answers in the order of the calls.
 */
export async function loop(url: string, { tool, count, argumentsOf, midway }: Loop): Promise<Answer[]> {
  const client = new Client({ name: 'agent-in-a-loop', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  const answers: Answer[] = [];
  let [next, answered, halfway] = [0, 0, Promise.resolve()];
  const callOne = async (index: number): Promise<void> => {
    answers[index] = await callUntilAnswered(client, tool, argumentsOf(index));
    answered += 1;
    if (midway && answered === Math.floor(count / 2)) halfway = midway();
  };
  const run = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) await callOne(index);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, run));
    await halfway;
    return answers;
  } finally {
    await client.close();
  }
}

async function callUntilAnswered(client: Client, tool: string, args: Record<string, unknown>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return read(await client.callTool({ name: tool, arguments: args }));
    } catch (error) {
      // The process has gone, and with it the connection; it comes back.
      if (tries === TRIES_MAX) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

function read(result: Json): Answer {
  const said: string = result.content[0].text;
  const refusal = result.isError ? (/^[\w-]+/.exec(said)?.[0] ?? said) : null;
  const replayed = result._meta?.['io.sarf/idempotency']?.replayed === true;
  return { refusal, said, replayed, body: result.structuredContent };
}

/** Fails unless every answer is a success, a replay, or one of these refusals, by its name. */
export function assertRefusedOnlyAs(answers: readonly Answer[], ...names: readonly string[]): void {
  const others = answers.filter(({ refusal }) => refusal !== null && !names.includes(refusal));
  assert.deepEqual(others.slice(0, 3), []);
}

/** The ids of what was made, each once. */
export const madeBy = (answers: readonly Answer[]): string[] => [
  ...new Set(answers.flatMap(({ refusal, body }) => (refusal === null ? [body.id] : []))),
];
