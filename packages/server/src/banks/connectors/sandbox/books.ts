import { Type } from 'typebox';
import { textToMinor } from '../../../foundation/money.ts';
import type { BankBalance, BooksPage } from '../../connector.ts';
import { get, pageUrl } from './call.ts';
import { chargeKindOf, isCollecting } from './read.ts';
import { orNull, pageOf } from './wire-parts.ts';

const instructions = pageOf(
  Type.Object({
    end_to_end_id: Type.String(),
    kind: Type.Optional(Type.String()),
    status: Type.String(),
    amount: orNull(Type.String()),
    currency: Type.String(),
    debtor_iban: orNull(Type.String()),
    creditor_iban: Type.Optional(orNull(Type.String())),
    times_booked: Type.Integer(),
  }),
);
const accounts = pageOf(Type.Object({ iban: Type.String(), currency: Type.String(), balance: Type.String() }));

/** Reads a page of what the sandbox bank remembers of instructions; undefined when it does not answer. */
export async function readBooks(
  bankUrl: string,
  after: string | null,
  timeoutMs: number,
): Promise<BooksPage | undefined> {
  const page = await get(pageUrl(`${bankUrl}/instructions`, after), timeoutMs);
  if (!instructions.Check(page)) return undefined;
  const lines = page.content.map((item) => ({
    endToEndId: item.end_to_end_id,
    order: isCollecting(item.kind) ? ('charge' as const) : ('payout' as const),
    kind: chargeKindOf(item.status),
    timesBooked: item.times_booked,
    amountMinor: (item.amount === null ? undefined : textToMinor(item.amount, item.currency)) ?? null,
    currency: item.currency,
    debtorIban: item.debtor_iban ?? '',
    creditorIban: item.creditor_iban ?? null,
  }));
  return { lines, next: page.next };
}

/** Reads all accounts at the sandbox bank; undefined when it does not answer. */
export async function readBalances(bankUrl: string, timeoutMs: number): Promise<BankBalance[] | undefined> {
  const balances: BankBalance[] = [];
  for (let after: string | null = null; ; ) {
    const page = await get(pageUrl(`${bankUrl}/accounts`, after), timeoutMs);
    if (!accounts.Check(page)) return undefined;
    for (const { iban, currency, balance } of page.content) {
      const balanceMinor = textToMinor(balance, currency);
      if (balanceMinor !== undefined) balances.push({ iban, currency, balanceMinor });
    }
    if (page.next === null) return balances;
    after = page.next;
  }
}
