import { type Fault, refusals } from '@sarf/contract';
import {
  type AgentLimits,
  type AskedFor,
  counted,
  decideChange,
  decideLimit,
  type LimitsOfClients,
} from '../auth/agent-limits.ts';
import { type AccountsByWish, accountsByWish, chooseAccount } from '../banks/choose-account.ts';
import { availableOf, type PayoutAccount } from '../banks/payout-accounts.ts';
import { amountToText } from '../foundation/money.ts';
import { Refusal } from '../foundation/refuse.ts';
import type { PayoutRow } from './payout.ts';

/** A payout that somebody asks for, after its form was checked. */
export interface Creation {
  readonly applicationId: string;
  /** Who asks for it, as its history names them. */
  readonly actor: string;
  /** The client whose limits it counts against; null: the refund that it carries out was counted against its client. */
  readonly clientId: string | null;
  /** Made beforehand, so that a try whose answer was lost can be recognised. */
  readonly id: string;
  readonly endToEndId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly destinationId: string;
  /** Null: the default account in the currency. */
  readonly payoutAccountId: string | null;
  readonly description: string | null;
  readonly reference: string | null;
  readonly idempotencyKey: string | null;
  /** The refund that it carries out, or null. */
  readonly refundId: string | null;
  readonly allowDuplicate: boolean;
}

/** What is known about the world while the balances are locked. */
export interface World {
  readonly accounts: readonly PayoutAccount[];
  /** Ids of those destinations that exist, as `application/destination`. */
  readonly destinations: ReadonlySet<string>;
  /** Payouts made earlier under one of the keys or ids. */
  readonly existing: readonly PayoutRow[];
  /** Payouts of the same details, each with the place of the one it looks like. */
  readonly twins: readonly Twin[];
  /** The limits of those clients that ask. */
  readonly limits: LimitsOfClients;
}

interface Twin {
  readonly index: number;
  readonly id: string;
}

export type Decision =
  | {
      readonly kind: 'create';
      readonly account: PayoutAccount;
      /** Must another party approve it first? */
      readonly needsApproval: boolean;
    }
  | { readonly kind: 'replay'; readonly row: PayoutRow; readonly first: boolean }
  /** The same key came earlier in this batch: the answer is that one's. */
  | { readonly kind: 'repeat'; readonly index: number }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

/**
 * Decides on payouts that are asked for at once, one after another, as if each came alone. Pure: the world is read
 * under locks before, and what is decided is written after.
 */
export function decideCreations(creations: readonly Creation[], world: World): Decision[] {
  const memory = remember(world);
  return creations.map((creation, index) => {
    const decision = decide(creation, index, memory);
    if (decision.kind === 'create') note(creation, index, decision.account, memory);
    return decision;
  });
}

interface Memory {
  readonly accounts: AccountsByWish;
  readonly availableMinor: Map<string, bigint>;
  readonly destinations: ReadonlySet<string>;
  readonly byKey: ReadonlyMap<string, PayoutRow>;
  readonly byId: ReadonlyMap<string, PayoutRow>;
  readonly twins: ReadonlyMap<number, Twin>;
  readonly keysNow: Map<string, { readonly creation: Creation; readonly index: number; readonly accountId: string }>;
  readonly detailsNow: Map<string, string>;
  readonly limits: Map<string, AgentLimits>;
}

function remember(world: World): Memory {
  return {
    accounts: accountsByWish(world.accounts),
    availableMinor: new Map(world.accounts.map((account) => [account.id, availableOf(account)])),
    destinations: world.destinations,
    byKey: new Map(
      world.existing.flatMap((row) =>
        row.idempotencyKey === null ? [] : [[keyOf(row.applicationId, row.idempotencyKey), row]],
      ),
    ),
    byId: new Map(world.existing.map((row) => [row.id, row])),
    twins: new Map(world.twins.map((twin) => [twin.index, twin])),
    keysNow: new Map(),
    detailsNow: new Map(),
    limits: new Map(world.limits),
  };
}

const keyOf = (applicationId: string, key: string): string => `${applicationId}/${key}`;

/** The details that make two payouts look like one: the same text for twins. Undefined without a reference. */
export function detailsOf(creation: Creation): string | undefined {
  if (creation.reference === null) return undefined;
  const { applicationId, destinationId, amountMinor, currency, reference } = creation;
  return `${applicationId}/${destinationId}/${amountMinor}/${currency}/${reference}`;
}

function note(creation: Creation, index: number, account: PayoutAccount, memory: Memory): void {
  const left = (memory.availableMinor.get(account.id) ?? 0n) - creation.amountMinor;
  memory.availableMinor.set(account.id, left);
  const key = creation.idempotencyKey;
  if (key !== null) memory.keysNow.set(keyOf(creation.applicationId, key), { creation, index, accountId: account.id });
  const details = detailsOf(creation);
  if (details !== undefined) memory.detailsNow.set(details, creation.id);
  const limits = limitsOf(creation, memory);
  if (limits) memory.limits.set(limits.clientId, counted(limits, askedOf(creation)));
}

