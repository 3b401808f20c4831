import { type TSchema, Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { textToMinor } from '../../../foundation/money.ts';
import type { BankBalance, BooksPage } from '../../connector.ts';
import { kindOf } from './read.ts';

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const pageOf = <T extends TSchema>(item: T) =>
  Compile(Type.Object({ content: Type.Array(item), next: orNull(Type.String()) }));

const instructions = pageOf(
  Type.Object({
    end_to_end_id: Type.String(),
    status: Type.String(),
    amount: orNull(Type.String()),
    currency: Type.String(),
    debtor_iban: Type.String(),
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
    kind: kindOf(item.status),
    timesBooked: item.times_booked,
    amountMinor: (item.amount === null ? undefined : textToMinor(item.amount, item.currency)) ?? null,
    currency: item.currency,
    debtorIban: item.debtor_iban,
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

const pageUrl = (url: string, after: string | null): string =>
  `${url}?limit=1000${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;

/** The JSON at an address, or undefined when there is no good answer. Never throws. */
async function get(url: string, timeoutMs: number): Promise<unknown> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    if (response.status === 200) return await response.json();
    await response.body?.cancel();
    return undefined;
  } catch {
    return undefined;
  }
}
