import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { nowMs } from '../../clock.ts';
import { Amount } from '../../parts/amount.tsx';
import { Badge } from '../../parts/badge.tsx';
import { SelectField } from '../../parts/field.tsx';
import { Arriving, Empty } from '../../parts/states.tsx';
import { type Language, useLanguage, useWords } from '../../words/language.ts';
import { localeOf } from '../../words/locale.ts';
import { useSetSearch } from './account-filter.tsx';
import { AccountName } from './account-name.tsx';
import { daysOf, monthsUntil } from './days.ts';
import { type Summary, summaryQuery } from './reconciliation-queries.ts';
import { reconciliationRoute } from './routes.ts';
import { reconciliationWords } from './words.ts';

const MONTHS = 24;

/** How each account comes from the balance at the beginning of a month to the one at its end. */
export function MonthEnd() {
  const words = useWords(reconciliationWords);
  const language = useLanguage();
  const set = useSetSearch();
  const today = new Date(nowMs()).toISOString().slice(0, 10);
  const { month = today.slice(0, 7) } = reconciliationRoute.useSearch();
  const { from, to } = daysOf(month, today);
  const { data, error, refetch } = useQuery(summaryQuery(from, to));
  const months = monthsUntil(today, MONTHS);
  return (
    <div className="space-y-4">
      <div className="w-56">
        <SelectField label={words.month} value={month} onChange={(event) => set({ month: event.target.value })}>
          {[...new Set([...months, month])].map((one) => (
            <option key={one} value={one}>
              {monthText(one, language)}
            </option>
          ))}
        </SelectField>
      </div>
      {data?.content.length === 0 && <Empty title={words.noAccounts} />}
      {data && (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          {data.content.map((summary) => (
            <AccountMonth key={summary.payout_account_id} summary={summary} />
          ))}
        </div>
      )}
      {!data && <Arriving error={error} retry={() => void refetch()} />}
    </div>
  );
}

function monthText(month: string, language: Language): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

function AccountMonth({ summary }: { readonly summary: Summary }) {
  const words = useWords(reconciliationWords);
  const { currency, in_flight: flight } = summary;
  const money = (amount: number | null): ReactNode =>
    amount === null ? (
      <span className="text-soft">{words.notTold}</span>
    ) : (
      <Amount amount={amount} currency={currency} />
    );
  return (
    <section className="min-w-0 rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-2">
        <h2 className="font-semibold">
          <AccountName id={summary.payout_account_id} />
        </h2>
        <Difference summary={summary} />
      </div>
      <table className="w-full">
        <caption className="sr-only">{words.monthEnd}</caption>
        <tbody>
          <Row name={words.opening} strong>
            {money(summary.opening)}
          </Row>
          {summary.movements.map(({ kind, count, amount }) => (
            <Row key={kind} name={words.movement(kind)} count={count}>
              {money(amount)}
            </Row>
          ))}
          <Row name={words.closing} strong>
            {money(summary.closing)}
          </Row>
          <Row name={words.payoutsInFlight} count={flight.payouts.count}>
            {money(flight.payouts.amount)}
          </Row>
          <Row name={words.paymentsInFlight} count={flight.payments.count}>
            {money(flight.payments.amount)}
          </Row>
        </tbody>
      </table>
      <Open summary={summary} />
    </section>
  );
}

/** Does the closing balance follow from the opening one and what moved? */
function Difference({ summary: { difference, currency } }: { readonly summary: Summary }) {
  const words = useWords(reconciliationWords);
  if (difference === null) return <Badge look="doubt">{words.noBalances}</Badge>;
  if (difference === 0) return <Badge look="good">{words.addsUp}</Badge>;
  return (
    <span className="flex items-center gap-2">
      <Badge look="bad">{words.difference}</Badge>
      <Amount amount={difference} currency={currency} />
    </span>
  );
}

interface RowProps {
  readonly name: string;
  readonly count?: number;
  readonly strong?: boolean;
  readonly children: ReactNode;
}

function Row({ name, count, strong = false, children }: RowProps) {
  return (
    <tr className={`border-b border-line ${strong ? 'bg-sunken font-semibold' : ''}`}>
      <th scope="row" className={`w-full py-1.5 ps-4 pe-2 text-start ${strong ? 'font-semibold' : 'font-normal'}`}>
        {name}
      </th>
      {count !== undefined && <td className="figure px-2 py-1.5 text-end text-soft">{count}</td>}
      <td colSpan={count === undefined ? 2 : 1} className="py-1.5 ps-2 pe-4 text-end whitespace-nowrap">
        {children}
      </td>
    </tr>
  );
}

/** What still waits for somebody on this account. */
function Open({ summary: { unmatched, payout_account_id: account } }: { readonly summary: Summary }) {
  const words = useWords(reconciliationWords);
  const links = [
    { text: words.openEntries(unmatched.entries), search: { tab: 'entries', status: 'unmatched' } },
    { text: words.openSuggestions(unmatched.suggestions), search: { tab: 'suggestions' } },
    { text: words.openDebits(unmatched.unknown_debits), search: { tab: 'entries', status: 'unknown_debit' } },
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 px-4 py-3">
      {links.map(({ text, search }) => (
        <li key={text}>
          <Link
            to="/reconciliation"
            search={{ ...search, payout_account_id: account }}
            className="inline-flex min-h-7 items-center rounded text-accent hover:underline"
          >
            {text}
          </Link>
        </li>
      ))}
    </ul>
  );
}
