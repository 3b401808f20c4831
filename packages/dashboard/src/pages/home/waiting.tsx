import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { Card } from '../../parts/card.tsx';
import { useWhyNot } from '../../session/session.ts';
import { useWords } from '../../words/language.ts';
import type { Overview } from './home-queries.ts';
import { homeWords } from './words.ts';

/** What waits for a person; each leads to the list of those that do. */
export function Waiting({ waiting }: { readonly waiting: Overview['waiting'] }) {
  const words = useWords(homeWords);
  const mayNotApprove = useWhyNot('payouts:approve');
  const rows = [
    { count: waiting.payouts_to_approve, name: words.payouts, to: '/payouts', search: { state: 'awaiting_approval' } },
    { count: waiting.refunds_to_confirm, name: words.refunds, to: '/refunds', search: { status: 'CREATED' } },
    { count: waiting.suggestions, name: words.suggestions, to: '/reconciliation', search: { tab: 'suggestions' } },
  ] as const;
  const open = rows.filter(({ count }) => count > 0);
  return (
    <Card title={words.waiting}>
      {open.length === 0 ? (
        <p className="text-soft">{words.nothingWaits}</p>
      ) : (
        <ul className="-mx-2">
          {open.map(({ to, search, name, count }) => (
            <li key={to}>
              <Link
                to={to}
                search={search}
                className="flex min-h-10 items-center gap-3 rounded-md px-2 hover:bg-sunken"
              >
                <span className="figure min-w-8 text-end text-xl font-semibold text-accent">{count}</span>
                <span className="grow">{name}</span>
                <ChevronRight aria-hidden className="size-4 text-soft rtl:rotate-180" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      {open.some(({ to }) => to !== '/reconciliation') && mayNotApprove !== undefined && (
        <p className="mt-2 text-xs text-soft">{words.others}</p>
      )}
    </Card>
  );
}
