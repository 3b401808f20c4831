import { frameWords } from '../../frame/words.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { useWords } from '../../words/language.ts';

export function TeamPage() {
  const words = useWords(frameWords);
  return <PageHeader title={words.team} />;
}
