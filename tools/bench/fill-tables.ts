import { fillPayouts } from './fill-store.ts';
import { type Stage, settle } from './stage.ts';
import type { System } from './system.ts';

/** Fills the tables of a system with payouts that wait, of its default account in AED, and tells how far it is. */
export async function fillTables(stage: Stage, system: System, count: number): Promise<void> {
  const { database, sandbox } = system;
  const account = sandbox.payout_accounts.find((one) => one.currency === 'AED');
  if (account === undefined) throw new Error('the sandbox has no payout account in AED');
  const fill = {
    applicationId: sandbox.application_id,
    payoutAccountId: account.id,
    destinationId: sandbox.destination_id,
    count,
  };
  const total = count.toLocaleString('en');
  await fillPayouts(database.sql, fill, (done) =>
    stage.say(`${system.name}: filling the tables, ${done.toLocaleString('en')} of ${total} payouts`),
  );
  await settle(database);
}
