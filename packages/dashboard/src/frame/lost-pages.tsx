import { Link } from '@tanstack/react-router';
import { Button } from '../parts/button.tsx';
import { RefusalNote } from '../parts/refusal-note.tsx';
import { Empty } from '../parts/states.tsx';
import { useWords } from '../words/language.ts';
import { frameWords } from './words.ts';

export function NotFound() {
  const words = useWords(frameWords);
  return (
    <Empty title={words.notFound}>
      <Link to="/" className="text-accent underline">
        {words.toHome}
      </Link>
    </Empty>
  );
}

export function Broken({ error }: { readonly error: unknown }) {
  const words = useWords(frameWords);
  return (
    <main className="mx-auto max-w-lg space-y-3 p-6">
      <RefusalNote error={error} title={words.broken} isReading />
      <Button onClick={() => location.reload()}>{words.reload}</Button>
    </main>
  );
}
