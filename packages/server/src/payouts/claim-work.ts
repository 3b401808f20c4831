import type { Instruction } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { findDestinations } from '../destinations/find-destinations.ts';
import { after } from '../foundation/clock.ts';
import { databaseTime, inTransaction, type Tx } from '../foundation/database.ts';
import { assert } from '../foundation/refuse.ts';
import type { Turn } from './evidence.ts';
import type { PayoutRow } from './payout.ts';
import { walk } from './record-outcomes.ts';
import { claimDue } from './store.ts';

/** What a worker took up: payouts to hand to the bank, and payouts to ask the bank about. */
export interface Work {
  readonly submit: readonly { readonly row: PayoutRow; readonly instruction: Instruction }[];
  readonly ask: readonly PayoutRow[];
  /** How many due payouts there were, whatever became of them. */
  readonly claimed: number;
}

/**
 * Takes up due payouts for one worker and commits: those in the queue are noted as being submitted before any bank
 * is called; those whose worker was not heard of in time are in doubt from now on; those a bank could not carry out
 * are rejected.
 */
export function claimWork(deps: Deps, worker: string, limit: number): Promise<Work> {
  return inTransaction(deps.sql, async (tx) => {
    const now = await databaseTime(tx);
    const leaseUntil = after(now, deps.settings.leaseMs);
    const rows = await claimDue(tx, { now, leaseUntil, limit });
    if (rows.length === 0) return { submit: [], ask: [], claimed: 0 };
    const queued = rows.filter((row) => row.state === 'queued');
    const instructions = await instructionsOf(tx, queued);
    const walks = [
      ...queued.map((row, index) => ({ row, turns: [submitting(deps, row, instructions[index], leaseUntil)] })),
      ...rows.filter((row) => row.state === 'submitting').map((row) => ({ row, turns: [lost(deps, row, now)] })),
    ];
    const moved = new Map((await walk(tx, deps, walks, { actor: worker, at: now })).map((row) => [row.id, row]));
    const submit = queued.flatMap((before, index) => {
      const row = moved.get(before.id);
      const instruction = instructions[index];
      return row?.state === 'submitting' && instruction ? [{ row, instruction }] : [];
    });
    const ask = rows.filter((row) => row.state === 'with_bank' || row.state === 'in_doubt');
    return { submit, ask, claimed: rows.length };
  });
}

async function instructionsOf(tx: Tx, rows: readonly PayoutRow[]): Promise<Instruction[]> {
  if (rows.length === 0) return [];
  const keys = rows.map((row) => ({ applicationId: row.applicationId, id: row.destinationId }));
  const destinations = new Map((await findDestinations(tx, keys)).map((d) => [d.id, d]));
  return rows.map((row) => {
    const destination = destinations.get(row.destinationId);
    assert(destination, `payout ${row.id} has a destination`);
    return {
      endToEndId: row.endToEndId,
      amountMinor: row.amountMinor,
      currency: row.currency,
      debtorIban: row.debtorIban,
      creditor: {
        name: destination.beneficiaryName,
        iban: destination.iban,
        accountNumber: destination.accountNumber,
        bankCode: destination.bankCode,
        country: destination.country,
      },
      remittance: row.description,
    };
  });
}

function submitting(deps: Deps, row: PayoutRow, instruction: Instruction | undefined, leaseUntil: Date): Turn {
  const connector = deps.banks.get(row.connector);
  assert(connector && instruction, `there is a bank connection ${row.connector}`);
  const fault = connector.validate(instruction);
  if (fault && row.attempts === 0) {
    const changes = { dueAt: null, leaseUntil: null, reasonCode: fault.code, reasonMessage: fault.message };
    return { to: 'rejected', reason: fault, changes };
  }
  const changes = { leaseUntil, attempts: row.attempts + 1, asks: 0, reasonCode: null, reasonMessage: null };
  return { to: 'submitting', reason: null, changes };
}

function lost(deps: Deps, row: PayoutRow, now: Date): Turn {
  const settlesWithinMs = deps.banks.get(row.connector)?.capabilities.settlesWithinMs ?? 0;
  const reason = { code: 'WORKER_LOST', message: 'The worker that was submitting it was not heard of again.' };
  const changes = { dueAt: after(now, settlesWithinMs), leaseUntil: null, asks: 0 };
  return { to: 'in_doubt', reason, changes: { ...changes, reasonCode: reason.code, reasonMessage: reason.message } };
}
