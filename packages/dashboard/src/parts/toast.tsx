import { Check, X } from 'lucide-react';
import { createStore, useStore } from '../state/store.ts';
import { useWords } from '../words/language.ts';
import { partWords } from './words.ts';

interface Note {
  readonly id: number;
  readonly text: string;
}

const SHOWN_MS = 6_000;
const notes = createStore<readonly Note[]>([]);
let last = 0;

/** Says in passing that something was done. What went wrong is told where it was asked for, not here. */
export function toast(text: string): void {
  last += 1;
  const id = last;
  notes.set([...notes.get().slice(-2), { id, text }]);
  setTimeout(() => remove(id), SHOWN_MS);
}

const remove = (id: number): void => notes.set(notes.get().filter((note) => note.id !== id));

/** Where notes come up, and are read out. */
export function Toasts() {
  const words = useWords(partWords);
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-3 z-50 flex flex-col items-end gap-2"
    >
      {useStore(notes).map(({ id, text }) => (
        <div
          key={id}
          className="pointer-events-auto flex items-center gap-2 rounded-md border border-line bg-raised py-2 ps-3 pe-2 shadow-lg"
        >
          <Check aria-hidden className="size-4 text-good" />
          <span>{text}</span>
          <button
            type="button"
            aria-label={words.close}
            onClick={() => remove(id)}
            className="rounded p-1 text-soft hover:text-ink"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </div>
      ))}
    </div>
  );
}
