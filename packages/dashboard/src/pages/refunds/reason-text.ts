import type { components } from '@sarf/sdk';
import { useWords } from '../../words/language.ts';
import { refundReasonWords } from './words.ts';

type Reason = components['schemas']['RefundReason'];

/** What a reason is called: one that every application has in the language of the reader, another as it is described. */
export function useReasonText(): (code: string, reasons: readonly Reason[] | undefined) => string {
  const words: Readonly<Record<string, string>> = useWords(refundReasonWords);
  return (code, reasons) => words[code] ?? reasons?.find((one) => one.code === code)?.description ?? code;
}
