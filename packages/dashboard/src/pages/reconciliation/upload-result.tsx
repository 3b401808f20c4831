import type { StatementUpload } from '@sarf/sdk';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../parts/button.tsx';
import { Fact, Facts } from '../../parts/card.tsx';
import { Buttons } from '../../parts/dialog.tsx';
import { partWords } from '../../parts/words.ts';
import { useWords } from '../../words/language.ts';
import type { ReconciliationSearch } from './reconciliation-search.ts';
import { reconciliationWords } from './words.ts';

/** What was in a file, what it proved, and where to go from there. */
export function UploadResult({ result, close }: { readonly result: StatementUpload; readonly close: () => void }) {
  const words = useWords(reconciliationWords);
  const parts = useWords(partWords);
  const navigate = useNavigate();
  const go = (search: ReconciliationSearch): void => {
    close();
    void navigate({ to: '/reconciliation', search });
  };
  const counts = [
    [words.statements, result.statements.length],
    [words.entries, result.entries],
    [words.newOnes, result.new_entries],
    [words.matchedAlone, result.matched],
    [words.waitForPerson, result.suggested],
    [words.unknownDebit, result.unknown_debits],
  ] as const;
  return (
    <div role="status" className="space-y-4">
      <p className="font-medium">{result.duplicate ? words.readBefore : words.wasRead}</p>
      <Facts>
        {counts.map(([name, count]) => (
          <Fact key={name} name={name}>
            <span className={`figure ${name === words.unknownDebit && count > 0 ? 'font-semibold text-bad' : ''}`}>
              {count}
            </span>
          </Fact>
        ))}
      </Facts>
      {result.warnings.length > 0 && (
        <ul
          lang="en"
          dir="auto"
          aria-label={words.warnings}
          className="list-inside list-disc rounded bg-wait-soft p-3 text-wait"
        >
          {result.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      )}
      <Buttons>
        <Button onClick={close}>{parts.close}</Button>
        {result.unknown_debits > 0 && (
          <Button look="danger" onClick={() => go({ tab: 'entries', status: 'unknown_debit' })}>
            {words.lookAtThem}
          </Button>
        )}
        {result.suggested > 0 && (
          <Button look="primary" onClick={() => go({ tab: 'suggestions' })}>
            {words.toSuggestions}
          </Button>
        )}
      </Buttons>
    </div>
  );
}
