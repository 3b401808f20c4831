import type { Fault } from '@sarf/contract';
import { timeOfId } from '../foundation/id.ts';
import { Refusal } from '../foundation/refuse.ts';
import type { PaymentRow } from './payment.ts';

/** What every request for a payment says of itself. */
export interface Asked {
  readonly applicationId: string;
  /** Who asks for it, as its history names them. */
  readonly actor: string;
  /** Made beforehand, so that a try whose answer was lost can be recognised. */
  readonly id: string;
  readonly endToEndId: string;
  readonly idempotencyKey: string | null;
}

export type Decision =
  | { readonly kind: 'create'; readonly row: PaymentRow }
  /** It was made before: by an earlier request, or by an earlier try of this one (`own`). */
  | { readonly kind: 'replay'; readonly row: PaymentRow; readonly own: boolean }
  | { readonly kind: 'refuse'; readonly refusal: Refusal };

/** The payments that were made under a key or an id, earlier or in this very batch. */
export interface Made {
  readonly byId: Map<string, PaymentRow>;
  readonly byKey: Map<string, PaymentRow>;
}

const keyOf = ({ applicationId, idempotencyKey }: Pick<Asked, 'applicationId' | 'idempotencyKey'>): string =>
  `${applicationId}/${idempotencyKey}`;

/** Remembers what there is. */
export function remember(rows: readonly PaymentRow[]): Made {
  const made: Made = { byId: new Map(), byKey: new Map() };
  for (const row of rows) note(made, row);
  return made;
}

/** Adds what was just decided on, so that the next request of the batch sees it. */
export function note(made: Made, row: PaymentRow): void {
  made.byId.set(row.id, row);
  if (row.idempotencyKey !== null) made.byKey.set(keyOf(row), row);
}

/**
 * The answer to a request that was made before, or its refusal with IDEMPOTENCY_KEY_REUSED; undefined for a new one.
 * @param fieldsOf the fields, by their names on the wire, in which the request differs from a payment
 */
export function decideByKey(asked: Asked, made: Made, fieldsOf: (row: PaymentRow) => string[]): Decision | undefined {
  const own = made.byId.get(asked.id);
  if (own) return { kind: 'replay', row: own, own: true };
  const row = asked.idempotencyKey === null ? undefined : made.byKey.get(keyOf(asked));
  if (!row) return undefined;
  const fields = fieldsOf(row);
  return fields.length === 0 ? { kind: 'replay', row, own: false } : refuse(keyReused(fields, row.id));
}

export const refuse = (refusal: Refusal): Decision => ({ kind: 'refuse', refusal });

/** Of pairs of a name and whether it differs, the names that do. */
export const differing = (pairs: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(pairs).flatMap(([name, differs]) => (differs ? [name] : []));

function keyReused(fields: readonly string[], paymentId: string): Refusal {
  const message = `This idempotency key was used for payment ${paymentId}, which differs in: ${fields.join(', ')}.`;
  const faults: Fault[] = fields.map((path) => ({
    path,
    message: 'Differs from the payment made under this key.',
    code: 'IDEMPOTENCY_KEY_REUSED',
  }));
  return new Refusal('IDEMPOTENCY_KEY_REUSED', message, { faults, metadata: { payment_id: paymentId, fields } });
}

/** The time that is in the id, so that lists by time and by id agree. */
export const madeAt = ({ id }: Pick<Asked, 'id'>): { readonly createdAt: Date; readonly updatedAt: Date } => ({
  createdAt: timeOfId(id),
  updatedAt: timeOfId(id),
});
