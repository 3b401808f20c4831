import { FileUp } from 'lucide-react';
import { useId, useState } from 'react';
import { useWords } from '../words/language.ts';
import { partWords } from './words.ts';

interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
  /** Kinds of files that are offered, as `accept` has them. */
  readonly accept: string;
  readonly file: File | undefined;
  readonly choose: (file: File | undefined) => void;
  readonly isOff?: boolean;
}

/** A file, chosen or dropped here. The browser's own field covers it, unseen: it takes the keyboard, the drop and the focus. */
export function FileField({ label, hint, accept, file, choose, isOff = false }: FileFieldProps) {
  const id = useId();
  const words = useWords(partWords);
  const [isOver, setOver] = useState(false);
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="flex items-baseline gap-1.5 font-medium">
        {label}
        <span className="text-xs font-normal text-soft">({words.required})</span>
      </label>
      <div
        className={`relative flex flex-col items-center gap-1 rounded-md border border-dashed px-4 py-5 text-center has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${isOver ? 'border-accent bg-accent-soft' : 'border-line-strong bg-surface'}`}
      >
        <FileUp aria-hidden className="size-5 text-soft" />
        {file ? (
          <p className="max-w-full">
            <bdi className="font-medium break-all">{file.name}</bdi>{' '}
            <bdi dir="ltr" className="figure text-xs text-soft">
              {sizeText(file.size)}
            </bdi>
          </p>
        ) : (
          <p>{words.dropFile}</p>
        )}
        <input
          id={id}
          type="file"
          accept={accept}
          required={file === undefined}
          disabled={isOff}
          aria-describedby={`${id}-hint`}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
          onChange={(event) => choose(event.target.files?.[0])}
          className="absolute inset-0 size-full cursor-pointer opacity-0 disabled:cursor-default"
        />
      </div>
      <p id={`${id}-hint`} className="text-xs text-soft">
        {hint}
      </p>
    </div>
  );
}

/** How large a file is, in the units of file managers. */
function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
