import type { components } from '@sarf/sdk';
import { useNavigate } from '@tanstack/react-router';
import { Link2, Unlink } from 'lucide-react';
import { useMemo, useState } from 'react';
import { answer, api } from '../../api/api.ts';
import { frameWords } from '../../frame/words.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { Empty, NoPermission } from '../../parts/states.tsx';
import { useActors } from '../../people/actor.tsx';
import { useWhyNot } from '../../session/session.ts';
import { DataTable } from '../../table/data-table.tsx';
import { Filters, SelectFilter, TextFilter } from '../../table/filters.tsx';
import { useList } from '../../table/use-list.ts';
import { dayEdge } from '../../url/search.ts';
import { useWords } from '../../words/language.ts';
import { useAuditColumns } from './audit-columns.tsx';
import { LineDialog } from './audit-line.tsx';
import { type AuditSearch, readAuditSearch } from './audit-search.ts';
import { brokenAt } from './chain.ts';
import { auditRoute } from './routes.ts';
import { auditWords } from './words.ts';

export type AuditLine = components['schemas']['AuditLine'] & { readonly id: string };

/** What was done, by whom, and whether the log holds together. */
export function AuditPage() {
  const words = useWords(frameWords);
  const mayNotRead = useWhyNot('audit:read');
  if (mayNotRead === undefined) return <AuditLog />;
  return (
    <>
      <PageHeader title={words.audit} />
      <NoPermission why={mayNotRead} />
    </>
  );
}

async function readLines(search: AuditSearch, after: string | undefined, signal: AbortSignal | undefined) {
  const { from, to, ...same } = search;
  const query = { ...same, from: dayEdge(from, 'start'), to: dayEdge(to, 'next'), after, page_size: 100 };
  const { content, page } = await answer(api.GET('/audit/v1', { params: { query }, signal: signal ?? null }));
  return { content: content.map((line): AuditLine => ({ ...line, id: String(line.sequence) })), page };
}

function AuditLog() {
  const frame = useWords(frameWords);
  const words = useWords(auditWords);
  const search = auditRoute.useSearch();
  const isFiltered = Object.values(search).some((value) => value !== undefined);
  const list = useList('audit_line', search, (after, signal) => readLines(search, after, signal));
  const [opened, open] = useState<AuditLine>();
  const columns = useAuditColumns(open);
  return (
    <>
      <PageHeader title={frame.audit} lead={words.lead} />
      {list.rows.length > 0 && <Chain lines={list.rows} isFiltered={isFiltered} />}
      <DataTable
        name="audit"
        label={frame.audit}
        columns={columns}
        list={list}
        filters={<AuditFilters />}
        empty={<Empty title={isFiltered ? words.noMatch : words.empty} />}
      />
      {opened && <LineDialog line={opened} close={() => open(undefined)} />}
    </>
  );
}

function Chain({ lines, isFiltered }: { readonly lines: readonly AuditLine[]; readonly isFiltered: boolean }) {
  const words = useWords(auditWords);
  const broken = useMemo(() => brokenAt(lines), [lines]);
  const Icon = broken === undefined ? Link2 : Unlink;
  const text = isFiltered ? words.gaps : words.whole(lines.length);
  return (
    <p
      role={broken === undefined ? undefined : 'alert'}
      className={`mb-3 flex gap-2 ${broken === undefined ? 'text-soft' : 'rounded-md bg-bad-soft p-3 text-bad'}`}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{broken === undefined ? text : words.broken(broken)}</span>
    </p>
  );
}

function AuditFilters() {
  const words = useWords(auditWords);
  const navigate = useNavigate();
  const search = auditRoute.useSearch();
  const set = (change: AuditSearch): void =>
    void navigate({ to: '/audit', search: readAuditSearch({ ...search, ...change }), replace: true });
  const text = (name: keyof AuditSearch, label: string, type: 'text' | 'date' = 'text') => (
    <TextFilter label={label} type={type} value={search[name]} change={(value) => set({ [name]: value })} />
  );
  return (
    <Filters
      isOn={Object.values(search).some((value) => value !== undefined)}
      clear={() => void navigate({ to: '/audit' })}
    >
      <SelectFilter
        label={words.who}
        value={search.actor}
        change={(value) => set({ actor: value })}
        choices={useWho(search.actor)}
      />
      {text('action', words.action)}
      {text('object_id', words.objectId)}
      {text('from', words.from, 'date')}
      {text('to', words.to, 'date')}
    </Filters>
  );
}

/** Whose lines can be asked for. Whoever the address of the page names is among them, known or not. */
function useWho(chosen: string | undefined) {
  const words = useWords(auditWords);
  const actors = useActors();
  const all = [...actors, { value: 'operator', label: words.operator }];
  const isKnown = chosen === undefined || all.some(({ value }) => value === chosen);
  return isKnown ? all : [...all, { value: chosen, label: chosen }];
}
