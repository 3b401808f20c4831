import type { Api } from './api.ts';
import { callDoctor, type Visit } from './doctor.ts';
import type { House } from './house.ts';
import { differences, type Notebook } from './notebook.ts';
import { endOf } from './orders.ts';
import { readAll } from './read-all.ts';

/** What there is in the end. */
export interface Final {
  readonly payoutIds: readonly string[];
  /** How many payouts there are, by their status. */
  readonly byStatus: ReadonlyMap<string, number>;
  readonly visit: Visit;
}

/**
 * Holds the house to what clients were told: every payout that was acknowledged exists, with its content, and has
 * ended as it must; there is no other payout; and the doctor finds nothing. What does not fit goes into the notebook.
 */
export async function verify(house: House, api: Api, notebook: Notebook): Promise<Final> {
  const payouts = await readAll(api, '/payouts/v1/payments');
  const byStatus = new Map<string, number>();
  for (const payout of payouts.values()) {
    const status = String(payout.status);
    byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
    const made = notebook.made.get(String(payout.id));
    if (made === undefined) {
      notebook.violation(`payout ${payout.id} of key ${payout.idempotency_key} exists and nobody was told of it`);
    }
  }
  for (const { id, order } of notebook.made.values()) {
    const payout = payouts.get(id);
    if (payout === undefined) {
      notebook.violation(`payout ${id} of key ${order.key} was acknowledged and does not exist`);
      continue;
    }
    const found = differences(order, payout);
    if (found.length > 0) notebook.violation(`payout ${id} is not what was acknowledged: ${found.join('; ')}`);
    const end = notebook.cancelled.has(id) ? 'REJECTED' : endOf(order);
    if (payout.status !== end) {
      notebook.violation(`payout ${id} of ${order.amount} ${order.currency} is ${payout.status} and should be ${end}`);
    }
  }
  const visit = await callDoctor(house.environment);
  noteVisit(visit, notebook);
  return { payoutIds: [...payouts.keys()], byStatus, visit };
}

function noteVisit(visit: Visit, notebook: Notebook): void {
  for (const [name, findings] of visit.findings) {
    for (const finding of findings) notebook.violation(`the doctor finds, ${name}: ${finding}`);
  }
  if (visit.code !== 0 && visit.findings.size === 0) {
    notebook.violation(`the doctor could not check everything: ${visit.notChecked.join(', ')} ${visit.said}`);
  }
}
