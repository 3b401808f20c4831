import { type DueWork, takeUp } from '../banks/carry-out.ts';
import { type Charge, type ChargeOutcome, sameChargeOutcome } from '../banks/collections.ts';
import type { Connector } from '../banks/connector.ts';
import type { Deps } from '../deps.ts';
import { claimWork } from './claim-work.ts';
import { openCheckout } from './open-checkout.ts';
import type { BankPayment } from './payment.ts';
import { recordCharges } from './record-charges.ts';

// How many pages a bank is asked for at once. Each may take the time of a call, and all must end within the lease.
const PAGES_MAX = 20;
const NOT_HERE = 'This bank connection collects no payments.';

/**
 * Takes up due payments: hands charges in the queue to their banks, has the pages of checkouts opened that have none
 * yet, and asks about the others.
 */
export async function takeDuePayments(deps: Deps, worker: string, limit: number): Promise<DueWork> {
  const taken = new Map<string, BankPayment>();
  return takeUp(deps, worker, {
    async claim() {
      const work = await claimWork(deps, worker, limit);
      for (const row of work.ask) taken.set(row.endToEndId, row);
      return work;
    },
    submit: (connector, charges) => charge(connector, charges),
    ask: (connector, endToEndIds) =>
      ask(
        deps,
        connector,
        endToEndIds.flatMap((id) => taken.get(id) ?? []),
      ),
    unsent: sameChargeOutcome,
    record: (source, said) => recordCharges(deps, source, said),
    calls: { submit: 'charge', ask: 'charge_status' },
  });
}

function charge({ collections }: Connector, charges: readonly Charge[]): Promise<ChargeOutcome[]> {
  if (collections) return collections.charge(charges);
  return Promise.resolve(sameChargeOutcome(idsOf(charges), 'not_sent', NOT_HERE));
}

async function ask(deps: Deps, connector: Connector, rows: readonly BankPayment[]): Promise<ChargeOutcome[]> {
  const { collections } = connector;
  if (!collections) return sameChargeOutcome(idsOf(rows), 'unknown', NOT_HERE);
  const closed = rows.filter((row) => needsPage(row, deps.clock.now())).slice(0, PAGES_MAX);
  const pages = new Set(closed);
  const open = rows.filter((row) => !pages.has(row));
  const [opened, told] = await Promise.all([
    Promise.all(closed.map((row) => openCheckout(deps, connector, row))),
    open.length > 0 ? collections.chargesOf(idsOf(open)) : [],
  ]);
  return [...opened, ...told];
}

/** A checkout that can still be paid, of which nobody knows yet at what address. */
const needsPage = ({ state, checkoutUrl, expiresAt }: BankPayment, now: Date): boolean =>
  state === 'awaiting_authorisation' && checkoutUrl === null && expiresAt !== null && expiresAt > now;

const idsOf = (items: readonly { readonly endToEndId: string }[]): string[] => items.map((one) => one.endToEndId);
