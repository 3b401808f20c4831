import { readBooks } from '../../../packages/server/src/banks/connectors/sandbox/books.ts';
import type { Api } from '../api.ts';
import { callDoctor, type Visit } from '../doctor.ts';
import type { House } from '../house.ts';
import type { Shown } from '../notebook.ts';
import { readAll } from '../read-all.ts';
import { differences, type Made, type Notebook } from './notebook.ts';
import { endOf, majorOf, type Target } from './orders.ts';
import { judgeSums, openSums } from './sums-store.ts';

const BANK_TIMEOUT_MS = 5_000;

/** What there is in the end. */
export interface Final {
  /** How many refunds there are, by their status. */
  readonly byStatus: ReadonlyMap<string, number>;
  readonly payouts: number;
  readonly visit: Visit;
}

interface Found {
  readonly refunds: ReadonlyMap<string, Shown>;
  readonly payouts: ReadonlyMap<string, Shown>;
  readonly timesBooked: ReadonlyMap<string, number>;
}

/** Holds the house to what clients were told. What does not fit goes into the notebook. */
export async function verify(house: House, api: Api, notebook: Notebook, targets: readonly Target[]): Promise<Final> {
  const found: Found = {
    refunds: await readAll(api, '/payouts/refunds'),
    payouts: await readAll(api, '/payouts/v1/payments'),
    timesBooked: await readTimesBooked(house.bankUrl),
  };
  const byStatus = new Map<string, number>();
  for (const { id, status } of found.refunds.values()) {
    byStatus.set(String(status), (byStatus.get(String(status)) ?? 0) + 1);
    if (!notebook.made.has(String(id))) notebook.violation(`refund ${id} exists and nobody was told of it`);
  }
  for (const made of notebook.made.values()) verifyRefund(made, found, notebook);
  verifyPayouts(found, notebook);
  await verifySums(house, api, notebook, targets);
  const visit = await callDoctor(house.environment);
  for (const [name, findings] of visit.findings) {
    for (const finding of findings) notebook.violation(`the doctor finds, ${name}: ${finding}`);
  }
  if (visit.code !== 0 && visit.findings.size === 0) {
    notebook.violation(`the doctor could not check everything: ${visit.notChecked.join(', ')} ${visit.said}`);
  }
  return { byStatus, payouts: found.payouts.size, visit };
}

/** A refund that was acknowledged is there as it was asked for, and has ended as it was decided. */
function verifyRefund({ id, order }: Made, { refunds }: Found, notebook: Notebook): void {
  const refund = refunds.get(id);
  if (refund === undefined) {
    notebook.violation(`refund ${id} of key ${order.key} was acknowledged and does not exist`);
    return;
  }
  const found = differences(order, refund);
  if (found.length > 0) notebook.violation(`refund ${id} is not what was acknowledged: ${found.join('; ')}`);
  const decided = notebook.decided.get(id);
  const end = decided === undefined ? 'CREATED' : decided === 'REJECTED' ? 'REJECTED' : endOf(order);
  if (refund.status !== end) {
    notebook.violation(`refund ${id} of ${majorOf(order.amountMinor)} AED is ${refund.status} and should be ${end}`);
  }
}

/** Every confirmed refund has one payout, of its amount and with its fate; nobody else has; none was booked twice. */
function verifyPayouts({ refunds, payouts, timesBooked }: Found, notebook: Notebook): void {
  const byRefund = Map.groupBy(payouts.values(), ({ refund_id: refundId }) => String(refundId));
  for (const { id, status, amount, payout_id: payoutId } of refunds.values()) {
    const own = byRefund.get(String(id)) ?? [];
    const isConfirmed = status !== 'CREATED' && status !== 'REJECTED';
    if (own.length !== (isConfirmed ? 1 : 0)) {
      notebook.violation(`refund ${id}, which is ${status}, has ${own.length} payouts`);
    }
    for (const payout of own) {
      const isSame = payout.id === payoutId && payout.amount === amount && payout.status === status;
      if (!isSame) {
        const it = `payout ${payout.id} of ${payout.amount}, which is ${payout.status}`;
        notebook.violation(`refund ${id} of ${amount}, which is ${status} and names payout ${payoutId}, has ${it}`);
      }
    }
  }
  for (const { id, refund_id: refundId, status, end_to_end_id: endToEndId } of payouts.values()) {
    if (!refunds.has(String(refundId)))
      notebook.violation(`payout ${id} carries out refund ${refundId}, which is none`);
    const times = timesBooked.get(String(endToEndId)) ?? 0;
    if (times > 1) notebook.violation(`payout ${id} was booked ${times} times at the bank`);
    if (status === 'COMPLETED' && times !== 1) notebook.violation(`payout ${id} is COMPLETED and was never booked`);
  }
}

/** What the API says of payments is what their refunds come to, and no more than came in. */
async function verifySums(house: House, api: Api, notebook: Notebook, targets: readonly Target[]): Promise<void> {
  const reader = openSums(house.postgres.url);
  const sums = await reader.read().finally(() => reader.close());
  for (const what of judgeSums(sums)) notebook.violation(what);
  for (const { id, provenMinor } of targets) {
    const { body } = await api.insist('GET', `/payments/v1/${id}`, undefined, 0);
    const said = JSON.stringify(body.refunds);
    const own = sums.find(({ paymentId }) => paymentId === id);
    const [completed, open] = [Number(own?.completed), Number(own?.open)];
    const remaining = majorOf(provenMinor - completed - open);
    const is = JSON.stringify({ refunded: majorOf(completed), pending: majorOf(open), remaining });
    if (said !== is) notebook.violation(`the API says of payment ${id} ${said}, and it is ${is}`);
  }
}

async function readTimesBooked(bankUrl: string): Promise<Map<string, number>> {
  const times = new Map<string, number>();
  for (let after: string | null = null; ; ) {
    const page = await readBooks(bankUrl, after, BANK_TIMEOUT_MS);
    if (page === undefined) throw new Error('the bank does not show its books');
    for (const { endToEndId, timesBooked } of page.lines) times.set(endToEndId, timesBooked);
    if (page.next === null) return times;
    after = page.next;
  }
}
