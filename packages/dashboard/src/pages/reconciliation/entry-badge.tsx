import type { StatementEntry } from '@sarf/sdk';
import { Badge, type BadgeLook } from '../../parts/badge.tsx';
import { useWords } from '../../words/language.ts';
import { entryStatusWords } from './words.ts';

const looks: Readonly<Record<StatementEntry['status'], BadgeLook>> = {
  matched: 'good',
  partial: 'note',
  suggested: 'wait',
  unmatched: 'off',
  unknown_debit: 'bad',
};

export function EntryBadge({ status }: Pick<StatementEntry, 'status'>) {
  const words = useWords(entryStatusWords);
  return <Badge look={looks[status]}>{words[status]}</Badge>;
}
