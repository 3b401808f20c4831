import { type AccountsByWish, chooseAccount } from '../banks/choose-account.ts';
import type { PayoutAccount } from '../banks/payout-accounts.ts';
import { after } from '../foundation/clock.ts';
import { Refusal } from '../foundation/refuse.ts';
import { type Asked, type Decision, decideByKey, differing, type Made, madeAt, note, refuse } from './keyed-rules.ts';
import { newPayment, type PaymentRow } from './payment.ts';

/** A checkout that somebody asks for, after its form was checked. */
export interface CheckoutAsked extends Asked {
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly customerId: string | null;
  /** Null: the default account in the currency. */
  readonly payoutAccountId: string | null;
  readonly description: string | null;
  readonly externalReference: string | null;
  readonly returnUrl: string | null;
  readonly expiresInSeconds: number;
}

export interface CheckoutWorld {
  readonly accounts: AccountsByWish;
  /** Ids of those customers that exist, as `application/customer`. */
  readonly customers: ReadonlySet<string>;
  /** The bank connections that can open a checkout, by name. */
  readonly collecting: ReadonlySet<string>;
  readonly made: Made;
  /** A new reference for each request. */
  readonly references: readonly string[];
  /** When a worker looks after a new checkout, should whoever opens it not be heard of again. */
  readonly dueAt: Date;
}

/** Decides on checkouts that are asked for at once, one after another, as if each came alone. Pure. */
export function decideCheckouts(requests: readonly CheckoutAsked[], world: CheckoutWorld): Decision[] {
  return requests.map((asked, index) => {
    const decision = decide(asked, world, world.references[index] ?? '');
    if (decision.kind === 'create') note(world.made, decision.row);
    return decision;
  });
}

function decide(asked: CheckoutAsked, world: CheckoutWorld, reference: string): Decision {
  const before = decideByKey(asked, world.made, (row) => differingFields(asked, row));
  if (before) return before;
  const { applicationId, customerId } = asked;
  if (customerId !== null && !world.customers.has(`${applicationId}/${customerId}`)) {
    return refuse(new Refusal('UNKNOWN_CUSTOMER'));
  }
  const account = chooseAccount(world.accounts, asked);
  if (account instanceof Refusal) return refuse(account);
  if (!world.collecting.has(account.connector)) {
    return refuse(
      new Refusal('OPERATION_NOT_ALLOWED', 'The bank of the payout account takes no payments at a checkout.'),
    );
  }
  return { kind: 'create', row: rowOf(asked, account, reference, world.dueAt) };
}

function rowOf(
  { actor, expiresInSeconds, payoutAccountId, ...content }: CheckoutAsked,
  account: PayoutAccount,
  reference: string,
  dueAt: Date,
): PaymentRow {
  const times = madeAt(content);
  return {
    ...newPayment,
    ...content,
    ...times,
    kind: 'checkout',
    payoutAccountId: account.id,
    creditorIban: account.iban,
    connector: account.connector,
    reference,
    expiresAt: after(times.createdAt, expiresInSeconds * 1000),
    state: 'awaiting_authorisation',
    dueAt,
  };
}

function differingFields(asked: CheckoutAsked, row: PaymentRow): string[] {
  const lastsMs = (row.expiresAt?.getTime() ?? 0) - row.createdAt.getTime();
  return differing({
    amount: asked.amountMinor !== row.amountMinor,
    currency: asked.currency !== row.currency,
    customer_id: asked.customerId !== row.customerId,
    description: asked.description !== row.description,
    external_reference: asked.externalReference !== row.externalReference,
    payout_account_id: asked.payoutAccountId !== null && asked.payoutAccountId !== row.payoutAccountId,
    return_url: asked.returnUrl !== row.returnUrl,
    expires_in_seconds: asked.expiresInSeconds * 1000 !== lastsMs,
  });
}
