import { useMemo } from 'react';
import { Badge } from '../../parts/badge.tsx';
import { countColumn, timeColumn } from '../../table/column-kinds.tsx';
import type { Column } from '../../table/columns.ts';
import { useWords } from '../../words/language.ts';
import type { AuditLine } from './audit-page.tsx';
import { auditWords } from './words.ts';

const json = (value: unknown): string => (value === null ? '' : JSON.stringify(value));

/** The columns of the audit log; a line is opened by its action. */
export function useAuditColumns(open: (line: AuditLine) => void): readonly Column<AuditLine>[] {
  const words = useWords(auditWords);
  return useMemo(() => [...seen(words, open), ...further(words)], [words, open]);
}

type Words = ReturnType<typeof useWords<(typeof auditWords)['en']>>;

const seen = (words: Words, open: (line: AuditLine) => void): Column<AuditLine>[] => [
  {
    id: 'action',
    header: words.action,
    width: 1.4,
    onNarrow: true,
    cell: (line) => (
      <button
        type="button"
        aria-label={`${line.action}: ${words.open(line.sequence)}`}
        onClick={() => open(line)}
        className="min-h-6 max-w-full truncate rounded font-medium text-accent hover:underline"
      >
        <bdi dir="ltr">{line.action}</bdi>
      </button>
    ),
    csv: ({ action }) => action,
  },
  {
    id: 'outcome',
    header: words.outcome,
    width: 1.8,
    onNarrow: true,
    cell: ({ outcome }) => <Outcome outcome={outcome} words={words} />,
    csv: ({ outcome }) => outcome,
  },
  {
    id: 'actor_name',
    header: words.who,
    width: 1.2,
    onNarrow: true,
    cell: ({ actor, actor_name: name }) => <bdi title={actor}>{name}</bdi>,
    csv: ({ actor_name: name }) => name,
  },
  timeColumn('at', words.at, ({ at }) => at, { width: 1.2 }),
  countColumn('sequence', words.line, ({ sequence }) => sequence, { width: 0.5 }),
];

function Outcome({ outcome, words }: Pick<AuditLine, 'outcome'> & { readonly words: Words }) {
  if (outcome === 'done') return <Badge look="good">{words.done}</Badge>;
  if (outcome === 'asked') return <Badge look="wait">{words.asked}</Badge>;
  return (
    <>
      <Badge look="bad">{words.refused}</Badge>{' '}
      <span dir="ltr" className="text-xs text-soft max-md:hidden">
        {outcome}
      </span>
    </>
  );
}

/** Those that are there once they are chosen, and in every file. */
function further(words: Words): Column<AuditLine>[] {
  const rest: readonly (readonly [string, string, (line: AuditLine) => string])[] = [
    ['actor', words.actor, ({ actor }) => actor],
    ['object_type', words.object, ({ object_type: type }) => type ?? ''],
    ['object_id', words.objectId, ({ object_id: id }) => id ?? ''],
    ['ip', words.ip, ({ ip }) => ip ?? ''],
    ['user_agent', words.agent, ({ user_agent: agent }) => agent ?? ''],
    ['request_id', words.request, ({ request_id: id }) => id ?? ''],
    ['before', words.before, ({ before }) => json(before)],
    ['after', words.after, ({ after }) => json(after)],
    ['previous_hash', words.previous, ({ previous_hash: hash }) => hash],
    ['hash', words.hash, ({ hash }) => hash],
  ];
  return rest.map(([id, header, text]) => ({
    id,
    header,
    hidden: true,
    cell: (line) => <bdi dir="ltr">{text(line)}</bdi>,
    csv: text,
  }));
}
