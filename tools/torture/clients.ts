import { setTimeout as sleep } from 'node:timers/promises';
import type { Answered, Api } from './api.ts';
import { differences, type Made, type Notebook, type Order } from './notebook.ts';
import { bodyOf, drawOrder, type Purse } from './orders.ts';
import { type Random, randomOf } from './random.ts';

/** What clients know and share. */
export interface Town {
  readonly seed: number;
  readonly api: Api;
  readonly notebook: Notebook;
  readonly purses: readonly Purse[];
  readonly destinationIds: readonly string[];
  /** How often each deed was done. */
  readonly deeds: Map<Deed, number>;
}

interface Client {
  readonly town: Town;
  readonly name: string;
  /** The payouts it has been told of, oldest first. */
  readonly mine: Made[];
}

const PAY = '/payouts/v1/payment';
const THINK_MAX_MS = 60;

/** Makes payouts, one deed after another, until the time is over; what was begun is brought to its end. */
export async function runClient(town: Town, number: number, untilMs: number): Promise<void> {
  const client: Client = { town, name: `${town.seed}-${number}`, mine: [] };
  for (let turn = 0; performance.now() < untilMs; turn += 1) {
    // Each deed draws from a stream of its own, so that how often it had to be retried changes nothing after it.
    const random = randomOf(town.seed, `client ${number} turn ${turn}`);
    const deed = random.pick(DECK);
    await deeds[deed](client, random, `${client.name}-${turn}`);
    town.deeds.set(deed, (town.deeds.get(deed) ?? 0) + 1);
    await sleep(random.below(THINK_MAX_MS));
  }
}

const deeds = { create, race, contest, repeat, reuse, cancel, read };
export type Deed = keyof typeof deeds;
const shares: Readonly<Record<Deed, number>> = {
  create: 50,
  race: 12,
  contest: 6,
  repeat: 10,
  reuse: 6,
  cancel: 8,
  read: 8,
};
const DECK: readonly Deed[] = Object.keys(shares)
  .filter((word): word is Deed => Object.hasOwn(shares, word))
  .flatMap((deed) => Array.from({ length: shares[deed] }, () => deed));

/** Asks for an order until it is answered for good; undefined when it was refused. */
async function pay({ town, mine }: Client, order: Order, which: number): Promise<Made | undefined> {
  const before = town.notebook.madeUnder(order.key);
  const answer = await town.api.insist('POST', PAY, bodyOf(order), which);
  if (answer.status === 201) {
    const made = town.notebook.noteMade(order, answer.body);
    if (!mine.includes(made)) mine.push(made);
    return made;
  }
  const code = String(answer.body.status);
  const isPoor = town.purses.some(({ accountId, isTight }) => isTight && accountId === order.accountId);
  if (!(code === 'INSUFFICIENT_FUNDS' && isPoor)) unexpected(town, `order ${order.key}`, answer);
  if (before) town.notebook.violation(`key ${order.key} has payout ${before.id} and was refused after that: ${code}`);
  town.notebook.noteRefused(order.key, code);
  return undefined;
}

function unexpected({ notebook }: Town, what: string, { status, body }: Answered): void {
  notebook.violation(`${what} was answered with ${status} ${JSON.stringify(body)}`);
}

const draw = ({ town }: Client, random: Random, key: string): Order =>
  drawOrder(random, key, town.purses, town.destinationIds);

async function create(client: Client, random: Random, key: string): Promise<void> {
  await pay(client, draw(client, random, key), random.below(2));
}

/** The same order several times at once, at both APIs. */
async function race(client: Client, random: Random, key: string): Promise<void> {
  const order = draw(client, random, key);
  const count = 2 + random.below(3);
  await Promise.all(Array.from({ length: count }, (_, which) => pay(client, order, which)));
}

/** Two orders under one key at once: one of them is made, and the other is told so. */
async function contest(client: Client, random: Random, key: string): Promise<void> {
  const { town } = client;
  const roomy = town.purses.filter(({ isTight }) => !isTight);
  const order = drawOrder(random, key, roomy, town.destinationIds);
  const orders = [order, drawOrder(random, key, roomy, town.destinationIds)].map((one, index) => ({
    ...one,
    reference: `ref ${key} ${index}`,
  }));
  const answers = await Promise.all(
    orders.map(async (one, which) => ({ one, answer: await town.api.insist('POST', PAY, bodyOf(one), which) })),
  );
  const won = answers.filter(({ answer }) => answer.status === 201);
  const lost = answers.filter(({ answer }) => answer.body.status === 'IDEMPOTENCY_KEY_REUSED');
  if (won.length !== 1 || lost.length !== 1) {
    const said = answers.map(({ answer }) => `${answer.status} ${JSON.stringify(answer.body)}`).join(' and ');
    town.notebook.violation(`two orders under key ${key} were answered with ${said}`);
  }
  for (const { one, answer } of won) client.mine.push(town.notebook.noteMade(one, answer.body));
}

/** An order that was made before, once more: the answer is the first one's. */
async function repeat(client: Client, random: Random, key: string): Promise<void> {
  if (client.mine.length === 0) return create(client, random, key);
  await pay(client, random.pick(client.mine).order, random.below(2));
}

/** Another order under a key that is taken: refused, whatever else is going on. */
async function reuse(client: Client, random: Random, key: string): Promise<void> {
  if (client.mine.length === 0) return create(client, random, key);
  const { id, order } = random.pick(client.mine);
  const other = { ...order, amount: order.amount * 2, reference: `${order.reference} again` };
  const answer = await client.town.api.insist('POST', PAY, bodyOf(other), random.below(2));
  const named = metadataOf(answer).payment_id;
  if (answer.status === 409 && answer.body.status === 'IDEMPOTENCY_KEY_REUSED' && named === id) return;
  unexpected(client.town, `another order under key ${order.key} of payout ${id}`, answer);
}

const metadataOf = ({ body }: Answered): { readonly payment_id?: unknown } =>
  typeof body.metadata === 'object' && body.metadata !== null ? body.metadata : {};

/** Makes a payout and cancels it: in time, or too late. */
async function cancel(client: Client, random: Random, key: string): Promise<void> {
  const { town } = client;
  const made = await pay(client, draw(client, random, key), random.below(2));
  if (made === undefined) return;
  await sleep(random.chance(0.5) ? 0 : random.below(100));
  const answer = await town.api.insist('POST', `/payouts/v1/payments/${made.id}/cancel`, undefined, random.below(2));
  if (answer.status === 200 && answer.body.status === 'REJECTED') town.notebook.noteCancelled(made.id);
  else if (answer.body.status !== 'INVALID_STATE') unexpected(town, `the cancellation of payout ${made.id}`, answer);
}

/** Reads a payout that it was told of: it is there, as it was ordered. */
async function read(client: Client, random: Random, key: string): Promise<void> {
  if (client.mine.length === 0) return create(client, random, key);
  const { town } = client;
  const { id, order } = random.pick(client.mine);
  const answer = await town.api.insist('GET', `/payouts/v1/${id}`, undefined, random.below(2));
  if (answer.status !== 200) return unexpected(town, `reading payout ${id}`, answer);
  const found = differences(order, answer.body);
  if (found.length > 0) town.notebook.violation(`payout ${id} reads otherwise than it was made: ${found.join('; ')}`);
}
