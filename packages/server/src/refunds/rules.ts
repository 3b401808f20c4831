import { type Fault, reconciliationStatusOf } from '@sarf/contract';
import { type AgentLimits, counted, decideChange, decideLimit, type LimitsOfClients } from '../auth/agent-limits.ts';
import type { Party } from '../banks/collections.ts';
import { readIban } from '../foundation/iban.ts';
import { amountFaults, amountToNumber, amountToText, parseAmount } from '../foundation/money.ts';
import { Refusal } from '../foundation/refuse.ts';
import { refundableOf } from '../payments/present.ts';
import { type Content, contentOf, differingFields } from './content-rules.ts';
import { TAKEN_BACK } from './decision-rules.ts';
import type { RefundRow } from './refund.ts';
import {
  type Asked,
  type ItemAnswer,
  itemKeyOf,
  type NewRefund,
  type RefundedPayment,
  type RefundRequest,
} from './request.ts';

/** What is known about the world while the payments are locked. */
export interface World {
  readonly payments: readonly RefundedPayment[];
  /** Who paid, by the id of the payment. */
  readonly payers: ReadonlyMap<string, Party>;
  /** Refunds made earlier under one of the keys or ids. */
  readonly earlier: readonly RefundRow[];
  /** The ids of those payments from whose account money can be paid out. */
  readonly payable: ReadonlySet<string>;
  /** The reasons that there are, as `application/code`. */
  readonly reasons: ReadonlySet<string>;
  /** The limits of those clients that ask. */
  readonly limits: LimitsOfClients;
}

export type Decision =
  | { readonly kind: 'answer'; readonly items: readonly ItemAnswer[] }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

/** A fault of one item, with what is to be told beside it. */
export type ItemFault = Fault & { readonly metadata?: Readonly<Record<string, unknown>> };
type Ruling = ItemAnswer | { readonly kind: 'refuse'; readonly faults: readonly ItemFault[] };

/** The faults that only a look at the values shows. The currency of the payment is not known yet. */
export function refundFaults(body: unknown): Fault[] {
  if (Array.isArray(body)) return body.flatMap((item, index) => faultsOfItem(item, `[${index}].`));
  return faultsOfItem(body, '');
}

function faultsOfItem(item: unknown, at: string): Fault[] {
  if (typeof item !== 'object' || item === null) return [];
  const { amount, currency }: { amount?: unknown; currency?: unknown } = item;
  if (currency !== undefined) return amountFaults(item, at);
  if (typeof amount !== 'number' || amount > 0) return [];
  const message = `The amount must be above zero; ${amount} is not.`;
  return [{ path: `${at}amount`, message, code: 'AMOUNT_UNDER_MIN_VALUE' }];
}

/**
 * Decides on requests that come at once, one after another, as if each came alone: all of a request, or nothing of it.
 * Pure: the world is read under locks before, and what is decided is written after.
 */
export function decideRequests(requests: readonly RefundRequest[], world: World): Decision[] {
  const memory = remember(world);
  return requests.map((request) => {
    const limits = memory.limits.get(request.clientId);
    const draft: Draft = { remainingMinor: new Map(), keys: new Map(), limits };
    // An earlier try of this very request may have been saved; to refuse it then would not be true.
    const isSaved = request.items.some(({ id }) => memory.byId.has(nameOf(request.applicationId, id)));
    const barred = limits && !isSaved && decideChange(limits);
    if (barred) return { kind: 'refuse', refusal: barred };
    const rulings = request.items.map((asked, index) => rule(request, asked, index, { memory, draft }));
    const faults = [...rulings.flatMap((one) => (one.kind === 'refuse' ? one.faults : []))];
    if (faults.length === 0) faults.push(...keyOfOtherList(request, rulings, memory));
    if (faults.length > 0) return { kind: 'refuse', refusal: refusalOfItems(faults) };
    // Only now does it count for those that come after it.
    for (const [id, minor] of draft.remainingMinor) memory.remainingMinor.set(id, minor);
    for (const [key, kept] of draft.keys) memory.keys.set(key, kept);
    if (draft.limits) memory.limits.set(request.clientId, draft.limits);
    return { kind: 'answer', items: rulings.filter((one) => one.kind !== 'refuse') };
  });
}

/** A refund that has a key: what it is, and the answer that the key gives. */
interface Kept {
  readonly id: string;
  readonly content: Content;
  readonly answer: ItemAnswer;
}

interface Memory {
  readonly world: World;
  readonly payments: ReadonlyMap<string, RefundedPayment>;
  readonly byId: ReadonlyMap<string, RefundRow>;
  readonly remainingMinor: Map<string, bigint>;
  readonly keys: Map<string, Kept>;
  readonly limits: Map<string, AgentLimits>;
}

