import type { Sql, Tx } from '../foundation/database.ts';
import { payoutEdges } from '../payouts/lifecycle.ts';
import { matchLifecycle } from '../reconciliation/lifecycle.ts';
import { fateOf } from '../refunds/follow-payouts.ts';
import { findOverspent, findUnapproved, findUncounted } from './agents-store.ts';
import { findUnwritten } from './audit-store.ts';
import { findBrokenChains } from './check-audit.ts';
import {
  findOtherUnscheduled,
  findOverRefunded,
  findOverused,
  findParted,
  findUnlikeSources,
  findWrongSums,
} from './collections-store.ts';
import { type Check, type Examined, examined, type Finding } from './finding.ts';
import { findAstray, findBroken, findMissing, findMistold } from './objects-store.ts';
import {
  findMisplacedReceipts,
  findMisreceived,
  findMistied,
  findOverProven,
  findTorn,
  findUnlike,
} from './proofs-store.ts';
import { stepsByState } from './rules.ts';
import {
  countPayouts,
  type Found,
  findDrifted,
  findMisbooked,
  findMisplaced,
  findOverdrawn,
  findSharedIds,
  findUnbalanced,
  findUnscheduled,
  prepareReading,
} from './store.ts';

interface BookCheck extends Check {
  readonly looks: readonly ((tx: Tx) => Promise<Found[]>)[];
}

const BY_HAND =
  'Sarf does not do this by itself, and its database refuses it: somebody or something wrote into the tables, or a ' +
  'part of them was restored.';
const STOP = 'Stop the workers (processes with the role worker) until it is understood, so that nothing is paid on it.';

/** The checks of our own books, in the order in which they are made. */
const bookChecks: readonly BookCheck[] = [
  {
    name: 'debits and credits',
    says: 'debits equal credits in every currency',
    advice: `${BY_HAND} Compare ledger_accounts with a backup.`,
    looks: [findUnbalanced],
  },
  {
    name: 'balances',
    says: 'no balance that binds is below zero',
    advice: `${BY_HAND} ${STOP}`,
    looks: [findOverdrawn],
  },
  {
    name: 'totals',
    says: 'the totals of every account are the sum of its transfers',
    advice: `${BY_HAND} The transfers are the truth where they were only added to; the totals are added up from them.`,
    looks: [findDrifted],
  },
  {
    name: 'transfers',
    says: 'every payout is held, posted, released and reversed as its state says, and every match received, in its amount',
    advice: `${BY_HAND} ${STOP} The history of the object tells what should be booked.`,
    looks: [
      (tx) => findMisbooked(tx, stepsByState(payoutEdges)),
      findMisplaced,
      (tx) => findMisreceived(tx, stepsByState(matchLifecycle.edges)),
      findMisplacedReceipts,
    ],
  },
  {
    name: 'histories',
    says: 'every history is a walk on the table of moves, without gaps',
    advice: `${BY_HAND} Look at table history for the object, and ask the bank where the money is.`,
    looks: [findBroken],
  },
  {
    name: 'states',
    says: 'every object is where its history ends',
    advice: `${BY_HAND} ${STOP} The history is the truth where it was only added to.`,
    looks: [findAstray],
  },
  {
    name: 'accepted objects',
    says: 'every payout, payment, refund and whatever else was accepted exists',
    advice: `${BY_HAND} ${STOP} Bring the rows back from a backup: their money may be on its way.`,
    looks: [findMissing],
  },
  {
    name: 'events',
    says: 'every line of history has its event, without gaps, and the event tells what the line says',
    advice: `${BY_HAND} Whoever listens may have been told something wrong, or not at all.`,
    looks: [findMistold],
  },
  {
    name: 'open objects',
    says: 'whatever is open will be looked at again, and nothing that is final',
    advice: 'Without a time in due_at no worker takes it up, and with one something final would be taken up again.',
    looks: [findUnscheduled, findOtherUnscheduled],
  },
  {
    name: 'end-to-end ids',
    says: 'no end-to-end id belongs to two payouts or payments',
    advice: `${BY_HAND} ${STOP} What the bank says of this id cannot be told apart.`,
    looks: [findSharedIds],
  },
  {
    name: 'sums',
    says: 'what was used, matched and refunded is the sum of the charges, matches and refunds',
    advice: `${BY_HAND} The rows are the truth where they were only added to; the sums are added up from them.`,
    looks: [findWrongSums],
  },
  {
    name: 'consents',
    says: 'no consent is used beyond its limits, and every payment source and charge is as its consent',
    advice: `${BY_HAND} ${STOP} Customers may be charged what they did not allow.`,
    looks: [findOverused, findUnlikeSources],
  },
  {
    name: 'statements',
    says: 'every statement has the entries that it brought, and every file its bytes',
    advice: `${BY_HAND} Bring what is missing back from a backup, or from the bank: it is the evidence.`,
    looks: [findTorn],
  },
  {
    name: 'proofs',
    says: 'every payment is reconciled as far as its matches prove, and they prove what is of their account, once',
    advice: `${BY_HAND} Refunds rest on this.`,
    looks: [findUnlike, findOverProven, findMistied],
  },
  {
    name: 'refunds',
    says: 'no payment is refunded beyond what is proven of it, and every refund is where its payout is',
    advice: `${BY_HAND} ${STOP} GET /payouts/refunds/ID/history tells who did what.`,
    looks: [findOverRefunded, (tx) => findParted(tx, fateOf)],
  },
  {
    name: 'limits',
    says: 'no client asked for more than its limits allow, and what waited for approval was counted',
    advice: `${BY_HAND} Stop the client (npm run admin -- stop-client), and look at what it asked for.`,
    looks: [findOverspent, findUncounted],
  },
  {
    name: 'approvals',
    says: 'nothing that needs approval went on before another party approved it',
    advice: `${BY_HAND} ${STOP} GET /payouts/v1/payments/ID/history tells who did what.`,
    looks: [findUnapproved],
  },
  {
    name: 'audit log',
    says: 'every line of the audit log is as it was written, holds the hash of the one before, and tells what members did',
    advice: `${BY_HAND} Compare audit_lines with a backup: what was done by whom is not sure from that line on.`,
    looks: [findBrokenChains, findUnwritten],
  },
];

export interface BooksExamined {
  /** How many payouts there were. */
  readonly payouts: number;
  readonly checks: readonly Examined[];
}

/** Holds our books against themselves, all in one snapshot of the database: what is going on meanwhile is no fault. */
export function checkBooks(sql: Sql, tell: (check: Examined) => void = () => {}): Promise<BooksExamined> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    await prepareReading(tx);
    return examineBooks(tx, tell);
  });
}

/** The same in a transaction of the caller's. */
export async function examineBooks(tx: Tx, tell: (check: Examined) => void = () => {}): Promise<BooksExamined> {
  const checks: Examined[] = [];
  for (const check of bookChecks) {
    const findings: Finding[] = [];
    let total = 0;
    for (const look of check.looks) {
      const found = await look(tx);
      total += Number(found[0]?.total ?? 0n);
      findings.push(...found.map(({ id, what }) => ({ id, what })));
    }
    const made = examined(check, { findings, total });
    tell(made);
    checks.push(made);
  }
  return { payouts: await countPayouts(tx), checks };
}
