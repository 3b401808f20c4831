import { randomUUID } from 'node:crypto';
import { inTransaction, openDatabase, type Sql, type Tx } from '../../../packages/server/src/foundation/database.ts';

/** Something that somebody with the database's password tries, and what came of it. */
export interface Attempt {
  readonly what: string;
  /** The name of the constraint that refused it, or the words of the trigger; null: it was done. */
  readonly refusedBy: string | null;
}

interface Victim {
  readonly applicationId: string;
  readonly id: string;
  readonly paymentId: string;
  readonly createdBy: string;
  readonly remaining: bigint;
}

type Attack = (tx: Tx, victim: Victim) => Promise<unknown>;

const attacks: readonly (readonly [what: string, attack: Attack])[] = [
  [
    'a refund of all that remains and a hundredth, with a history as it should be',
    (tx, victim) => insertRefund(tx, victim, victim.remaining + 1n),
  ],
  [
    'two refunds that fit alone and not together',
    async (tx, victim) => {
      await insertRefund(tx, victim, victim.remaining);
      await insertRefund(tx, victim, 1n);
    },
  ],
  ['a refund without a line of history', (tx, victim) => insertRefund(tx, victim, 1n, { recorded: false })],
  [
    'the sums of the payment set to zero',
    (tx, { paymentId }) => tx`update payments set refund_pending_minor = 0, refunded_minor = 0 where id = ${paymentId}`,
  ],
  [
    'more of the payment proven than came in',
    (tx, { paymentId }) => tx`update payments set matched_minor = matched_minor + 1 where id = ${paymentId}`,
  ],
  ['the proof taken away', (tx, victim) => undoMatch(tx, victim)],
  [
    'the amount of a refund changed',
    (tx, { id }) => tx`update refunds set amount_minor = amount_minor + 1 where id = ${id}`,
  ],
  ['a refund made undone', (tx, { id }) => tx`delete from refunds where id = ${id}`],
  [
    'a refund completed without its history',
    (tx, { id }) => tx`update refunds set state = 'completed', sequence = sequence + 1 where id = ${id}`,
  ],
  ['a refund confirmed by the party that asked for it', (tx, victim) => confirm(tx, victim, victim.createdBy)],
  ['a second payout for a refund', (tx, victim) => payTwice(tx, victim)],
];

/**
 * Goes past the code, straight at the database, with everything that could refund too much of a payment. Nothing of it is
 * kept.
 */
export async function attack(databaseUrl: string, paymentId: string): Promise<Attempt[]> {
  const sql = openDatabase(databaseUrl, { connectionsMax: 1 });
  try {
    const victim = await makeVictim(sql, paymentId);
    const attempts: Attempt[] = [];
    for (const [what, tried] of attacks)
      attempts.push({ what, refusedBy: await attempt(sql, (tx) => tried(tx, victim)) });
    return attempts;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

class Done extends Error {}

async function attempt(sql: Sql, work: (tx: Tx) => Promise<unknown>): Promise<string | null> {
  try {
    await inTransaction(sql, async (tx) => {
      await work(tx);
      throw new Done();
    });
    return null;
  } catch (error) {
    if (error instanceof Done) return null;
    if (!(error instanceof Error)) throw error;
    return 'constraint_name' in error && typeof error.constraint_name === 'string'
      ? error.constraint_name
      : error.message;
  }
}

/** A refund of the payment that waits to be confirmed. */
async function makeVictim(sql: Sql, paymentId: string): Promise<Victim> {
  return inTransaction(sql, async (tx) => {
    const [payment] = await tx<{ applicationId: string; remaining: bigint }[]>`
      select application_id, matched_minor - refund_pending_minor - refunded_minor as remaining
      from payments where id = ${paymentId}`;
    if (!payment) throw new Error(`there is no payment ${paymentId}`);
    const victim = { ...payment, paymentId, id: randomUUID(), createdBy: 'member:second' };
    await insertRefund(tx, victim, 1n, { id: victim.id });
    return { ...victim, remaining: payment.remaining - 1n };
  });
}

async function insertRefund(
  tx: Tx,
  { applicationId, paymentId }: Pick<Victim, 'applicationId' | 'paymentId'>,
  amount: bigint,
  { id = randomUUID(), recorded = true }: { readonly id?: string; readonly recorded?: boolean } = {},
): Promise<void> {
  if (recorded) await insertLine(tx, { applicationId, id, sequence: 1, type: 'refund', from: 'new', to: 'created' });
  await tx`
    insert into refunds (application_id, id, payment_id, amount_minor, currency, reason_code, created_by, created_at, state,
      sequence, updated_at)
    values (${applicationId}, ${id}, ${paymentId}, ${amount}, 'AED', 'CUSTOMER_REQUEST', 'member:second', now(), 'created',
      1, now())`;
}

interface Line {
  readonly applicationId: string;
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
  readonly from: string;
  readonly to: string;
}

const insertLine = (tx: Tx, line: Line) => tx`
  insert into history (application_id, object_id, sequence, object_type, from_state, to_state, at, actor)
  values (${line.applicationId}, ${line.id}, ${line.sequence}, ${line.type}, ${line.from}, ${line.to}, now(), 'attacker')`;

async function confirm(tx: Tx, { applicationId, id }: Victim, party: string): Promise<void> {
  await insertLine(tx, { applicationId, id, sequence: 2, type: 'refund', from: 'created', to: 'confirmed' });
  await tx`
    update refunds set state = 'confirmed', sequence = 2, decided_by = ${party}, updated_at = now()
    where application_id = ${applicationId} and id = ${id}`;
}

async function undoMatch(tx: Tx, { applicationId, paymentId }: Victim): Promise<void> {
  const [match] = await tx<{ id: string }[]>`select id from matches where payment_id = ${paymentId}`;
  // Where no move of this kind is known yet, that alone must not be what holds it.
  await tx`insert into transitions (object_type, from_state, to_state) values ('match', 'made', 'undone') on conflict do nothing`;
  const id = match?.id ?? '';
  await insertLine(tx, { applicationId, id, sequence: 2, type: 'match', from: 'made', to: 'undone' });
  await tx`
    update matches set state = 'undone', sequence = 2, updated_at = now(), undone_by = 'attacker', undo_reason = 'x'
    where application_id = ${applicationId} and id = ${id}`;
}

/** Another payout for a refund that has one. */
async function payTwice(tx: Tx, { applicationId }: Victim): Promise<void> {
  const [payout] = await tx<{ id: string }[]>`
    select id from payouts where application_id = ${applicationId} and refund_id is not null limit 1`;
  const id = randomUUID();
  await insertLine(tx, { applicationId, id, sequence: 1, type: 'payout', from: 'new', to: 'queued' });
  await tx`
    insert into payouts (application_id, id, payout_account_id, destination_id, amount_minor, currency, end_to_end_id,
      created_at, state, sequence, updated_at, refund_id)
    select application_id, ${id}, payout_account_id, destination_id, amount_minor, currency, 'TWICE', now(), 'queued', 1,
      now(), refund_id from payouts where application_id = ${applicationId} and id = ${payout?.id ?? ''}`;
}