/** What the request that is being decided adds to it. */
interface Draft extends Pick<Memory, 'remainingMinor' | 'keys'> {
  /** Those of its client, with what it asked for so far. */
  limits: AgentLimits | undefined;
}
interface Minds {
  readonly memory: Memory;
  readonly draft: Draft;
}

const nameOf = (applicationId: string, name: string): string => `${applicationId}/${name}`;

function remember(world: World): Memory {
  const { payments, earlier, payers } = world;
  return {
    world,
    payments: new Map(payments.map((row) => [nameOf(row.applicationId, row.id), row])),
    byId: new Map(earlier.map((row) => [nameOf(row.applicationId, row.id), row])),
    remainingMinor: new Map(payments.map((row) => [row.id, refundableOf(row)])),
    limits: new Map(world.limits),
    keys: new Map(
      earlier.flatMap((row) => {
        if (row.idempotencyKey === null) return [];
        const content = { ...row, iban: payers.get(row.paymentId)?.iban ?? null };
        const answer: ItemAnswer = { kind: 'replay', row, first: false };
        return [[nameOf(row.applicationId, row.idempotencyKey), { id: row.id, content, answer }]];
      }),
    ),
  };
}

// The order is part of the contract: an answer that was given once is given again before anything else is looked at but
// the form, which for the decimals of the amount takes a look at the payment.
function rule(request: RefundRequest, asked: Asked, index: number, { memory, draft }: Minds): Ruling {
  const at = request.isList ? `[${index}].` : '';
  const refuse = (path: string, code: Fault['code'], message: string, metadata?: ItemFault['metadata']): Ruling => ({
    kind: 'refuse',
    faults: [{ path: at + path, code, message, ...(metadata && { metadata }) }],
  });
  const { applicationId } = request;
  const own = memory.byId.get(nameOf(applicationId, asked.id));
  if (own) return { kind: 'replay', row: own, first: true };

  const payment = memory.payments.get(nameOf(applicationId, asked.paymentId));
  const parsed = payment && parseAmount(asked.amount, payment.currency);
  const isOther = payment && asked.currency !== null && asked.currency !== payment.currency;
  if (parsed && !parsed.ok && !isOther) return refuse('amount', parsed.code, parsed.message);

  const repeated = ruleKey(request, asked, at, { memory, draft });
  if (repeated) return repeated;

  if (!payment) return refuse('payment_id', 'UNKNOWN_PAYMENT', 'There is no payment with that id.');
  const barred = ruleOut(asked, payment, memory.world);
  if (barred) return refuse(...barred);
  if (!parsed?.ok) return refuse('currency', 'CURRENCY_MISMATCH', otherCurrency(payment));

  const before = memory.remainingMinor.get(payment.id) ?? 0n;
  const remaining = draft.remainingMinor.get(payment.id) ?? before;
  if (parsed.minor > remaining) {
    const metadata = {
      remaining: amountToNumber(remaining, payment.currency),
      payment_id: payment.id,
      ...(request.isList && { index }),
    };
    return refuse('amount', 'AMOUNT_OVER_MAX_VALUE', tooMuch(payment, parsed.minor, remaining, before), metadata);
  }
  const limited = ruleLimits({ amountMinor: parsed.minor, currency: payment.currency }, draft);
  if (limited) return refuse(...limited);
  draft.remainingMinor.set(payment.id, remaining - parsed.minor);
  return make(request, { asked, payment, amountMinor: parsed.minor }, { memory, draft });
}

function make({ applicationId }: RefundRequest, refund: NewRefund, { memory, draft }: Minds): ItemAnswer {
  const { asked, payment } = refund;
  if (asked.idempotencyKey !== null) {
    const iban = memory.world.payers.get(payment.id)?.iban ?? null;
    const content = { ...asked, amountMinor: refund.amountMinor, currency: payment.currency, iban };
    const answer: ItemAnswer = { kind: 'repeat', id: asked.id };
    draft.keys.set(nameOf(applicationId, asked.idempotencyKey), { id: asked.id, content, answer });
  }
  return { kind: 'make', refund };
}

function ruleKey(request: RefundRequest, asked: Asked, at: string, { memory, draft }: Minds): Ruling | undefined {
  if (asked.idempotencyKey === null) return undefined;
  const key = nameOf(request.applicationId, asked.idempotencyKey);
  const kept = draft.keys.get(key) ?? memory.keys.get(key);
  if (!kept) return undefined;
  const fields = differingFields(contentOf(asked, kept.content), kept.content);
  if (fields.length === 0) return kept.answer;
  const message = `This idempotency key was used for refund ${kept.id}, which differs in: ${fields.join(', ')}.`;
  const metadata = { refund_id: kept.id, fields };
  return {
    kind: 'refuse',
    faults: fields.map((field) => ({ path: at + field, code: 'IDEMPOTENCY_KEY_REUSED', message, metadata })),
  };
}

