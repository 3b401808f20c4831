import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { useWords } from '../words/language.ts';
import { Button } from './button.tsx';
import { TextField } from './field.tsx';
import { partWords } from './words.ts';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly hint?: string;
}

/** A text to take along, such as a link or a secret that is shown once, and a button that copies it. */
export function CopyField({ label, value, hint }: CopyFieldProps) {
  const words = useWords(partWords);
  const box = useRef<HTMLDivElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => setCopied(await copyText(value, box.current));
  return (
    <div ref={box} className="space-y-2">
      <TextField
        label={label}
        {...(hint !== undefined && { hint })}
        readOnly
        dir="ltr"
        className="font-mono text-xs"
        value={value}
        onFocus={(event) => event.target.select()}
      />
      <Button
        icon={isCopied ? <Check aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
        onClick={() => void copy()}
      >
        {isCopied ? words.copied : words.copy}
      </Button>
    </div>
  );
}

/** The clipboard is there in secure contexts only; elsewhere the text is selected, for the keys of the browser. */
async function copyText(text: string, box: HTMLElement | null): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    box?.querySelector('input')?.select();
    return false;
  }
}
