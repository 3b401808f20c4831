import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { nowMs } from '../../clock.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useWords } from '../../words/language.ts';
import { daysOf } from './days.ts';
import { EntryList } from './entry-list.tsx';
import { MonthEnd } from './month-end.tsx';
import { summaryQuery } from './reconciliation-queries.ts';
import { readReconciliationSearch } from './reconciliation-search.ts';
import { reconciliationRoute } from './routes.ts';
import { StatementList } from './statement-list.tsx';
import { Suggestions } from './suggestions.tsx';
import { Upload } from './upload.tsx';
import { reconciliationWords } from './words.ts';

/** What the bank booked against what we expected: what is open, what is proven, and how the month ends. */
export function ReconciliationPage() {
  const words = useWords(reconciliationWords);
  const navigate = useNavigate();
  const { tab } = reconciliationRoute.useSearch();
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} actions={<Upload />} />
      <UnknownDebits />
      <Tabs
        label={words.title}
        open={tab ?? 'suggestions'}
        change={(id) => void navigate({ to: '/reconciliation', search: readReconciliationSearch({ tab: id }) })}
        tabs={[
          { id: 'suggestions', title: words.suggestions, content: <Suggestions /> },
          { id: 'entries', title: words.entries, content: <EntryList /> },
          { id: 'statements', title: words.statements, content: <StatementList /> },
          { id: 'month', title: words.monthEnd, content: <MonthEnd /> },
        ]}
      />
    </>
  );
}

/** Money that left an account and that no payout explains comes before everything else. */
function UnknownDebits() {
  const words = useWords(reconciliationWords);
  const today = new Date(nowMs()).toISOString().slice(0, 10);
  const { from, to } = daysOf(today.slice(0, 7), today);
  const { data } = useQuery(summaryQuery(from, to));
  const count = data?.content.reduce((sum, { unmatched }) => sum + unmatched.unknown_debits, 0) ?? 0;
  if (count === 0) return null;
  return (
    <div role="status" className="mb-4 flex gap-2 rounded-md border border-bad bg-bad-soft p-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
      <p>
        <span className="font-medium">{words.unknownDebits(count)}</span>{' '}
        <Link
          to="/reconciliation"
          search={{ tab: 'entries', status: 'unknown_debit' }}
          className="rounded font-medium text-accent underline"
        >
          {words.lookAtThem}
        </Link>
      </p>
    </div>
  );
}
