import type { Answered, Api } from '../api.ts';
import type { Decided, Made, Notebook } from './notebook.ts';
import { bodyOf, type Decision, majorOf, type Order, type Plan } from './orders.ts';

const REFUNDS = '/payouts/refunds';

/** One of the two clients. */
export interface Client {
  /** How refunds name it. */
  readonly party: string;
  readonly api: Api;
}

/** What clients know and share. */
export interface Town {
  readonly clients: readonly [Client, Client];
  readonly notebook: Notebook;
  /** How often each was done. */
  readonly deeds: Map<string, number>;
}

/** Carries out a turn: asks for its refunds until they are answered for good, and then decides on them. */
export async function carryOut(town: Town, plan: Plan): Promise<void> {
  const { turn, client, api } = plan;
  count(town, turn.kind);
  const made = await ask(town, plan);
  if (made.length === 0) {
    if (plan.hurries) await town.clients[client].api.insist('PUT', REFUNDS, undefined, api);
    return;
  }
  count(town, plan.decision);
  await decide(town, made, plan.decision, api);
}

function count({ deeds }: Town, deed: string): void {
  deeds.set(deed, (deeds.get(deed) ?? 0) + 1);
}

function unexpected({ notebook }: Town, what: string, { status, body }: Answered): void {
  notebook.violation(`${what} was answered with ${status} ${JSON.stringify(body)}`);
}

async function ask(town: Town, plan: Plan): Promise<Made[]> {
  const { turn, client, api } = plan;
  switch (turn.kind) {
    case 'list':
      return askAll(town, town.clients[client], turn.orders, api);
    case 'twins': {
      // By both clients, at both APIs, all at once: one refund, whoever is first.
      const copies = Array.from({ length: turn.count }, (_, index) =>
        askOne(town, town.clients[(client + index) % 2 === 0 ? 0 : 1], turn.order, api + index),
      );
      return (await Promise.all(copies)).flat().slice(0, 1);
    }
    case 'reuse':
      return reuse(town, plan, turn.order);
    default: {
      const made = await askOne(town, town.clients[client], turn.order, api);
      if (turn.kind === 'over' && made.length > 0) {
        town.notebook.violation(
          `refund ${made[0]?.id} of ${majorOf(turn.order.amountMinor)} was made, more than came in`,
        );
      }
      return made;
    }
  }
}

async function askOne(town: Town, { api }: Client, order: Order, which: number): Promise<Made[]> {
  const answer = await api.insist('POST', REFUNDS, bodyOf(order), which);
  if (answer.status === 201) return [town.notebook.noteMade(order, answer.body)];
  noteRefusal(town, [order], answer);
  return [];
}

async function askAll(town: Town, { api }: Client, orders: readonly Order[], which: number): Promise<Made[]> {
  const answer = await api.insist('POST', REFUNDS, orders.map(bodyOf), which);
  if (answer.status === 201) return orders.map((order, index) => town.notebook.noteMade(order, shownAt(answer, index)));
  noteRefusal(town, orders, answer);
  return [];
}

/** One of the objects of an answer that is a list. */
const shownAt = ({ body }: Answered, index: number): Readonly<Record<string, unknown>> => ({ ...Object(body[index]) });

/** The only reason to refuse is that not enough remains, and what remains is less than what was asked for. */
function noteRefusal(town: Town, orders: readonly Order[], answer: Answered): void {
  const { status, remaining } = answer.body;
  const most = Math.max(...orders.map(({ amountMinor }) => majorOf(amountMinor)));
  const isTrue = status === 'AMOUNT_OVER_MAX_VALUE' && typeof remaining === 'number' && remaining < most;
  if (!isTrue) unexpected(town, `order ${orders[0]?.key}`, answer);
  for (const { key } of orders) town.notebook.noteRefused(key, String(status));
}

/** The key of a refund that was made, for another amount: it is told so. */
async function reuse(town: Town, { client, api }: Plan, fallback: Order): Promise<Made[]> {
  const { value: made } = town.notebook.made.values().next();
  if (made === undefined) return askOne(town, town.clients[client], fallback, api);
  const order = { ...made.order, amountMinor: made.order.amountMinor + 1 };
  const answer = await town.clients[client].api.insist('POST', REFUNDS, bodyOf(order), api);
  if (answer.body.status !== 'IDEMPOTENCY_KEY_REUSED') unexpected(town, `another order under key ${order.key}`, answer);
  return [];
}

/** Decides on refunds, all in one request, as two parties do. */
async function decide(town: Town, made: readonly Made[], decision: Decision, which: number): Promise<void> {
  const [first] = made;
  const creator = town.clients.find(({ party }) => party === first?.createdBy);
  const other = town.clients.find((one) => one !== creator);
  if (!creator || !other) {
    town.notebook.violation(`refund ${first?.id} was created by ${first?.createdBy}, which is nobody`);
    return;
  }
  switch (decision) {
    case 'leave':
      return;
    case 'own': {
      const answer = await put(creator, made, 'CONFIRMED', which);
      if (answer.body.status !== 'SECOND_PARTY_NEEDED') unexpected(town, `confirming one's own ${first?.id}`, answer);
      return settle(town, made, 'CONFIRMED', await put(other, made, 'CONFIRMED', which));
    }
    case 'both':
      return contest(town, made, [creator, other], which);
    default: {
      const word = decision === 'confirm' ? 'CONFIRMED' : 'REJECTED';
      return settle(town, made, word, await put(other, made, word, which));
    }
  }
}

const put = ({ api }: Client, made: readonly Made[], status: Decided, which: number): Promise<Answered> =>
  api.insist(
    'PUT',
    REFUNDS,
    made.map(({ id }) => ({ refund_id: id, status })),
    which,
  );

function settle(town: Town, made: readonly Made[], word: Decided, answer: Answered): void {
  if (answer.status !== 200) {
    unexpected(town, `${word} of refund ${made[0]?.id}`, answer);
    return;
  }
  for (const { id } of made) town.notebook.noteDecided(id, word);
}

/** One party confirms while the other rejects: one of the two wins, and the other is told. */
async function contest(
  town: Town,
  made: readonly Made[],
  [creator, other]: readonly [Client, Client],
  which: number,
): Promise<void> {
  const [yes, no] = await Promise.all([
    put(other, made, 'CONFIRMED', which),
    put(creator, made, 'REJECTED', which + 1),
  ]);
  const [won, lost, word]: [Answered, Answered, Decided] =
    yes.status === 200 ? [yes, no, 'CONFIRMED'] : [no, yes, 'REJECTED'];
  settle(town, made, word, won);
  if (lost.body.status !== 'INVALID_STATE') unexpected(town, `the contrary of ${word} of refund ${made[0]?.id}`, lost);
}
