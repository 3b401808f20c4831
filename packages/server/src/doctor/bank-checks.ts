import type { Connector } from '../banks/connector.ts';
import type { Check } from './finding.ts';

/** A bank that shows its books. */
export type OpenBank = Pick<Connector, 'name'> & Required<Pick<Connector, 'readBooks' | 'readBalances'>>;

/** Does this bank show its books? */
export const isOpen = (connector: Connector): connector is Connector & OpenBank =>
  connector.readBooks !== undefined && connector.readBalances !== undefined;

/** A live system moves while it is looked at, so what does not fit is looked at again before it is a finding. */
export interface Patience {
  readonly looks: number;
  readonly pauseMs: number;
}

export type BankCheckName = 'once' | 'payouts' | 'payments' | 'strangers' | 'balances';

const STOP = 'Stop the workers (processes with the role worker) until it is understood.';

/** The checks of a bank's books against ours. */
export const bankChecks = (bank: string): Readonly<Record<BankCheckName, Check>> => ({
  once: {
    name: `${bank}: booked once`,
    says: 'no end-to-end id was booked twice at the bank',
    advice: `${STOP} Money moved twice: ask the bank to recall the second booking, and report this as a fault of Sarf.`,
  },
  payouts: {
    name: `${bank}: payouts`,
    says: "no payout contradicts the bank's books, and none that the bank took is missing there",
    advice:
      `${STOP} GET /payouts/v1/payments/ID/history tells what Sarf believes and who said so; ask the bank for its ` +
      'side. If nothing fits, BANK_URL may lead to another bank.',
  },
  payments: {
    name: `${bank}: payments`,
    says: "no payment contradicts the bank's books, and none that the bank took is missing there",
    advice:
      `${STOP} GET /payments/v1/ID/history tells what Sarf believes and who said so; ask the bank for its side. If ` +
      'nothing fits, BANK_URL may lead to another bank.',
  },
  strangers: {
    name: `${bank}: orders`,
    says: 'every order that the bank has from or into our accounts belongs to a payout or a payment',
    advice:
      'Somebody else gives orders for this account, or a payout or a payment is missing here: see "accepted objects", ' +
      'and whether the database was restored from a backup.',
  },
  balances: {
    name: `${bank}: balances`,
    says: 'what is on our accounts at the bank is what our books say',
    advice:
      'Money moved at the bank that our books do not know of, or the opening amount was not what the bank held. What ' +
      'the bank booked by itself is known when its statement was fetched.',
  },
});
