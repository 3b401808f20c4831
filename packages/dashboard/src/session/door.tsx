import { type ReactNode, useEffect } from 'react';
import { languages, setLanguage, useLanguage } from '../words/language.ts';

interface DoorProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

/** A page for those who are not signed in yet. */
export function Door({ title, lead, children }: DoorProps) {
  const other = useLanguage() === 'ar' ? 'en' : 'ar';
  useEffect(() => {
    document.title = `${title} · Sarf`;
  }, [title]);
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-4 p-4">
      <div className="space-y-5 rounded-lg border border-line bg-surface p-6">
        <div className="space-y-1">
          <p className="font-semibold text-accent">Sarf</p>
          <h1 className="text-xl font-semibold">{title}</h1>
          {lead !== undefined && <p className="text-soft">{lead}</p>}
        </div>
        {children}
      </div>
      <button
        type="button"
        lang={other}
        onClick={() => setLanguage(other)}
        className="mx-auto rounded px-2 py-1 text-soft hover:text-ink"
      >
        {languages[other]}
      </button>
    </main>
  );
}