type Barred = [path: string, code: Fault['code'], message: string];

/** What the limits of its client say to one more refund; where they allow it, it counts for those that come after it. */
function ruleLimits(
  money: { readonly amountMinor: bigint; readonly currency: string },
  draft: Draft,
): [...Barred, metadata: ItemFault['metadata']] | undefined {
  if (!draft.limits) return undefined;
  const asked = { ...money, destinationId: null };
  const refusal = decideLimit(draft.limits, asked);
  if (refusal) return ['amount', refusal.code, refusal.message, refusal.metadata ?? undefined];
  draft.limits = counted(draft.limits, asked);
  return undefined;
}

/** Why this payment is not refunded at all, or not so. */
function ruleOut(asked: Asked, payment: RefundedPayment, world: World): Barred | undefined {
  const payer = world.payers.get(payment.id);
  if (payment.reconciliationState !== 'reconciled') return ['payment_id', 'OPERATION_NOT_ALLOWED', unproven(payment)];
  if (payment.state === 'returned') return ['payment_id', 'OPERATION_NOT_ALLOWED', TAKEN_BACK];
  if (!world.payable.has(payment.id)) {
    return ['payment_id', 'OPERATION_NOT_ALLOWED', 'Operation Not Allowed, payouts not configured'];
  }
  if (!payer) {
    const message = 'Operation Not Allowed, the account that paid is not known, so nothing can go back to it.';
    return ['payment_id', 'OPERATION_NOT_ALLOWED', message];
  }
  if (!world.reasons.has(nameOf(payment.applicationId, asked.reasonCode))) {
    const message = `There is no reason ${asked.reasonCode}; see GET /payouts/refunds/reasons.`;
    return ['reason_code', 'UNKNOWN_REFUND_REASON', message];
  }
  if (asked.currency !== null && asked.currency !== payment.currency) {
    return ['currency', 'CURRENCY_MISMATCH', otherCurrency(payment)];
  }
  if (asked.iban === null) return undefined;
  const iban = readIban(asked.iban);
  if (!iban.ok) return ['beneficiary.iban', 'INVALID_IBAN', iban.message];
  if (iban.iban === payer.iban) return undefined;
  return ['beneficiary.iban', 'BENEFICIARY_NOT_PAYER', 'A refund goes back to the account that paid; this is another.'];
}

const otherCurrency = (payment: RefundedPayment): string =>
  `The payment is in ${payment.currency}, and so is what goes back of it.`;

function unproven(payment: RefundedPayment): string {
  const status = reconciliationStatusOf[payment.reconciliationState];
  return (
    'Operation Not Allowed, only a payment that is RECONCILED can be refunded: reconciliation has to prove first that ' +
    `all of its money arrived. Its reconciliation is ${status}.`
  );
}

function tooMuch(payment: RefundedPayment, askedMinor: bigint, remaining: bigint, before: bigint): string {
  const money = (minor: bigint): string => `${amountToText(minor, payment.currency)} ${payment.currency}`;
  const after = remaining < before ? ', after the items before this one' : '';
  return `${money(remaining)} of this payment remains to be refunded${after}; ${money(askedMinor)} is more.`;
}

/** The key of a list that has been used for another list: a shorter one or a longer one with the same beginning. */
function keyOfOtherList({ applicationId, listKey, items }: RefundRequest, rulings: readonly Ruling[], memory: Memory) {
  if (listKey === null) return [];
  const replays = rulings.filter((one) => one.kind !== 'make').length;
  const next = memory.keys.get(nameOf(applicationId, itemKeyOf(listKey, items.length)));
  const isSame = replays === 0 || (replays === items.length && !next);
  const message = 'This idempotency key was used for a list of another length.';
  return isSame ? [] : [{ path: 'idempotency-key', code: 'IDEMPOTENCY_KEY_REUSED' as const, message }];
}

/** The faults of a request as one refusal: under their own name when they share one. */
export function refusalOfItems(faults: readonly ItemFault[]): Refusal {
  const [first] = faults;
  const shared = first && faults.every(({ code }) => code === first.code) ? first : undefined;
  if (!shared) return new Refusal('INVALID_PARAMETERS', undefined, { faults });
  const isOne = faults.every(({ message }) => message === shared.message);
  const message = isOne ? shared.message : `${shared.message} (${shared.path}; \`errors\` lists all of them.)`;
  return new Refusal(shared.code, message, { faults, ...(shared.metadata && { metadata: shared.metadata }) });
}
