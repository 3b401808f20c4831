import { type Fault, refusals } from '@sarf/contract';
import { type AccountsByWish, accountsByWish, chooseAccount } from '../banks/choose-account.ts';
import type { Party } from '../banks/collections.ts';
import type { PayoutAccount } from '../banks/payout-accounts.ts';
import { Refusal, refusalOf } from '../foundation/refuse.ts';
import type { PaymentRow } from './payment.ts';
import type { Recorded } from './recorded-rules.ts';

/** A request to record payments: all of them, or none. */
export interface Recording {
  readonly applicationId: string;
  /** Who asks for it, as their histories name them. */
  readonly actor: string;
  readonly items: readonly Recorded[];
}

/** A payment that is there, and who paid it. */
export interface Kept {
  readonly row: PaymentRow;
  readonly payer: Party | null;
}

/** What is known about the world. */
export interface RecordWorld {
  readonly accounts: readonly PayoutAccount[];
  /** Ids of those customers that exist, as `application/customer`. */
  readonly customers: ReadonlySet<string>;
  /** Payments recorded before under one of the external references. */
  readonly existing: readonly Kept[];
}

/** A payment to be made: the first place at which it is asked for, among all requests. */
export interface Planned {
  readonly applicationId: string;
  readonly actor: string;
  readonly recorded: Recorded;
  readonly account: PayoutAccount;
}

export type RecordDecision =
  | { readonly kind: 'refuse'; readonly refusal: Refusal }
  /** In the order of the items: a payment that is there, or one of the planned. */
  | { readonly kind: 'answer'; readonly items: readonly (Kept | Planned)[] };

interface Memory {
  readonly accounts: AccountsByWish;
  readonly customers: ReadonlySet<string>;
  readonly known: Map<string, Kept | Planned>;
}

/**
 * Decides on requests to record payments, one after another, as if each came alone. Pure. What is planned is written
 * once for each external reference, however often it is asked for.
 */
export function decideRecordings(requests: readonly Recording[], world: RecordWorld): RecordDecision[] {
  const memory: Memory = {
    accounts: accountsByWish(world.accounts),
    customers: world.customers,
    known: new Map(world.existing.map((kept) => [nameOf(kept.row.applicationId, kept.row.externalReference), kept])),
  };
  return requests.map((request) => decide(request, memory));
}

const nameOf = (applicationId: string, externalReference: string | null): string =>
  `${applicationId}/${externalReference}`;

function decide(request: Recording, memory: Memory): RecordDecision {
  const { applicationId, actor } = request;
  const faults: Fault[] = [];
  const clashes: { index: number; payment_id: string | null; fields: string[] }[] = [];
  // What is refused is forgotten: nothing of a request is planned until all of it is.
  const now = new Map<string, Planned>();
  const items = request.items.map((recorded, index) => {
    const name = nameOf(applicationId, recorded.externalReference);
    const before = memory.known.get(name) ?? now.get(name);
    if (before) {
      const fields = differingFields(recorded, before);
      if (fields.length > 0) {
        clashes.push({ index, payment_id: 'row' in before ? before.row.id : null, fields });
        faults.push(...fields.map((field) => reused(`[${index}].${field}`)));
      }
      return before;
    }
    const account = chooseAccount(memory.accounts, { ...recorded, applicationId });
    if (account instanceof Refusal) faults.push(accountFault(account, `[${index}].`));
    if (recorded.customerId !== null && !memory.customers.has(`${applicationId}/${recorded.customerId}`)) {
      faults.push(unknownCustomer(`[${index}].customer_id`));
    }
    if (account instanceof Refusal) return undefined;
    const planned = { applicationId, actor, recorded, account };
    now.set(name, planned);
    return planned;
  });
  const refusal = refusalOf(faults);
  if (refusal) return { kind: 'refuse', refusal: withClashes(refusal, clashes) };
  for (const [name, planned] of now) memory.known.set(name, planned);
  return { kind: 'answer', items: items.filter((item) => item !== undefined) };
}

const accountFault = ({ code, message }: Refusal, at: string): Fault => ({
  path: at + (code === 'UNKNOWN_PAYOUT_ACCOUNT' ? 'payout_account_id' : 'currency'),
  message,
  code,
});

const unknownCustomer = (path: string): Fault => ({
  path,
  message: refusals.UNKNOWN_CUSTOMER.sentence,
  code: 'UNKNOWN_CUSTOMER',
});

const reused = (path: string): Fault => ({
  path,
  message: 'Differs from the payment recorded under this external_reference.',
  code: 'EXTERNAL_REFERENCE_REUSED',
});

function withClashes(refusal: Refusal, clashes: readonly { index: number; fields: string[] }[]): Refusal {
  if (refusal.code !== 'EXTERNAL_REFERENCE_REUSED') return refusal;
  const places = clashes.map(({ index, fields }) => `[${index}] (${fields.join(', ')})`).join(', ');
  const message = `The external_reference was used for a payment with other content: ${places}. Nothing was recorded.`;
  return new Refusal(refusal.code, message, { faults: refusal.faults, metadata: { conflicts: clashes } });
}

/** The fields, by their names on the wire, in which a request differs from what its external reference stands for. */
function differingFields(asked: Recorded, before: Kept | Planned): string[] {
  const { content, payer, accountId } =
    'row' in before
      ? { content: before.row, payer: before.payer, accountId: before.row.payoutAccountId }
      : { content: before.recorded, payer: before.recorded.payer, accountId: before.account.id };
  const differs: [string, boolean][] = [
    ['amount', asked.amountMinor !== content.amountMinor],
    ['currency', asked.currency !== content.currency],
    ['reference', asked.reference !== content.reference],
    ['payer.name', asked.payer.name !== payer?.name],
    ['payer.iban', asked.payer.iban !== payer?.iban],
    ['paid_at', asked.paidAt.getTime() !== content.paidAt?.getTime()],
    ['description', asked.description !== content.description],
    ['customer_id', asked.customerId !== content.customerId],
    ['payout_account_id', asked.payoutAccountId !== null && asked.payoutAccountId !== accountId],
  ];
  return differs.filter(([, yes]) => yes).map(([name]) => name);
}