// A refund goes back to whoever paid, and waits for somebody who confirms it.
const askedOf = ({ amountMinor, currency, destinationId, refundId }: Creation): AskedFor => ({
  amountMinor,
  currency,
  destinationId: refundId === null ? destinationId : null,
});

const limitsOf = ({ clientId }: Creation, { limits }: Memory): AgentLimits | undefined =>
  clientId === null ? undefined : limits.get(clientId);

const refuse = (refusal: Refusal): Decision => ({ kind: 'refuse', refusal });

// The order is part of the contract: an answer that was given once is given again before anything else is looked at, and
// is not counted again; but a client that was stopped gets none. Then what is wrong with the request itself, then what
// the client may ask for, and last what the account covers, which is not for everybody to know.
function decide(creation: Creation, index: number, memory: Memory): Decision {
  const own = memory.byId.get(creation.id);
  // It was saved by an earlier try of this very request; to say anything else would not be true.
  if (own) return { kind: 'replay', row: own, first: true };
  const limits = limitsOf(creation, memory);
  const barred = limits && decideChange(limits);
  if (barred) return refuse(barred);
  const repeated = decideKey(creation, memory);
  if (repeated) return repeated;

  if (!memory.destinations.has(`${creation.applicationId}/${creation.destinationId}`)) {
    return refuse(new Refusal('UNKNOWN_PAYMENT_DESTINATION'));
  }
  const account = chooseAccount(memory.accounts, creation);
  if (account instanceof Refusal) return refuse(account);
  const twin = creation.allowDuplicate ? undefined : twinOf(creation, index, memory);
  if (twin !== undefined) return refuse(possibleDuplicate(twin));
  const limited = limits && decideLimit(limits, askedOf(creation));
  if (limited) return refuse(limited);
  const available = memory.availableMinor.get(account.id) ?? 0n;
  if (account.balanceBinding && available < creation.amountMinor) return refuse(insufficient(account, available));
  return {
    kind: 'create',
    account,
    needsApproval: creation.refundId === null && (limits?.bounds?.needsApproval ?? false),
  };
}

function decideKey(creation: Creation, memory: Memory): Decision | undefined {
  if (creation.idempotencyKey === null) return undefined;
  const key = keyOf(creation.applicationId, creation.idempotencyKey);
  const row = memory.byKey.get(key);
  if (row) {
    const fields = differingFields(creation, row, row.payoutAccountId);
    return fields.length === 0 ? { kind: 'replay', row, first: false } : refuse(keyReused(fields, row.id));
  }
  const now = memory.keysNow.get(key);
  if (!now) return undefined;
  const fields = differingFields(creation, now.creation, now.accountId);
  return fields.length === 0 ? { kind: 'repeat', index: now.index } : refuse(keyReused(fields, now.creation.id));
}

type Content = Pick<Creation, 'amountMinor' | 'currency' | 'destinationId' | 'description' | 'reference'>;

/** The fields, by their names on the wire, in which a request differs from what was made under its key. */
function differingFields(
  asked: Content & Pick<Creation, 'payoutAccountId'>,
  made: Content,
  accountId: string,
): string[] {
  const differs: [string, boolean][] = [
    ['amount', asked.amountMinor !== made.amountMinor],
    ['currency', asked.currency !== made.currency],
    ['destination_id', asked.destinationId !== made.destinationId],
    ['description', asked.description !== made.description],
    ['reference', asked.reference !== made.reference],
    ['payout_account_id', asked.payoutAccountId !== null && asked.payoutAccountId !== accountId],
  ];
  return differs.filter(([, yes]) => yes).map(([name]) => name);
}

const fault = (path: string, message: string, code: Fault['code']): Fault => ({ path, message, code });

function twinOf(creation: Creation, index: number, memory: Memory): string | undefined {
  const details = detailsOf(creation);
  if (details === undefined) return undefined;
  return memory.detailsNow.get(details) ?? memory.twins.get(index)?.id;
}

function keyReused(fields: readonly string[], paymentId: string): Refusal {
  const message = `This idempotency key was used for payout ${paymentId}, which differs in: ${fields.join(', ')}.`;
  return new Refusal('IDEMPOTENCY_KEY_REUSED', message, {
    faults: fields.map((path) => fault(path, 'Differs from the payout made under this key.', 'IDEMPOTENCY_KEY_REUSED')),
    metadata: { payment_id: paymentId, fields },
  });
}

function possibleDuplicate(paymentId: string): Refusal {
  const message =
    `Payout ${paymentId} has the same destination, amount, currency and reference. ` +
    'To pay again on purpose, send allow_duplicate: true.';
  return new Refusal('POSSIBLE_DUPLICATE', message, { metadata: { payment_id: paymentId } });
}

function insufficient(account: PayoutAccount, availableMinor: bigint): Refusal {
  const available = `${amountToText(availableMinor, account.currency)} ${account.currency}`;
  return new Refusal('INSUFFICIENT_FUNDS', `${refusals.INSUFFICIENT_FUNDS.sentence} Available: ${available}.`, {
    metadata: { payout_account_id: account.id, available: amountToText(availableMinor, account.currency) },
  });
}
